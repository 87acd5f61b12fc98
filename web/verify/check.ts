// SPDX-License-Identifier: Apache-2.0
// What the page finds out: bytes in, an answer out.
import { toUtf8 } from "../ledger/bytes";
import { hashLeaf } from "../ledger/merkle";
import { parseVerifierKey, VerifierKey } from "../ledger/note";
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
  time: bigint; // when enough witnesses had seen it, in seconds; zero if none told a time
}
export interface NotProven {
  of: "proof" | "trust" | "all"; // what the refusal is about
  refusal: Refusal;
  origin: string;
}

// Logs whose leaves are the entries themselves. Where a leaf is a commitment, what is handed over
// is its opening, and this is the place that leads from one to the other.
export const leafOf = (entry: Uint8Array): Uint8Array => hashLeaf(entry);

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
  const leafHash = leafOf(entry);
  const accepted = await verifyProof(policy, proof, leafHash);
  if (accepted instanceof Refusal) return { of: "all", refusal: accepted, origin };
  return { ...accepted, proof, policy, leafHash, time: timeOf(policy, accepted.witnesses) };
}
