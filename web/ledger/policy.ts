// SPDX-License-Identifier: Apache-2.0
// Which logs are believed, and which of their witnesses must stand by them.
// c2sp.org/tlog-policy, June 2026. A file is octets: names are strings of one character a byte.
import { Lines } from "./bytes";
import { Checkpoint, parseCheckpoint } from "./checkpoint";
import { Equation } from "./ed25519";
import { ED25519, Note, parseVerifierKey, VerifierKey, verifyNote } from "./note";
import { form, limit, Part, Refusal } from "./refusal";

const LONGEST_POLICY = 1 << 20; // bytes

export interface Witness {
  name: string;
  key: VerifierKey;
}
export interface Group {
  name: string;
  least: number;
  members: Voter[];
}
export type Voter = Witness | Group;
export interface Policy {
  logs: VerifierKey[];
  witnesses: Witness[];
  groups: Group[]; // whoever is a member stands before
  quorum: Voter | undefined; // none: nobody is asked for
}

class Reader {
  readonly policy: Policy = { logs: [], witnesses: [], groups: [], quorum: undefined };
  hasQuorum = false;
  private readonly voters = new Map<string, Voter>();
  private readonly members = new Set<Voter>();
  private readonly keys = { log: new Set<string>(), witness: new Set<string>() };

  // What is wrong with the line, if anything.
  take(fields: string[]): Part | undefined {
    const [word, ...rest] = fields;
    if (word === "log") return this.takeLog(rest);
    if (word === "witness") return this.takeWitness(rest);
    if (word === "group") return this.takeGroup(rest);
    if (word === "quorum") return this.takeQuorum(rest);
    return "word";
  }

  private key(whose: "log" | "witness", line: string): VerifierKey | undefined {
    const key = parseVerifierKey(line);
    if (key instanceof Refusal) return undefined;
    const bytes = String(key.key);
    if (this.keys[whose].has(bytes)) return undefined;
    this.keys[whose].add(bytes);
    return key;
  }

  private takeLog([line, , ...more]: string[]): Part | undefined {
    if (line === undefined || more.length > 0) return "fields";
    const key = this.key("log", line);
    if (key === undefined) return "key";
    this.policy.logs.push(key);
    return undefined;
  }

  private define(name: string, voter: Voter): Part | undefined {
    if (name === "none" || this.voters.has(name)) return "name";
    this.voters.set(name, voter);
    return undefined;
  }

  private takeWitness([name, line, , ...more]: string[]): Part | undefined {
    if (name === undefined || line === undefined || more.length > 0) return "fields";
    const key = this.key("witness", line);
    if (key === undefined || key.kind === ED25519) return "key";
    const witness = { name, key };
    this.policy.witnesses.push(witness);
    return this.define(name, witness);
  }

  private takeGroup([name, rule, ...names]: string[]): Part | undefined {
    if (name === undefined || rule === undefined || names.length === 0) return "fields";
    const members: Voter[] = [];
    for (const one of names) {
      const voter = this.voters.get(one);
      if (voter === undefined || this.members.has(voter)) return "member";
      this.members.add(voter);
      members.push(voter);
    }
    const least =
      rule === "any" ? 1 : rule === "all" ? members.length : /^[0-9]+$/.test(rule) ? +rule : 0;
    if (least < 1 || least > members.length) return "threshold";
    const group = { name, least, members };
    this.policy.groups.push(group);
    return this.define(name, group);
  }

  private takeQuorum([name, ...more]: string[]): Part | undefined {
    if (name === undefined || more.length > 0) return "fields";
    if (this.hasQuorum) return "quorum";
    this.hasQuorum = true;
    if (name === "none") return undefined;
    this.policy.quorum = this.voters.get(name);
    return this.policy.quorum === undefined ? "quorum" : undefined;
  }
}

export function parsePolicy(bytes: Uint8Array): Policy | Refusal {
  if (bytes.length > LONGEST_POLICY) return limit("length");
  const lines = new Lines(bytes);
  const reader = new Reader();
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(line)) return form("characters", lines.number);
    const fields = line.split(/[ \t]+/).filter((field) => field !== "");
    if (fields[0] === undefined || fields[0].startsWith("#")) continue;
    const part = reader.take(fields);
    if (part !== undefined) return form(part, lines.number);
  }
  if (lines.rest().length > 0) return form("gap", lines.number);
  return reader.hasQuorum ? reader.policy : form("quorum");
}

export function hasQuorum(policy: Policy, signed: ReadonlySet<Voter>): boolean {
  const standing = new Set(signed);
  for (const group of policy.groups)
    if (group.members.filter((one) => standing.has(one)).length >= group.least) standing.add(group);
  return policy.quorum === undefined || standing.has(policy.quorum);
}

// A checkpoint that the policy accepts, and who stood by it.
export interface Standing {
  witness: number; // its place in the policy
  time: bigint; // its latest, in seconds
}
export interface Accepted {
  checkpoint: Checkpoint;
  logs: number[]; // places in the policy of the keys that signed, of this origin, in its order
  witnesses: Standing[]; // in the policy's order
}

export async function acceptCheckpoint(
  policy: Policy,
  note: Note,
  holds?: Equation,
): Promise<Accepted | Refusal> {
  const checkpoint = parseCheckpoint(note.text, note.line);
  if (checkpoint instanceof Refusal) return checkpoint;
  const { origin } = checkpoint;
  const keys = [...policy.logs, ...policy.witnesses.map((witness) => witness.key)];
  const verified = await verifyNote(note, keys, holds);
  if (verified instanceof Refusal) return verified;
  const logs = new Set<number>();
  const times = new Map<number, bigint>();
  for (const { key, time } of verified) {
    const witness = key - policy.logs.length;
    if (witness < 0) {
      if (policy.logs[key]?.name === origin) logs.add(key);
    } else if (time >= (times.get(witness) ?? 0n)) times.set(witness, time);
  }
  if (logs.size === 0) return new Refusal({ kind: "another_log", origin });
  const signed = new Set<Voter>(policy.witnesses.filter((_, place) => times.has(place)));
  if (!hasQuorum(policy, signed))
    return new Refusal({ kind: "no_quorum", names: [...signed].map((one) => one.name) });
  const witnesses = [...times].map(([witness, time]) => ({ witness, time }));
  return {
    checkpoint,
    logs: [...logs].sort((a, b) => a - b),
    witnesses: witnesses.sort((a, b) => a.witness - b.witness),
  };
}
