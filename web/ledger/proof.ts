// SPDX-License-Identifier: Apache-2.0
// Proofs that anybody can check offline: this entry stands in that log, and witnesses have seen it.
// c2sp.org/tlog-proof.
import { fromBase64, Lines, parseDecimal, parseHash } from "./bytes";
import { Checkpoint, parseCheckpoint } from "./checkpoint";
import { Equation } from "./ed25519";
import { holdsInclusion } from "./merkle";
import { LONGEST_NOTE, Note, parseNote } from "./note";
import { Accepted, acceptCheckpoint, Policy } from "./policy";
import { form, limit, Refusal } from "./refusal";

const LONGEST_PROOF = 2 * LONGEST_NOTE; // bytes
const MOST_HASHES = 64; // of a tree whose size has 64 bits

export interface LogProof {
  extra: Uint8Array; // nothing vouches for it
  index: bigint;
  hashes: Uint8Array[]; // the leaf's sibling first
  note: Note;
  checkpoint: Checkpoint; // what the note says, whoever signed it
}

// Up to and with the empty line behind them.
export function parseHashes(lines: Lines, most: number): Uint8Array[] | Refusal {
  const hashes: Uint8Array[] = [];
  for (let line = lines.next(); line !== ""; line = lines.next()) {
    if (line === undefined) return form("gap", lines.number);
    const hash = hashes.length < most ? parseHash(line) : undefined;
    if (hash === undefined) return form("hash", lines.number);
    hashes.push(hash);
  }
  return hashes;
}

export function parseLogProof(bytes: Uint8Array): LogProof | Refusal {
  if (bytes.length > LONGEST_PROOF) return limit("length");
  const lines = new Lines(bytes);
  if (lines.next() !== "c2sp.org/tlog-proof@v1") return form("version", 1);
  let line = lines.next() ?? "";
  let extra: Uint8Array | undefined = new Uint8Array();
  if (line.startsWith("extra ")) {
    extra = fromBase64(line.slice("extra ".length));
    // Whoever has no extra data leaves the line out.
    if (extra === undefined || extra.length === 0) return form("extra", lines.number);
    line = lines.next() ?? "";
  }
  const index = parseDecimal(/^index (.*)$/.exec(line)?.[1] ?? "");
  if (index === undefined) return form("index", lines.number);
  const hashes = parseHashes(lines, MOST_HASHES);
  if (hashes instanceof Refusal) return hashes;
  const note = parseNote(lines.rest(), lines.number + 1);
  if (note instanceof Refusal) return note;
  const checkpoint = parseCheckpoint(note.text, note.line);
  if (checkpoint instanceof Refusal) return checkpoint;
  return { extra, index, hashes, note, checkpoint };
}

// Who stood by the checkpoint that the entry is proven in.
export async function verifyProof(
  policy: Policy,
  proof: LogProof,
  leafHash: Uint8Array,
  holds?: Equation,
): Promise<Accepted | Refusal> {
  const accepted = await acceptCheckpoint(policy, proof.note, holds);
  if (accepted instanceof Refusal) return accepted;
  const isThere = holdsInclusion(proof.index, accepted.checkpoint, leafHash, proof.hashes);
  return isThere ? accepted : new Refusal({ kind: "another_entry" });
}
