// SPDX-License-Identifier: Apache-2.0
// SHAKE128 and SHAKE256, FIPS 202: bytes without end. A lane of 64 bits is two words, low first.

const ROUNDS = 24;

// FIPS 202, 3.2.5: the bits of a register that feeds itself back.
const CONSTANTS = ((): Int32Array => {
  const words = new Int32Array(2 * ROUNDS);
  let register = 1;
  for (let round = 0; round < ROUNDS; ++round)
    for (let j = 0; j < 7; ++j) {
      const bit = (1 << j) - 1;
      if (register & 1) words[2 * round + (bit >> 5)]! ^= 1 << (bit & 31);
      register = (register << 1) ^ ((register >> 7) * 0x171);
    }
  return words;
})();

// Where a lane goes, and by how much it turns on the way. FIPS 202, 3.2.2 and 3.2.3.
const PATH = ((): { to: number; by: number }[] => {
  const path = [];
  let [x, y] = [1, 0];
  for (let t = 0; t < 24; ++t) {
    [x, y] = [y, (2 * x + 3 * y) % 5];
    path.push({ to: x + 5 * y, by: (((t + 1) * (t + 2)) / 2) % 64 });
  }
  return path;
})();

const columns = new Int32Array(10);
const row = new Int32Array(10);

function mixColumns(s: Int32Array): void {
  for (let i = 0; i < 10; ++i)
    columns[i] = s[i]! ^ s[i + 10]! ^ s[i + 20]! ^ s[i + 30]! ^ s[i + 40]!;
  for (let x = 0; x < 5; ++x) {
    const [before, next] = [2 * ((x + 4) % 5), 2 * ((x + 1) % 5)];
    const [low, high] = [columns[next]!, columns[next + 1]!];
    const a = columns[before]! ^ ((low << 1) | (high >>> 31));
    const b = columns[before + 1]! ^ ((high << 1) | (low >>> 31));
    for (let i = 2 * x; i < 50; i += 10) {
      s[i] = s[i]! ^ a;
      s[i + 1] = s[i + 1]! ^ b;
    }
  }
}

function moveLanes(s: Int32Array): void {
  let [low, high] = [s[2]!, s[3]!];
  for (const { to, by } of PATH) {
    const [l, h] = by < 32 ? [low, high] : [high, low];
    const n = by & 31;
    const [a, b] = n === 0 ? [l, h] : [(l << n) | (h >>> (32 - n)), (h << n) | (l >>> (32 - n))];
    [low, high] = [s[2 * to]!, s[2 * to + 1]!];
    s[2 * to] = a;
    s[2 * to + 1] = b;
  }
}

function permute(s: Int32Array): void {
  for (let round = 0; round < ROUNDS; ++round) {
    mixColumns(s);
    moveLanes(s);
    for (let y = 0; y < 50; y += 10) {
      row.set(s.subarray(y, y + 10));
      for (let i = 0; i < 10; ++i) s[y + i] = row[i]! ^ (~row[(i + 2) % 10]! & row[(i + 4) % 10]!);
    }
    s[0] = s[0]! ^ CONSTANTS[2 * round]!;
    s[1] = s[1]! ^ CONSTANTS[2 * round + 1]!;
  }
}

// rate: bytes a turn, 168 for SHAKE128, 136 for SHAKE256.
export function shake(rate: 168 | 136, input: Uint8Array): (length: number) => Uint8Array {
  const state = new Int32Array(50);
  const bytes = new Uint8Array(state.buffer); // browsers run on little-endian machines
  const padded = new Uint8Array((Math.floor(input.length / rate) + 1) * rate);
  padded.set(input);
  padded[input.length]! ^= 0x1f;
  padded[padded.length - 1]! ^= 0x80;
  for (let at = 0; at < padded.length; at += rate) {
    for (let i = 0; i < rate; ++i) bytes[i]! ^= padded[at + i]!;
    permute(state);
  }
  let given = 0;
  return (length) =>
    Uint8Array.from({ length }, () => {
      if (given === rate) {
        permute(state);
        given = 0;
      }
      return bytes[given++]!;
    });
}
export const shake256 = (length: number, input: Uint8Array): Uint8Array =>
  shake(136, input)(length);
