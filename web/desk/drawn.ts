// SPDX-License-Identifier: Apache-2.0
// From what the service tells to what is drawn: points in tenths, places and days by number.
import { summaryOf, titleOf } from "../lead/evidence";
import type { Evidence, Lead as Drawn, Run, Template } from "../lead/lead";
import type * as wire from "./api";

const tenths = (points: number): number => Math.round(10 * points);
const runs = (text: wire.Text | undefined): Run[] =>
  text === undefined ? [] : typeof text === "string" ? [text] : text;
const NOTHING = { n: 0, m: 0, days: 0, places: [] };

// Without figures a sentence cannot be made in another language: it is said as the run wrote it.
function evidence(one: wire.Evidence): Evidence {
  const indicator = one.figures === undefined ? "" : one.indicator;
  const figures = one.figures ?? NOTHING;
  const points = tenths(one.points);
  return { ...one, indicator, figures, points, title: one.title ?? one.label };
}

const template = (one: wire.Template): Template => ({
  id: one.cluster,
  postings: one.postings,
  bits_alone: one.bits_alone ?? 0,
  bits_saved: one.bits_saved ?? 0,
  pieces: one.pieces.map(({ words, distinct, fillers }) => ({
    ...(words === undefined ? {} : { words: runs(words) }),
    ...(distinct === undefined ? {} : { distinct }),
    ...(fillers === undefined
      ? {}
      : { fillers: fillers.map(({ text, postings }) => ({ text: runs(text), postings })) }),
  })),
});

const DAY = 86400000;
const COLUMNS = 120; // drawn at most: of a longer time a column is several days

function times(lead: wire.Lead): Pick<Drawn, "cells" | "step_days" | "places"> {
  const inOrder = [...lead.days].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const names = [...new Set(inOrder.map(({ place }) => place))];
  const first = Math.floor(Date.parse(lead.first ?? "") / DAY);
  const dayOf = (day: string): number => Math.floor(Date.parse(day) / DAY) - first;
  const step_days = Math.max(
    1,
    Math.ceil((Math.max(0, ...lead.days.map((one) => dayOf(one.day))) + 1) / COLUMNS),
  );
  const sums = new Map<string, [number, number, number]>();
  for (const { day, place, postings } of lead.days) {
    const at: [number, number] = [names.indexOf(place), Math.floor(dayOf(day) / step_days)];
    const cell = sums.get(at.join()) ?? [...at, 0];
    cell[2] += postings;
    sums.set(at.join(), cell);
  }
  const counts = (name: string): number =>
    lead.days.filter(({ place }) => place === name).reduce((sum, one) => sum + one.postings, 0);
  const places = names.map((place) => ({ place, postings: counts(place) }));
  return { cells: [...sums.values()], step_days, places };
}

function network(
  found: wire.Network,
): Pick<Drawn, "groups" | "ties" | "groups_found" | "circuits"> {
  const groups = [...found.groups].sort((a, b) => b.postings - a.postings);
  const at = new Map(groups.map(({ id }, i) => [id, i]));
  return {
    groups: groups.map(({ id, postings }) => ({ cluster: id, postings })),
    groups_found: groups.length,
    ties: found.edges.map(({ group, contact, postings, weight }) => [
      at.get(group) ?? 0,
      contact,
      postings,
      weight,
    ]),
    circuits: found.circuits,
  };
}

export function drawn(lead: wire.Lead, found?: wire.Network): Drawn {
  return {
    ...base(lead),
    hints: lead.hints,
    evidence: lead.evidence.map(evidence),
    contacts_found: lead.contacts.length,
    contacts: lead.contacts.map(({ index, postings }) => ({ contact: index, postings })),
    templates: lead.templates.map(template),
    templates_found: lead.templates.length,
    ...times(lead),
    ...(found === undefined ? {} : network(found)),
  };
}

function base(line: wire.NamedLead): Drawn {
  return {
    ...{ id: line.id, is_network: false, subject: line.subject ?? [], title: line.title },
    ...{ summary: line.summary, score: tenths(line.score), postings: line.postings },
    hints: { benign: 0, spam: 0, scam: 0, business: 0, trafficking_concern: 0 },
    evidence: (line.reasons ?? []).map(({ indicator, title, points, figures }) => ({
      ...{ indicator, title, figures, points: tenths(points) },
      ...{ family: "", structural: false, label: title, detail: "", why: "", benign: "" },
      ...{ source: "", postings: 0, quotes: [] },
    })),
    ...{ contacts_found: 0, contacts_tying: 0, contacts: [], templates: [], templates_found: 0 },
    ...{ first: line.first, last: line.last, places_found: line.places.length },
    ...{ places: line.places, step_days: 1, cells: [] },
  };
}

// A title and a summary in the reader's language, where the service tells what they are made of.
export const titleOfLine = (line: wire.NamedLead): string =>
  line.reasons === undefined || line.reasons.length === 0 ? line.title : titleOf(base(line));
export const summaryOfLine = (line: wire.LeadLine): string =>
  line.reasons === undefined || line.reasons.length === 0 ? line.summary : summaryOf(base(line));
