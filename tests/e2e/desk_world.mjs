// SPDX-License-Identifier: Apache-2.0
// An invented organisation around one detection run: what the stand-in service of desk_server.mjs
// answers from. Everything comes from the run's own page, review.html.
import { readFileSync } from "node:fs";

export const PEOPLE = [
  ["p1", "Inês Duarte", "analyst", "Harbour Line", "looks at leads and decides which go further"],
  ["p2", "Omar Haddad", "caseworker", "Harbour Line", "meets people and keeps their cases"],
  ["p3", "Ruth Abel", "administrator", "Harbour Line", "invites members and sees accesses"],
  ["p4", "Jan Novák", "analyst", "Labour Inspectorate North", "reads what was handed over"],
].map(([id, name, role, organisation, does]) => ({ id, name, role, organisation, does }));

const tenths = (points) => Math.round(points) / 10;

export function mask({ kind, value }) {
  if (/^\+?\d{6,}$/.test(value))
    return `${value.slice(0, value.startsWith("+") ? 3 : 2)} ••• ••• ${value.slice(-3)}`;
  if (kind === "email") return `${value.slice(0, 1)}•••@•••${value.slice(value.lastIndexOf("."))}`;
  return `${value.slice(0, 1)}•••${value.slice(-2)}`;
}

// One unit of review.html as the service tells it; contacts by their place in the lead's own list.
class Unit {
  constructor(unit, contacts, index) {
    this.unit = unit;
    this.own = new Map();
    this.values = [];
    this.all = contacts;
    this.contacts = unit.contacts.map(({ contact, postings }) => this.add(contact, postings));
    this.state = "open";
    this.assigned = index % 3 === 0 ? PEOPLE[0] : null;
    this.decisions = [];
    this.version = 1;
    this.seen = false;
  }

  add(contact, postings) {
    const index = this.values.length;
    this.own.set(contact, index);
    const { kind, value } = this.all[contact];
    this.values.push(value);
    return { index, kind, masked: mask(this.all[contact]), postings };
  }

  runs(list) {
    return (list ?? []).map((run) => {
      if (typeof run === "string" || run.c === undefined)
        return typeof run === "string" ? run : run.t;
      if (!this.own.has(run.c)) this.contacts.push(this.add(run.c, this.all[run.c].postings));
      return { t: mask(this.all[run.c]), c: this.own.get(run.c) };
    });
  }

  line() {
    const { unit } = this;
    const sum = (sign) =>
      tenths(unit.evidence.reduce((all, one) => all + Math.max(0, sign * one.points), 0));
    const side = (sign) => unit.evidence.filter((one) => one.points * sign > 0).slice(0, 3);
    return {
      ...{ id: unit.id, title: unit.title, summary: unit.summary, subject: unit.subject },
      reasons: [...side(1), ...side(-1)].map(({ indicator, title, points, figures }) => ({
        ...{ indicator, title, figures },
        points: tenths(points),
      })),
      ...{ postings: unit.postings, score: tenths(unit.score), for: sum(1), against: sum(-1) },
      ...{ state: this.state, standing: unit.standing ?? null },
      assigned: this.assigned && { id: this.assigned.id, name: this.assigned.name },
      ...{ first: unit.first, last: unit.last, places: unit.places },
      ...{ import: { id: "i1", name: "postings.csv" }, seen: this.seen },
    };
  }

  day(step) {
    const start = Math.floor(Date.parse(this.unit.first) / 86400000);
    return new Date((start + step * this.unit.step_days) * 86400000).toISOString().slice(0, 10);
  }

  whole() {
    const { unit } = this;
    const templates = unit.templates.map((one) => ({
      ...{ cluster: one.id, postings: one.postings, first: unit.first, last: unit.last },
      ...{ bits_alone: one.bits_alone, bits_saved: one.bits_saved },
      pieces: one.pieces.map((piece, slot) =>
        piece.words !== undefined
          ? { words: this.runs(piece.words) }
          : {
              ...{ slot, distinct: piece.distinct },
              fillers: piece.fillers.map(({ text, postings }) => ({
                text: this.runs(text),
                postings,
              })),
            },
      ),
    }));
    return {
      ...this.line(),
      evidence: unit.evidence.map((one) => ({ ...one, points: tenths(one.points) })),
      ...{ hints: unit.hints, templates, contacts: this.contacts, decisions: this.decisions },
      days: unit.cells.map(([place, step, postings]) => ({
        ...{ day: this.day(step), place: unit.places[place].place, postings },
      })),
    };
  }

  network() {
    const { unit } = this;
    const templates = new Map(unit.templates.map((one) => [one.id, one]));
    const name = (i) => unit.groups[i].cluster ?? `p${unit.groups[i].posting}`;
    const groups = (unit.groups ?? []).map((group, i) => {
      const first = templates.get(group.cluster)?.pieces.find((piece) => piece.words);
      const places = unit.places.map(({ place }) => place).filter((_, at) => at % 3 === i % 3);
      const words = first === undefined ? "" : this.runs(first.words);
      return { id: name(i), postings: group.postings, words, places, ...this.span(i) };
    });
    const edges = (unit.ties ?? []).map(([group, contact, postings, weight]) => ({
      ...{ group: name(group), contact: this.own.get(contact) ?? 0, postings, weight },
    }));
    return { groups, contacts: this.contacts, edges, circuits: unit.circuits ?? [] };
  }

  // Groups follow one another within the time of all.
  span(i) {
    const [first, last] = [Date.parse(this.unit.first), Date.parse(this.unit.last)];
    const share = i / Math.max(1, this.unit.groups.length);
    const at = (part) => new Date(first + part * (last - first)).toISOString().slice(0, 19) + "Z";
    return { first: at(share * 0.8), last: at(share * 0.8 + 0.2) };
  }
}

// A network as large as the explorer must bear; no two runs differ.
export function largeNetwork(count) {
  const contacts = Array.from({ length: Math.floor(count / 4) }, (_, index) => ({
    ...{
      index,
      kind: index % 3 === 0 ? "telegram" : "phone",
      masked: `+99 ••• ••• ${index % 900}`,
    },
    postings: 2 + (index % 7),
  }));
  const day = (n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 19) + "Z";
  const groups = Array.from({ length: count - contacts.length }, (_, i) => ({
    ...{ id: `g${i}`, postings: 1 + ((i * 7919) % 97), words: `Invented text ${i}` },
    ...{ first: day(i % 300), last: day((i % 300) + 20) },
    places: [["Porto", "Beja", "Faro", "Huelva", "Leiria"][i % 5]],
  }));
  const edges = groups.flatMap(({ id, postings }, i) =>
    [Math.floor(i / 3), (i * 31) % contacts.length]
      .slice(0, i % 4 === 0 ? 2 : 1)
      .map((contact) => ({
        ...{ group: id, contact: contact % contacts.length, postings, weight: 100 + (i % 900) },
      })),
  );
  return { groups, contacts, edges, circuits: [] };
}

export function readWorld(review) {
  const html = readFileSync(review, "utf8");
  const data = JSON.parse(html.match(/id="data">\n([\s\S]*?)<\/script>/)[1]);
  const units = data.leads.map((unit, i) => new Unit(unit, data.contacts, i));
  for (const one of units) one.whole(); // finds the contacts that only stand in texts
  return { units, contacts: data.contacts, run: data.run };
}
