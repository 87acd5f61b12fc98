// SPDX-License-Identifier: Apache-2.0
// Signed notes and the keys that verify them. c2sp.org/signed-note v1.0.0 and
// c2sp.org/tlog-cosignature v1.0.1.
import { concat, fromBase64, fromOctets, fromUtf8, Lines, toHex, toUtf8 } from "./bytes";
import { parseCheckpoint } from "./checkpoint";
import { Equation, holdsEd25519 } from "./ed25519";
import { holdsMlDsa44 } from "./ml_dsa_44";
import { form, limit, Refusal } from "./refusal";
import { sha256 } from "./sha256";

export const LONGEST_NOTE = 1 << 20; // bytes
const MOST_SIGNATURES = 64;
const LONGEST_NAME = 255; // bytes, that ML-DSA-44 can sign
const LAST_TIME = (1n << 63n) - 1n;

export const ED25519 = 1;
export const COSIGNATURE = 4;
export const ML_DSA_44 = 6;
const KEY_LENGTHS = new Map([
  [ED25519, 32],
  [COSIGNATURE, 32],
  [ML_DSA_44, 1312],
]);

export interface VerifierKey {
  name: string;
  id: string; // eight digits
  kind: number;
  key: Uint8Array;
}

export const isKeyName = (name: string): boolean => /^[^\p{White_Space}\0-\x1f+]+$/u.test(name);

export const keyId = (name: string, kind: number, key: Uint8Array): string =>
  toHex(sha256(concat(toUtf8(`${name}\n`), Uint8Array.of(kind), key)).subarray(0, 4));

// A key line, one character a byte.
export function parseVerifierKey(line: string): VerifierKey | Refusal {
  const [octets = "", id = "", ...rest] = line.split("+");
  const name = fromUtf8(fromOctets(octets));
  const data = fromBase64(rest.join("+"));
  const kind = data?.[0];
  if (name === undefined || !isKeyName(name) || data === undefined || kind === undefined)
    return form("key");
  const key = data.subarray(1);
  if (kind === ML_DSA_44 && octets.length > LONGEST_NAME) return form("key");
  if (KEY_LENGTHS.get(kind) !== key.length || keyId(name, kind, key) !== id) return form("key");
  return { name, id, kind, key };
}

export interface SignatureLine {
  name: string;
  id: string;
  signature: Uint8Array;
}
export interface Note {
  text: string; // with its last newline
  signatures: SignatureLine[];
  line: number; // where it starts in what it was read from
}

function parseSignature(line: string): SignatureLine | undefined {
  const [dash, name, base64, ...more] = line.split(" ");
  const bytes = fromBase64(base64 ?? "");
  if (dash !== "\u2014" || more.length > 0 || name === undefined || !isKeyName(name))
    return undefined;
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

const lineOf = (bytes: Uint8Array, isBad: (line: string) => boolean, first: number): number => {
  const lines = new Lines(bytes, first - 1);
  for (let line = lines.next(); line !== undefined; line = lines.next())
    if (isBad(line)) return lines.number;
  return lines.number;
};

export function parseNote(bytes: Uint8Array, first = 1): Note | Refusal {
  if (bytes.length > LONGEST_NOTE) return limit("length");
  const whole = fromUtf8(bytes);
  if (whole === undefined)
    return form(
      "characters",
      lineOf(bytes, (line) => fromUtf8(fromOctets(line)) === undefined, first),
    );
  const control = /[\0-\x09\x0b-\x1f]/;
  if (control.test(whole))
    return form(
      "characters",
      lineOf(bytes, (line) => control.test(line), first),
    );
  const end = whole.lastIndexOf("\n\n");
  if (end < 0) return form("gap");
  const text = whole.slice(0, end + 1);
  const lines = whole.slice(end + 2).split("\n");
  let at = first + text.split("\n").length;
  if (lines.length < 2 || lines.pop() !== "") return form("signature", at + lines.length - 1);
  const signatures: SignatureLine[] = [];
  for (const line of lines) {
    if (signatures.length === MOST_SIGNATURES) return limit("signature");
    const signature = parseSignature(line);
    if (signature === undefined) return form("signature", at);
    signatures.push(signature);
    at += 1;
  }
  return { text, signatures, line: first };
}

const withLength = (bytes: Uint8Array): Uint8Array => concat(Uint8Array.of(bytes.length), bytes);

// What ML-DSA-44 signs of a checkpoint: names have a length of one byte.
function subtreeMessage(text: string, name: string, time: Uint8Array): Uint8Array | undefined {
  const checkpoint = parseCheckpoint(text);
  if (checkpoint instanceof Refusal) return undefined;
  const origin = toUtf8(checkpoint.origin);
  const range = new DataView(new ArrayBuffer(16)); // from 0
  range.setBigUint64(8, checkpoint.size);
  if (origin.length > LONGEST_NAME) return undefined;
  return concat(
    toUtf8("subtree/v1\n\0"),
    withLength(toUtf8(name)),
    time,
    withLength(origin),
    new Uint8Array(range.buffer),
    checkpoint.root,
  );
}

// The time of a signature that holds, zero if it has none.
async function timeOf(
  text: string,
  bytes: Uint8Array,
  { kind, key, name }: VerifierKey,
  holds: Equation,
): Promise<bigint | false> {
  if (kind === ED25519) return (await holds(key, toUtf8(text), bytes)) && 0n;
  if (bytes.length < 8) return false;
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  if (time > LAST_TIME) return false;
  const signature = bytes.subarray(8);
  if (kind === COSIGNATURE) {
    const message = toUtf8(`cosignature/v1\ntime ${time}\n${text}`);
    return (await holds(key, message, signature)) && time;
  }
  const message = subtreeMessage(text, name, bytes.subarray(0, 8));
  return message !== undefined && holdsMlDsa44(key, message, signature) && time;
}

// A signature that holds: its place in the note, its key's among those known, its time in seconds.
export interface Verified {
  line: number;
  key: number;
  time: bigint;
}

export async function verifyNote(
  note: Note,
  keys: VerifierKey[],
  holds: Equation = holdsEd25519,
): Promise<Verified[] | Refusal> {
  const verified: Verified[] = [];
  for (const [line, { name, id, signature }] of note.signatures.entries()) {
    for (const [place, key] of keys.entries()) {
      if (key.id !== id || key.name !== name) continue;
      const time = await timeOf(note.text, signature, key, holds);
      if (time === false) return new Refusal({ kind: "false_signature", name });
      verified.push({ line, key: place, time });
    }
  }
  return verified.length > 0 ? verified : new Refusal({ kind: "nobody_known" });
}
