// SPDX-License-Identifier: Apache-2.0
// The page that checks proofs, brought a proof, an entry and whom to believe.
import assert from "node:assert/strict";
import { openPage } from "./browser.mjs";
import * as invented from "./invented_log.mjs";

const { entries, makeProof, policy } = invented;
export const open = (how) => openPage(process.env.VERIFY, "main h1", how);
export const fileOf = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
export const openingOf = (name) => ({
  proof: makeProof(invented.placeOf[name]),
  entry: invented.opened[name].opening,
  trust: policy(),
});
export const right = { proof: makeProof(599), entry: entries[599], trust: policy() };

export async function bring(page, { proof, entry, trust } = right) {
  await page.setInputFiles("#file-proof", fileOf("statement.tlog-proof", proof));
  await page.setInputFiles("#file-entry", fileOf("statement.txt", entry));
  await page.setInputFiles("#file-trust", fileOf("policy.txt", trust));
}
export async function answer(page) {
  await page.waitForSelector("#result .yes, #result .no");
  return page.locator("#result").innerText();
}
export async function ask(question, how) {
  const { page, said, close } = await open(how);
  await bring(page, { ...right, ...question });
  const text = await answer(page);
  const kind = (await page.locator("#result .yes").count()) > 0 ? "yes" : "no";
  assert.deepEqual(said, []);
  await close();
  return { kind, text };
}
