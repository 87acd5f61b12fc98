// SPDX-License-Identifier: Apache-2.0
// The whole desk by keyboard alone: each stop is seen and marked, none is a trap, and what closes or
// goes gives the focus to what is next to it.
//   node --test desk_keyboard_test.mjs    LODESTAR=the program   CORPUS=a file of postings
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ask, focused, isOpen, open, Service } from "./service.mjs";

let service;
before(async () => (service = await Service.start()));
after(() => service.stop());

const NOTHING = "(nothing)";
// What has the focus: how it is called, and what is amiss with it.
const OUTSIDE = "outside of the window";
const stopOf = (page) =>
  page.evaluate((OUTSIDE) => {
    const one = document.activeElement;
    if (one === null || one === document.body) return { name: "(nothing)", amiss: "" };
    const labels = [...(one.labels ?? [])].map((label) => label.innerText).join(" ");
    const says = one.getAttribute("aria-label") ?? (labels || one.innerText);
    const name = `${one.tagName.toLowerCase()} ${says.replace(/\s+/g, " ").trim().slice(0, 80)}`;
    const box = one.getBoundingClientRect();
    const around = [one, one.parentElement, one.closest("label")].filter((each) => each !== null);
    const ring = one.querySelector(".ring"); // of a node in a picture
    const isRinged = ring !== null && getComputedStyle(ring).stroke !== "none";
    const isMarked =
      isRinged ||
      around.some((each) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
      });
    const isOutside =
      box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1;
    const amiss = [
      !isMarked && "no mark",
      box.width * box.height === 0 && "no size",
      isOutside && OUTSIDE,
      !one.checkVisibility({ visibilityProperty: true }) && "not seen",
    ];
    return { name, amiss: amiss.filter(Boolean).join(", ") };
  }, OUTSIDE);
// How many stops there are at most: groups of radio buttons have one.
const stopsOf = (page) =>
  page.evaluate(
    () =>
      [
        ...document.querySelectorAll(
          "a[href], button, input, select, textarea, summary, [tabindex]",
        ),
      ]
        .filter((one) => one.tabIndex >= 0 && !one.matches(":disabled"))
        .filter((one) => one.checkVisibility({ visibilityProperty: true })).length,
  );

// Where what is above it is still being drawn, it comes into view late.
const FRAMES = 600; // of a busy machine
const frame = (page) => page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
async function settled(page) {
  let stop = await stopOf(page);
  for (let i = 0; i < FRAMES && stop.amiss !== ""; ++i) {
    await frame(page);
    stop = await stopOf(page);
    // The browser has brought it into view, and what was drawn above it since has moved it.
    const isMoved = i === FRAMES / 2 && stop.amiss === OUTSIDE;
    if (isMoved) await page.evaluate(() => document.activeElement.scrollIntoView());
  }
  return stop;
}

// What is drawn late moves what has the focus out of view: until nothing has moved for a while.
async function still(page) {
  const [STILL, MOST] = [30, FRAMES];
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  for (let i = 0, same = 0, last = 0; i < MOST && same < STILL; ++i) {
    await frame(page);
    const now = await height();
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

// From the beginning of the page to its end, after which comes the beginning or the browser's own
// bars, and one back. A field for a day has several stops of its own.
async function walk(page, what) {
  const PARTS = 6;
  const most = PARTS + (await stopsOf(page));
  const found = [];
  const names = [];
  const next = async (key) => {
    await page.keyboard.press(key);
    const { name, amiss } = await settled(page);
    if (amiss !== "" && name !== names.at(-1)) found.push(`${what}: ${name}: ${amiss}`);
    return name;
  };
  for (
    let name = await next("Tab");
    name !== NOTHING && name !== names[0];
    name = await next("Tab")
  ) {
    names.push(name);
    if (names.length < most) continue;
    found.push(`${what}: it does not end; at ${name}`);
    break;
  }
  assert.ok(new Set(names).size > 2, `${what}: ${names}`);
  let back = await next("Shift+Tab");
  if (back === NOTHING) back = await next("Shift+Tab");
  if (back !== names.at(-1)) found.push(`${what}: back from the end is ${back}`);
  return found;
}

// On to what is called so, as nobody would count the stops.
async function tabTo(page, wanted) {
  const most = 2 * (await stopsOf(page));
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press("Tab");
    if (!wanted.test((await stopOf(page)).name)) continue;
    await isAt(page, wanted, "on the way");
    return;
  }
  assert.fail(`nothing on the way is called ${wanted}`);
}
async function isAt(page, wanted, why) {
  let stop = await stopOf(page);
  for (let i = 0; i < FRAMES && !(wanted.test(stop.name) && stop.amiss === ""); ++i) {
    await frame(page);
    stop = await stopOf(page);
  }
  assert.match(stop.name, wanted, why);
  assert.equal(stop.amiss, "", `${stop.name}: ${why}`);
}

for (const how of [{}, { scheme: "dark" }, { locale: "ar" }, { width: 390 }])
  test(`no page traps, and each stop is marked: ${JSON.stringify(how)}`, async () => {
    const { page, base, leads, close } = await open("/", { service, ready: ".row", ...how });
    const id = encodeURIComponent(leads[0].id);
    const ready = { "": ".row", leads: ".decide", network: "canvas[data-done=true]" };
    const found = [];
    const look = async (path) => {
      await page.goto(`${base}/${path}`);
      await page.waitForSelector(ready[path.split("/")[0]] ?? ".sheet h1");
      await still(page);
      found.push(...(await walk(page, `/${path}`)));
    };
    for (const path of ["", `leads/${id}`, `network/${id}`, "linked", "imports"]) await look(path);
    for (const path of ["tasks", "activity", "weights", "account"]) await look(path);
    await ask(page, "POST", "/api/demonstration/session", { person: "demo-lena" });
    await look("admin");
    assert.deepEqual(found, []);
    await close();
  });

test("she enters, opens a lead, reveals, explores and decides without a mouse", async () => {
  const { page, close } = await open("/", { service, as: null, ready: ".people" });
  assert.deepEqual(await walk(page, "door"), []);
  await tabTo(page, /^button Ana Prosper/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rows .row");
  await tabTo(page, /^button Keys/);
  await page.keyboard.press("Enter");
  await focused(page, "dialog[open] *, dialog[open]");
  await page.keyboard.press("Escape");
  await isAt(page, /^button Keys/, "the dialog has closed");
  await tabTo(page, /^a .*postings/);
  await page.keyboard.press("ArrowDown");
  const { items } = await ask(page, "GET", "/api/leads");
  await isOpen(page, items[1].title);
  await page.keyboard.press("Enter");
  await focused(page, ".sheet h1");
  await tabTo(page, /^button Reveal: /);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".mask.shown");
  await isAt(page, /^a Everything linked/, "what has taken the button's place");

  await tabTo(page, /^button Take into a case/);
  await page.keyboard.press("Enter");
  await focused(page, "textarea");
  await page.keyboard.press("Escape");
  await isAt(page, /^button Take into a case/, "it was not decided");
  await tabTo(page, /^button Benign/);
  await page.keyboard.press("Enter");
  await focused(page, "input[type=radio]");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, /^textarea/);
  await page.keyboard.type("The agency is known to us.");
  await tabTo(page, /^button Record/);
  await page.keyboard.press("Enter");
  await page.getByText(/Undo/).waitFor();
  await focused(page, ".row");
  await close();
});

test("in the explorer arrows go from one to the next, and Tab goes on", async () => {
  const { page, close } = await open("/network/LEAD", { service, ready: "canvas[data-done=true]" });
  await tabTo(page, /^canvas /);
  for (const key of ["ArrowRight", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await page.locator(".node-panel b").waitFor();
  // To a contact, which is a square beside a group.
  for (const key of ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"]) {
    if ((await page.locator(".node-panel button").count()) > 0) break;
    await page.keyboard.press(key);
  }
  await tabTo(page, /^button Reveal/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".node-panel .mask.shown");
  await isAt(page, /^a Everything linked/, "what has taken the button's place");
  await page.keyboard.press("n");
  await page.waitForSelector("table");
  await isAt(page, /./, "the picture has gone, and its panel");
  await page.keyboard.press("Escape");
  await page.waitForURL("**/leads/*");
  await close();
});

test("a task is noted and ticked, and what was typed last is where she is", async () => {
  const { page, close } = await open("/tasks", { service, ready: ".inline" });
  await tabTo(page, /^input What is to be done/);
  await page.keyboard.type("Ask the hotline");
  await page.keyboard.press("Enter");
  await page.getByText("Ask the hotline").waitFor();
  await isAt(page, /^input What is to be done/, "the next one can be typed");
  await tabTo(page, /^input Ask the hotline/);
  await page.keyboard.press("Space");
  await page.waitForSelector(".ticked");
  await isAt(page, /^input Ask the hotline/, "it was ticked");
  await close();
});

test("she invites, shows that it is she, changes her mind, and withdraws", async () => {
  const { page, base, close } = await open("/admin", {
    service,
    as: "demo-lena",
    ready: ".things",
  });
  await tabTo(page, /^button Invite somebody/);
  await page.keyboard.press("Enter");
  await isAt(page, /^input /, "the form has taken the button's place");
  await page.keyboard.type("Noor Aziz");
  await tabTo(page, /^button Cancel/);
  await page.keyboard.press("Enter");
  await isAt(page, /^button Invite somebody/, "the form has gone");
  await page.keyboard.press("Enter");
  await isAt(page, /^input /, "and is there again");
  // Nobody in a demonstration has to show who she is: the service's answer is invented, once.
  await page.route(
    `${base}/api/invitations`,
    (route) =>
      route.fulfill({
        ...{ status: 403, contentType: "application/problem+json" },
        body: JSON.stringify({ title: "Forbidden", status: 403, field: "confirm" }),
      }),
    { times: 1 },
  );
  await tabTo(page, /^button Make the link/);
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] input");
  await focused(page, "dialog[open] *");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog[open]", { state: "detached" });
  await isAt(page, /^button Make the link/, "she would rather not");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".link-card");
  await isAt(page, /./, "the form has gone");
  await tabTo(page, /^button Done/);
  await page.keyboard.press("Enter");
  await isAt(page, /^button /, "the link has gone");
  await tabTo(page, /^button Withdraw: Noor Aziz/);
  await page.keyboard.press("Enter");
  await page.getByText("No link waits").waitFor();
  await isAt(page, /^button Invite somebody/, "the invitation has gone");
  await tabTo(page, /^button Change: Ana|^button Change: /);
  await page.keyboard.press("Enter");
  await tabTo(page, /^button Cancel/);
  await page.keyboard.press("Enter");
  await isAt(page, /^button Change: /, "nothing was changed");
  await close();
});

test("on a telephone the menu opens, closes, and gives the focus back", async () => {
  const { page, close } = await open("/tasks", { service, width: 390, ready: ".inline" });
  await tabTo(page, /^button Menu/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rail.open");
  await tabTo(page, /^a Imports/);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".rail.open", { state: "detached" });
  await isAt(page, /^button Menu/, "the drawer has closed");
  await close();
});
