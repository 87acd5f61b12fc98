// SPDX-License-Identifier: Apache-2.0
// The desk in a real browser, over a stand-in for the service that answers from one detection run.
//   node --test desk_test.mjs     DESK=folder of the built page   REVIEW=a run's review.html
//                                 SHOTS=folder for screenshots
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { openPage, violations } from "./browser.mjs";
import { DeskServer } from "./desk_server.mjs";
import { Passkey } from "./passkey.mjs";

const { DESK, REVIEW, SHOTS } = process.env;

// A fresh service and a page of it. as: who is signed in already.
async function open(path = "/", { as = "p1", ready = ".rail", prepare, ...how } = {}) {
  const server = new DeskServer(DESK, REVIEW);
  const port = await server.listen();
  if (as !== null) server.enter(as);
  prepare?.(server);
  const where = path.replace("LEAD", encodeURIComponent(server.units[0].unit.id));
  const opened = await openPage(`http://localhost:${port}${where}`, ready, how);
  const close = async () => {
    await opened.close();
    await server.close();
  };
  return { ...opened, server, base: `http://localhost:${port}`, close };
}
const title = (page) => page.locator(".sheet h1").innerText();
const isOpen = (page, wanted) =>
  page.waitForFunction((one) => document.querySelector(".sheet h1")?.innerText === one, wanted);
const titles = (server) => server.units.map(({ unit }) => unit.title);
// What the browser says of an answer that is meant to be a refusal.
const unmeant = (said) => said.filter((one) => !one.includes("the server responded with"));
const overflow = (page) =>
  page.evaluate(() => {
    const wide = [...document.querySelectorAll("body, .sheet, .page, .list, .rows, .door, .tools")];
    return wide.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className);
  });
const focused = (page, css) =>
  page.waitForFunction((one) => document.activeElement?.matches(one), css);
const waitFor = async (holds) => {
  while (!holds()) await new Promise((done) => setTimeout(done, 20));
};

test("one click enters as an invented person, and nothing foreign is asked for", async () => {
  const { page, said, server, close } = await open("/", { as: null, ready: ".people" });
  assert.equal(await page.locator(".people button").count(), 4);
  await page.getByRole("button", { name: /Inês Duarte/ }).click();
  await isOpen(page, titles(server)[0]);
  assert.equal(await page.locator(".rows .row").count(), server.units.length);
  assert.match(await page.locator(".rail .me").innerText(), /everybody here is invented/);
  assert.deepEqual(unmeant(said), []);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForSelector(".people");
  await close();
});

test("login, password and code enter; a refusal says what to do, and one thing for all", async () => {
  const prepare = (server) =>
    (server.trouble = (path) => (path.includes("demon") ? 404 : undefined));
  const { page, close } = await open("/", { as: null, ready: ".door form", prepare });
  assert.equal(await page.locator(".people").count(), 0);
  await page.getByLabel("Login").fill("ines");
  await page.getByLabel("Password").fill("wrong");
  await page.keyboard.press("Enter");
  await page.getByText("do not fit together").waitFor();
  await page.getByLabel("Password").fill("a long invented password");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rail");
  await close();
});

test("a passkey enters, and its signature is over the service's challenge", async () => {
  const passkey = new Passkey();
  const prepare = (server) => (server.passkey = passkey);
  const { page, server, close } = await open("/", { as: null, ready: ".people", prepare });
  await passkey.give(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForSelector(".rail");
  assert.equal(server.person.id, "p1");
  await close();
});

test("leads are triaged by keyboard alone: in, next, benign because, undone", async () => {
  const { page, server, close } = await open("/", { as: null, ready: ".people" });
  await page.locator("select").focus();
  for (let i = 0; i < 2; ++i) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await isOpen(page, titles(server)[0]);
  await page.keyboard.press("j");
  await isOpen(page, titles(server)[1]);
  await page.keyboard.press("ArrowDown");
  await isOpen(page, titles(server)[2]);
  await page.keyboard.press("k");
  await isOpen(page, titles(server)[1]);
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
  const [, one] = server.units;
  assert.equal(one.state, "benign");
  assert.equal(one.decisions[0].reason, "The agency is registered.");
  assert.equal(one.decisions[0].explanation, "usual_business");
  await page.keyboard.press("u");
  await page.getByText("Undone.").waitFor();
  assert.equal(one.state, "open");
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
  assert.ok((await page.locator("dialog dt").count()) > 10);
  await page.keyboard.press("Escape");
  await close();
});

test("every decision needs a reason, and a refusal loses none", async () => {
  const { page, server, close } = await open("/leads/LEAD", { ready: ".decide" });
  for (const [key, kind] of Object.entries({ a: "accept", c: "unclear", h: "hand_over" })) {
    server.trouble = (path) => (path.endsWith("/decisions") ? 503 : undefined);
    await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await page.getByText("Write a reason").waitFor();
    await page.keyboard.type(`Because of ${kind}`);
    await page.keyboard.press("Enter");
    await page.getByText("Not recorded").waitFor();
    assert.equal(await page.locator("textarea").inputValue(), `Because of ${kind}`);
    server.trouble = undefined;
    await page.keyboard.press("Enter");
    await page.locator(".note.now").waitFor();
    assert.equal(server.units[0].decisions.at(-1).kind, kind);
    const keys = server.keys.filter((_, i) => server.asked[i].endsWith("/decisions")).slice(-2);
    assert.equal(keys[0], keys[1], "tried again it is the same deed");
    assert.match(keys[0], /^[0-9a-f]{32}$/);
    await page.keyboard.press("u");
    await page.getByText("Undone.").waitFor();
  }
  await close();
});

test("a lead that somebody else changed is read anew, and nothing is recorded", async () => {
  const { page, server, close } = await open("/leads/LEAD", { ready: ".decide" });
  ++server.units[0].version;
  await page.keyboard.press("a");
  await page.keyboard.type("They ask for papers");
  await page.keyboard.press("Enter");
  await page.getByText("Somebody else changed this lead").waitFor();
  assert.deepEqual(server.units[0].decisions, []);
  assert.equal(await page.locator("textarea").inputValue(), "They ask for papers");
  await page.locator("textarea").press("Enter");
  await page.locator(".note.now").waitFor();
  assert.equal(server.units[0].state, "accepted");
  await close();
});

test("contacts are masked until asked for, one by one, and each asking is recorded", async () => {
  const { page, server, close } = await open("/leads/LEAD", { ready: ".decide" });
  const { values, unit } = server.units[0];
  const id = encodeURIComponent(unit.id);
  const holds = async () => (await page.content()).includes(values[0]);
  await page.waitForSelector(".node");
  assert.equal(await holds(), false);
  await page.keyboard.press("r");
  await page.waitForSelector("td .mask.shown");
  assert.equal(await holds(), true);
  const reveals = server.asked.filter((one) => one.endsWith("/reveal"));
  assert.deepEqual(reveals, [`POST /api/leads/${id}/contacts/0/reveal`]);
  assert.ok((await page.locator(".tpl .mask.shown").count()) > 0, "and where it stands in texts");
  await page.getByRole("link", { name: "Everything linked" }).first().click();
  await page.waitForSelector(".lines .row");
  assert.equal(await title(page), "Search a number");
  assert.ok((await page.locator(".linked-text.blurred[inert]").count()) > 0);
  await page.locator("h1").click();
  await page.keyboard.press("v");
  assert.equal(await page.locator(".linked-text.blurred").count(), 0);
  await close();
});

test("the evidence adds up, and a reason opens to what speaks against it", async () => {
  const { page, server, close } = await open("/leads/LEAD", { ready: ".ev" });
  const number = (text) => Math.round(10 * Number(text.replace("−", "-").replace("+", "")));
  const parts = await page
    .locator(".ev .n")
    .evaluateAll((all) => all.map((one) => one.lastElementChild.textContent));
  const sum = parts.map(number).reduce((a, b) => a + b, 0);
  assert.equal(sum, number(await page.locator(".ev-sum .n").innerText()));
  await page.locator(".ev").first().click();
  const { benign } = server.units[0].unit.evidence[0];
  await page.getByText(benign).waitFor();
  await close();
});

test("words that may distress are blurred until asked for", async () => {
  const { page, close } = await open("/leads/LEAD", { ready: ".tpl" });
  assert.equal(await page.locator(".texts.blurred[inert]").count(), 1);
  const filter = () =>
    page
      .locator(".ev q")
      .first()
      .evaluate((q) => getComputedStyle(q).filter);
  assert.match(await filter(), /blur/);
  await page.keyboard.press("v");
  assert.equal(await page.locator(".texts.blurred").count(), 0);
  assert.equal(await filter(), "none");
  await page.keyboard.press("v");
  assert.equal(await page.locator(".texts.blurred[inert]").count(), 1);
  await close();
});

test("hostile text runs nothing, makes no element and turns no direction", async () => {
  const evil = "<img src=x onerror=alert(1)></script><b>Hostile</b> \u202eback";
  const prepare = ({ units: [{ unit }] }) => {
    Object.assign(unit, { title: evil, subject: [], summary: evil });
    unit.evidence[0] = { ...unit.evidence[0], indicator: "own", title: evil, label: evil };
    unit.places[0].place = evil;
    unit.templates[0].pieces[0] = { words: [evil] };
  };
  const { page, said, close } = await open("/leads/LEAD", { ready: ".tpl", prepare });
  assert.match(await title(page), /<\/script><b>Hostile<\/b>/i);
  assert.equal(await page.locator("main img, main script, h1 b, .row b, .tpl b").count(), 0);
  const text = await page.evaluate(() => document.body.textContent);
  assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/);
  assert.deepEqual(said, []);
  await close();
});

test("the explorer moves, filters and unfolds, and its table has the same rows", async () => {
  const { page, server, close } = await open("/leads/LEAD", { ready: ".decide" });
  const { groups, edges } = server.units[0].network();
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
  await page.getByRole("combobox", { name: "Places" }).selectOption(groups[0].places[0]);
  assert.ok((await page.locator(".tie-table tbody tr").count()) < edges.length);
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  await page.keyboard.press("Escape");
  await isOpen(page, titles(server)[0]);
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
  const { page, close } = await open("/network/large", { ready: "canvas" });
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

test("a dropped file becomes an import whose progress is told, and can be cancelled", async () => {
  const { page, server, close } = await open("/imports", { ready: ".things" });
  await page.locator("input[type=file]").setInputFiles({
    ...{ name: "november.csv", mimeType: "text/csv", buffer: Buffer.from("id,text\n1,hello\n") },
  });
  await page.getByText("november.csv").waitFor();
  await waitFor(() => server.streams.size > 0);
  server.advance("i2", { state: "running", stage: "clusters", done: 500, total: 2000 });
  await page.getByText("clusters: 500 / 2,000").waitFor();
  assert.equal(await page.locator("progress").getAttribute("value"), "500");
  await page.getByRole("button", { name: "Cancel the import" }).click();
  await page.getByText("cancelled").waitFor();
  assert.equal(server.imports[0].state, "cancelled");
  await close();
});

test("tasks are noted and ticked off, and activity lists what was done", async () => {
  const { page, server, close } = await open("/leads/LEAD", { ready: ".decide" });
  await page.getByRole("link", { name: "Note a task" }).click();
  await page.waitForSelector(".things");
  await page.getByLabel("What is to be done").fill("Call the shelter");
  await page.getByRole("button", { name: "Note it" }).click();
  await page.getByText("Call the shelter").waitFor();
  await page.getByRole("checkbox", { name: "Call the shelter" }).click();
  await page.waitForSelector(".ticked");
  const task = server.tasks.find((one) => one.title === "Call the shelter");
  assert.equal(task.done, true);
  assert.equal(task.lead.id, server.units[0].unit.id);
  server.person = { id: "p1", name: "Inês Duarte" };
  server.reveal(server.units[0], 0);
  await page.keyboard.press("Tab");
  await page.keyboard.press("5");
  await page.getByText("revealed a contact of").waitFor();
  await close();
});

test("an administrator invites, adds an organisation and lists accesses; others see no such page", async () => {
  const { page, server, close } = await open("/admin", { as: "p3", ready: ".things" });
  await page.getByLabel("Name", { exact: true }).fill("Ana Costa");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByText("http://localhost/invitation/").waitFor();
  assert.deepEqual(server.invited, [{ name: "Ana Costa", roles: ["analyst"] }]);
  await page.getByLabel("Name of the organisation").fill("Casa do Porto");
  await page.getByLabel("Kind").selectOption("shelter");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("Casa do Porto").waitFor();
  server.reveal(server.units[0], 0);
  await page.getByLabel("Subject").fill("s1");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("cell", { name: "triage" }).waitFor();
  await close();
  const other = await open("/", { as: "p1" });
  assert.equal(await other.page.locator(".rail nav a[href='/admin']").count(), 0);
  await other.close();
});

test("each state is said: empty, late, refused, broken, not connected, over", async () => {
  const { page, server, base, close } = await open("/activity", { ready: ".empty" });
  await page.getByText("Nothing happened yet").waitFor();
  let answer;
  server.wait = (path) => path === "/api/tasks" && new Promise((done) => (answer = done));
  await page.keyboard.press("4");
  await page.waitForSelector(".skeleton");
  answer();
  await page.waitForSelector(".things");
  server.wait = undefined;
  server.trouble = (path) => (path === "/api/imports" ? 403 : undefined);
  await page.keyboard.press("3");
  await page.getByText("You have no access to this").waitFor();
  server.trouble = (path) => (path === "/api/activity" ? 500 : undefined);
  await page.keyboard.press("5");
  await page.getByText("The server could not do that").waitFor();
  server.trouble = undefined;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Nothing happened yet").waitFor();
  await page.context().setOffline(true);
  await page.getByText("Not connected").first().waitFor();
  await page.context().setOffline(false);
  await page.goto(`${base}/nowhere`);
  await page.getByText("This is not here").waitFor();
  server.person = undefined;
  await page.locator(".rail nav a[href='/tasks']").click();
  await page.getByText("Your session is over").waitFor();
  await close();
});

test("with no lead the inbox says what will be there, and how", async () => {
  const server = new DeskServer(DESK, REVIEW);
  server.units = [];
  server.enter("p1");
  const { page, close } = await openPage(`http://localhost:${await server.listen()}/`, ".empty");
  await page.getByText("Nothing waits for you").first().waitFor();
  assert.ok((await page.getByRole("link", { name: "Import postings" }).count()) > 0);
  await close();
  await server.close();
});

test("Arabic runs from right to left, and speaks of the lead in its own words", async () => {
  const { page, server, close } = await open("/leads/LEAD", { ready: ".ev", locale: "ar" });
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  assert.match(await title(page), /^[^a-z]*$/i);
  const rail = await page.locator(".rail").boundingBox();
  assert.ok(rail.x > 1000, "the rail stands on the right");
  await page.locator(".me select").selectOption("fr");
  await page.waitForFunction(() => document.documentElement.lang === "fr");
  assert.equal(await page.evaluate(() => document.documentElement.dir), "ltr");
  assert.notEqual(await title(page), titles(server)[0]);
  await close();
});

test("the inbox is small: its first load is at most 150 kB", async () => {
  const asked = [];
  const server = new DeskServer(DESK, REVIEW);
  const serve = server.file.bind(server);
  server.file = (path, response) => (asked.push(path), serve(path, response));
  server.enter("p1");
  const port = await server.listen();
  const { page, close } = await openPage(`http://localhost:${port}/`, ".decide");
  await page.waitForSelector(".node");
  const files = asked
    .map((path) => (path === "/" ? "/index.html" : path))
    .filter((path) => server.files.has(path.slice(1)));
  const size = (path) => gzipSync(readFileSync(DESK + path), { level: 9 }).length;
  const total = files
    .filter((path) => !path.endsWith(".txt"))
    .reduce((sum, one) => sum + size(one), 0);
  console.log(
    `# first load of the inbox: ${(total / 1000).toFixed(1)} kB gz in ${files.length} files`,
  );
  assert.ok(total <= 150_000);
  await close();
  await server.close();
});

const PAGES = [
  "/",
  "/leads/LEAD",
  "/network/LEAD",
  "/linked",
  "/imports",
  "/tasks",
  "/activity",
  "/admin",
];

// In every page: axe, and nothing wider than its place.
async function look(how) {
  const { page, server, base, close } = await open("/", {
    as: null,
    ready: ".people",
    ...how,
  });
  const found = [];
  const name = `${how.locale ?? "en"}-${how.scheme ?? "light"}-${how.width ?? 1440}`;
  const judge = async (what) => {
    for (const one of await violations(page)) found.push(`${what} ${one}`);
    for (const one of await overflow(page)) found.push(`${what} too wide: ${one}`);
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/${what.replace(/\W+/g, "_")}-${name}.png` });
  };
  await judge("door");
  server.enter("p3");
  server.reveal(server.units[0], 0);
  for (const path of PAGES) {
    await page.goto(base + path.replace("LEAD", encodeURIComponent(server.units[0].unit.id)));
    await page.waitForSelector(".sheet h1, .list.alone .row");
    if (path.startsWith("/leads")) await page.waitForSelector(".node");
    if (path.startsWith("/network")) await page.waitForSelector("canvas[data-done=true]");
    await judge(path === "/" ? "inbox" : path.split("/")[1]);
  }
  await page.goto(`${base}/leads/${encodeURIComponent(server.units[1].unit.id)}`);
  await page.waitForSelector(".decide");
  await page.keyboard.press("b");
  await page.waitForSelector("textarea");
  await judge("deciding");
  await close();
  return found;
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
    assert.deepEqual(await look(how), []);
  });
