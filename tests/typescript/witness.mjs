// SPDX-License-Identifier: Apache-2.0
// What a log and a witness say to each other, c2sp.org/tlog-witness: read and answered anew. The
// page has no use for it; the vectors have.
import { createPrivateKey, sign } from "node:crypto";
import * as ledger from "./ledger.mjs";

const { Refusal } = ledger;
const refuse = (code) => ({ refused: code });

export function parseRequest(bytes) {
  const lines = new ledger.Lines(bytes);
  const oldSize = ledger.parseDecimal(/^old (.*)$/.exec(lines.next() ?? "")?.[1] ?? "");
  if (oldSize === undefined) return ledger.form("size", 1);
  const proof = ledger.parseHashes(lines, 63);
  if (proof instanceof Refusal) return proof;
  const note = ledger.parseNote(lines.rest(), lines.number + 1);
  if (note instanceof Refusal) return note;
  const checkpoint = ledger.parseCheckpoint(note.text, note.line);
  return checkpoint instanceof Refusal ? checkpoint : { oldSize, proof, note, checkpoint };
}

// A subtree starts at a multiple of the least power of two that is not below its length.
function isSubtree(start, end) {
  let width = 1n;
  while (width < end - start) width *= 2n;
  return start < end && start % width === 0n;
}

export function parseSubtreeRequest(bytes) {
  const lines = new ledger.Lines(bytes);
  const range = /^subtree (\S+) (\S+)$/.exec(lines.next() ?? "")?.slice(1) ?? [];
  const [start, end] = range.map((text) => ledger.parseDecimal(text));
  if (start === undefined || end === undefined || !isSubtree(start, end))
    return ledger.form("size", 1);
  const root = ledger.parseHash(lines.next() ?? "");
  if (root === undefined) return ledger.form("hash", 2);
  const proof = ledger.parseHashes(lines, 63);
  if (proof instanceof Refusal) return proof;
  const note = ledger.parseNote(lines.rest(), lines.number + 1);
  if (note instanceof Refusal) return note;
  const checkpoint = ledger.parseCheckpoint(note.text, note.line);
  if (checkpoint instanceof Refusal) return checkpoint;
  if (end > checkpoint.size) return ledger.form("size", 1);
  return { start, end, root, proof, note, checkpoint };
}

// The status, in the order in which the specification asks.
export async function statusOf(keys, latest, { oldSize, proof, note, checkpoint }) {
  if (keys.length === 0) return 404;
  if ((await ledger.verifyNote(note, keys)) instanceof Refusal) return 403;
  if (oldSize > checkpoint.size) return 400;
  if (oldSize !== latest.size) return 409;
  if (checkpoint.size === 0n && !ledger.isEqual(checkpoint.root, ledger.emptyRoot())) return 422;
  const holds =
    oldSize === 0n ? proof.length === 0 : ledger.holdsConsistency(latest, checkpoint, proof);
  return holds ? 200 : 422;
}

// A signer key's line: PRIVATE+KEY+name+id+base64(kind seed).
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
export function parseSigner(line) {
  const [prefix, word, name, id, ...rest] = line.split("+");
  const data = ledger.fromBase64(rest.join("+"));
  if (prefix !== "PRIVATE" || word !== "KEY" || !ledger.isKeyName(name ?? "")) return undefined;
  if (data?.length !== 33 || ![ledger.ED25519, ledger.COSIGNATURE].includes(data[0]))
    return undefined;
  const der = Buffer.concat([PKCS8, data.subarray(1)]);
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x } = secret.export({ format: "jwk" });
  const key = new Uint8Array(Buffer.from(x, "base64url"));
  if (ledger.keyId(name, data[0], key) !== id) return undefined;
  return { name, id, kind: data[0], key, secret };
}

export function cosign({ name, id, secret }, text, time) {
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  const behind = Buffer.alloc(12);
  behind.writeUInt32BE(parseInt(id, 16));
  behind.writeBigUInt64BE(time, 4);
  const base64 = Buffer.concat([behind, sign(null, message, secret)]).toString("base64");
  return `\u2014 ${name} ${base64}\n`;
}

const CODES = {
  400: "invalid",
  403: "forbidden",
  404: "not_found",
  422: "invalid",
  429: "limited",
};

// What an answer is worth to the log that asked about text.
export async function readAnswer({ status, content_type: type, text }, body, keys) {
  if (status === 409) {
    const line = ledger.toOctets(body);
    const size = ledger.parseDecimal(line.slice(0, -1));
    const isSize = type === "text/x.tlog.size" && line.endsWith("\n") && size !== undefined;
    return isSize ? { cosignatures: [], size } : refuse("conflict");
  }
  if (status !== 200) return refuse(CODES[status] ?? "unavailable");
  const note = ledger.parseNote(ledger.concat(ledger.toUtf8(`${text}\n`), body));
  if (note instanceof Refusal || note.text !== text) return refuse("corrupt");
  const verified = await ledger.verifyNote(note, keys);
  if (verified instanceof Refusal) return refuse("forbidden");
  const timed = verified.filter(({ time }) => time !== 0n);
  const lines = timed.map(({ line }) => `${ledger.fromUtf8(body).split("\n")[line]}\n`);
  return lines.length > 0 ? { cosignatures: lines } : refuse("corrupt");
}
