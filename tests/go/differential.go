// SPDX-License-Identifier: Apache-2.0
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The lines of tests/support/make_proofs.cc, judged by the library's notes and trees. Where the
// library is laxer than the specification asks, this is not: of a known key each signature is
// checked, and at most 64 lines may sign.
const mostSignatures = 64

func judgeLine(fields []string) (verdict string) {
	if len(fields) == 3 {
		return judgePrivate(fields[1], fields[2])
	}
	var bytes [3]string
	for i, field := range fields[1:] {
		data, err := base64.StdEncoding.DecodeString(field)
		if err != nil {
			panic(err)
		}
		bytes[i] = string(data)
	}
	policy, err := parsePolicy(bytes[0])
	if err != nil {
		return "-"
	}
	proof, err := parseProof(bytes[2])
	if err != nil {
		return "-"
	}
	head, times, err := policy.acceptEach(proof.note)
	if err != nil || head.size > 1<<62 || proof.index >= head.size {
		return "-"
	}
	var leaf tlog.Hash
	copy(leaf[:], bytes[1])
	if tlog.CheckRecord(proof.hashes, int64(head.size), head.root, int64(proof.index), leaf) != nil {
		return "-"
	}
	for place, name := range policy.order {
		if time, signed := times[name]; signed {
			verdict += fmt.Sprintf(",%d@%d", place, time)
		}
	}
	if verdict == "" {
		return "+"
	}
	return verdict[1:]
}

// Each signature line as a note of its own, because of two by one key the library checks the first.
func (p *policy) acceptEach(data string) (*head, map[string]uint64, error) {
	end := strings.LastIndex(data, "\n\n")
	text, lines := data[:end+1], strings.SplitAfter(data[end+2:], "\n")
	if len(lines)-1 > mostSignatures {
		return nil, nil, errForm
	}
	head, err := parseCheckpoint(text)
	if err != nil {
		return nil, nil, err
	}
	list := append([]note.Verifier{}, p.logs...)
	for _, witness := range p.witnesses {
		list = append(list, witness)
	}
	hasLog, times := false, map[string]uint64{}
	for _, line := range lines[:len(lines)-1] {
		read, err := note.Open([]byte(text+"\n"+line), note.VerifierList(list...))
		if _, unknown := err.(*note.UnverifiedNoteError); unknown {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		sig := read.Sigs[0]
		for _, log := range p.logs {
			hasLog = hasLog || sig.Name == head.origin && log.Name() == sig.Name && log.KeyHash() == sig.Hash
		}
		for name, witness := range p.witnesses {
			if sig.Name == witness.Name() && sig.Hash == witness.KeyHash() {
				bytes, _ := base64.StdEncoding.DecodeString(sig.Base64)
				if time := binary.BigEndian.Uint64(bytes[4:]); time >= times[name] {
					times[name] = time
				}
			}
		}
	}
	signed := map[string]bool{}
	for name := range times {
		signed[name] = true
	}
	if !hasLog || !p.quorum(signed) {
		return nil, nil, errForm
	}
	return head, times, nil
}

func judgeStream() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 8<<20)
	agree, differ, accepted := 0, 0, 0
	for input.Scan() {
		fields := strings.Split(input.Text(), " ")
		if fields[0] != "-" {
			accepted++
		}
		if verdict := judgeLine(fields); verdict == fields[0] {
			agree++
		} else if differ++; differ <= 10 {
			fmt.Printf("expected %s, judged %s: %s\n", fields[0], verdict, input.Text())
		}
	}
	fmt.Printf("%d cases judged alike (%d accepted), %d not\n", agree, accepted, differ)
	if differ != 0 || accepted == 0 || input.Err() != nil {
		os.Exit(1)
	}
}
