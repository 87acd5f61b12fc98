// SPDX-License-Identifier: Apache-2.0
// How people come to the desk, sign in, and belong there: against the service itself.
//   node --test desk_people_test.mjs    LODESTAR=the program
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage } from "./browser.mjs";
import { App, givePasskeys, readCode } from "./passkey.mjs";
import { ask, Service, unmeant } from "./service.mjs";

const PASSWORD = "gravel onion lantern ferry";
let service;
let lena; // the first administrator: her login, app and codes
before(async () => (service = await Service.start({ with: "nobody" })));
after(() => service.stop());

const door = () => openPage(`${service.base}/`, ".door");
const click = (page, name, exact = false) =>
  page.getByRole("button", { name, exact }).first().click();

async function fillAbout(page, { name, login, password = PASSWORD, organisation }) {
  if (organisation !== undefined)
    await page.getByLabel("Name of the organisation").fill(organisation);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await click(page, "Next");
}
async function keepCodes(page) {
  await page.waitForSelector(".codes");
  const enter = page.getByRole("button", { name: "Enter the desk" });
  assert.equal(await enter.isDisabled(), true, "not before they are kept");
  const codes = await page.locator(".codes li").allInnerTexts();
  await page.getByRole("checkbox", { name: "I have kept them" }).check();
  await enter.click();
  await page.waitForSelector(".rail");
  return codes;
}
async function signIn(page, { login }, code) {
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  if (code.length > 6) await click(page, "Use a recovery code instead");
  await page.getByLabel(code.length > 6 ? "Recovery code" : "Code from your app").fill(code);
  await page.keyboard.press("Enter");
}
// By a code on paper the first time: of the app's codes one is good in half a minute.
async function signedIn(who) {
  const opened = await door();
  if (who.cookies === undefined) {
    await signIn(opened.page, who, who.codes.shift());
    await opened.page.waitForSelector(".rail");
    who.cookies = await opened.page.context().cookies();
  } else {
    await opened.page.context().addCookies(who.cookies);
    await opened.page.reload();
    await opened.page.waitForSelector(".rail");
  }
  return opened;
}
const section = (page, title) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title }) });
const row = (page, text) => page.locator(".things > li").filter({ hasText: text }).first();

test("the first administrator follows the link, and enters with what she chose", async () => {
  const { page, said, close } = await openPage(service.link, ".stepper");
  assert.match(await page.locator("h1").innerText(), /Begin a new Lodestar/);
  await fillAbout(page, {
    ...{ name: "Lena Virta", login: "lena.virta", password: "short" },
    organisation: "Harbour Line",
  });
  await page.getByText("Twelve characters at least").waitFor();
  await page.getByLabel("Password", { exact: true }).fill("lena.virta harbour");
  await click(page, "Next");
  await page.getByText("Too easy to guess").waitFor();
  assert.equal(await page.getByLabel("Your name").inputValue(), "Lena Virta");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await click(page, "Next");
  await page.waitForSelector("svg.qr");
  const uri = await readCode(page);
  assert.match(uri, /^otpauth:\/\/totp\/Lodestar/);
  await page.getByText("I cannot scan it").click();
  const shown = (await page.locator(".secret").innerText()).replace(/ /g, "");
  assert.equal(new URL(uri).searchParams.get("secret"), shown);
  await page.getByLabel("Six digits").fill("000000");
  await click(page, "Confirm");
  await page.getByText("That is not the code").waitFor();
  lena = { login: "lena.virta", app: new App(uri) };
  await page.getByLabel("Six digits").fill(lena.app.code());
  await click(page, "Confirm");
  lena.codes = await keepCodes(page);
  assert.equal(lena.codes.length, 10);
  assert.equal(new URL(page.url()).pathname, "/", "the link does not stay in the address");
  await page.getByRole("heading", { name: "Administration" }).waitFor();
  assert.equal(await page.locator(".rail nav a").count(), 2, "who administers sees no content");
  assert.deepEqual(unmeant(said), []);
  await page.goto(service.link);
  await page.getByText("This link is over").waitFor();
  await close();
});

test("login, password and code enter; a refusal says one thing for all; a code on paper enters once", async () => {
  const { page, close } = await door();
  await signIn(page, lena, "123456");
  await page.getByText("do not fit together").waitFor();
  await signIn(page, lena, lena.app.code());
  await page.waitForSelector(".rail");
  await click(page, "Sign out");
  const code = lena.codes.shift();
  await signIn(page, lena, code);
  await page.waitForSelector(".rail");
  await click(page, "Sign out");
  await signIn(page, lena, code);
  await page.getByText("do not fit together").waitFor();
  await close();
});

test("somebody invited makes a passkey, and it signs her in", async () => {
  const { page: admin, close: leave } = await signedIn(lena);
  await click(admin, "Invite somebody");
  await admin.getByLabel("Name", { exact: true }).fill("Ana Prosper");
  assert.equal(await admin.getByLabel("administrator").isDisabled(), true, "nothing beside it");
  await admin.getByLabel("caseworker").check();
  assert.equal(await admin.getByLabel("prosecutor").isDisabled(), true, "care apart from justice");
  await admin.getByLabel("caseworker").uncheck();
  await click(admin, "Make the link");
  const link = await admin.locator(".link-card code").innerText();
  await row(admin, "Ana Prosper").waitFor();

  const { page, close } = await openPage(link, ".stepper");
  const keys = await givePasskeys(page);
  assert.match(await page.locator("h1").innerText(), /Welcome to \u2068Harbour Line\u2069/);
  assert.equal(await page.getByLabel("Your name").inputValue(), "Ana Prosper");
  await fillAbout(page, { name: "Ana Prosper", login: "lena.virta" });
  await page.getByText("Somebody has this login already").waitFor();
  await fillAbout(page, { name: "Ana Prosper", login: "ana.prosper" });
  await click(page, "Make a passkey");
  await keepCodes(page);
  assert.equal(await keys.count(), 1);
  await page.getByText("Nothing waits for you").first().waitFor();
  await click(page, "Sign out");
  await click(page, "Sign in with a passkey");
  await page.waitForSelector(".rail");
  assert.match(await page.locator(".me").innerText(), /Ana Prosper · analyst/);
  await click(page, "Sign out");
  await keys.refuse();
  await click(page, "Sign in with a passkey");
  await page.getByText("The passkey did not sign you in").waitFor();
  await close();
  await leave();
});

// As if what she showed of herself were long ago.
async function forgetOnce(page, path) {
  await page.route(
    path,
    (route) =>
      route.fulfill({
        ...{ status: 403, contentType: "application/problem+json" },
        body: JSON.stringify({ title: "Not for this role", status: 403, field: "confirm" }),
      }),
    { times: 1 },
  );
}

test("what is sensitive asks who is there, by password or passkey, and is then done", async () => {
  const { page, close } = await signedIn(lena);
  await page.keyboard.press("9");
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  await forgetOnce(page, "**/api/account/recovery_codes");
  await click(page, "Make new ones");
  await page.getByRole("heading", { name: "Show that it is you" }).waitFor();
  await page.getByLabel("Password", { exact: true }).fill("a wrong password");
  await click(page, "Go on");
  await page.getByText("That is not your password").waitFor();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await click(page, "Go on");
  await page.waitForSelector(".codes li");
  lena.codes = await page.locator(".codes li").allInnerTexts();
  await page.getByRole("checkbox", { name: "I have kept them" }).check();
  await click(page, "Close");
  await page.getByText("10 are left").waitFor();
  await forgetOnce(page, "**/api/account/totp");
  await click(page, "Set up anew");
  await page.getByRole("heading", { name: "Show that it is you" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("dialog[open]") === null);
  assert.equal(await page.locator("svg.qr").count(), 0, "withheld, nothing is done");
  await close();
});

test("her account: a passkey more and less, another app, another password, other devices ended", async () => {
  const { page, close } = await signedIn(lena);
  const phone = await signedIn({ ...lena, cookies: undefined });
  await page.goto(`${service.base}/account`);
  await givePasskeys(page);
  const devices = section(page, "Where you are signed in");
  await row(page, "Passkeys").getByRole("button", { name: "Add" }).click();
  await page.getByLabel("Name of the passkey").fill("work laptop");
  await click(page, "Make a passkey");
  await page.getByText("The passkey is added.").waitFor();
  await page.locator(".inner li").filter({ hasText: "work laptop" }).waitFor();
  await forgetOnce(page, "**/api/passkeys/*");
  await click(page, "Remove: work laptop");
  await click(page, "With a passkey");
  await page.getByText("The passkey is removed.").waitFor();
  assert.equal(await page.locator(".inner li").count(), 0);

  await click(page, "Set up anew");
  await page.waitForSelector("svg.qr");
  const app = new App(await readCode(page));
  await page.getByLabel("Six digits").fill(app.code());
  await click(page, "Confirm");
  await page.getByText("The app is set up.").waitFor();

  assert.ok((await devices.locator(".things > li").count()) >= 2);
  await devices.getByRole("button", { name: "Sign out everywhere else" }).click();
  await devices.getByText("here", { exact: true }).waitFor();
  while ((await devices.locator(".things > li").count()) > 1) await page.waitForTimeout(20);
  await phone.page.keyboard.press("9");
  await phone.page.getByText("Your session is over").waitFor();
  await row(page, "Password").getByRole("button", { name: "Change" }).click();
  await page.getByLabel("New password").fill("short");
  await click(page, "Change the password");
  await page.getByText("Twelve characters at least").waitFor();
  await page.getByLabel("New password").fill(PASSWORD);
  await click(page, "Change the password");
  await page.getByText("signed out everywhere else").last().waitFor();
  await page.reload();
  for (const what of ["Authenticator app set up", "Passkey removed", "Account made by invitation"])
    await page.getByRole("cell", { name: what }).first().waitFor();
  await phone.close();
  await close();
});

test("an administrator changes roles, ends a membership and lets in again, withdraws a link", async () => {
  const { page, close } = await signedIn(lena);
  await row(page, "Ana Prosper").getByRole("button", { name: "Change" }).click();
  await page.getByLabel("caseworker").check();
  await click(page, "Save the roles");
  await row(page, "analyst, caseworker").waitFor();
  await row(page, "Ana Prosper").getByRole("button", { name: "Change" }).click();
  await click(page, "End the membership");
  await row(page, "Ana Prosper").getByText("ended", { exact: true }).waitFor();
  await click(page, "Let in again: Ana Prosper");
  await page.getByRole("button", { name: "Change: Ana Prosper" }).waitFor();

  await click(page, "Invite somebody");
  await page.getByLabel("Name", { exact: true }).fill("Omar Said");
  await click(page, "Make the link");
  const link = await page.locator(".link-card code").innerText();
  await click(page, "Withdraw: Omar Said");
  await page.getByText("No link waits").waitFor();
  const stranger = await openPage(link, ".door h1");
  assert.equal(await stranger.page.locator("h1").innerText(), "This link is over");
  await stranger.close();
  await close();
});

test("the organisation that runs the service adds others; health and packs are told", async () => {
  const { page, close } = await signedIn(lena);
  await click(page, "Add an organisation");
  await page.getByLabel("Name of the organisation").fill("Norland court");
  await page.getByLabel("Kind").selectOption("prosecutor");
  await click(page, "Add an organisation");
  await page.getByText(/Link for \u2068Norland court/).waitFor();
  await row(page, "prosecutor's office").waitFor();
  await page.locator(".well").waitFor();
  await page.getByRole("cell", { name: "counter_evidence" }).waitFor();
  assert.equal((await ask(page, "GET", "/api/leads")).status, 403);
  await close();
});

test("an auditor finds who did what about a member, and that too is recorded", async () => {
  const { page: admin, close: leave } = await signedIn(lena);
  await click(admin, "Invite somebody");
  await admin.getByLabel("Name", { exact: true }).fill("Noor Haddad");
  await admin.getByLabel("analyst").uncheck();
  await admin.getByLabel("auditor").check();
  await click(admin, "Make the link");
  const { items } = await ask(admin, "GET", "/api/members");
  const { page, close } = await openPage(
    await admin.locator(".link-card code").innerText(),
    ".stepper",
  );
  await givePasskeys(page);
  await fillAbout(page, { name: "Noor Haddad", login: "noor.haddad" });
  await click(page, "Make a passkey");
  await keepCodes(page);
  await page.getByRole("heading", { name: "Accesses" }).waitFor();
  await page.getByLabel("Subject").fill(items.find(({ name }) => name === "Ana Prosper").id);
  await click(page, "Search");
  await page.getByRole("cell", { name: "Signed in with a passkey" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.goto(`${service.base}/account`);
  await page.getByRole("cell", { name: "Read: records of accesses" }).waitFor();
  await close();
  await leave();
});
