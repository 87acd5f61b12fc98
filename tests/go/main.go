// SPDX-License-Identifier: Apache-2.0

// Reads tests/vectors/ledger with Go's own library for notes and trees, and says where it judges
// otherwise than a case says that it does. What the library has not (cosignatures, the lines around
// a checkpoint) is added in formats.go, apart from the engine.
//
//	vectors FOLDER
//	vectors -       the lines of tests/support/make_proofs.cc, from standard input
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type known struct {
	Keys       []string
	Size, Root string
}

type vector struct {
	Name, Why, Input, Text, Policy, Signer string
	InputBase64                            string `json:"input_base64"`
	LeafHash                               string `json:"leaf_hash"`
	ContentType                            string `json:"content_type"`
	KnownSize                              string `json:"known_size"`
	TimeS                                  string `json:"time_s"`
	Accepted                               bool
	Go                                     *bool
	Keys, Cosignatures, Enough             []string
	NotEnough                              []string `json:"not_enough"`
	Verified                               []struct{ Key int }
	Known                                  known
	Status                                 int
	Body                                   *string
	Size, Root, Origin                     string
	Issuer, Commitment, Salt, Type         string
	Previous, Leaf                         string
	Subject                                string `json:"subject_base64"`
	Padding, Line                          int
	BodySize                               int `json:"body_size"`
	Start, End, Next, Tell                 string
	TicketBase64                           string `json:"ticket_base64"`
	Packages                               any
	Before                                 []string
	IsKnown                                bool `json:"is_known"`
	Pending, Mirrored, Ticketed            *mirrorHead
	Info                                   *struct{ Size, Next, Ticket string }
}

func (v vector) count() string { return fmt.Sprint(v.Packages) }

func (v vector) input() []byte {
	if v.InputBase64 == "" {
		return []byte(v.Input)
	}
	data, err := base64.StdEncoding.DecodeString(v.InputBase64)
	if err != nil {
		panic(err)
	}
	return data
}

// Each returns why the library refuses the case, or nil.
var judges = map[string]func(vector) error{
	"verifier_keys": func(v vector) error {
		_, err := note.NewVerifier(string(v.input()))
		return err
	},
	"signer_keys": func(v vector) error {
		_, err := note.NewSigner(v.Input)
		return err
	},
	"notes":               judgeForm,
	"signatures":          judgeSignatures,
	"cosignatures":        judgeSignatures,
	"ml_dsa_cosignatures": judgeSignatures,
	"checkpoints":         func(v vector) error { _, err := parseCheckpoint(v.Input); return err },
	"proof_forms":         func(v vector) error { _, err := parseProof(v.Input); return err },
	"proofs":              judgeProof,
	"witness_requests":    func(v vector) error { _, err := parseRequest(v.Input); return err },
	"witness_decisions":   judgeDecision,
	"leaves":              judgeLeaf,
	"openings":            judgeOpening,
}

func judgeForm(v vector) error {
	_, err := note.Open(v.input(), note.VerifierList())
	if unverified, ok := err.(*note.UnverifiedNoteError); ok {
		if unverified.Note.Text != v.Text && v.Accepted {
			return fmt.Errorf("text is %q", unverified.Note.Text)
		}
		return nil
	}
	return err
}

func judgeSignatures(v vector) error {
	list, err := verifiers(v.Keys)
	if err != nil {
		return err
	}
	read, err := note.Open(v.input(), list)
	if err != nil {
		return err
	}
	keys := map[int]bool{}
	for _, verified := range v.Verified {
		if verifier, _, _, _ := newVerifier(v.Keys[verified.Key]); verifier != nil {
			keys[verified.Key] = true
		}
	}
	if v.Accepted && len(read.Sigs) != len(keys) { // one of each key is told
		return fmt.Errorf("%d keys have signed", len(read.Sigs))
	}
	return nil
}

// The log's signature and the place in the tree; the quorum is not the library's.
func judgeProof(v vector) error {
	proof, err := parseProof(v.Input)
	if err != nil {
		return err
	}
	policy, err := parsePolicy(v.Policy)
	if err != nil {
		return err
	}
	head, err := policy.accept(proof.note)
	if err != nil {
		return err
	}
	leaf, err := tlog.ParseHash(v.LeafHash)
	if err != nil {
		return err
	}
	if head.size > 1<<62 || proof.index >= head.size {
		return fmt.Errorf("no entry %d of %d", proof.index, head.size)
	}
	return tlog.CheckRecord(proof.hashes, int64(head.size), head.root, int64(proof.index), leaf)
}

// What a witness has to find out before it cosigns, and the cosignature that is expected.
func judgeDecision(v vector) error {
	request, err := parseRequest(v.Input)
	if err != nil {
		return err
	}
	status := statusOf(v, request)
	if status != v.Status {
		return fmt.Errorf("status %d", status)
	}
	if status != 200 {
		return fmt.Errorf("status %d, as it says", status)
	}
	cosigner, err := newCosigner(v.Signer, v.TimeS)
	if err != nil {
		return err
	}
	text, _, _ := bytes.Cut([]byte(request.note), []byte("\n\n"))
	signed, err := note.Sign(&note.Note{Text: string(text) + "\n"}, cosigner)
	if err != nil {
		return err
	}
	if _, line, _ := strings.Cut(string(signed), "\n\n"); line != *v.Body {
		return fmt.Errorf("the cosignature is %q", line)
	}
	return nil
}

func statusOf(v vector, request *request) int {
	if len(v.Known.Keys) == 0 {
		return 404
	}
	list, err := verifiers(v.Known.Keys)
	if err != nil {
		panic(err)
	}
	if _, err := note.Open([]byte(request.note), list); err != nil {
		return 403
	}
	latest, err := parseCheckpoint("o\n" + v.Known.Size + "\n" + v.Known.Root + "\n")
	if err != nil {
		panic(err)
	}
	switch head := request.head; {
	case request.oldSize > head.size:
		return 400
	case request.oldSize != latest.size:
		return 409
	case head.size == 0 && head.root != sha256.Sum256(nil):
		return 422
	case request.oldSize == 0 && len(request.proof) != 0:
		return 422
	case request.oldSize == 0:
		return 200
	case tlog.CheckTree(request.proof, int64(head.size), head.root, int64(latest.size), latest.root) != nil:
		return 422
	}
	return 200
}

// Says what it disagrees on, and returns how many cases agree and how many do not.
func judgeFile(path string) (int, int) {
	name := strings.TrimSuffix(filepath.Base(path), ".json")
	data, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	var file struct{ Cases []vector }
	if err := json.Unmarshal(data, &file); err != nil {
		panic(fmt.Errorf("%s: %w", path, err))
	}
	judge, agree := judges[name], 0
	switch name {
	case "policies", "accepted":
		judge = judgePolicy
	case "witness_answers":
		judge = judgeAnswer
	case "subtree_requests", "subtree_decisions": // for ML-DSA-44, which the library has not
		return 0, 0
	}
	for _, v := range file.Cases {
		expected := v.Accepted
		if v.Go != nil {
			expected = *v.Go
		}
		err := judge(v)
		if (err == nil) == expected {
			agree++
		} else {
			fmt.Printf("%s: %s: expected %t: %v\n", name, v.Name, expected, err)
		}
	}
	return agree, len(file.Cases) - agree
}

func main() {
	if os.Args[1] == "-" {
		judgeStream()
		return
	}
	paths, _ := filepath.Glob(filepath.Join(os.Args[1], "*.json"))
	agree, differ := 0, 0
	for _, path := range paths {
		if filepath.Base(path) == "completeness.json" {
			continue // Go's library has no verifiable random function
		}
		a, d := judgeFile(path)
		agree, differ = agree+a, differ+d
	}
	fmt.Printf("%d cases in %d files agree, %d do not\n", agree, len(paths), differ)
	if differ != 0 || agree == 0 {
		os.Exit(1)
	}
}
