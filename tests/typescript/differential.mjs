// SPDX-License-Identifier: Apache-2.0
// Reads the lines of tests/support/make_proofs.cc from standard input and says where the page's
// modules judge otherwise.
//   make_proofs 10000 1 | node differential.mjs
import { createInterface } from "node:readline";
import * as ledger from "./ledger.mjs";

const { fromBase64, Refusal, toBase64 } = ledger;

// One intact proof stands for many damaged ones: each signature is checked once.
const checked = new Map();
function holds(key, message, signature) {
  const name = [key, message, signature].map(ledger.toOctets).join("|");
  if (checked.size > 10000) checked.clear();
  if (!checked.has(name)) checked.set(name, ledger.holdsEd25519(key, message, signature));
  return checked.get(name);
}

async function judge(policyText, leaf, proofText) {
  const policy = ledger.parsePolicy(fromBase64(policyText));
  const proof = ledger.parseLogProof(fromBase64(proofText));
  if (policy instanceof Refusal || proof instanceof Refusal) return "-";
  const accepted = await ledger.verifyProof(policy, proof, fromBase64(leaf), holds);
  if (accepted instanceof Refusal) return "-";
  const witnesses = accepted.witnesses.map(({ witness, time }) => `${witness}@${time}`);
  return witnesses.join(",") || "+";
}

const idOf = (issuer) => issuer.toString(16).padStart(8, "0");
function judgePrivate(what, bytes) {
  const read = what === "leaf" ? ledger.parseLeaf(bytes) : ledger.parseOpening(bytes);
  if (read instanceof Refusal) return "-";
  if (what === "leaf") return `${idOf(read.issuer)},${toBase64(read.commitment)}`;
  return [
    toBase64(ledger.leafOf(read)),
    read.type,
    toBase64(ledger.fromOctets(read.subject)),
    toBase64(read.previous ?? new Uint8Array()),
    read.body.length,
  ].join(",");
}

let [agree, differ, accepted] = [0, 0, 0];
for await (const line of createInterface({ input: process.stdin })) {
  const [verdict, ...rest] = line.split(" ");
  const isPrivate = rest.length === 2; // what, and its bytes
  const ours = isPrivate ? judgePrivate(rest[0], fromBase64(rest[1])) : await judge(...rest);
  accepted += verdict === "-" ? 0 : 1;
  if (ours === verdict) agree += 1;
  else if ((differ += 1) <= 10) console.log(`expected ${verdict}, judged ${ours}: ${line}`);
}
console.log(`${agree} cases judged alike (${accepted} accepted), ${differ} not`);
process.exit(differ === 0 && accepted > 0 ? 0 : 1);
