// SPDX-License-Identifier: Apache-2.0
// What the page finds out: bytes in, an answer out.
import { toUtf8 } from "../ledger/bytes";
import { hashLeaf } from "../ledger/merkle";
import { parseVerifierKey, VerifierKey } from "../ledger/note";
import { leafOf, Opening, parseOpening } from "../ledger/opening";
import { Accepted, hasQuorum, parsePolicy, Policy, Standing, Voter } from "../ledger/policy";
import { LogProof, parseLogProof, verifyProof } from "../ledger/proof";
import { Refusal } from "../ledger/refusal";

export interface Question {
  proof: Uint8Array;
  entry: Uint8Array;
  trust: Uint8Array;
}
export interface Proven extends Accepted {
  proof: LogProof;
  policy: Policy;
  leafHash: Uint8Array;
  opening: Opening | undefined; // where what was brought is not the entry but opens it
  time: bigint; // when enough witnesses had seen it, in seconds; zero if none told a time
}
export interface NotProven {
  of: "proof" | "trust" | "all"; // what the refusal is about
  refusal: Refusal;
  origin: string;
}

type Entry = Pick<Proven, "leafHash" | "opening">;

// The entry is the bytes that were brought or, of a private log, the leaf that they open.
async function verifyEntry(
  policy: Policy,
  proof: LogProof,
  bytes: Uint8Array,
): Promise<(Accepted & Entry) | Refusal> {
  const verify = async (entry: Entry): Promise<(Accepted & Entry) | Refusal> => {
    const accepted = await verifyProof(policy, proof, entry.leafHash);
    return accepted instanceof Refusal ? accepted : { ...accepted, ...entry };
  };
  const accepted = await verify({ leafHash: hashLeaf(bytes), opening: undefined });
  // What else is refused, is so whatever the entry.
  if (!(accepted instanceof Refusal) || accepted.why.kind !== "another_entry") return accepted;
  const opening = parseOpening(bytes);
  if (opening instanceof Refusal) return accepted;
  return verify({ leafHash: hashLeaf(leafOf(opening)), opening });
}

// A key alone stands for a policy that believes it and asks for no witness.
export function readTrust(bytes: Uint8Array): Policy | Refusal {
  const text = String.fromCharCode(...bytes.subarray(0, 4096)).trim();
  if (bytes.length > 4096 || /\s/.test(text)) return parsePolicy(bytes);
  const key: VerifierKey | Refusal = parseVerifierKey(text);
  if (key instanceof Refusal) return key;
  return { logs: [key], witnesses: [], groups: [], quorum: undefined };
}

// What is typed has no last newline.
export const typed = (text: string): Uint8Array =>
  toUtf8(text === "" || text.endsWith("\n") ? text : `${text}\n`);

// The least time at which enough had seen it; where nobody is asked for, all who did.
function timeOf(policy: Policy, witnesses: Standing[]): bigint {
  const byTime = [...witnesses].sort((a, b) => (a.time < b.time ? -1 : 1));
  const signed = new Set<Voter>();
  for (const { witness, time } of byTime) {
    const one = policy.witnesses[witness];
    if (one !== undefined) signed.add(one);
    if (policy.quorum !== undefined && hasQuorum(policy, signed)) return time;
  }
  return byTime[byTime.length - 1]?.time ?? 0n;
}

export async function check({ proof: bytes, entry, trust }: Question): Promise<Proven | NotProven> {
  const proof = parseLogProof(bytes);
  if (proof instanceof Refusal) return { of: "proof", refusal: proof, origin: "" };
  const { origin } = proof.checkpoint;
  const policy = readTrust(trust);
  if (policy instanceof Refusal) return { of: "trust", refusal: policy, origin };
  const accepted = await verifyEntry(policy, proof, entry);
  if (accepted instanceof Refusal) return { of: "all", refusal: accepted, origin };
  return { ...accepted, proof, policy, time: timeOf(policy, accepted.witnesses) };
}
