// SPDX-License-Identifier: Apache-2.0
// The tree of a log. RFC 6962, section 2.1; proofs after RFC 9162, sections 2.1.3.2 and 2.1.4.2.
import { concat, isEqual } from "./bytes";
import { sha256 } from "./sha256";

export interface TreeHead {
  size: bigint;
  root: Uint8Array;
}

export const hashLeaf = (entry: Uint8Array): Uint8Array => sha256(concat(Uint8Array.of(0), entry));
const hashNode = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concat(Uint8Array.of(1), left, right));
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array());

const isOdd = (n: bigint): boolean => (n & 1n) === 1n;

export function holdsInclusion(
  index: bigint,
  head: TreeHead,
  leafHash: Uint8Array,
  proof: Uint8Array[],
): boolean {
  if (index >= head.size) return false;
  let [fn, sn, r] = [index, head.size - 1n, leafHash];
  for (const p of proof) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      r = hashNode(p, r);
      while (!isOdd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      r = hashNode(r, p);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && isEqual(r, head.root);
}

// From the empty tree there is nothing to prove, hence no proof.
export function holdsConsistency(older: TreeHead, newer: TreeHead, proof: Uint8Array[]): boolean {
  if (older.size === 0n || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && isEqual(older.root, newer.root);
  // Where the older tree is a whole subtree, its root opens the proof without being sent.
  const isWhole = (older.size & (older.size - 1n)) === 0n;
  const [first, ...rest] = isWhole ? [older.root, ...proof] : proof;
  if (first === undefined || rest.length === 0) return false;
  let [fn, sn] = [older.size - 1n, newer.size - 1n];
  while (isOdd(fn)) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [first, first];
  for (const c of rest) {
    if (sn === 0n) return false;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [hashNode(c, fr), hashNode(c, sr)];
      while (!isOdd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      sr = hashNode(sr, c);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && isEqual(fr, older.root) && isEqual(sr, newer.root);
}
