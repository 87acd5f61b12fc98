// SPDX-License-Identifier: Apache-2.0
// Text as a QR code (ISO/IEC 18004): bytes, error correction M, versions 1 to 20, which is 666
// bytes. Of the eight masks the one with the fewest penalties is taken, as section 7.8.3 counts.
const EC_WORDS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

const POWERS = new Uint8Array(512); // of 2, modulo x^8 + x^4 + x^3 + x^2 + 1
const LOGS = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; ++i) {
  POWERS[i] = POWERS[i + 255] = x;
  LOGS[x] = i;
  x = (x << 1) ^ (x & 0x80 ? 0x11d : 0);
}
const product = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (POWERS[(LOGS[a] ?? 0) + (LOGS[b] ?? 0)] ?? 0);

// What is left of the data over the generator of that degree.
function correction(data: Uint8Array, degree: number): Uint8Array {
  const generator = new Uint8Array(degree); // without its leading 1
  generator[degree - 1] = 1;
  for (let i = 0; i < degree; ++i)
    for (let j = 0; j < degree; ++j)
      generator[j] = product(generator[j] ?? 0, POWERS[i] ?? 0) ^ (generator[j + 1] ?? 0);
  const rest = new Uint8Array(degree);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[degree - 1] = 0;
    for (let i = 0; i < degree; ++i) rest[i] = (rest[i] ?? 0) ^ product(generator[i] ?? 0, factor);
  }
  return rest;
}

function alignments(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = 2 * Math.round((4 * version + 4) / (2 * (count - 1)) + 0.25 - 1e-9);
  const last = 4 * version + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => last - (count - 2 - i) * step)];
}

function wordsIn(version: number): number {
  const marks = alignments(version).length;
  const own = marks === 0 ? 0 : 25 * marks * marks - 10 * marks - 55;
  const bits = (16 * version + 128) * version + 64 - own - (version >= 7 ? 36 : 0);
  return bits >> 3;
}
const dataIn = (version: number): number =>
  wordsIn(version) - (EC_WORDS[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);

function dataWords(bytes: Uint8Array, version: number): Uint8Array {
  const words = new Uint8Array(dataIn(version));
  let at = 0;
  const put = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; --bit, ++at)
      words[at >> 3] = (words[at >> 3] ?? 0) | (((value >> bit) & 1) << (7 - (at & 7)));
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  at = Math.min((at + 4 + 7) & ~7, 8 * words.length);
  for (let i = at >> 3, pad = 0xec; i < words.length; ++i, pad ^= 0xec ^ 0x11) words[i] = pad;
  return words;
}

// Data and correction of all blocks, one word of each in turn.
function allWords(bytes: Uint8Array, version: number): number[] {
  const data = dataWords(bytes, version);
  const count = BLOCKS[version - 1] ?? 1;
  const short = Math.floor(data.length / count);
  const longer = data.length % count; // blocks at the end that have one word more
  const blocks: Uint8Array[] = [];
  for (let i = 0, at = 0; i < count; ++i) {
    const size = short + (i >= count - longer ? 1 : 0);
    blocks.push(data.subarray(at, at + size));
    at += size;
  }
  const fixes = blocks.map((block) => correction(block, EC_WORDS[version - 1] ?? 0));
  const inTurn = (of: Uint8Array[]): number[] => {
    const longest = Math.max(...of.map(({ length }) => length));
    return Array.from({ length: longest }, (_, i) => of.flatMap((one) => one[i] ?? [])).flat();
  };
  return [...inTurn(blocks), ...inTurn(fixes)];
}

type Cells = Int8Array[]; // -1: nothing yet

function withCode(value: number, generator: number, degree: number): number {
  let rest = value << degree;
  for (let bit = 31; bit >= degree; --bit)
    if ((rest >>> bit) & 1) rest ^= generator << (bit - degree);
  return (value << degree) | rest;
}

function set(cells: Cells, x: number, y: number, isDark: boolean): void {
  const row = cells[y];
  if (row !== undefined && x >= 0 && x < row.length) row[x] = isDark ? 1 : 0;
}

function putFormat(cells: Cells, mask: number): void {
  const size = cells.length;
  const bits = withCode(mask, 0x537, 10) ^ 0x5412; // correction M is 00
  for (let i = 0; i < 15; ++i) {
    const isDark = ((bits >> i) & 1) === 1;
    set(cells, 8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, isDark);
    set(cells, i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i, 8, isDark);
  }
  set(cells, 8, size - 8, true);
}

// All that does not depend on the data.
function frame(version: number): Cells {
  const size = 17 + 4 * version;
  const cells = Array.from({ length: size }, () => new Int8Array(size).fill(-1));
  for (let i = 8; i < size - 8; ++i) {
    set(cells, i, 6, i % 2 === 0);
    set(cells, 6, i, i % 2 === 0);
  }
  const square = (x: number, y: number, half: number, isDark: (ring: number) => boolean): void => {
    for (let dy = -half; dy <= half; ++dy)
      for (let dx = -half; dx <= half; ++dx)
        set(cells, x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (const [x, y] of [[3, 3] as const, [size - 4, 3] as const, [3, size - 4] as const])
    square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
  const marks = alignments(version);
  const last = marks.length - 1;
  marks.forEach((x, i) =>
    marks.forEach((y, j) => {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) return;
      square(x, y, 2, (ring) => ring !== 1);
    }),
  );
  putFormat(cells, 0);
  const bits = withCode(version, 0x1f25, 12);
  for (let i = 0; version >= 7 && i < 18; ++i) {
    const [far, near] = [size - 11 + (i % 3), Math.floor(i / 3)];
    set(cells, far, near, ((bits >> i) & 1) === 1);
    set(cells, near, far, ((bits >> i) & 1) === 1);
  }
  return cells;
}

const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

// Two columns at a time, from the right, up and down in turn.
function filled(empty: Cells, words: number[], mask: number): Cells {
  const cells = empty.map((row) => row.slice());
  const size = cells.length;
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; ++step) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (empty[y]?.[x] !== -1) continue;
        const bit = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        ++at;
        set(cells, x, y, (bit === 1) !== (MASKS[mask]?.(x, y) ?? false));
      }
    }
  }
  putFormat(cells, mask);
  return cells;
}

function penaltyOfLine(line: string): number {
  let sum = 0;
  for (const run of line.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
  for (const finder of ["10111010000", "00001011101"])
    for (let at = line.indexOf(finder); at >= 0; at = line.indexOf(finder, at + 1)) sum += 40;
  return sum;
}
function penalty(cells: Cells): number {
  const size = cells.length;
  let sum = 0;
  let dark = 0;
  for (let y = 0; y < size; ++y) {
    sum += penaltyOfLine((cells[y] ?? []).join(""));
    sum += penaltyOfLine(cells.map((row) => row[y]).join(""));
    for (let x = 0; x < size; ++x) {
      const one = cells[y]?.[x];
      dark += one ?? 0;
      if (one === cells[y]?.[x + 1] && one === cells[y + 1]?.[x] && one === cells[y + 1]?.[x + 1])
        sum += 3;
    }
  }
  return sum + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
}

// Rows of cells, true where dark; without the quiet zone, which is four cells. Longer text than
// fits is none.
export function qrCode(text: string): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  const fits = (version: number): boolean =>
    8 * bytes.length + 4 + (version < 10 ? 8 : 16) <= 8 * dataIn(version);
  const version = EC_WORDS.findIndex((_, i) => fits(i + 1)) + 1;
  if (version === 0) return undefined;
  const words = allWords(bytes, version);
  const empty = frame(version);
  const all = MASKS.map((_, mask) => filled(empty, words, mask));
  const [best] = all.sort((a, b) => penalty(a) - penalty(b));
  return best?.map((row) => Array.from(row, (one) => one === 1));
}
