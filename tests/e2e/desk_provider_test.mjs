// SPDX-License-Identifier: Apache-2.0
// People of an agency come by way of its own sign-in: here it is npm's oidc-provider, which is
// certified for what it does, on loopback.
//   node --test desk_provider_test.mjs    LODESTAR=the program
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openPage, violations } from "./browser.mjs";
import { App } from "./passkey.mjs";
import { Service } from "./service.mjs";

const PASSWORD = "gravel onion lantern ferry";
const SECRET = "a secret of the agency, of no use elsewhere";
const OLDEST = 20; // of Node.js, on which oidc-provider runs
const isOld = Number(process.versions.node.split(".")[0]) < OLDEST;
const skip = isOld ? `oidc-provider wants Node.js ${OLDEST}` : false;

let service;
let agency; // the provider's server, and with what it says that somebody signed in
let app;
let codes;

async function asked(base, path, body, cookie = "") {
  const answer = await fetch(base + path, {
    method: body === undefined ? "GET" : "POST",
    headers: { "Content-Type": "application/json", Cookie: cookie },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.equal(answer.ok, true, `${path}: ${answer.status}`);
  return answer.json();
}

// The first administrator, by what the invitation's page would ask.
async function makeAccount(begun) {
  const token = begun.link.split("#").pop();
  const made = await asked(begun.base, "/api/invitation/set_up", {
    ...{ token, login: "lena.virta", password: PASSWORD, name: "Lena Virta" },
    ...{ organisation: "Harbour Line", kind: "hotline" },
  });
  app = new App(made.totp.uri);
  codes = made.recovery_codes;
  const proof = { token, set_up: made.set_up, code: app.code() };
  return (await asked(begun.base, "/api/invitation/account", proof)).account.organisation.id;
}

async function startAgency() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  agency = { server, issuer: `http://127.0.0.1:${server.address().port}`, amr: ["pwd"] };
}
async function openAgency(base) {
  const { Provider } = await import("oidc-provider");
  const provider = new Provider(agency.issuer, {
    clients: [
      {
        client_id: "lodestar",
        client_secret: SECRET,
        redirect_uris: [`${base}/openid`],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    claims: { openid: ["sub", "amr"] },
    cookies: { keys: ["invented"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: "lena.virta@agency.example" }),
    }),
    pkce: { required: () => true },
    ttl: { Grant: 600, Interaction: 600, Session: 600, IdToken: 600, AccessToken: 600 },
  });
  // Its own pages for development ask for a password alone: what else they asked for is invented.
  Object.defineProperty(provider.OIDCContext.prototype, "amr", { get: () => agency.amr });
  agency.server.on("request", provider.callback());
}

before(async () => {
  if (isOld) return;
  const begun = await Service.start({ with: "nobody" });
  const organisation = await makeAccount(begun);
  await begun.stop();
  await startAgency();
  const settings = `${begun.folder}/openid.json`;
  writeFileSync(`${begun.folder}/secret`, `${SECRET}\n`, { mode: 0o600 });
  const one = { id: "agency", name: "Agency sign-in", organisation, issuer: agency.issuer };
  const more = { client_id: "lodestar", client_secret_file: "secret" };
  const factor = { second_factor: { amr: ["mfa"] } };
  writeFileSync(settings, JSON.stringify({ providers: [{ ...one, ...more, ...factor }] }));
  service = await Service.start({
    ...{ with: "people", folder: begun.folder, options: ["--openid", settings] },
  });
  await openAgency(service.base);
});
after(async () => {
  agency?.server.closeAllConnections();
  agency?.server.close();
  await service?.stop();
});

const click = (page, name) => page.getByRole("button", { name }).first().click();
const door = () => openPage(`${service.base}/`, ".door .or:nth-of-type(2)");

// At the provider: its own pages ask who it is, and whether that may be told.
async function signInThere(page, who) {
  await page.waitForURL(`${agency.issuer}/interaction/**`);
  await page.locator("input[name=login]").fill(who);
  await page.locator("input[name=password]").fill("anything");
  await page.locator("button[type=submit]").click();
  const consent = page.locator("form button[type=submit]");
  await page.waitForFunction(
    () => location.pathname === "/openid" || document.querySelector("input[value=consent]"),
  );
  if (page.url().startsWith(agency.issuer)) await consent.click();
  await page.waitForURL(`${service.base}/**`);
}
async function comeBack(page, who) {
  await click(page, "Continue with Agency sign-in");
  await signInThere(page, who);
}

test("whom nobody has linked does not enter, whatever her address is", { skip }, async () => {
  const { page, close } = await door();
  await comeBack(page, "lena");
  await page.getByText("no account here is linked to it").waitFor();
  assert.equal(page.url(), `${service.base}/openid`, "code and state are out of the address");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("link", { name: "Back to signing in" }).click();
  await page.getByLabel("Login").waitFor();
  await close();
});

test("she links it on the page of her account, and enters by it and a code", { skip }, async () => {
  const { page, close } = await door();
  await page.getByLabel("Login").fill("lena.virta");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Code from your app").fill(app.code());
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rail");
  await page.goto(`${service.base}/account`);
  await click(page, "Link Agency sign-in");
  await signInThere(page, "lena");
  await page.getByRole("button", { name: "Remove: Agency sign-in" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/account");
  assert.deepEqual(await violations(page), []);
  await close();

  const next = await door();
  await comeBack(next.page, "lena");
  await next.page.getByText("One more thing: your code").waitFor();
  assert.deepEqual(await violations(next.page), []);
  await next.page.getByLabel("Code from your app").fill(codes.shift());
  await click(next.page, "Sign in");
  await next.page.waitForSelector(".rail");
  await next.close();
});

test("two factors of the provider that its settings name are enough", { skip }, async () => {
  agency.amr = ["pwd", "mfa"];
  const { page, close } = await door();
  await comeBack(page, "lena");
  await page.waitForSelector(".rail");
  agency.amr = ["pwd"];
  await close();
});

test("she shows that it is she by it, and does what she was about to", { skip }, async () => {
  agency.amr = ["pwd", "mfa"];
  const { page, close } = await door();
  await comeBack(page, "lena");
  await page.waitForSelector(".rail");
  await page.goto(`${service.base}/account`);
  const codes = `${service.base}/api/account/recovery_codes`;
  // As ten minutes later.
  const refusal = { title: "Forbidden", status: 403, field: "confirm" };
  await page.route(
    codes,
    (route) =>
      route.fulfill({
        ...{ status: 403, contentType: "application/problem+json" },
        body: JSON.stringify(refusal),
      }),
    { times: 1 },
  );
  await click(page, "Make new ones");
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("button", { name: "Continue with Agency sign-in" }).click();
  await signInThere(page, "lena");
  await page.getByText("You have shown that it is you").waitFor();
  assert.equal(page.url(), `${service.base}/openid`, "code and state are out of the address");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByRole("heading", { name: "Administration" }).waitFor();
  agency.amr = ["pwd"];
  await close();
});

test("an answer that is brought by another browser opens nothing", { skip }, async () => {
  const { page: theirs, close: leave } = await door();
  let stolen = "";
  theirs.on("response", (response) => {
    const to = response.headers().location ?? "";
    if (to.startsWith(`${service.base}/openid#`)) stolen = to;
  });
  await theirs.route(`${service.base}/api/session/provider`, (route) => route.abort());
  await comeBack(theirs, "lena");
  await theirs.getByRole("alert").waitFor();
  assert.match(stolen, /state=.+/, "it was not used there");
  const { page: mine, close } = await door();
  await mine.goto(stolen);
  await mine.getByText("That sign-in is over").waitFor();
  await close();
  await leave();
});

test("she who is not let in there is told so", { skip }, async () => {
  const { page, close } = await door();
  await page.goto(`${service.base}/openid#error=access_denied&state=x`);
  await page.getByText("You were not let in there").waitFor();
  await close();
});

test("a provider that is down is said to be, and the other ways are open", { skip }, async () => {
  const listening = agency.server.listeners("request");
  agency.server.removeAllListeners("request");
  agency.server.on("request", (_request, response) => response.writeHead(503).end("down"));
  const { page, close } = await door();
  await click(page, "Continue with Agency sign-in");
  // What it says of itself is known for an hour: the browser gets there, and is not answered.
  await page.waitForURL(`${agency.issuer}/**`);
  await page.goto(`${service.base}/`);
  await page.getByLabel("Login").fill("lena.virta");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await click(page, "Use a recovery code instead");
  await page.getByLabel("Recovery code").fill(codes.shift());
  await page.keyboard.press("Enter");
  await page.waitForSelector(".rail");
  agency.server.removeAllListeners("request");
  listening.forEach((one) => agency.server.on("request", one));
  await close();
});
