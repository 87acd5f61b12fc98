// SPDX-License-Identifier: Apache-2.0
// The desk in a real browser, over the service itself, which answers from one detection run.
//   node --test desk_test.mjs    LODESTAR=the program   CORPUS=a file of postings
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openPage } from "./browser.mjs";
import { ask, focused, isOpen, open, Service, unmeant } from "./service.mjs";

const lead = (page, id) => ask(page, "GET", `/api/leads/${id}`);
const asShown = (text) => text.replace(/\s+/g, " ");

test("one click enters as an invented person, and nothing foreign is asked for", async () => {
  const { page, said, close } = await open("/", { as: null, ready: ".people" });
  assert.equal(await page.locator(".people button").count(), 6);
  await page.getByRole("button", { name: /Ana Prosper/ }).click();
  await page.waitForSelector(".rows .row");
  const { counts, items } = await ask(page, "GET", "/api/leads");
  await isOpen(page, items[0].title);
  assert.equal(await page.locator(".rows .row").count(), counts.open);
  assert.match(await page.locator(".rail .me").innerText(), /everybody here is invented/);
  assert.deepEqual(unmeant(said), []);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForSelector(".people");
  await close();
});

test("everybody begins where she works, and sees no section that is not for her", async () => {
  const service = await Service.start();
  const WORK = ["Leads", "Search a number", "Imports"];
  const sections = {
    "demo-ana": [...WORK, "Tasks", "Activity", "Learned", "Your account"],
    "demo-karim": [...WORK, "Your account"],
    "demo-tomas": [...WORK, "Tasks", "Activity", "Learned", "Your account"],
    "demo-lena": ["Administration", "Your account"],
  };
  for (const [as, wanted] of Object.entries(sections)) {
    const { page, close } = await open("/", { as, service });
    await page.waitForSelector(".rail nav a");
    assert.deepEqual(await page.locator(".rail nav a span").allInnerTexts(), wanted, as);
    assert.equal(await page.locator(".trouble").count(), 0, as);
    if (as !== "demo-lena") {
      const chips = await page.locator(".chips .chip").allInnerTexts();
      const words = as === "demo-karim" ? ["Open", "New"] : ["Open", "New", "Mine", "Decided"];
      assert.deepEqual(
        chips.map((chip) => chip.split(" ")[0]),
        words,
        `${as}: care is told nothing of decisions`,
      );
    }
    await close();
  }
  await service.stop();
});

test("a name that hides signs or turns the page turns nothing, wherever it stands", async () => {
  const prepare = (page) =>
    page.route(/\/api\/(?!events)/, async (route) => {
      const response = await route.fetch();
      const body = (await response.text())
        .replaceAll("Ana Prosper", "Ana\u202e Pro\u200bsper")
        .replaceAll("Lantern hotline", "Lantern\u2067 hotline")
        .replaceAll("postings.csv", "postings\u202e.csv");
      await route.fulfill({ response, body });
    });
  const { page, base, leads, close } = await open("/", { prepare });
  await ask(page, "POST", "/api/tasks", { title: "Ask her", assigned: "demo-ana" });
  await ask(page, "PUT", `/api/leads/${leads[0].id}/assignment`, { account: "demo-ana" });
  const reason = { kind: "accept", reason: "The writer is known." };
  await ask(page, "POST", `/api/leads/${leads[0].id}/decisions`, reason);
  for (const path of ["", `leads/${leads[0].id}`, "imports", "tasks", "activity", "account"]) {
    await page.goto(`${base}/${path}`);
    await page.waitForSelector(".sheet h1");
    await page.locator(".sheet").getByText("[U+").first().waitFor();
    const raw = await page.evaluate(() =>
      [
        ...document.documentElement.outerHTML.matchAll(/.{20}[\u202a-\u202e\u2066\u2067\u200b]/g),
      ].map(([found]) => found),
    );
    assert.deepEqual(raw, [], `/${path}`);
  }
  await close();
});

test("leads are triaged by keyboard alone: in, next, benign because, undone", async () => {
  const { page, close } = await open("/", { as: null, ready: ".people" });
  await page.locator("select").focus();
  for (let i = 0; i < 2; ++i) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rows .row");
  const { items } = await ask(page, "GET", "/api/leads");
  await isOpen(page, items[0].title);
  for (const [key, at] of Object.entries({ j: 1, ArrowDown: 2, k: 1 })) {
    await page.keyboard.press(key);
    await page.waitForURL(`**/leads/${items[at].id}`);
  }
  await page.waitForSelector(".decide");
  await page.keyboard.press("b");
  await focused(page, "input[type=radio]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await focused(page, "textarea");
  await page.keyboard.press("Enter");
  await page.getByText("Write a reason").waitFor();
  await page.keyboard.type("The agency is registered.");
  await page.keyboard.press("Enter");
  await page.locator(".note.now").waitFor();
  const decided = await lead(page, items[1].id);
  assert.equal(decided.state, "benign");
  assert.equal(decided.decisions[0].reason, "The agency is registered.");
  assert.equal(decided.decisions[0].explanation, "usual_business");
  await page.keyboard.press("u");
  await page.getByText("Undone.").waitFor();
  assert.equal((await lead(page, items[1].id)).state, "open");
  await page.keyboard.press("Enter");
  await focused(page, "h1");
  await page.keyboard.press("Escape");
  await focused(page, ".row");
  await page.keyboard.press("/");
  await page.keyboard.type("no such words");
  await page.getByText("Nothing found").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForSelector(".row");
  await page.keyboard.press("Tab");
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  assert.ok((await page.locator("dialog[open] dt").count()) > 10);
  await page.keyboard.press("Escape");
  await close();
});

test("a lead that somebody else changed is read anew, and nothing is recorded", async () => {
  const { page, service, leads, close } = await open("/leads/LEAD", { ready: ".decide" });
  const other = await open("/leads/LEAD", { service, ready: ".decide" });
  const mine = { account: "demo-ana" };
  await ask(other.page, "PUT", `/api/leads/${leads[0].id}/assignment`, mine);
  await page.keyboard.press("a");
  await page.keyboard.type("They ask for papers");
  await page.keyboard.press("Enter");
  await page.getByText("Somebody else changed this lead").waitFor();
  assert.deepEqual((await lead(page, leads[0].id)).decisions, []);
  assert.equal(await page.locator("textarea").inputValue(), "They ask for papers");
  await page.locator("textarea").press("Enter");
  await page.locator(".note.now").waitFor();
  assert.equal((await lead(page, leads[0].id)).state, "accepted");
  await other.close();
  await close();
});

test("contacts are masked until asked for, and what is linked is found however it is written", async () => {
  const { page, said, leads, close } = await open("/leads/LEAD", { ready: ".decide" });
  const { contacts } = await lead(page, leads[0].id);
  await page.waitForSelector("td .mask");
  assert.equal(await page.locator(".mask.shown").count(), 0);
  await page.keyboard.press("r");
  await page.waitForSelector("td .mask.shown");
  const value = await page.locator("td .mask.shown").first().innerText();
  assert.notEqual(value, contacts[0].masked);
  await page.getByRole("link", { name: "Everything linked" }).first().click();
  await page.waitForSelector(".lines .row");
  assert.equal(await page.locator(".sheet h1").innerText(), "Search a number");
  const phone = contacts.find(({ kind }) => kind === "phone");
  assert.ok(phone, "the corpus has a lead with a telephone number");
  const path = `/api/leads/${leads[0].id}/contacts/${phone.index}/reveal`;
  const { value: number } = await ask(page, "POST", path, {});
  await page.getByLabel("Number, handle or address").fill(number.replace(/(...)/g, "$1 "));
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).search, "", "a number stands in no address");
  await page.locator(`.lines .row[href$="${leads[0].id}"]`).waitFor();
  assert.deepEqual(unmeant(said), []);
  await close();
});

test("leads are found by words and numbers, and those of the last day by themselves", async () => {
  const { page, leads, close } = await open("/");
  await page.waitForSelector(".rows .row");
  const { place } = leads.flatMap(({ places }) => places)[0];
  await page.keyboard.press("/");
  await page.keyboard.type(place.toUpperCase());
  const found = leads.filter((one) =>
    JSON.stringify([one.title, one.summary, one.places]).includes(place),
  );
  await page.waitForFunction(
    (count) => document.querySelectorAll(".rows .row").length === count,
    found.length,
  );
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^New/ }).click();
  assert.match(
    await page.getByRole("button", { name: /^New/ }).innerText(),
    new RegExp(`New ${leads.length}`),
  );
  await page.waitForFunction(
    (count) => document.querySelectorAll(".rows .row").length === count,
    leads.length,
  );
  assert.match(await page.locator(".kicker").innerText(), /from \u2068postings\.csv\u2069/);
  await close();
});

test("the evidence adds up, and a reason opens to what speaks against it", async () => {
  const { page, leads, close } = await open("/leads/LEAD", { ready: ".ev" });
  const number = (text) => Math.round(10 * Number(text.replace("−", "-").replace("+", "")));
  const parts = await page
    .locator(".ev .n")
    .evaluateAll((all) => all.map((one) => one.lastElementChild.textContent));
  const sum = parts.map(number).reduce((a, b) => a + b, 0);
  assert.equal(sum, number(await page.locator(".ev-sum .n").innerText()));
  await page.locator(".ev").first().click();
  const { evidence } = await lead(page, leads[0].id);
  await page.getByText(asShown(evidence[0].benign)).waitFor();
  await close();
});

test("the explorer moves, filters and unfolds, and its table has the same rows", async () => {
  const { page, leads, close } = await open("/leads/LEAD", { ready: ".decide" });
  const networks = await Promise.all(
    leads.map(({ id }) => ask(page, "GET", `/api/leads/${id}/network`)),
  );
  const at = networks.findIndex(({ groups, edges }) => groups.length > 2 && edges.length > 3);
  const { groups, edges } = networks[at];
  await page.goto(page.url().replace(leads[0].id, leads[at].id));
  await page.waitForSelector(".decide");
  await page.keyboard.press("e");
  const canvas = page.locator("canvas");
  await page.waitForSelector("canvas[data-done=true]");
  const note = page.locator(".tools .note");
  const tied = new Set(edges.map(({ contact }) => contact)).size;
  assert.equal(await note.innerText(), `${groups.length + tied} of ${groups.length + tied} shown`);
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".node-panel b").waitFor();
  const before = await canvas.screenshot();
  await page.keyboard.press("+");
  await page.waitForTimeout(100);
  assert.notDeepEqual(await canvas.screenshot(), before);
  await page.keyboard.press("n");
  assert.equal(await page.locator(".tie-table tbody tr").count(), edges.length);
  await page.keyboard.press("Escape");
  await isOpen(page, leads[at].title);
  await close();
});

// So many postings that a run can be watched, and so few that the test can.
function postings(count, does) {
  const folder = mkdtempSync(join(tmpdir(), "lodestar-import-"));
  const run = ["simulate", String(count), "--out", `${folder}/made`, "--seed", "7"];
  spawnSync(process.env.LODESTAR, run);
  const file = readFileSync(`${folder}/made/postings.csv`);
  return does(file).finally(() => rmSync(folder, { recursive: true }));
}
const upload = (page, name, buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });

test("a dropped file becomes leads: its progress is told, another one is cancelled", async () => {
  const { page, close } = await open("/imports", { as: "demo-noor", ready: ".drop" });
  await page.getByText("No file was imported yet").waitFor();
  await postings(60_000, async (file) => {
    await upload(page, "large.csv", file);
    const one = page.locator(".things > li").filter({ hasText: "large.csv" });
    await one.locator("progress").waitFor();
    await one.getByText(/reading|contacts|clusters/).waitFor();
    await one.getByRole("button", { name: "Cancel the import" }).click();
    await one.getByText("cancelled").waitFor();
  });
  await postings(2000, async (file) => {
    const name = "Inês' November (1) *100%*.csv";
    await upload(page, name, file);
    const one = page.locator(".things > li").filter({ hasText: name });
    await one.getByText("finished").waitFor();
    await one.getByText(/2,000 postings · [1-9]/).waitFor();
  });
  await page.getByRole("link", { name: "Leads" }).click();
  await page.waitForSelector(".rows .row");
  await close();
});

test("tasks are given to a colleague and ticked off, and activity names the lead", async () => {
  const { page, service, leads, close } = await open("/leads/LEAD", { ready: ".decide" });
  await page.getByRole("link", { name: "Note a task" }).click();
  await page.getByLabel("What is to be done").fill("Call the shelter");
  await page.getByLabel("Whose it is").selectOption("Karim Osei");
  await page.getByRole("button", { name: "Note it" }).click();
  const one = page.locator(".things > li").filter({ hasText: "Call the shelter" });
  await one.getByText("Karim Osei").waitFor();
  await one.getByRole("link", { name: leads[0].title }).waitFor();
  await page.getByRole("checkbox", { name: "Call the shelter" }).click();
  await page.waitForSelector(".ticked");
  await one.getByRole("link").click();
  const assigned = page.waitForResponse("**/assignment");
  await page.locator(".kicker select").selectOption({ label: "with \u2068Karim Osei\u2069" });
  await assigned;
  assert.equal((await lead(page, leads[0].id)).assigned.name, "Karim Osei");
  await page.locator("h1").click();
  await page.keyboard.press("c");
  await page.keyboard.type("Who writes these?");
  await page.keyboard.press("Enter");
  await page.locator(".note.now").waitFor();
  await page.keyboard.press("5");
  await page.locator(".things > li").getByRole("link", { name: leads[0].title }).waitFor();
  const karim = await open("/tasks", { as: "demo-karim", service });
  await karim.page.getByText("You have no access to this").waitFor();
  await karim.close();
  await close();
});

test("who comes in by mouse sees the name and no link that is for the keyboard", async () => {
  const { page, close } = await open("/", { as: null, ready: ".people" });
  await page.getByRole("button", { name: /Ana Prosper/ }).click();
  await page.waitForSelector(".rows .row");
  const clip = () => page.locator(".skip").evaluate((one) => getComputedStyle(one).clipPath);
  assert.match(await clip(), /^inset/);
  await page.keyboard.press("Shift+Tab");
  await page.locator(".skip").focus();
  assert.equal(await clip(), "none");
  await close();
});

test("a section that could not be fetched can be asked for again", async () => {
  const { page, close } = await open("/");
  await page.waitForSelector(".rows .row");
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Tasks" }).click();
  await page.locator(".trouble").getByText("Not connected").waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Tasks" }).waitFor();
  await close();
});

test("what decisions taught is said in words, and given as a file", async () => {
  const { page, leads, close } = await open("/weights", { ready: ".empty" });
  await page.getByText("Nothing is learned yet").waitFor();
  for (const [i, { id }] of leads.slice(0, 6).entries()) {
    const why = i < 3 ? { kind: "accept" } : { kind: "benign", explanation: "agency" };
    const reason = "The test asked for it.";
    await ask(page, "POST", `/api/leads/${id}/decisions`, { ...why, reason });
  }
  const { weights } = await ask(page, "GET", "/api/weights");
  const changed = weights.filter(({ percent }) => percent !== 100);
  assert.ok(changed.length > 1, "six decisions teach something");
  await page.reload();
  await page.getByText(/from 3 leads that were accepted.* and 3 that were benign/).waitFor();
  const turns = await page.locator(".taught .turn").allInnerTexts();
  const said = ({ percent }) =>
    `counts ${percent > 100 ? `${percent - 100}% more` : `${100 - percent}% less`}`;
  assert.deepEqual([...turns].sort(), changed.map(said).sort());
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save weights.json" }).click();
  const file = await saving;
  assert.equal(file.suggestedFilename(), "weights.json");
  assert.deepEqual(JSON.parse(readFileSync(await file.path(), "utf8")).weights, weights);
  await close();
});

test("an administrator of the demonstration invites; the link opens for whoever has it", async () => {
  const { page, close } = await open("/", { as: "demo-lena", ready: ".things" });
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Ana Costa");
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.locator(".link-card code").innerText();
  const invited = await openPage(link, ".stepper");
  assert.match(await invited.page.locator("h1").innerText(), /Welcome to \u2068Lantern hotline/);
  await invited.close();
  await close();
});

test("Arabic runs from right to left, and speaks of the lead in its own words", async () => {
  const { page, leads, close } = await open("/leads/LEAD", { ready: ".ev", locale: "ar" });
  const title = () => page.locator(".sheet h1").innerText();
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  assert.match(await title(), /[\u0600-\u06ff]/);
  const rail = await page.locator(".rail").boundingBox();
  assert.ok(rail.x > 1000, "the rail stands on the right");
  await page.locator(".me select").selectOption("fr");
  await page.waitForFunction(() => document.documentElement.lang === "fr");
  assert.equal(await page.evaluate(() => document.documentElement.dir), "ltr");
  assert.notEqual(await title(), leads[0].title);
  await close();
});

test("a session that is ended elsewhere is over here", async () => {
  const { page, close } = await open("/tasks", { ready: ".inline" });
  await ask(page, "DELETE", "/api/session");
  await page.getByText("Your session is over").waitFor(); // the page finds out by itself
  await close();
});
