// SPDX-License-Identifier: Apache-2.0
// Whether an ML-DSA-44 signature holds, without a context. FIPS 204, algorithm 3 and those it
// calls; letters are the standard's. Everything here is public: nothing has to take equal time.
import { concat, isEqual } from "./bytes";
import { shake, shake256 } from "./shake";

const Q = 8380417;
const N = 256;
const D = 13;
const K = 4; // rows and columns alike
const TAU = 39;
const BETA = 78;
const OMEGA = 80;
const GAMMA1 = 1 << 17;
const GAMMA2 = (Q - 1) / 88;
const HIGHS = (Q - 1) / (2 * GAMMA2);

type Polynomial = number[]; // N coefficients below Q

const times = (a: number, b: number): number => (a * b) % Q; // below 2^46
const power = (base: number, exponent: number): number =>
  exponent === 0
    ? 1
    : times(exponent & 1 ? base : 1, power(times(base, base), Math.floor(exponent / 2)));
const reversed = (i: number): number =>
  Array.from({ length: 8 }, (_, bit) => ((i >> bit) & 1) << (7 - bit)).reduce((a, b) => a | b);
const ZETAS = Array.from({ length: N }, (_, i) => power(1753, reversed(i)));

function toNtt(w: Polynomial): Polynomial {
  const r = [...w];
  let m = 0;
  for (let length = 128; length > 0; length >>= 1)
    for (let start = 0; start < N; start += 2 * length) {
      const zeta = ZETAS[(m += 1)]!;
      for (let j = start; j < start + length; ++j) {
        const t = times(zeta, r[j + length]!);
        r[j + length] = (r[j]! - t + Q) % Q;
        r[j] = (r[j]! + t) % Q;
      }
    }
  return r;
}
function fromNtt(w: Polynomial): Polynomial {
  const r = [...w];
  let m = N;
  for (let length = 1; length < N; length *= 2)
    for (let start = 0; start < N; start += 2 * length) {
      const zeta = Q - ZETAS[(m -= 1)]!;
      for (let j = start; j < start + length; ++j) {
        const t = r[j]!;
        r[j] = (t + r[j + length]!) % Q;
        r[j + length] = times(zeta, (t - r[j + length]! + Q) % Q);
      }
    }
  return r.map((one) => times(one, 8347681));
}

// Numbers of some bits each, the lowest bit of the first byte first.
function unpack(bytes: Uint8Array, bits: number): number[] {
  const numbers: number[] = [];
  let [held, have] = [0, 0];
  for (const byte of bytes) {
    held += byte * 2 ** have;
    have += 8;
    while (have >= bits) {
      numbers.push(held % 2 ** bits);
      held = Math.floor(held / 2 ** bits);
      have -= bits;
    }
  }
  return numbers;
}
function pack6(numbers: number[]): Uint8Array {
  const bytes = new Uint8Array((numbers.length * 6) / 8);
  for (const [i, number] of numbers.entries()) {
    const [at, bit] = [(6 * i) >> 3, (6 * i) & 7];
    bytes[at]! |= number << bit;
    if (bit > 2) bytes[at + 1]! |= number >> (8 - bit);
  }
  return bytes;
}
const slices = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: list.length / size }, (_, i) => list.slice(size * i, size * (i + 1)));

function expandEntry(rho: Uint8Array, row: number, column: number): Polynomial {
  const squeeze = shake(168, concat(rho, Uint8Array.of(column, row)));
  const a: Polynomial = [];
  while (a.length < N) {
    const [x = 0, y = 0, z = 0] = squeeze(3);
    const one = x | (y << 8) | ((z & 127) << 16);
    if (one < Q) a.push(one);
  }
  return a;
}

function sampleInBall(seed: Uint8Array): Polynomial {
  const squeeze = shake(136, seed);
  const signs = unpack(squeeze(8), 1);
  const c: Polynomial = new Array<number>(N).fill(0);
  for (let i = N - TAU; i < N; ++i) {
    let [j = 0] = squeeze(1);
    while (j > i) [j = 0] = squeeze(1);
    c[i] = c[j]!;
    c[j] = signs[i + TAU - N] === 1 ? Q - 1 : 1;
  }
  return c;
}

// One writing for each set of hints: places in order, zeroes behind.
function unpackHints(bytes: Uint8Array): Set<number>[] | undefined {
  const hints: Set<number>[] = [];
  let at = 0;
  for (let row = 0; row < K; ++row) {
    const end = bytes[OMEGA + row]!;
    if (end < at || end > OMEGA) return undefined;
    const places = bytes.subarray(at, end);
    if (places.some((place, i) => i > 0 && place <= places[i - 1]!)) return undefined;
    hints.push(new Set(places));
    at = end;
  }
  return bytes.subarray(at, OMEGA).every((byte) => byte === 0) ? hints : undefined;
}

function useHint(isHinted: boolean, r: number): number {
  let r0 = r % (2 * GAMMA2);
  if (r0 > GAMMA2) r0 -= 2 * GAMMA2;
  const isLast = r - r0 === Q - 1;
  const r1 = isLast ? 0 : (r - r0) / (2 * GAMMA2);
  if (!isHinted) return r1;
  const isAbove = (isLast ? r0 - 1 : r0) > 0;
  return (r1 + (isAbove ? 1 : HIGHS - 1)) % HIGHS;
}

export function holdsMlDsa44(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 1312 || signature.length !== 2420) return false;
  const rho = key.subarray(0, 32);
  const t1 = slices(unpack(key.subarray(32), 10), N);
  const seed = signature.subarray(0, 32);
  const z = unpack(signature.subarray(32, 2336), 18).map((one) => GAMMA1 - one);
  const hints = unpackHints(signature.subarray(2336));
  if (hints === undefined || z.some((one) => Math.abs(one) >= GAMMA1 - BETA)) return false;
  const columns = slices(
    z.map((one) => (one + Q) % Q),
    N,
  ).map(toNtt);
  const c = toNtt(sampleInBall(seed));
  const highs = hints.map((hinted, row) => {
    const t = toNtt(t1[row]!.map((one) => times(one, 1 << D)));
    const sum = t.map((one, i) => (Q - times(c[i]!, one)) % Q);
    columns.forEach((column, j) =>
      expandEntry(rho, row, j).forEach((a, i) => (sum[i] = (sum[i]! + times(a, column[i]!)) % Q)),
    );
    return pack6(fromNtt(sum).map((one, i) => useHint(hinted.has(i), one)));
  });
  const mu = shake256(64, concat(shake256(64, key), Uint8Array.of(0, 0), message));
  return isEqual(shake256(32, concat(mu, ...highs)), seed);
}
