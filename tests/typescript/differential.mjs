// SPDX-License-Identifier: Apache-2.0
// Reads the lines of tests/support/make_proofs.cc from standard input and says where the page's
// modules judge otherwise.
//   make_proofs 10000 1 | node differential.mjs
import { createInterface } from "node:readline";
import * as ledger from "./ledger.mjs";

const { fromBase64, Refusal } = ledger;

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

let [agree, differ, accepted] = [0, 0, 0];
for await (const line of createInterface({ input: process.stdin })) {
  const [verdict, ...rest] = line.split(" ");
  const ours = await judge(...rest);
  accepted += verdict === "-" ? 0 : 1;
  if (ours === verdict) agree += 1;
  else if ((differ += 1) <= 10) console.log(`expected ${verdict}, judged ${ours}: ${line}`);
}
console.log(`${agree} proofs judged alike (${accepted} accepted), ${differ} not`);
process.exit(differ === 0 && accepted > 0 ? 0 : 1);
