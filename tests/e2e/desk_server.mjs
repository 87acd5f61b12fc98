// SPDX-License-Identifier: Apache-2.0
// A stand-in for the service, for tests of the desk's page alone: the same API, answered from one
// detection run and forgotten when it ends. It decides nothing about access.
//   node desk_server.mjs DESK REVIEW [PORT]    DESK: the built page; REVIEW: a run's review.html
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { largeNetwork, PEOPLE, readWorld } from "./desk_world.mjs";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types svelte-trusted-html";
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", txt: "text/plain" };
const STATES = {
  accept: "accepted",
  benign: "benign",
  unclear: "unclear",
  hand_over: "handed_over",
};
const now = () => new Date().toISOString().slice(0, 19) + "Z";
const who = ({ id, name }) => ({ id, name });

class Refused extends Error {
  constructor(status, title, detail = "") {
    super(title);
    Object.assign(this, { status, title, detail });
  }
}

export class DeskServer {
  constructor(desk, review) {
    this.desk = desk;
    this.files = new Set(readFileSync(join(desk, "manifest.txt"), "utf8").trim().split("\n"));
    Object.assign(this, readWorld(review));
    this.streams = new Set();
    this.person = undefined;
    this.asked = []; // "METHOD /path" of every request to the API
    this.keys = []; // and its idempotency key
    this.trouble = undefined; // (path, method) => status to refuse with, or undefined
    this.wait = undefined; // (path) => what an answer waits for
    this.passkey = undefined;
    this.activity = [];
    this.tasks = [
      this.task("t1", "Ask the hotline about the number in Porto", this.units[0], "2026-12-02"),
      this.task("t2", "Read the two oldest leads again", undefined, null),
    ];
    this.imports = [this.import("i1", "postings.csv", "done")];
    this.invited = [];
    this.organisations = [
      { id: "o1", name: "Harbour Line", kind: "hotline" },
      { id: "o2", name: "Labour Inspectorate North", kind: "inspectorate" },
    ];
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  task(id, title, unit, due) {
    const lead = unit === undefined ? null : { id: unit.unit.id, title: unit.unit.title };
    return { id, title, lead, assigned: who(PEOPLE[0]), due, done: false };
  }

  import(id, name, state) {
    const done = state === "done" ? 2000 : 0;
    const found = state === "done" ? this.units.length : 0;
    return {
      ...{ id, name, state, stage: "reading", done, total: 2000, postings: done, leads: found },
      ...{ message: "", by: who(PEOPLE[0]), at: now() },
    };
  }

  listen(port = 0) {
    return new Promise((ready) =>
      this.server.listen(port, "127.0.0.1", () => ready(this.server.address().port)),
    );
  }

  close() {
    for (const stream of this.streams) stream.end();
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  tell(event, data) {
    for (const stream of this.streams)
      stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  async serve(request, response) {
    const url = new URL(request.url, "http://desk");
    if (!url.pathname.startsWith("/api/")) return this.file(url.pathname, response);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    this.asked.push(`${request.method} ${url.pathname}`);
    this.keys.push(request.headers["idempotency-key"]);
    await this.wait?.(url.pathname);
    try {
      if (url.pathname === "/api/events") return this.stream(response);
      const [status, answer, headers] = this.answer(request, url, body);
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(answer === undefined ? "" : JSON.stringify(answer));
    } catch (error) {
      const { status = 500, title = String(error), detail = "" } = error;
      response.writeHead(status, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ type: "about:blank", title, status, detail }));
    }
  }

  file(path, response) {
    const name = this.files.has(path.slice(1)) ? path.slice(1) : "index.html";
    const type = TYPES[name.split(".").at(-1)];
    response.writeHead(200, {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Security-Policy": POLICY,
    });
    response.end(readFileSync(join(this.desk, name)));
  }

  stream(response) {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(": open\n\n");
    this.streams.add(response);
    response.on("close", () => this.streams.delete(response));
  }

  answer(request, url, text) {
    const { method } = request;
    const refused = this.trouble?.(url.pathname, method);
    if (refused !== undefined) throw new Refused(refused, "Refused", "The test asked for it.");
    const path = url.pathname.split("/").slice(2).map(decodeURIComponent);
    const isJson = (request.headers["content-type"] ?? "").includes("json");
    const body = isJson && text !== "" ? JSON.parse(text) : text;
    const route = `${method} ${path[0]}`;
    if (path[0] === "demonstration" && path.length === 1) return [200, { people: PEOPLE }];
    if (path[0] === "demonstration") return [200, this.enter(body.person)];
    if (path[0] === "session" && path[1] === "passkey") return this.byPasskey(path[2], body);
    if (path[0] === "session") return this.session(method, body);
    if (this.person === undefined) throw new Refused(401, "Sign in first");
    if (method !== "GET" && request.headers["x-lodestar-csrf"] !== "token")
      throw new Refused(403, "No token");
    if (path[0] === "leads") return this.leads(method, path, url.searchParams, body, request);
    const routes = {
      "GET linked": () => this.linked(url.searchParams.get("value")),
      "GET imports": () => ({ items: this.imports }),
      "POST imports": () => this.startImport(url.searchParams.get("name")),
      "DELETE imports": () => this.cancelImport(path[1]),
      "GET activity": () => ({ items: this.activity, next: null }),
      "GET tasks": () => ({ items: this.tasks }),
      "POST tasks": () => this.addTask(body),
      "PUT tasks": () => Object.assign(this.find(this.tasks, path[1]), { done: body.done }),
      "GET members": () => ({ items: this.members() }),
      "POST invitations": () => ({ link: `http://localhost/invitation/${this.invite(body)}` }),
      "GET organisations": () => ({ items: this.organisations }),
      "POST organisations": () => this.addOrganisation(body),
      "GET accesses": () => ({ items: this.accesses() }),
    };
    if (routes[route] === undefined) throw new Refused(404, "Not here");
    return [method === "POST" ? 201 : 200, routes[route]()];
  }

  find(list, id) {
    const found = list.find((one) => one.id === id);
    if (found === undefined) throw new Refused(404, "Not here");
    return found;
  }

  enter(id) {
    const { name, role, organisation } = this.find(PEOPLE, id);
    this.person = { id, name };
    const kind = organisation.startsWith("Labour") ? "inspectorate" : "hotline";
    const account = {
      id,
      name,
      roles: [role],
      organisation: { id: "o1", name: organisation, kind },
    };
    this.entered = { account, csrf: "token", demonstration: true };
    return this.entered;
  }

  byPasskey(what, body) {
    if (this.passkey === undefined) throw new Refused(401, "No passkey");
    if (what === "challenge") return [200, this.passkey.options()];
    if (!this.passkey.isGood(body)) throw new Refused(401, "Not signed in");
    return [200, this.enter("p1")];
  }

  session(method, body) {
    if (method === "DELETE") {
      this.person = undefined;
      return [204, undefined];
    }
    if (method === "POST") {
      if (body.password !== "a long invented password") throw new Refused(401, "Not signed in");
      return [200, this.enter("p1")];
    }
    if (this.person === undefined) throw new Refused(401, "Sign in first");
    return [200, this.entered];
  }

  counts() {
    const open = this.units.filter((one) => one.state === "open");
    const mine = open.filter((one) => one.assigned?.id === this.person?.id).length;
    return { open: open.length, mine, decided: this.units.length - open.length };
  }

  leads(method, [, id, what, index, verb], query, body, request) {
    if (id === undefined) return [200, this.list(query)];
    if (id === "large") return [200, what === "network" ? largeNetwork(5000) : undefined];
    const one = this.units.find(({ unit }) => unit.id === id);
    if (one === undefined) throw new Refused(404, "No such lead");
    if (what === undefined) {
      one.seen = true;
      return [200, one.whole(), { ETag: `"${one.version}"` }];
    }
    if (what === "network") return [200, one.network()];
    if (what === "contacts" && verb === "reveal") return [200, this.reveal(one, Number(index))];
    const match = request.headers["if-match"];
    if (match !== undefined && match !== `"${one.version}"`)
      throw new Refused(412, "Changed by somebody else");
    ++one.version;
    if (what === "decisions") return [201, this.decide(one, body)];
    one.assigned = PEOPLE.find((person) => person.id === body.account) ?? null;
    this.tell("leads", { counts: this.counts() });
    return [200, one.line()];
  }

  list(query) {
    const q = (query.get("q") ?? "").toLowerCase();
    const state = query.get("state") ?? "open";
    const items = this.units
      .filter((one) => (state === "decided") !== (one.state === "open"))
      .filter((one) => state !== "mine" || one.assigned?.id === this.person.id)
      .map((one) => one.line())
      .filter((one) => JSON.stringify([one.title, one.places]).toLowerCase().includes(q));
    const from = Number(query.get("after") ?? 0);
    const next = items.length > from + 50 ? String(from + 50) : null;
    return { items: items.slice(from, from + 50), next, counts: this.counts() };
  }

  did(what, about) {
    this.activity.unshift({ at: now(), by: this.person, what, about });
  }

  reveal(one, index) {
    if (one.values[index] === undefined) throw new Refused(404, "No such contact");
    this.did("reveal", { kind: "lead", id: one.unit.id, title: one.unit.title });
    return { value: one.values[index] };
  }

  decide(one, { kind, explanation, reason }) {
    if (typeof reason !== "string" || reason.trim() === "") throw new Refused(422, "No reason");
    one.state = STATES[kind] ?? "open";
    const id = `d${one.decisions.length + 1}`;
    const decision = { id, kind, explanation, reason, by: this.person, at: now() };
    one.decisions.push(decision);
    this.did(kind, { kind: "lead", id: one.unit.id, title: one.unit.title });
    this.tell("leads", { counts: this.counts() });
    return decision;
  }

  linked(value) {
    const at = this.contacts.findIndex((one) => one.value === value || one.value.endsWith(value));
    if (at < 0) return { postings: [], leads: [] };
    const units = this.units.filter((one) => one.own.has(at));
    const samples = units.flatMap((one) => one.unit.samples.map((sample) => [one, sample]));
    return {
      postings: samples.slice(0, 20).map(([one, { posting, text }]) => ({
        ...{ id: posting, import: { id: "i1", name: "postings.csv" }, text: one.runs(text) },
      })),
      leads: units.map((one) => one.line()),
    };
  }

  startImport(name) {
    const one = this.import(`i${this.imports.length + 1}`, name, "queued");
    this.imports.unshift(one);
    this.did("import", { kind: "import", id: one.id, title: name });
    return one;
  }

  // What a detection run tells of itself, when a test says so.
  advance(id, change) {
    this.tell("import", Object.assign(this.find(this.imports, id), change));
  }

  cancelImport(id) {
    const one = Object.assign(this.find(this.imports, id), { state: "cancelled" });
    this.tell("import", one);
    return one;
  }

  addTask({ title, lead, due }) {
    const unit = this.units.find((one) => one.unit.id === lead);
    const task = this.task(`t${this.tasks.length + 1}`, title, unit, due ?? null);
    this.tasks.unshift(task);
    return task;
  }

  members() {
    const here = PEOPLE.filter((one) => one.organisation === "Harbour Line");
    return here.map(({ id, name, role }) => ({ id, name, roles: [role], last: now() }));
  }

  invite(body) {
    this.invited.push(body);
    return "0".repeat(16);
  }

  addOrganisation({ name, kind }) {
    const one = { id: `o${this.organisations.length + 1}`, name, kind };
    this.organisations.push(one);
    return one;
  }

  accesses() {
    return this.activity
      .filter((one) => one.what === "reveal")
      .map(({ at, by }) => ({ at, by, field: "contact", purpose: "triage", allowed: true }));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [desk, review, port] = process.argv.slice(2);
  const server = new DeskServer(desk, review);
  console.log(`http://localhost:${await server.listen(Number(port ?? 8080))}/`);
}
