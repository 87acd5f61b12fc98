// SPDX-License-Identifier: Apache-2.0
// Why something is not accepted, as a value: what a page can say in any language.

// What was being read when the form was not that of the format.
export type Part =
  | "length"
  | "characters"
  | "version"
  | "extra"
  | "index"
  | "hash"
  | "gap"
  | "origin"
  | "size"
  | "root"
  | "extension"
  | "signature"
  | "key"
  | "word"
  | "fields"
  | "name"
  | "member"
  | "threshold"
  | "quorum";

export type Why =
  | { kind: "form"; part: Part; line: number } // line: 0 where it is about the whole
  | { kind: "limit"; part: Part }
  | { kind: "false_signature"; name: string }
  | { kind: "nobody_known" }
  | { kind: "another_log"; origin: string }
  | { kind: "no_quorum"; names: string[] }
  | { kind: "another_entry" };

export class Refusal {
  constructor(readonly why: Why) {}
}

export const form = (part: Part, line = 0): Refusal => new Refusal({ kind: "form", part, line });
export const limit = (part: Part): Refusal => new Refusal({ kind: "limit", part });
