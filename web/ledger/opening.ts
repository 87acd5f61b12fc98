// SPDX-License-Identifier: Apache-2.0
// What opens an entry of a private log, and the entry that it opens: docs/spec/private-leaf.md.
import { concat, fromBase64, Lines, toBase64, toUtf8 } from "./bytes";
import { form, limit, Part, Refusal } from "./refusal";
import { sha256 } from "./sha256";

export const LEAF_BYTES = 37;
const VERSION = 1;
const LONGEST_RECORD = 16 << 20; // bytes
const LONGEST_LINE = 1024; // bytes of a type or subject
const DOMAIN = toUtf8("lodestar/commitment/v1\0");
const FIRST_LINE = "lodestar-opening/v1";

export interface Leaf {
  issuer: number; // the id of its verifier key
  commitment: Uint8Array;
}
export interface Opening {
  issuer: number;
  salt: Uint8Array;
  record: Uint8Array; // the lines below and the body, as they are committed to
  type: string; // of small letters, digits, '-', '.', '/'
  subject: string; // one line, one character a byte
  previous: Uint8Array | undefined;
  body: Uint8Array;
}

// How many bytes one letter of UTF-8 at a place has; 0 where there is none.
function letterBytes(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return lead >= 0x20 && lead !== 0x7f ? 1 : 0;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const rest = bytes.subarray(at + 1, at + length);
  return rest.length === length - 1 && rest.every((byte) => (byte & 0xc0) === 0x80) ? length : 0;
}

function longestText(bytes: Uint8Array): number {
  let [longest, text] = [0, 0];
  for (let at = 0; at < bytes.length;) {
    const letter = letterBytes(bytes, at);
    text = letter > 0 ? text + letter : 0;
    longest = Math.max(longest, text);
    at += Math.max(letter, 1);
  }
  return longest;
}

const hasRunOfFive = (bytes: Uint8Array): boolean =>
  bytes.some((_, at) => at + 5 <= bytes.length && new Set(bytes.subarray(at, at + 5)).size === 1);

// A salted hash, and no name that was written in its place.
const looksRandom = (commitment: Uint8Array): boolean =>
  new Set(commitment).size >= 20 && !hasRunOfFive(commitment) && longestText(commitment) <= 15;

const view = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

export function parseLeaf(bytes: Uint8Array): Leaf | Refusal {
  if (bytes.length !== LEAF_BYTES || bytes[0] !== VERSION) return form("version");
  const commitment = bytes.slice(5);
  return looksRandom(commitment) ? { issuer: view(bytes).getUint32(1), commitment } : form("hash");
}

function bigEndian(issuer: number): Uint8Array {
  const bytes = new Uint8Array(4);
  view(bytes).setUint32(0, issuer);
  return bytes;
}

// The 37 bytes that the log has.
export function leafOf({ issuer, salt, record }: Opening): Uint8Array {
  const id = bigEndian(issuer);
  return concat(Uint8Array.of(VERSION), id, sha256(concat(DOMAIN, id, salt, record)));
}

// One text for each value: unused bits are not forgiven here.
function hashOf(text: string): Uint8Array | undefined {
  const bytes = fromBase64(text);
  return bytes?.length === 32 && toBase64(bytes) === text ? bytes : undefined;
}

// What stands behind a name and a space on the next line, if it is of that form.
function take<T>(
  lines: Lines,
  name: string,
  part: Part,
  read: (text: string) => T | undefined,
): T | Refusal {
  const line = lines.next();
  const value = line?.startsWith(`${name} `) ? read(line.slice(name.length + 1)) : undefined;
  return value ?? form(part, lines.number);
}

const issuerOf = (text: string): number | undefined =>
  /^[0-9a-f]{8}$/.test(text) ? parseInt(text, 16) : undefined;
const typeOf = (text: string): string | undefined =>
  text.length <= LONGEST_LINE && /^[a-z0-9./-]+$/.test(text) ? text : undefined;
const subjectOf = (text: string): string | undefined =>
  text.length <= LONGEST_LINE && !/[\x00-\x1f\x7f]/.test(text) ? text : undefined;
const previousOf = (text: string): Uint8Array | "" | undefined => (text === "" ? "" : hashOf(text));

export function parseOpening(bytes: Uint8Array): Opening | Refusal {
  const lines = new Lines(bytes);
  if (lines.next() !== FIRST_LINE) return form("version", 1);
  const issuer = take(lines, "issuer", "key", issuerOf);
  if (issuer instanceof Refusal) return issuer;
  const salt = take(lines, "salt", "hash", hashOf);
  if (salt instanceof Refusal) return salt;
  const record = lines.rest();
  if (record.length > LONGEST_RECORD) return limit("length");
  const type = take(lines, "type", "word", typeOf);
  if (type instanceof Refusal) return type;
  const subject = take(lines, "subject", "name", subjectOf);
  if (subject instanceof Refusal) return subject;
  const previous = take(lines, "previous", "hash", previousOf);
  if (previous instanceof Refusal) return previous;
  if (lines.next() !== "") return form("gap", lines.number);
  const before = previous === "" ? undefined : previous;
  return { issuer, salt, record, type, subject, previous: before, body: lines.rest() };
}
