// SPDX-License-Identifier: Apache-2.0
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var errForm = errors.New("not of that form")

// A key of type 4, for the library's note.Open and note.Sign.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
	seed []byte
	time uint64
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.id }

func (c *cosigner) message(time uint64, text []byte) []byte {
	return []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text))
}

func (c *cosigner) Verify(text, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	time := binary.BigEndian.Uint64(sig)
	return time <= math.MaxInt64 && ed25519.Verify(c.key, c.message(time, text), sig[8:])
}

func (c *cosigner) Sign(text []byte) ([]byte, error) {
	sig := binary.BigEndian.AppendUint64(nil, c.time)
	key := ed25519.NewKeyFromSeed(c.seed)
	return append(sig, ed25519.Sign(key, c.message(c.time, text))...), nil
}

func (c *cosigner) setID() {
	hash := sha256.Sum256(append([]byte(c.name+"\n\x04"), c.key...))
	c.id = binary.BigEndian.Uint32(hash[:])
}

func newCosigner(line, time string) (*cosigner, error) {
	parts := strings.SplitN(line, "+", 5)
	data, err := base64.StdEncoding.DecodeString(parts[4])
	if err != nil || len(data) != 33 || data[0] != 4 {
		return nil, errForm
	}
	c := &cosigner{name: parts[2], seed: data[1:]}
	c.key = ed25519.NewKeyFromSeed(c.seed).Public().(ed25519.PublicKey)
	c.setID()
	c.time, err = strconv.ParseUint(time, 10, 64)
	return c, err
}

// The library's own verifier for a key of type 1, ours for type 4; a key of type 6 verifies nothing.
func newVerifier(line string) (note.Verifier, []byte, byte, error) {
	parts := strings.SplitN(line, "+", 3)
	if len(parts) != 3 {
		return nil, nil, 0, errForm
	}
	data, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(data) == 0 {
		return nil, nil, 0, errForm
	}
	switch {
	case data[0] == 4 && len(data) == 33:
		c := &cosigner{name: parts[0], key: data[1:]}
		c.setID()
		if parts[1] != fmt.Sprintf("%08x", c.id) {
			return nil, nil, 0, errForm
		}
		return c, data[1:], 4, nil
	case data[0] == 6 && len(data) == 1313:
		return nil, data[1:], 6, nil
	}
	verifier, err := note.NewVerifier(line)
	return verifier, data[1:], 1, err
}

func verifiers(lines []string) (note.Verifiers, error) {
	var list []note.Verifier
	for _, line := range lines {
		verifier, _, _, err := newVerifier(line)
		if err != nil {
			return nil, err
		}
		if verifier != nil {
			list = append(list, verifier)
		}
	}
	return note.VerifierList(list...), nil
}

type head struct {
	origin string
	size   uint64
	root   tlog.Hash
}

var decimal = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)

func parseDecimal(text string) (uint64, error) {
	if !decimal.MatchString(text) {
		return 0, errForm
	}
	return strconv.ParseUint(text, 10, 64)
}

func parseCheckpoint(text string) (*head, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[len(lines)-1] != "" {
		return nil, errForm
	}
	for _, line := range lines[:len(lines)-1] {
		if line == "" {
			return nil, errForm
		}
	}
	size, err := parseDecimal(lines[1])
	if err != nil {
		return nil, err
	}
	root, err := tlog.ParseHash(lines[2])
	return &head{lines[0], size, root}, err
}

// The form of a signed checkpoint, whoever signed it.
func parseSigned(data string) (*head, error) {
	_, err := note.Open([]byte(data), note.VerifierList())
	unverified, ok := err.(*note.UnverifiedNoteError)
	if !ok {
		return nil, err
	}
	return parseCheckpoint(unverified.Note.Text)
}

func parseHashes(text string, most int) ([]tlog.Hash, string, error) {
	var hashes []tlog.Hash
	for {
		line, rest, found := strings.Cut(text, "\n")
		if !found || len(hashes) > most {
			return nil, "", errForm
		}
		if line == "" {
			return hashes, rest, nil
		}
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, "", err
		}
		hashes, text = append(hashes, hash), rest
	}
}

type proof struct {
	index  uint64
	hashes []tlog.Hash
	note   string
}

var proofStart = regexp.MustCompile(`^c2sp\.org/tlog-proof@v1\n(?:extra (.+)\n)?index (.*)\n`)

func parseProof(text string) (*proof, error) {
	start := proofStart.FindStringSubmatch(text)
	// The library's base64 skips line breaks of any kind; RFC 4648 does not.
	if start == nil || strings.Contains(text, "\r") {
		return nil, errForm
	}
	if _, err := base64.StdEncoding.DecodeString(start[1]); err != nil {
		return nil, err
	}
	index, err := parseDecimal(start[2])
	if err != nil {
		return nil, err
	}
	hashes, rest, err := parseHashes(text[len(start[0]):], 64)
	if err != nil || len(hashes) > 64 {
		return nil, errForm
	}
	_, err = parseSigned(rest)
	return &proof{index, hashes, rest}, err
}

type request struct {
	oldSize uint64
	proof   []tlog.Hash
	note    string
	head    *head
}

func parseRequest(text string) (*request, error) {
	line, rest, _ := strings.Cut(text, "\n")
	number, found := strings.CutPrefix(line, "old ")
	if !found {
		return nil, errForm
	}
	old, err := parseDecimal(number)
	if err != nil {
		return nil, err
	}
	hashes, rest, err := parseHashes(rest, 63)
	if err != nil || len(hashes) > 63 {
		return nil, errForm
	}
	head, err := parseSigned(rest)
	return &request{old, hashes, rest, head}, err
}
