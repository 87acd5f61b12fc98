// SPDX-License-Identifier: Apache-2.0
// Whether an Ed25519 signature holds, by one rule for all edge cases, which is that of
// src/crypto/ed25519.h: S below the group's order; A canonical and of no small order; R of no small
// order; the equation without the cofactor. The equation is the browser's own where it has Ed25519,
// and elsewhere (older ones, pages over plain HTTP) tweetnacl's, some fifty times slower. Where
// these differ, at the edges, the rule has decided before.
import nacl from "tweetnacl";

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const SIGN = 1n << 255n;

function littleEndian(bytes: Uint8Array): bigint {
  let number = 0n;
  for (let i = bytes.length - 1; i >= 0; --i) number = (number << 8n) | BigInt(bytes[i]!);
  return number;
}

// The y of the points of order 8; the others of small order have y = 0 (order 4) and 1, -1.
const EIGHTH = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
const SMALL = new Set([0n, 1n, P - 1n, EIGHTH, P - EIGHTH]);

const yOf = (point: bigint): bigint => point & (SIGN - 1n);

export type Equation = (
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>;

export const byLibrary: Equation = async (key, message, signature) =>
  nacl.sign.detached.verify(message, signature, key);

// A copy is surely not shared between threads, which is what the browser asks.
const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
const importKey = (key: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", copy(key), "Ed25519", false, ["verify"]);

export const byBrowser: Equation = async (key, message, signature) => {
  try {
    const known = await importKey(key);
    return await crypto.subtle.verify("Ed25519", known, copy(signature), copy(message));
  } catch {
    return false; // it takes no such key
  }
};

// Asked once, with the base point for a key.
const isNative = (async (): Promise<boolean> => {
  try {
    await importKey(new Uint8Array(32).fill(0x66).fill(0x58, 0, 1));
    return true;
  } catch {
    return false;
  }
})();

export async function holdsEd25519(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  equation?: Equation,
): Promise<boolean> {
  if (key.length !== 32 || signature.length !== 64) return false;
  const a = yOf(littleEndian(key));
  const r = yOf(littleEndian(signature.subarray(0, 32)));
  const s = littleEndian(signature.subarray(32));
  if (s >= ORDER || a >= P || SMALL.has(a) || SMALL.has(r % P)) return false;
  return (equation ?? ((await isNative) ? byBrowser : byLibrary))(key, message, signature);
}
