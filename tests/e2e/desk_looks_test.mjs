// SPDX-License-Identifier: Apache-2.0
// Every page of the desk in light and dark, wide and narrow, from both sides: axe finds nothing, and
// nothing is wider than its place.
//   node --test desk_looks_test.mjs    LODESTAR=the program   CORPUS=a file of postings
//                                      SHOTS=folder for screenshots
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { openPage, violations } from "./browser.mjs";
import { ask, enterAs, open, Service } from "./service.mjs";

const { SHOTS } = process.env;
let service;
let empty;
before(async () => {
  service = await Service.start();
  empty = await Service.start({ with: "nobody" });
  const { page, leads, close } = await open("/", { service });
  const task = { title: "Ask the hotline about the number", lead: leads[0].id, due: "2027-01-31" };
  await ask(page, "POST", "/api/tasks", task);
  const kinds = [, "unclear", "accept", "accept", "hand_over", "benign", "benign", "benign"];
  for (const [i, kind] of kinds.entries())
    if (kind !== undefined && leads[i] !== undefined) await decide(page, leads[i].id, kind);
  await enterAs(page, "demo-lena");
  await ask(page, "POST", "/api/invitations", { name: "Omar Said", roles: ["analyst"] });
  await close();
});
async function decide(page, lead, kind) {
  const why = kind === "benign" ? { kind, explanation: "agency" } : { kind };
  const body = { ...why, reason: "The writer is known by now." };
  await ask(page, "POST", `/api/leads/${lead}/decisions`, body);
}
after(() => Promise.all([service.stop(), empty.stop()]));

const overflow = (page) =>
  page.evaluate(() => {
    const css = "body, .sheet, .page, .list, .rows, .door, .tools, .card, .things, dialog[open]";
    return [...document.querySelectorAll(css)]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.className || one.tagName);
  });

// Judges pages one after the other; what is wrong with them is in `found`.
class Judge {
  constructor(how) {
    this.name = `${how.locale ?? "en"}-${how.scheme ?? "light"}-${how.width ?? 1440}`;
    this.found = [];
  }
  async look(page, what) {
    for (const one of await violations(page)) this.found.push(`${what} ${one}`);
    for (const one of await overflow(page)) this.found.push(`${what} too wide: ${one}`);
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/${what}-${this.name}.png` });
  }
}

async function lookAtInvitation(judge, how) {
  const { page, close } = await openPage(empty.link, ".stepper", how);
  await judge.look(page, "invitation");
  const [organisation, name, login, password] = await page.locator(".card input").all();
  await organisation.fill("Harbour Line");
  await name.fill("Lena Virta");
  await login.fill("lena.virta");
  await password.fill("short");
  await page.locator(".card .btn.go").click();
  await page.waitForSelector(".fault");
  await judge.look(page, "invitation_fault");
  await password.fill("gravel onion lantern ferry");
  await page.locator(".card .btn.go").click();
  await page.waitForSelector("svg.qr");
  await page.locator("summary").click();
  await judge.look(page, "second_factor");
  await page.goto(`${empty.base}/invitation#nothing`);
  await page.waitForSelector(".door .empty");
  await judge.look(page, "invitation_over");
  await close();
}

async function lookAtDesk(judge, how) {
  const { page, base, close } = await open("/", { service, as: null, ready: ".people", ...how });
  await judge.look(page, "door");
  await enterAs(page, "demo-ana");
  const { items } = await ask(page, "GET", "/api/leads");
  const ready = { leads: ".node", network: "canvas[data-done=true]", account: "tbody tr" };
  const id = items[0].id;
  for (const path of [
    "",
    `leads/${id}`,
    `network/${id}`,
    "linked",
    "imports",
    "tasks",
    "activity",
    "weights",
    "account",
  ]) {
    await page.goto(`${base}/${path}`);
    const [what] = path.split("/");
    await page.waitForSelector(ready[what] ?? ".sheet h1, .list.alone .row");
    await judge.look(page, what || "inbox");
  }
  await page.goto(`${base}/leads/${items[1].id}`);
  await page.waitForSelector(".decide");
  await page.keyboard.press("b");
  await page.waitForSelector("textarea");
  await judge.look(page, "deciding");
  await enterAs(page, "demo-lena");
  await page.goto(`${base}/`);
  await page.waitForSelector("tbody tr");
  await judge.look(page, "administration");
  await page.locator(".head > .btn").first().click();
  await page.locator(".card input").first().fill("Ana Costa");
  await page.waitForSelector(".pick");
  await judge.look(page, "inviting");
  await page.locator(".card .btn.go").click();
  await page.waitForSelector(".link-card");
  await judge.look(page, "invited");
  await close();
}

// A demonstration has no auditor: what is told of a session is changed on its way.
async function lookAtAccesses(judge, how) {
  const prepare = async (page) => {
    await page.route("**/api/session", async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      json.account.roles = ["auditor"];
      await route.fulfill({ response, json });
    });
    await page.route("**/api/accesses?*", (route) =>
      route.continue({ url: new URL("/api/accesses", route.request().url()).href }),
    );
  };
  const { page, close } = await open("/", { service, prepare, ready: ".empty", ...how });
  await judge.look(page, "accesses_start");
  await page.locator(".inline input").fill("demo-ana");
  await page.keyboard.press("Enter");
  await page.waitForSelector("tbody tr");
  await judge.look(page, "accesses");
  await close();
}

for (const how of [
  { width: 1440 },
  { width: 1440, scheme: "dark" },
  { width: 1024 },
  { width: 390, scheme: "dark" },
  { width: 320 },
  { width: 1440, locale: "ar" },
  { width: 390, locale: "ar" },
  { width: 390, locale: "fr" },
  { width: 1024, locale: "es", scheme: "dark" },
])
  test(`axe finds nothing and nothing is too wide: ${JSON.stringify(how)}`, async () => {
    const judge = new Judge(how);
    await lookAtInvitation(judge, how);
    await lookAtDesk(judge, how);
    await lookAtAccesses(judge, how);
    assert.deepEqual(judge.found, []);
  });
