// SPDX-License-Identifier: Apache-2.0
// What a lead and its evidence say, in the page's language: sentences made from the indicator's id
// and its figures. What no table has (English, and packs of the user's own) is said as the run
// wrote it.
import { currentLanguage, number } from "../shared/language";
import { Evidence, Lead, plain, Run, Template } from "./lead";
import { Evidences } from "./evidences";
import { host, t } from "./host";

const table = (): Evidences | undefined => host().evidences();

export const comma = (): string => (currentLanguage() === "ar" ? "، " : ", ");

export interface Said {
  label: string;
  title: string;
  detail: string;
  why: string;
  benign: string;
}

// "a|b" is b where {m} is 0.
function fill(text: string, { figures }: Evidence): string {
  const bar = text.indexOf("|");
  const chosen = bar < 0 ? text : figures.m === 0 ? text.slice(bar + 1) : text.slice(0, bar);
  return chosen
    .replace("{n}", number(figures.n))
    .replace("{m}", number(figures.m))
    .replace("{days}", number(figures.days))
    .replace("{places}", () => figures.places.join(comma()));
}

const knows = (known: Evidences, { indicator }: Evidence): boolean =>
  indicator in known.measures || indicator in known.words;

export function say(one: Evidence): Said {
  const measure = table()?.measures[one.indicator];
  if (measure !== undefined) {
    const [label, title, detail, why, benign] = measure;
    return { label, title: fill(title, one), detail: fill(detail, one), why, benign };
  }
  const word = table()?.words[one.indicator];
  if (word === undefined) return one;
  const [label, title, why, benign] = word;
  return { label, title, detail: fill(table()?.inSome ?? "", one), why, benign };
}

const large = (text: string): string =>
  text.charAt(0).toLocaleUpperCase(currentLanguage()) + text.slice(1);
const small = (text: string): string =>
  text.charAt(0).toLocaleLowerCase(currentLanguage()) + text.slice(1);

// How a template begins, without its identifiers.
export function beginning(one: Template, length: number): string {
  const bare = (runs: Run[] | undefined): string =>
    plain((runs ?? []).map((run) => (typeof run === "string" || run.c === undefined ? run : "…")));
  const words = one.pieces
    .map((piece) => bare(piece.words ?? piece.fillers?.[0]?.text).trim())
    .join(" ")
    .replace(/ (?=[,.;:!?)\]])/g, "");
  return words.length > length ? `${words.slice(0, length - 2)} …` : words;
}

export function titleOf(lead: Lead): string {
  const first = lead.evidence[0];
  if (first === undefined) {
    const text = lead.templates[0];
    if (lead.is_network || text === undefined) {
      return t().networkOf(t().groups(lead.groups_found ?? 0));
    }
    return t().textOf(beginning(text, 48));
  }
  const known = table();
  if (known === undefined || !knows(known, first)) return lead.title;
  const [one, other] = lead.subject.flatMap((id) => known.sectors[id] ?? []);
  const finding = say(first).title;
  if (one === undefined) return large(finding);
  // German nouns keep their capital.
  const second = other === undefined || currentLanguage() === "de" ? other : small(other);
  const subject = second === undefined ? one : known.and(one, second);
  return `${subject}${comma()}${finding}`;
}

// Postings, places and contacts, as they stand below a title.
export const factsOf = (lead: Lead): string[] => [
  t().postings(lead.postings),
  ...(lead.places_found > 0 ? [t().places(lead.places_found)] : []),
  ...(lead.contacts_tying > 0 ? [t().contacts(lead.contacts_tying)] : []),
];

const REASONS = 3;

// The first reasons of each side; the counts stand beside it.
export function summaryOf(lead: Lead): string {
  const list = (sign: number): string =>
    lead.evidence
      .filter((one) => one.points * sign > 0)
      .slice(0, REASONS)
      .map((one) => say(one).title)
      .join(currentLanguage() === "ar" ? "؛ " : "; ");
  const [reasons, against] = [list(1), list(-1)];
  return [reasons && t().whyLook(reasons), against && t().whyNot(against)]
    .filter(Boolean)
    .join(" ");
}
