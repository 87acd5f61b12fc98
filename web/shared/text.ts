// SPDX-License-Identifier: Apache-2.0
// Text of strangers. Characters that hide, or turn the direction of what follows, are written out;
// every piece stands in its own direction and cannot turn its neighbours.
import { Child, h } from "./dom";

const HIDDEN = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e" +
    "\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]",
  "gu",
);

// Joiners belong to emoji and to some scripts; after plain letters and digits they only hide.
const isAtHome = (c: string, before: string): boolean =>
  (c === "\u200c" || c === "\u200d") && !/[\x20-\x7e]/.test(before || " ");

const code = (c: string): string =>
  `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

export function visible(text: string): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (isAtHome(match[0], text.charAt(match.index - 1))) continue;
    parts.push(text.slice(at, match.index), h("span", { class: "ctl" }, code(match[0])));
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

// For attributes and search, where there is no element to put a sign into.
export const flat = (text: string): string =>
  text.replace(HIDDEN, (c: string, at: number) =>
    isAtHome(c, text.charAt(at - 1)) ? c : `[${code(c)}]`,
  );

// Within a sentence that is one text: in a direction of its own.
export const isolated = (text: string): string => `\u2068${flat(text)}\u2069`;

export const stranger = (text: string): HTMLElement => h("bdi", { dir: "auto" }, visible(text));

// A name that is longer than people read: how it begins and ends, and all of it where a pointer
// rests.
const LONGEST = 80;
export const isLong = (text: string): boolean => [...text].length > LONGEST;
export function shortened(text: string): HTMLElement {
  if (!isLong(text)) return stranger(text);
  const letters = [...text];
  const shown = `${letters.slice(0, 50).join("")} … ${letters.slice(-20).join("")}`;
  return h("bdi", { dir: "auto", title: flat(text) }, visible(shown));
}

// Unicode keeps the ten digits of a script together, and nothing like them before the first.
function digitOf(c: string): string {
  let value = 0;
  let code = c.codePointAt(0) ?? 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    --code;
    ++value;
  }
  return String(value);
}

// As people compare words: no case, no accents, and the digits of every script are 0 to 9.
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .toLocaleLowerCase("und")
    .trim();
