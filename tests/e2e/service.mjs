// SPDX-License-Identifier: Apache-2.0
// `lodestar serve` itself, and a page of it: a demonstration with leads, or an empty service whose
// first administrator is invited.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { openPage } from "./browser.mjs";

const { LODESTAR, CORPUS } = process.env;
const folders = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "lodestar-desk-"));
  folders.push(made);
  return made;
};
after(() => folders.forEach((one) => rmSync(one, { recursive: true })));

const serve = (data, ...more) => ["serve", "--data", data, "--listen", "127.0.0.1:0", ...more];

// Detection runs once; each service begins with a copy of what it found.
let template;
function demonstrationIn(where) {
  if (template === undefined) {
    template = folder();
    const args = serve(`${template}/desk`, "--demonstration", "--load", CORPUS, "--end-once-ready");
    const { status, stderr } = spawnSync(LODESTAR, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
  cpSync(template, where, { recursive: true });
}

export class Service {
  // with: "leads" in a demonstration, or "nobody", whose `link` is the first administrator's, or
  // "people", who were there before in the service's folder.
  static async start({ with: what = "leads", folder: own = folder(), options = [] } = {}) {
    const service = new Service();
    service.folder = own;
    if (what === "leads") demonstrationIn(own);
    const more = what === "leads" ? ["--demonstration"] : options;
    service.program = spawn(LODESTAR, serve(`${own}/desk`, ...more), {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let said = "";
    const isReady = () =>
      said.includes("\n") && (what !== "nobody" || said.includes("/invitation#"));
    await new Promise((ready, failed) => {
      service.program.on("exit", () => failed(new Error(`the service ended: ${said}`)));
      service.program.stdout.on("data", (text) => {
        said += text;
        if (isReady()) ready();
      });
    });
    service.program.removeAllListeners("exit");
    [service.base] = said.split("\n");
    service.link = said.match(/http\S+\/invitation#\S+/)?.[0];
    return service;
  }

  async stop() {
    const ended = new Promise((done) => this.program.once("exit", done));
    this.program.kill("SIGTERM");
    await ended;
  }
}

// What the page itself would ask, as whoever is signed in there: of a lead as it is now.
export const ask = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const session = await fetch("/api/session").then((one) => (one.ok ? one.json() : {}));
      const headers = { "X-Lodestar-CSRF": session.csrf ?? "", "Content-Type": "application/json" };
      const [, lead] = path.match(/^(.api.leads.[^/]+).(?:decisions|assignment)$/) ?? [];
      if (lead !== undefined) headers["If-Match"] = (await fetch(lead)).headers.get("ETag");
      const answer = await fetch(path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.text();
      return { status: answer.status, ...(text === "" ? {} : JSON.parse(text)) };
    },
    [method, path, body],
  );
export const enterAs = (page, person) =>
  ask(page, "POST", "/api/demonstration/session", { person });

// A page of the service. as: an invented person; LEAD in the path is the first lead. prepare: what
// is arranged with the page before it is opened.
export async function open(
  path = "/",
  { as = "demo-ana", ready = ".rail", service, prepare, ...how } = {},
) {
  const own = service ?? (await Service.start());
  const opened = await openPage(`${own.base}/`, ".door", how);
  const { page } = opened;
  if (as !== null) await enterAs(page, as);
  const leads = as === null ? [] : ((await ask(page, "GET", "/api/leads")).items ?? []);
  await prepare?.(page, leads);
  await page.goto(own.base + path.replace("LEAD", encodeURIComponent(leads[0]?.id ?? "")));
  await page.waitForSelector(ready);
  const close = async () => {
    await opened.close();
    if (service === undefined) await own.stop();
  };
  return { ...opened, service: own, base: own.base, leads, close };
}

export const isOpen = (page, wanted) =>
  page.waitForFunction((one) => document.querySelector(".sheet h1")?.innerText === one, wanted);
export const focused = (page, css) =>
  page.waitForFunction((one) => document.activeElement?.matches(one), css);
// What the browser says of an answer that is meant to be a refusal, and of forms.
export const unmeant = (said) =>
  said.filter((one) => !/the server responded with|\[DOM\]/.test(one));
