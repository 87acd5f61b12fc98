// SPDX-License-Identifier: Apache-2.0

// What a log and a mirror say to each other, c2sp.org/tlog-mirror. Go's library for trees has no
// subtree consistency proofs: they are verified here by the recursion that makes them.

package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const mirrorInfoType = "text/x.tlog.mirror-info"

type addEntries struct {
	origin, ticket []byte
	start, end     uint64
	rest           []byte
}

func cut(data *[]byte, length int) []byte {
	if len(*data) < length {
		return nil
	}
	taken := (*data)[:length:length]
	*data = (*data)[length:]
	return taken
}

func cutCounted(data *[]byte) ([]byte, bool) {
	length := cut(data, 2)
	if length == nil {
		return nil, false
	}
	taken := cut(data, int(binary.BigEndian.Uint16(length)))
	return taken, taken != nil
}

func parseAddEntries(data []byte) (*addEntries, error) {
	var request addEntries
	var found bool
	if request.origin, found = cutCounted(&data); !found {
		return nil, errForm
	}
	numbers := cut(&data, 16)
	if numbers == nil {
		return nil, errForm
	}
	request.start = binary.BigEndian.Uint64(numbers)
	request.end = binary.BigEndian.Uint64(numbers[8:])
	if request.ticket, found = cutCounted(&data); !found || request.start > request.end {
		return nil, errForm
	}
	request.rest = data
	return &request, nil
}

func (r *addEntries) packages() uint64 {
	if r.start == r.end {
		return 0
	}
	return (r.end-1)/256 - r.start/256 + 1
}

// The hash of the tree over some hashes, after RFC 6962.
func rootOf(leaves []tlog.Hash) tlog.Hash {
	if len(leaves) == 1 {
		return leaves[0]
	}
	k := int(split(uint64(len(leaves))))
	return tlog.NodeHash(rootOf(leaves[:k]), rootOf(leaves[k:]))
}

func split(size uint64) uint64 { return 1 << (bits.Len64(size-1) - 1) }

// The roots of the subtree and of the whole tree that a proof leads to.
func follow(start, end, size uint64, subtree tlog.Hash, isKnown bool, proof []tlog.Hash) (inner, outer tlog.Hash, holds bool) {
	if start == 0 && end == size {
		if isKnown {
			return subtree, subtree, len(proof) == 0
		}
		if len(proof) != 1 {
			return inner, outer, false
		}
		return proof[0], proof[0], true
	}
	if len(proof) == 0 {
		return inner, outer, false
	}
	k, sibling, rest := split(size), proof[len(proof)-1], proof[:len(proof)-1]
	switch {
	case end <= k:
		inner, outer, holds = follow(start, end, k, subtree, isKnown, rest)
		return inner, tlog.NodeHash(outer, sibling), holds
	case start >= k:
		inner, outer, holds = follow(start-k, end-k, size-k, subtree, isKnown, rest)
		return inner, tlog.NodeHash(sibling, outer), holds
	}
	inner, outer, holds = follow(0, end-k, size-k, subtree, false, rest)
	return tlog.NodeHash(sibling, inner), tlog.NodeHash(sibling, outer), holds
}

// A package's entries and proof; none where it is cut off.
func cutPackage(data *[]byte, count uint64) (leaves, proof []tlog.Hash, found bool) {
	for ; count > 0; count-- {
		entry, found := cutCounted(data)
		if !found {
			return nil, nil, false
		}
		leaves = append(leaves, tlog.RecordHash(entry))
	}
	hashes := cut(data, 1)
	if hashes == nil {
		return nil, nil, false
	}
	for left := hashes[0]; left > 0; left-- {
		hash := cut(data, 32)
		if hash == nil {
			return nil, nil, false
		}
		proof = append(proof, tlog.Hash(hash))
	}
	return leaves, proof, true
}

type mirrorHead struct{ Size, Root string }

func (h *mirrorHead) size() uint64 {
	size, err := strconv.ParseUint(h.Size, 10, 64)
	if err != nil {
		panic(err)
	}
	return size
}

// The status, how many packages are proven, and the size that a conflict tells.
func judgeUpload(v vector) (status, packages int, tell string) {
	request, err := parseAddEntries(v.input())
	if err != nil {
		return 400, 0, ""
	}
	if !v.IsKnown {
		return 404, 0, ""
	}
	if v.Pending == nil {
		return 422, 0, ""
	}
	var head *mirrorHead
	for _, known := range []*mirrorHead{v.Pending, v.Ticketed, v.Mirrored} {
		if head == nil && known != nil && known.size() == request.end {
			head = known
		}
	}
	if head == nil || (v.Mirrored != nil && request.end < v.Mirrored.size()) {
		return 409, 0, v.Pending.Size
	}
	next, err := strconv.ParseUint(v.Next, 10, 64)
	if err != nil {
		panic(err)
	}
	upTo := next
	if request.end < upTo {
		upTo = request.end
	}
	if request.start > next || upTo-request.start > 32*256 {
		return 409, 0, head.Size
	}
	return judgePackages(v, request, head)
}

func judgePackages(v vector, request *addEntries, head *mirrorHead) (status, packages int, tell string) {
	var before []tlog.Hash
	for _, text := range v.Before {
		hash, err := tlog.ParseHash(text)
		if err != nil {
			panic(err)
		}
		before = append(before, hash)
	}
	root, err := tlog.ParseHash(head.Root)
	if err != nil {
		panic(err)
	}
	for at := request.start; at < request.end; packages++ {
		first := at / 256 * 256
		end := first + 256
		if request.end-first < 256 {
			end = request.end
		}
		leaves, proof, found := cutPackage(&request.rest, end-at)
		if (!found || packages == 32) && packages == 0 {
			return 400, 0, ""
		}
		if !found || packages == 32 {
			return 202, packages, ""
		}
		subtree := rootOf(append(before, leaves...))
		inner, outer, holds := follow(first, end, request.end, subtree, true, proof)
		if !holds || inner != subtree || outer != root || len(proof) > 63 {
			return 422, packages, ""
		}
		at, before = end, nil
	}
	return 200, packages, ""
}

func parseMirrorInfo(text string) ([]string, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return nil, errForm
	}
	for _, number := range lines[:2] {
		if _, err := parseDecimal(number); err != nil {
			return nil, err
		}
	}
	if _, err := base64.StdEncoding.Strict().DecodeString(lines[2]); err != nil || strings.Contains(lines[2], "\r") {
		return nil, errForm
	}
	return lines[:3], nil
}

func init() {
	judges["mirror_requests"] = func(v vector) error {
		request, err := parseAddEntries(v.input())
		if err != nil {
			return err
		}
		ticket, err := base64.StdEncoding.DecodeString(v.TicketBase64)
		if err != nil {
			panic(err)
		}
		told := fmt.Sprint(string(request.origin), request.start, request.end, request.packages())
		due := fmt.Sprint(v.Origin, v.Start, v.End, v.count())
		if v.Accepted && (strings.ReplaceAll(told, " ", "") != strings.ReplaceAll(due, " ", "") ||
			!bytes.Equal(request.ticket, ticket)) {
			return fmt.Errorf("read as %s", told)
		}
		return nil
	}
	judges["mirror_uploads"] = func(v vector) error {
		status, packages, tell := judgeUpload(v)
		if status != v.Status || fmt.Sprint(packages) != v.count() || tell != v.Tell {
			fmt.Printf("mirror_uploads: %s: status %d, %d packages, tells %q\n", v.Name, status, packages, tell)
			if v.Accepted {
				return errForm
			}
			return nil // no agreement: it is not refused alike
		}
		if status != 200 {
			return fmt.Errorf("status %d, as it says", status)
		}
		return nil
	}
	judges["mirror_infos"] = func(v vector) error {
		lines, err := parseMirrorInfo(string(v.input()))
		if err == nil && v.Accepted && (lines[0] != v.Size || lines[1] != v.Next || lines[2] != v.TicketBase64) {
			return fmt.Errorf("read as %q", lines)
		}
		return err
	}
	judges["mirror_answers"] = func(v vector) error {
		if v.Status != 202 && v.Status != 409 {
			return judgeAnswer(v)
		}
		if v.ContentType != mirrorInfoType {
			return errForm
		}
		lines, err := parseMirrorInfo(string(v.input()))
		if err == nil && v.Info != nil && (lines[0] != v.Info.Size || lines[1] != v.Info.Next || lines[2] != v.Info.Ticket) {
			return fmt.Errorf("read as %q", lines)
		}
		return err
	}
}
