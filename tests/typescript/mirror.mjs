// SPDX-License-Identifier: Apache-2.0
// What a log and a mirror say to each other, c2sp.org/tlog-mirror: read and judged anew. Subtree
// consistency proofs are verified by the recursion that makes them.
import * as ledger from "./ledger.mjs";
import { readAnswer } from "./witness.mjs";

const INFO = "text/x.tlog.mirror-info";
const MOST_PACKAGES = 32;

// Takes bytes from the front; undefined where fewer are left.
class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
  }
  take(count) {
    if (this.bytes.length < count) return undefined;
    const taken = this.bytes.subarray(0, count);
    this.bytes = this.bytes.subarray(count);
    return taken;
  }
  number(bytes) {
    return this.take(bytes)?.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  }
  counted() {
    const length = this.number(2);
    return length === undefined ? undefined : this.take(Number(length));
  }
}

export function parseAddEntries(bytes) {
  const cursor = new Cursor(bytes);
  const origin = cursor.counted();
  const [start, end] = [cursor.number(8), cursor.number(8)];
  const ticket = cursor.counted();
  const isCut = [origin, start, end, ticket].includes(undefined);
  if (isCut || start > end) return ledger.form("size", 1);
  return { origin, start, end, ticket, rest: cursor.bytes };
}

export const countPackages = ({ start, end }) =>
  start === end ? 0n : (end - 1n) / 256n - start / 256n + 1n;

const node = (left, right) => ledger.sha256(ledger.concat(Uint8Array.of(1), left, right));

// The largest power of two below size > 1.
function split(size) {
  let k = 1n;
  while (k * 2n < size) k *= 2n;
  return k;
}
function rootOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  const k = Number(split(BigInt(leaves.length)));
  return node(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

// The roots of the subtree and of the whole tree that a proof leads to.
function follow(start, end, size, subtree, proof) {
  if (start === 0n && end === size) {
    const hash = subtree ?? proof[0];
    return proof.length === (subtree === undefined ? 1 : 0) ? [hash, hash] : undefined;
  }
  if (proof.length === 0) return undefined;
  const [k, sibling, rest] = [split(size), proof.at(-1), proof.slice(0, -1)];
  const isLeft = end <= k;
  const isRight = !isLeft && start >= k;
  const roots = isLeft
    ? follow(start, end, k, subtree, rest)
    : follow(isRight ? start - k : 0n, end - k, size - k, isRight ? subtree : undefined, rest);
  if (roots === undefined) return undefined;
  const [inner, outer] = roots;
  if (isLeft) return [inner, node(outer, sibling)];
  return [isRight ? inner : node(sibling, inner), node(sibling, outer)];
}

function takePackage(cursor, count) {
  const leaves = [];
  while (leaves.length < count) {
    const entry = cursor.counted();
    if (entry === undefined) return undefined;
    leaves.push(ledger.hashLeaf(entry));
  }
  const hashes = cursor.number(1);
  const bytes = hashes === undefined ? undefined : cursor.take(Number(hashes) * 32);
  if (bytes === undefined) return undefined;
  const proof = Array.from({ length: Number(hashes) }, (_, i) => bytes.slice(i * 32, i * 32 + 32));
  return { leaves, proof };
}

function judgePackages({ start, end, rest }, root, before) {
  const cursor = new Cursor(rest);
  let packages = 0;
  for (let at = start; at < end; ++packages) {
    const first = (at / 256n) * 256n;
    const until = end - first < 256n ? end : first + 256n;
    const one = packages < MOST_PACKAGES ? takePackage(cursor, Number(until - at)) : undefined;
    if (one === undefined) return { status: packages === 0 ? 400 : 202, packages };
    const subtree = rootOf([...(packages === 0 ? before : []), ...one.leaves]);
    const roots = one.proof.length > 63 ? undefined : follow(first, until, end, subtree, one.proof);
    if (roots === undefined || !ledger.isEqual(roots[0], subtree)) return { status: 422, packages };
    if (!ledger.isEqual(roots[1], root)) return { status: 422, packages };
    at = until;
  }
  return { status: 200, packages };
}

// The status, how many packages are proven, and the size that a conflict tells.
export function judgeUpload(c, bytes) {
  const request = parseAddEntries(bytes);
  if (request instanceof ledger.Refusal) return { status: 400, packages: 0 };
  if (!c.is_known) return { status: 404, packages: 0 };
  if (c.pending === undefined) return { status: 422, packages: 0 };
  const conflict = ({ size }) => ({ status: 409, packages: 0, tell: size });
  const heads = [c.pending, c.ticketed, c.mirrored];
  const head = heads.find((one) => one !== undefined && BigInt(one.size) === request.end);
  if (head === undefined || (c.mirrored && request.end < BigInt(c.mirrored.size)))
    return conflict(c.pending);
  const next = BigInt(c.next);
  const upTo = request.end < next ? request.end : next;
  if (request.start > next || upTo - request.start > 8192n) return conflict(head);
  return judgePackages(request, ledger.parseHash(head.root), c.before.map(ledger.parseHash));
}

export function parseMirrorInfo(bytes) {
  const lines = ledger.toOctets(bytes).split("\n");
  const [size, next] = lines.map(ledger.parseDecimal);
  const ticket = lines.length === 4 && lines[3] === "" ? ledger.fromBase64(lines[2]) : undefined;
  if (size === undefined || next === undefined || ticket === undefined)
    return ledger.form("size", 1);
  return { size: `${size}`, next: `${next}`, ticket };
}

// What an answer is worth to the log that sent entries for the checkpoint of that text.
export async function readMirrorAnswer(c, body, keys) {
  if (c.status !== 202 && c.status !== 409) return readAnswer(c, body, keys);
  const info = c.content_type === INFO ? parseMirrorInfo(body) : ledger.form("size", 1);
  if (!(info instanceof ledger.Refusal)) return { cosignatures: [], info };
  return { refused: c.status === 409 ? "conflict" : "corrupt" };
}
