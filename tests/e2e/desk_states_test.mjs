// SPDX-License-Identifier: Apache-2.0
// States of the desk that a service which is well is never in: what it answers is changed on its
// way.
//   node --test desk_states_test.mjs    LODESTAR=the program   CORPUS=a file of postings
//                                       DESK=folder of the built page
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { largeNetwork } from "./large_network.mjs";
import { ask, open, Service, unmeant } from "./service.mjs";

const { DESK } = process.env;
let service;
before(async () => (service = await Service.start()));
after(() => service.stop());

const refuse = (page, path, status) =>
  page.route(path, (route) =>
    route.fulfill({
      ...{ status, contentType: "application/problem+json" },
      body: JSON.stringify({ title: "Refused", status, detail: "The test asked for it." }),
    }),
  );
// The answer as the service gave it, changed.
const change = (page, path, does) =>
  page.route(path, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    await route.fulfill({ response, json: does(json) ?? json });
  });

test("every decision needs a reason, and a refusal loses none", async () => {
  const { page, leads, close } = await open("/leads/LEAD", { service, ready: ".decide" });
  for (const [key, kind] of Object.entries({ a: "accept", c: "unclear", h: "hand_over" })) {
    const keys = [];
    page.on("request", (one) => {
      if (one.url().endsWith("/decisions")) keys.push(one.headers()["idempotency-key"]);
    });
    await refuse(page, "**/decisions", 503);
    await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await page.getByText("Write a reason").waitFor();
    await page.keyboard.type(`Because of ${kind}`);
    await page.keyboard.press("Enter");
    await page.getByText("Not recorded").waitFor();
    assert.equal(await page.locator("textarea").inputValue(), `Because of ${kind}`);
    await page.unroute("**/decisions");
    await page.keyboard.press("Enter");
    await page.locator(".note.now").waitFor();
    const { decisions } = await ask(page, "GET", `/api/leads/${leads[0].id}`);
    assert.equal(decisions.filter((one) => one.kind === kind).length, 1);
    assert.equal(keys[0], keys[1], "tried again it is the same deed");
    assert.match(keys[0], /^[0-9a-f]{32}$/);
    await page.keyboard.press("u");
    await page.getByText("Undone.").waitFor();
    page.removeAllListeners("request");
  }
  await close();
});

test("words that may distress are blurred until asked for", async () => {
  const hard = ({ evidence }) => void (evidence[0].family = "control");
  const prepare = (page) => change(page, "**/api/leads/*", hard);
  const { page, close } = await open("/leads/LEAD", { service, prepare, ready: ".tpl" });
  assert.equal(await page.locator(".texts.blurred[inert]").count(), 1);
  await page.keyboard.press("v");
  assert.equal(await page.locator(".texts.blurred").count(), 0);
  await page.keyboard.press("v");
  assert.equal(await page.locator(".texts.blurred[inert]").count(), 1);
  await close();
});

test("hostile text runs nothing, makes no element and turns no direction", async () => {
  const evil = "<img src=x onerror=alert(1)></script><b>Hostile</b> \u202eback";
  const turn = (one) => {
    Object.assign(one, { title: evil, summary: evil, subject: [], reasons: [] });
    Object.assign(one.evidence[0], { indicator: "own", title: evil, label: evil });
    one.places[0].place = evil;
    one.templates[0].pieces[0] = { words: evil };
  };
  const prepare = (page) => change(page, "**/api/leads/*", turn);
  const { page, said, close } = await open("/leads/LEAD", { service, prepare, ready: ".tpl" });
  assert.match(await page.locator(".sheet h1").innerText(), /<\/script><b>Hostile<\/b>/i);
  assert.equal(await page.locator("main img, main script, h1 b, .row b, .tpl b").count(), 0);
  const text = await page.evaluate(() => document.body.textContent);
  assert.doesNotMatch(text, /[\u202a-\u202e\u2066\u2067]/);
  assert.deepEqual(unmeant(said), []);
  await close();
});

test("each state is said: empty, late, refused, broken, not connected, nowhere", async () => {
  const { page, base, close } = await open("/tasks", { service, ready: ".empty" });
  await page.getByText("Nothing to do").waitFor();
  let answer;
  const waits = new Promise((done) => (answer = done));
  await page.route("**/api/activity*", (route) => waits.then(() => route.continue()));
  await page.keyboard.press("5");
  await page.waitForSelector(".skeleton");
  answer();
  await page.getByRole("heading", { name: "Activity" }).waitFor();
  await page.unroute("**/api/activity*");
  await refuse(page, "**/api/imports*", 403);
  await page.keyboard.press("3");
  await page.getByText("You have no access to this").waitFor();
  await refuse(page, "**/api/tasks*", 500);
  await page.keyboard.press("4");
  await page.getByText("The server could not do that").waitFor();
  await page.unroute("**/api/tasks*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Nothing to do").waitFor();
  await page.context().setOffline(true);
  await page.getByText("Not connected").first().waitFor();
  await page.context().setOffline(false);
  await page.goto(`${base}/nowhere`);
  await page.getByText("This is not here").waitFor();
  await close();
});

test("with no lead the inbox says what will be there, and how", async () => {
  const { page, close } = await open("/", { service, as: "demo-noor", ready: ".empty" });
  await page.getByText("Nothing waits for you").first().waitFor();
  assert.ok((await page.getByRole("link", { name: "Import postings" }).count()) > 0);
  await close();
});

// Thread time, so that what else runs on the machine does not count.
async function framesOf(page, does) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  await does();
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const frames = trace.traceEvents.filter((one) => one.name === "FireAnimationFrame");
  return frames.map(({ tdur, dur }) => (tdur ?? dur) / 1000).sort((a, b) => a - b);
}

test("5,000 nodes take at most 10 ms of script a frame", async () => {
  const prepare = (page) =>
    page.route("**/network", (route) => route.fulfill({ json: largeNetwork(5000) }));
  const { page, close } = await open("/network/large", { service, prepare, ready: "canvas" });
  assert.match(await page.locator(".tools .note").innerText(), /of 5,000 shown/);
  await page.getByRole("button", { name: "Show all" }).click();
  const told = (name, took) =>
    console.log(
      `# script a frame, ${name}: median ${took[took.length >> 1].toFixed(1)} ms, ` +
        `95 % ${took[Math.floor(0.95 * took.length)].toFixed(1)} ms of ${took.length} frames`,
    );
  const layout = await framesOf(page, () => page.waitForSelector("canvas[data-done=true]"));
  const box = await page.locator("canvas").boundingBox();
  const moves = await framesOf(page, async () => {
    await page.mouse.move(box.x + 400, box.y + 200);
    await page.mouse.down();
    for (let i = 0; i < 40; ++i) await page.mouse.move(box.x + 400 + 4 * i, box.y + 200 + 2 * i);
    await page.mouse.up();
    for (let i = 0; i < 10; ++i) await page.mouse.wheel(0, -50);
  });
  for (const [name, took] of Object.entries({ layout, moves })) {
    told(name, took);
    assert.ok(took.length > 10, `${name}: ${took.length} frames`);
    assert.ok(took[Math.floor(0.95 * took.length)] <= 10, name);
  }
  await close();
});

test("the inbox is small: its first load is at most 150 kB", async () => {
  const asked = new Set();
  const prepare = (page) => page.on("request", (one) => asked.add(new URL(one.url()).pathname));
  const { page, close } = await open("/", { service, prepare, ready: ".decide" });
  await page.waitForSelector(".node");
  const known = new Set(readFileSync(`${DESK}/manifest.txt`, "utf8").trim().split("\n"));
  const files = [...asked]
    .map((path) => (path === "/" ? "index.html" : path.slice(1)))
    .filter((name) => known.has(name) && !name.endsWith(".txt"));
  const size = (name) => gzipSync(readFileSync(`${DESK}/${name}`), { level: 9 }).length;
  const total = files.reduce((sum, one) => sum + size(one), 0);
  console.log(
    `# first load of the inbox: ${(total / 1000).toFixed(1)} kB gz in ${files.length} files`,
  );
  assert.ok(files.length > 3 && total <= 150_000);
  await close();
});
