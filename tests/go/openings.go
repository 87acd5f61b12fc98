// SPDX-License-Identifier: Apache-2.0
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Leaves and openings of a private log, after docs/spec/private-leaf.md.
const longestRecord = 16 << 20

type leaf struct {
	issuer     uint32
	commitment []byte
}

type opening struct {
	leaf
	salt                        []byte
	kind, subject, record, body string
	previous                    []byte
}

var (
	idForm      = regexp.MustCompile(`^[0-9a-f]{8}$`)
	kindForm    = regexp.MustCompile(`^[a-z0-9./-]+$`)
	controlForm = regexp.MustCompile(`[\x00-\x1f\x7f]`)
)

// How many bytes the letter at the start has, 0 for none: a byte from 20 to 7E, or a lead from C2
// to F4 with as many bytes from 80 to BF as it asks for.
func letter(text []byte) int {
	follow := -1
	switch lead := text[0]; {
	case lead >= 0x20 && lead <= 0x7e:
		follow = 0
	case lead >= 0xc2 && lead <= 0xdf:
		follow = 1
	case lead >= 0xe0 && lead <= 0xef:
		follow = 2
	case lead >= 0xf0 && lead <= 0xf4:
		follow = 3
	}
	if follow < 0 || len(text) <= follow {
		return 0
	}
	for _, next := range text[1 : 1+follow] {
		if next>>6 != 2 {
			return 0
		}
	}
	return 1 + follow
}

func looksRandom(commitment []byte) bool {
	seen := map[byte]bool{}
	for i, b := range commitment {
		seen[b] = true
		if i+5 <= len(commitment) && bytes.Count(commitment[i:i+5], []byte{b}) == 5 {
			return false
		}
	}
	for text, rest := 0, commitment; len(rest) > 0; {
		size := letter(rest)
		if text += size; size == 0 {
			text, size = 0, 1
		}
		if text > 15 {
			return false
		}
		rest = rest[size:]
	}
	return len(seen) >= 20
}

func parseLeaf(data []byte) (*leaf, error) {
	if len(data) != 37 || data[0] != 1 || !looksRandom(data[5:]) {
		return nil, errForm
	}
	return &leaf{binary.BigEndian.Uint32(data[1:]), data[5:]}, nil
}

func (l leaf) bytes() []byte {
	return append(binary.BigEndian.AppendUint32([]byte{1}, l.issuer), l.commitment...)
}

// One writing for each value; the library's own base64 skips line breaks.
func parse32(text string) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) != 32 || base64.StdEncoding.EncodeToString(data) != text {
		return nil, errForm
	}
	return data, nil
}

// What stands behind each name, line by line, and what is left; the number of the line that is
// wrong, if one is.
func takeLines(text string, line int, names []string, read func(name, value string) bool) (string, int) {
	for _, name := range names {
		head, rest, ended := strings.Cut(text, "\n")
		value, named := strings.CutPrefix(head, name+" ")
		if !ended || !named || !read(name, value) {
			return "", line
		}
		text, line = rest, line+1
	}
	return text, 0
}

func (o *opening) read(name, value string) bool {
	var err error
	switch name {
	case "issuer":
		id, _ := strconv.ParseUint(value, 16, 32)
		o.issuer = uint32(id)
		return idForm.MatchString(value)
	case "salt":
		o.salt, err = parse32(value)
	case "type":
		o.kind = value
		return kindForm.MatchString(value) && len(value) <= 1024
	case "subject":
		o.subject = value
		return len(value) <= 1024 && !controlForm.MatchString(value)
	case "previous":
		if value != "" {
			o.previous, err = parse32(value)
		}
	}
	return err == nil
}

// The opening, or the number of the line that is wrong; 0 where the whole is too long.
func parseOpening(text string) (*opening, int) {
	rest, found := strings.CutPrefix(text, "lodestar-opening/v1\n")
	if !found {
		return nil, 1
	}
	o := &opening{}
	record, wrong := takeLines(rest, 2, []string{"issuer", "salt"}, o.read)
	if wrong != 0 || len(record) > longestRecord {
		return nil, wrong
	}
	rest, wrong = takeLines(record, 4, []string{"type", "subject", "previous"}, o.read)
	if wrong != 0 {
		return nil, wrong
	}
	if o.body, found = strings.CutPrefix(rest, "\n"); !found {
		return nil, 7
	}
	o.record = record
	hash := sha256.New()
	hash.Write([]byte("lodestar/commitment/v1\x00"))
	hash.Write(binary.BigEndian.AppendUint32(nil, o.issuer))
	hash.Write(o.salt)
	hash.Write([]byte(record))
	o.commitment = hash.Sum(nil)
	return o, 0
}

var base64Of = base64.StdEncoding.EncodeToString

func judgeLeaf(v vector) error {
	read, err := parseLeaf(v.input())
	if err == nil && v.Accepted &&
		(fmt.Sprintf("%08x", read.issuer) != v.Issuer || base64Of(read.commitment) != v.Commitment) {
		return fmt.Errorf("read as %08x", read.issuer)
	}
	return err
}

func judgeOpening(v vector) error {
	read, wrong := parseOpening(string(v.input()) + strings.Repeat("x", v.Padding))
	if read == nil {
		if wrong != v.Line {
			panic(fmt.Errorf("%s: line %d", v.Name, wrong))
		}
		return errForm
	}
	hash := tlog.RecordHash(read.bytes())
	found := []string{fmt.Sprintf("%08x", read.issuer), base64Of(read.salt), read.kind,
		base64Of([]byte(read.subject)), base64Of(read.previous), fmt.Sprint(len(read.body)),
		base64Of(read.bytes()), base64Of(hash[:])}
	told := []string{v.Issuer, v.Salt, v.Type, v.Subject, v.Previous, fmt.Sprint(v.BodySize), v.Leaf,
		v.LeafHash}
	if strings.Join(found, " ") != strings.Join(told, " ") {
		return fmt.Errorf("read as %q", found)
	}
	return nil
}

// A line of make_proofs about a leaf or an opening.
func judgePrivate(what, input string) string {
	data, err := base64.StdEncoding.DecodeString(input)
	if err != nil {
		panic(err)
	}
	if what == "leaf" {
		read, err := parseLeaf(data)
		if err != nil {
			return "-"
		}
		return fmt.Sprintf("%08x,%s", read.issuer, base64Of(read.commitment))
	}
	read, _ := parseOpening(string(data))
	if read == nil {
		return "-"
	}
	return strings.Join([]string{base64Of(read.bytes()), read.kind, base64Of([]byte(read.subject)),
		base64Of(read.previous), fmt.Sprint(len(read.body))}, ",")
}
