// SPDX-License-Identifier: Apache-2.0
package main

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// A case with a policy holds its input to it; one without is a policy itself.
func judgePolicy(v vector) error {
	if v.Policy == "" {
		p, err := parsePolicy(string(v.input()))
		if err != nil {
			return err
		}
		for _, sets := range [][]string{v.Enough, v.NotEnough} {
			for _, set := range sets {
				signed := map[string]bool{}
				for _, name := range set {
					signed[string(name)] = true
				}
				if p.quorum(signed) != slices.Contains(v.Enough, set) {
					return fmt.Errorf("%q", set)
				}
			}
		}
		return nil
	}
	p, err := parsePolicy(v.Policy)
	if err != nil {
		panic(err)
	}
	_, err = p.accept(v.Input)
	return err
}

// What a log makes of a witness's answer, with the library's note.Open as the protocol proposes.
func judgeAnswer(v vector) error {
	if v.Status == 409 {
		number, ended := strings.CutSuffix(v.Input, "\n")
		if _, err := parseDecimal(number); err != nil || !ended || v.ContentType != "text/x.tlog.size" {
			return errForm
		}
		if number != v.KnownSize {
			return fmt.Errorf("the known size is %s", number)
		}
		return nil
	}
	if v.Status != 200 {
		return errForm
	}
	list, err := verifiers(v.Keys)
	if err != nil {
		return err
	}
	read, err := note.Open([]byte(v.Text+"\n"+v.Input), list)
	if err != nil || read.Text != v.Text {
		return errForm
	}
	timed := 0
	for _, sig := range read.Sigs {
		// Behind the id, whose base64 ends within the sixth letter, eight bytes of time.
		if !strings.HasPrefix(sig.Base64[6:], "AAAAAAAAAA") {
			timed++
		}
	}
	if timed == 0 || timed != len(v.Cosignatures) {
		return fmt.Errorf("%d cosignatures", timed)
	}
	return nil
}
