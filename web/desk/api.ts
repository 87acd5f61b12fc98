// SPDX-License-Identifier: Apache-2.0
// What the desk asks of the service: one function a verb, and the shapes it answers with. Names are
// those of the wire. Times are ISO 8601 in UTC.
import type { HintName, Run, Standing } from "../lead/lead";

export interface Person {
  id: string;
  name: string;
}
export interface InventedPerson extends Person {
  role: string;
  organisation: string;
  does: string;
}
export interface Session {
  account: Person & {
    roles: string[];
    organisation: Person & { kind: string };
  };
  csrf: string;
  demonstration: boolean;
}
export interface Figures {
  n: number;
  m: number;
  days: number;
  places: string[];
}
// Why a lead is one, as far as a line says it; with figures it is said in the reader's language.
export interface Reason {
  indicator: string;
  title: string;
  points: number;
  figures: Figures;
}
export type LeadState = "open" | "accepted" | "benign" | "unclear" | "handed_over";
export interface LeadLine {
  id: string;
  title: string;
  summary: string;
  subject?: string[];
  reasons?: Reason[];
  postings: number;
  score: number;
  for: number;
  against: number;
  state: LeadState;
  standing: Standing | null;
  assigned: Person | null;
  first: string | null;
  last: string | null;
  places: { place: string; postings: number }[];
  import: Person;
  seen: boolean;
}
export interface Counts {
  open: number;
  fresh: number; // open, of an import of the last day
  mine: number;
  decided: number;
}
export interface LeadList {
  items: LeadLine[];
  next: string | null;
  counts: Counts;
}
// Text in which identifiers are masked: those that stand in it are runs with the contact's index.
export type Text = string | Run[];
export interface Evidence {
  indicator: string;
  family: string;
  structural: boolean;
  label: string;
  title?: string;
  figures?: Figures;
  detail: string;
  why: string;
  benign: string;
  source: string;
  points: number;
  percent?: number; // of the pack's points, where decisions have changed it
  postings: number;
  quotes: { posting: string; text: string }[];
}
export interface TemplatePiece {
  words?: Text;
  slot?: number;
  distinct?: number;
  fillers?: { text: Text; postings: number }[];
}
export interface Template {
  cluster: string;
  postings: number;
  bits_alone?: number;
  bits_saved?: number;
  pieces: TemplatePiece[];
  first: string | null;
  last: string | null;
}
export interface Contact {
  index: number;
  kind: string;
  masked: string;
  postings: number;
}
export const KINDS = ["accept", "benign", "unclear", "hand_over"] as const;
export type DecisionKind = (typeof KINDS)[number] | "reopen";
// What a lead becomes by a decision.
export const STATES: Record<DecisionKind, LeadState> = {
  accept: "accepted",
  benign: "benign",
  unclear: "unclear",
  hand_over: "handed_over",
  reopen: "open",
};
export const EXPLANATIONS = [
  "ordinary_postings",
  "usual_business",
  "agency",
  "touring",
  "spam",
  "scam",
  "other",
] as const;
export type Explanation = (typeof EXPLANATIONS)[number];
export interface NewDecision {
  kind: DecisionKind;
  explanation?: Explanation;
  reason: string;
}
export interface Decision extends NewDecision {
  id: string;
  by: Person;
  at: string;
}
export interface Lead extends LeadLine {
  evidence: Evidence[];
  hints: Record<HintName, number>;
  templates: Template[];
  contacts: Contact[];
  days: { day: string; place: string; postings: number }[];
  decisions: Decision[];
}
export interface NetworkGroup {
  id: string;
  postings: number;
  words: Text;
  first: string | null;
  last: string | null;
  places: string[];
}
export interface Network {
  groups: NetworkGroup[];
  contacts: Contact[];
  edges: { group: string; contact: number; postings: number; weight: number }[];
  circuits: { days: number; places: string[] }[];
}
export type ImportState = "queued" | "running" | "done" | "failed" | "cancelled";
export interface Import {
  id: string;
  name: string;
  state: ImportState;
  stage?: string;
  done: number;
  total: number;
  postings: number;
  leads: number;
  message: string;
  by: Person;
  at: string;
}
// A lead that is named elsewhere.
export type NamedLead = Omit<LeadLine, "state" | "assigned" | "import" | "seen">;
export interface Deed {
  at: string;
  by: Person;
  what: string;
  about: NamedLead;
}
export interface Task {
  id: string;
  title: string;
  lead?: NamedLead | null;
  assigned?: Person | null;
  due?: string | null;
  done: boolean;
}
export interface Member extends Person {
  roles: string[];
  last: string | null;
  ended: boolean;
}
export interface Organisation extends Person {
  kind: string;
  runs_service: boolean;
}
// A link by which somebody who has no account gets one.
export interface Invitation {
  name: string;
  roles: string[];
  organisation: Organisation | null; // none: the first of all, who makes one
  ends: string;
}
export interface OpenInvitation {
  id: string;
  name: string;
  roles: string[];
  made: string;
  ends: string;
}
export interface NewAccount {
  name: string;
  login: string;
  password: string;
  organisation?: string;
  kind?: string;
}
export interface Totp {
  secret: string;
  uri: string;
}
export interface SetUp {
  set_up: string;
  totp: Totp;
  recovery_codes: string[];
}
export interface Passkey {
  id: string;
  name: string;
  made: string;
  used: string | null;
  backed_up: boolean;
}
export interface Account {
  totp: boolean;
  recovery_codes: number;
  password_known: boolean;
  passkeys: Passkey[];
}
// An organisation's own sign-in (OpenID Connect), and who one is there.
export type Provider = Person;
export interface Identity {
  id: string;
  provider: string;
  made: string;
  used: string | null;
}
export interface Identities {
  items: Identity[];
  providers: Provider[];
}
// What a browser comes back with from there.
export interface Brought {
  state: string;
  code: string;
  iss?: string;
}
export interface OpenSession {
  id: string;
  device: string;
  at: string;
  ends: string;
  current: boolean;
}
// What is recorded about somebody: what happened to the account, or who looked at what.
export interface Access {
  at: string;
  what: string;
  by?: Person;
  role?: string;
  action?: string;
  purpose?: string;
  fields?: string[];
  denied?: string;
}
export type Accesses = Page<Access>;
export interface Health {
  status: string;
  version: string;
}
export interface Pack {
  name: string;
  date: string;
  indicators: { id: string; label: string }[];
}
// How much more or less an indicator counts here than its pack says.
export interface Weight {
  indicator: string;
  percent: number; // 100: as much
  accepted: number; // leads that showed it, by what was decided
  benign: number;
}
export interface Weights {
  accepted: number;
  benign: number;
  weights: Weight[];
}
export interface Linked {
  postings: { id: string; import: Person; text: Text }[];
  leads: LeadLine[];
}

// Why there is no answer. status 0: the service was not reached.
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly field = "", // which of what was sent; "confirm": show that it is you
  ) {
    super(title);
  }
}

// In texts a contact is written [kind:IMPORT.n] and anything else that looks like one
// [kind:HASH]; here they become what is shown of them.
const MARK = /\[[a-z_]+:[0-9a-f]{32}(?:\.(\d+))?\]/g;
function masked(text: Text, contacts: Contact[]): Text {
  if (typeof text !== "string") return text;
  const runs: Run[] = [];
  let from = 0;
  for (const mark of text.matchAll(MARK)) {
    const contact = contacts.find((one) => String(one.index) === mark[1]);
    if (mark.index > from) runs.push(text.slice(from, mark.index));
    runs.push(contact === undefined ? "•••" : { t: contact.masked, c: contact.index });
    from = mark.index + mark[0].length;
  }
  if (from === 0) return text;
  if (from < text.length) runs.push(text.slice(from));
  return runs;
}
function shown(lead: Lead): Lead {
  for (const template of lead.templates)
    for (const piece of template.pieces) {
      if (piece.words !== undefined) piece.words = masked(piece.words, lead.contacts);
      for (const filler of piece.fillers ?? []) filler.text = masked(filler.text, lead.contacts);
    }
  for (const evidence of lead.evidence)
    for (const quote of evidence.quotes)
      quote.text = quote.text.replace(MARK, (_mark, index: string | undefined) => {
        const contact = lead.contacts.find((one) => String(one.index) === index);
        return contact?.masked ?? "•••";
      });
  return lead;
}

let csrf = "";
let ended = (): void => undefined;
const etags = new Map<string, string>();

// What happens when the session is over.
export function onEnd(does: () => void): void {
  ended = does;
}

async function problemOf(response: Response): Promise<Problem> {
  let said: { title?: unknown; detail?: unknown; field?: unknown } = {};
  try {
    said = (await response.json()) as typeof said;
  } catch {
    /* a proxy answers in its own words */
  }
  const text = (one: unknown): string => (typeof one === "string" ? one : "");
  return new Problem(response.status, text(said.title), text(said.detail), text(said.field));
}

// Names one deed, so that asking twice does it once.
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

interface Asking {
  body?: unknown;
  file?: Blob;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function ask<T>(method: string, path: string, asking: Asking = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", ...asking.headers };
  if (method !== "GET") headers["X-Lodestar-CSRF"] = csrf;
  if (method === "POST") headers["Idempotency-Key"] ??= newKey();
  if (asking.body !== undefined) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: asking.file ?? (asking.body === undefined ? null : JSON.stringify(asking.body)),
      signal: asking.signal ?? null,
    });
  } catch {
    throw new Problem(0, "", "");
  }
  if (response.status === 401 && !path.startsWith("/api/session")) ended();
  if (!response.ok) throw await problemOf(response);
  const etag = response.headers.get("ETag");
  if (method === "GET" && etag !== null) etags.set(path, etag);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

const get = <T>(path: string): Promise<T> => ask<T>("GET", path);
const post = <T>(path: string, body: unknown, headers = {}): Promise<T> =>
  ask<T>("POST", path, { body, headers });
const put = <T>(path: string, body: unknown, headers = {}): Promise<T> =>
  ask<T>("PUT", path, { body, headers });
const id = encodeURIComponent;
// As RFC 8187 has it.
const fileName = (name: string): string =>
  id(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);

interface Page<T> {
  items: T[];
  next: string | null;
}
// Of a list that is shown whole, page after page.
async function all<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | null = ""; after !== null;) {
    const page: Page<T> = await get(`${path}?limit=200${after && `&after=${id(after)}`}`);
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

// A change of a lead is of the lead as it was read.
function asRead(lead: string): Record<string, string> {
  const etag = etags.get(`/api/leads/${id(lead)}`);
  return etag === undefined ? {} : { "If-Match": etag };
}
async function enter(asked: Promise<Session>): Promise<Session> {
  const session = await asked;
  csrf = session.csrf;
  return session;
}

export const api = {
  demonstration: async (): Promise<InventedPerson[]> =>
    (await get<{ people: InventedPerson[] }>("/api/demonstration")).people,
  enterAs: (person: string) => enter(post("/api/demonstration/session", { person })),
  session: () => enter(get("/api/session")),
  signIn: (login: string, password: string, code: string) =>
    enter(post("/api/session", { login, password, ...(code === "" ? {} : { code }) })),
  passkeyChallenge: () => post<unknown>("/api/session/passkey/challenge", {}),
  signInByPasskey: (credential: unknown) => enter(post("/api/session/passkey", credential)),
  providers: async (): Promise<Provider[]> =>
    (await get<{ items: Provider[] }>("/api/providers")).items,
  goToSignIn: (provider: string) =>
    post<{ url: string }>(`/api/session/providers/${id(provider)}`, {}),
  signInByProvider: async (brought: Brought) => {
    const came = await post<{ session: Session | null; ticket: string | null }>(
      "/api/session/provider",
      brought,
    );
    if (came.session !== null) await enter(Promise.resolve(came.session));
    return came;
  },
  finishSignIn: (ticket: string, code: string) =>
    enter(post("/api/session/provider/code", { ticket, code })),
  goToConfirm: (provider: string) =>
    post<{ url: string }>(`/api/session/confirm/providers/${id(provider)}`, {}),
  confirmByProvider: (brought: Brought) => post<void>("/api/session/confirm/provider", brought),
  identities: () => get<Identities>("/api/identities"),
  goToLink: (provider: string) =>
    post<{ url: string }>(`/api/identities/providers/${id(provider)}`, {}),
  link: (brought: Brought) => post<void>("/api/identities", brought),
  unlink: (identity: string) => ask<void>("DELETE", `/api/identities/${id(identity)}`),
  signOut: () => ask<void>("DELETE", "/api/session"),

  // q: words, or a number or handle; it travels in a body, as it may be a person's.
  leads: (state: string, q: string, after: string | null) => {
    const asked = { state, limit: 50, ...(after === null ? {} : { after }) };
    if (q !== "") return post<LeadList>("/api/leads/search", { q, ...asked });
    const query = Object.entries(asked).map(([name, value]) => `${name}=${id(String(value))}`);
    return get<LeadList>(`/api/leads?${query.join("&")}`);
  },
  lead: async (lead: string) => shown(await get<Lead>(`/api/leads/${id(lead)}`)),
  reveal: (lead: string, contact: number) =>
    post<{ value: string }>(`/api/leads/${id(lead)}/contacts/${contact}/reveal`, {}),
  // key: of newKey(), the same when it is tried again.
  decide: (lead: string, decision: NewDecision, key: string) =>
    post<Decision>(`/api/leads/${id(lead)}/decisions`, decision, {
      ...asRead(lead),
      "Idempotency-Key": key,
    }),
  assign: (lead: string, account: string | null) =>
    put<LeadLine>(`/api/leads/${id(lead)}/assignment`, { account }, asRead(lead)),
  network: async (lead: string) => {
    const found = await get<Network>(`/api/leads/${id(lead)}/network`);
    for (const group of found.groups) group.words = masked(group.words, found.contacts);
    return found;
  },
  linked: (value: string) => post<Linked>("/api/linked", { value }),

  imports: () => all<Import>("/api/imports"),
  addImport: (file: File) =>
    ask<Import>("POST", "/api/imports", {
      file,
      headers: {
        "Content-Type": "application/octet-stream",
        // What it is called may be a person's, and addresses are written down by many.
        "Content-Disposition": `attachment; filename*=UTF-8''${fileName(file.name)}`,
      },
    }),
  cancelImport: (one: string) => ask<Import | undefined>("DELETE", `/api/imports/${id(one)}`),

  activity: (after: string | null) =>
    get<Page<Deed>>(`/api/activity${after === null ? "" : `?after=${id(after)}`}`),
  tasks: () => all<Task>("/api/tasks"),
  addTask: (task: { title: string; lead?: string; assigned?: string; due?: string }) =>
    post<Task>("/api/tasks", task),
  finishTask: (task: string, done: boolean) => put<Task>(`/api/tasks/${id(task)}`, { done }),

  // The token travels in bodies: what stands in a path is written into logs.
  invitation: (token: string) => post<Invitation>("/api/invitation", { token }),
  setUp: (token: string, account: NewAccount) =>
    post<SetUp>("/api/invitation/set_up", { token, ...account }),
  setUpPasskey: (token: string, set_up: string) =>
    post<unknown>("/api/invitation/challenge", { token, set_up }),
  // The first code, or a new passkey, and there is an account.
  finishSetUp: (token: string, proof: { set_up: string; code?: string; passkey?: unknown }) =>
    enter(post("/api/invitation/account", { token, ...proof })),

  account: () => get<Account>("/api/account"),
  changePassword: (password: string) => put<void>("/api/account/password", { password }),
  newCodes: async (): Promise<string[]> =>
    (await post<{ recovery_codes: string[] }>("/api/account/recovery_codes", {})).recovery_codes,
  beginTotp: () => post<Totp>("/api/account/totp", {}),
  finishTotp: (code: string) => put<void>("/api/account/totp", { code }),
  passkeyMaking: () => post<unknown>("/api/passkeys/challenge", {}),
  addPasskey: (credential: Record<string, unknown>, name: string) =>
    post<void>("/api/passkeys", { ...credential, name }),
  removePasskey: (passkey: string) => ask<void>("DELETE", `/api/passkeys/${id(passkey)}`),
  sessions: () => all<OpenSession>("/api/sessions"),
  endSession: (session: string) => ask<void>("DELETE", `/api/sessions/${id(session)}`),
  endOtherSessions: () => ask<void>("DELETE", "/api/sessions"),
  confirmByPassword: (password: string) => post<void>("/api/session/confirm", { password }),
  confirmChallenge: () => post<unknown>("/api/session/confirm/challenge", {}),
  confirmByPasskey: (credential: unknown) => post<void>("/api/session/confirm", credential),

  members: () => all<Member>("/api/members"),
  invite: (name: string, roles: string[]) =>
    post<{ id: string; link: string }>("/api/invitations", { name, roles }),
  invitations: () => all<OpenInvitation>("/api/invitations"),
  withdraw: (invitation: string) => ask<void>("DELETE", `/api/invitations/${id(invitation)}`),
  changeMember: (member: string, roles: string[], ended: boolean) =>
    put<void>(`/api/members/${id(member)}`, { roles, ended }),
  health: () => get<Health>("/health"),
  packs: () => all<Pack>("/api/packs"),
  organisations: () => all<Organisation>("/api/organisations"),
  addOrganisation: (name: string, kind: string) =>
    post<Organisation & { link: string }>("/api/organisations", { name, kind }),
  // About oneself where no subject is named.
  accesses: (subject: string, after: string | null) => {
    const query = new URLSearchParams();
    if (subject !== "") query.set("subject", subject);
    if (after !== null) query.set("after", after);
    return get<Accesses>(`/api/accesses?${query}`);
  },
  weights: () => get<Weights>("/api/weights"),
};
