// SPDX-License-Identifier: Apache-2.0
package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Whether a set of witnesses, by the names of the policy, stands for what a name means.
type voter func(signed map[string]bool) bool

type policy struct {
	logs      []note.Verifier
	witnesses map[string]note.Verifier
	order     []string // of all witnesses
	names     map[string]voter
	members   map[string]bool
	seen      map[string]bool // keys, behind the word that introduced them
	quorum    voter
}

var upperID = regexp.MustCompile(`^[^+]*\+[0-9a-f]*[A-F]`)
var controls = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f]`)

func parsePolicy(text string) (*policy, error) {
	p := &policy{witnesses: map[string]note.Verifier{}, names: map[string]voter{},
		members: map[string]bool{}, seen: map[string]bool{}}
	if !strings.HasSuffix(text, "\n") || controls.MatchString(text) {
		return nil, errForm
	}
	for _, line := range strings.Split(text, "\n") {
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
		if len(words) == 0 || words[0][0] == '#' {
			continue
		}
		if err := p.take(words); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
	}
	if p.quorum == nil {
		return nil, errForm
	}
	return p, nil
}

func (p *policy) take(words []string) error {
	switch {
	case words[0] == "log" && (len(words) == 2 || len(words) == 3):
		_, verifier, err := p.key("log", words[1])
		if verifier != nil {
			p.logs = append(p.logs, verifier)
		}
		return err
	case words[0] == "witness" && (len(words) == 3 || len(words) == 4):
		kind, verifier, err := p.key("witness", words[2])
		if err != nil || kind == 1 {
			return errForm
		}
		p.order = append(p.order, words[1])
		if verifier != nil {
			p.witnesses[words[1]] = verifier
		}
		return p.define(words[1], func(signed map[string]bool) bool { return signed[words[1]] })
	case words[0] == "group" && len(words) >= 4:
		return p.group(words[1], words[2], words[3:])
	case words[0] == "quorum" && len(words) == 2 && p.quorum == nil:
		p.quorum = p.names[words[1]]
		if words[1] == "none" {
			p.quorum = func(map[string]bool) bool { return true }
		}
		if p.quorum != nil {
			return nil
		}
	}
	return errForm
}

func (p *policy) key(word, line string) (byte, note.Verifier, error) {
	verifier, key, kind, err := newVerifier(line)
	// The library takes ids with upper-case digits, which the specification does not.
	if err != nil || upperID.MatchString(line) || p.seen[word+string(key)] {
		return 0, nil, errForm
	}
	p.seen[word+string(key)] = true
	return kind, verifier, nil
}

func (p *policy) define(name string, voter voter) error {
	if name == "none" || p.names[name] != nil {
		return errForm
	}
	p.names[name] = voter
	return nil
}

func (p *policy) group(name, rule string, members []string) error {
	var voters []voter
	for _, member := range members {
		if p.names[member] == nil || p.members[member] {
			return errForm
		}
		p.members[member] = true
		voters = append(voters, p.names[member])
	}
	least := map[string]int{"any": 1, "all": len(members)}[rule]
	if count, err := strconv.ParseUint(rule, 10, 31); err == nil {
		least = int(count)
	}
	if least < 1 || least > len(members) {
		return errForm
	}
	return p.define(name, func(signed map[string]bool) bool {
		count := 0
		for _, voter := range voters {
			if voter(signed) {
				count++
			}
		}
		return count >= least
	})
}

func (p *policy) accept(data string) (*head, error) {
	list := append([]note.Verifier{}, p.logs...)
	for _, verifier := range p.witnesses {
		list = append(list, verifier)
	}
	read, err := note.Open([]byte(data), note.VerifierList(list...))
	if err != nil {
		return nil, err
	}
	head, err := parseCheckpoint(read.Text)
	if err != nil {
		return nil, err
	}
	hasLog, signed := false, map[string]bool{}
	for _, sig := range read.Sigs {
		for _, log := range p.logs {
			hasLog = hasLog || sig.Name == head.origin && sig.Name == log.Name() &&
				sig.Hash == log.KeyHash()
		}
		for name, witness := range p.witnesses {
			if sig.Name == witness.Name() && sig.Hash == witness.KeyHash() {
				signed[name] = true
			}
		}
	}
	if !hasLog || !p.quorum(signed) {
		return nil, fmt.Errorf("no log or no quorum")
	}
	return head, nil
}
