// SPDX-License-Identifier: Apache-2.0
// A page of ours, a file or what a server of ours answers, in a real browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after } from "node:test";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let launched;
function browser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  launched ??= chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return launched;
}
after(async () => (await launched)?.close());

// Opens the page; whatever it says, asks of the network, or pops up goes to `said`. before: what
// runs in the page ahead of its own script.
export async function openPage(
  file,
  ready,
  { width = 1440, scheme = "light", hash = "", locale = "en", before: ahead } = {},
) {
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height: width < 500 ? 800 : 1000 },
    colorScheme: scheme,
    reducedMotion: "reduce", // what slides would not be there yet when it is looked for
    locale,
    bypassCSP: false,
  });
  context.setDefaultTimeout(120_000); // of a busy machine
  if (ahead !== undefined) await context.addInitScript(ahead);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("dialog", (dialog) => said.push(`dialog ${dialog.message()}`) && dialog.dismiss());
  const address = file.includes("://") ? file : `file://${file}`;
  const own = address.startsWith("file:") ? "file://" : new URL(address).origin + "/";
  page.on("request", (request) => request.url().startsWith(own) || said.push(request.url()));
  await page.goto(address + (hash ? `#${hash}` : ""));
  await page.waitForSelector(ready);
  return { page, said, close: () => context.close() };
}

// What axe finds. Through the debugger: the page's own policy lets nothing in.
export const violations = (page) =>
  page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })
    .then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" | ")))`);
