// SPDX-License-Identifier: Apache-2.0
// What search looks at, and how: words in any case and without accents, numbers in any writing.
// All of a query must be in one lead.
import { Contact, Lead, plain, review, Standing, units } from "./data";
import { summaryOf, titleOf } from "./evidence";
import { mask } from "./identifiers";
import { fold } from "../shared/text";
import { currentLanguage, t } from "./strings";

interface Known {
  value: string; // folded
  digits: string; // of a number; else empty
  shown: string;
}
interface Entry {
  words: string;
  contacts: Known[];
  samples: { words: string; id: string }[];
  ids: Map<string, string>;
}
let entries: Entry[] | undefined; // made at the first search
let entriesIn = "";

const digitsOf = (text: string): string => text.replace(/\D/g, "");

function knownOf(contact: Contact): Known {
  const value = fold(contact.value);
  return {
    value,
    digits: /^\+?\d+$/.test(value) ? digitsOf(value) : "",
    shown: `${t().kinds[contact.kind] ?? contact.kind} ${mask(contact)}`,
  };
}

function entryOf(lead: Lead): Entry {
  const pieces = lead.templates.flatMap((one) => one.pieces);
  const words = [
    titleOf(lead),
    summaryOf(lead),
    lead.id,
    ...lead.places.map((p) => p.place),
    ...pieces.map((piece) => plain(piece.words)),
    ...pieces.flatMap((piece) => (piece.fillers ?? []).map((filler) => plain(filler.text))),
  ];
  const contacts = lead.contacts.flatMap(({ contact }) => review.contacts[contact] ?? []);
  const ids = [
    ...lead.ids,
    ...lead.templates.map((one) => one.id),
    ...(lead.groups ?? []).flatMap((g) => g.cluster ?? []),
  ];
  const samples = lead.samples.map((one) => ({
    words: fold([one.title, one.text, one.phone, one.source].map(textOf).join("\n")),
    id: one.posting,
  }));
  return {
    words: fold(words.join("\n")),
    contacts: contacts.map(knownOf),
    samples,
    ids: new Map(ids.map((id) => [fold(id), id])),
  };
}

const textOf = (text: string | Lead["samples"][0]["text"]): string =>
  typeof text === "string" ? text : plain(text);

// A number as people write it: "07700 900421", "+44 (0)7700 900-421".
const NUMBER = /[+(]?\d[\d\s().\-/]*\d/g;
const ENOUGH_DIGITS = 7;
// A digit to dial out with, in place of a country's.
const PREFIX = 1;

// Whether two numbers are one, one of them perhaps without its country.
function isSameNumber(asked: string, known: string): boolean {
  const bare = asked.replace(/^0+/, "");
  if (bare === "" || known === "") return false;
  if (known.includes(bare)) return true;
  let same = 0;
  while (same < Math.min(bare.length, known.length) && bare.at(-1 - same) === known.at(-1 - same))
    ++same;
  if (same < ENOUGH_DIGITS) return false;
  const [before, country] = [bare.slice(0, -same), known.slice(0, -same)];
  const isTrunk = before.length <= PREFIX && country.length <= PREFIX;
  return country === "" || before === `${country}0` || isTrunk;
}

// One thing asked for: a word, or a number however it was written.
interface Term {
  text: string;
  digits: string;
}

function termsOf(query: string): Term[] {
  const numbers: Term[] = [];
  const rest = query.replace(NUMBER, (text) => {
    const digits = digitsOf(text);
    const isWhole = text.length === query.length;
    if (digits.length < ENOUGH_DIGITS && !(isWhole && digits.length > 2)) return text;
    numbers.push({ text: text.trim(), digits });
    return " ";
  });
  const words = rest.split(/\s+/).filter((word) => word !== "");
  return [...words.map((text) => ({ text, digits: "" })), ...numbers];
}

// Why a term is found: "" for the lead's own words, else the contact, posting or id.
function findTerm(entry: Entry, { text, digits }: Term): string | undefined {
  const bare = text.replace(/^@(?=.)/, "");
  if (entry.words.includes(text)) return "";
  const contact = entry.contacts.find(
    (one) => one.value.includes(bare) || (digits !== "" && isSameNumber(digits, one.digits)),
  );
  if (contact !== undefined) return contact.shown;
  for (const [folded, id] of entry.ids) if (folded.includes(text)) return id;
  if (bare !== text && entry.words.includes(bare)) return "";
  return entry.samples.find((one) => one.words.includes(bare))?.id;
}

export interface Hit {
  lead: Lead;
  reason: string;
}

// Whether nothing but numbers was asked for.
export const isNumber = (query: string): boolean =>
  termsOf(fold(query)).every(({ digits }) => digits.length >= ENOUGH_DIGITS) && fold(query) !== "";

export function findLeads(query: string, standing: Standing | undefined): Hit[] {
  const folded = fold(query);
  if (entriesIn !== currentLanguage()) entries = undefined;
  entriesIn = currentLanguage();
  if (folded !== "") entries ??= units.map(entryOf);
  const terms = termsOf(folded);
  return units.flatMap((lead, i) => {
    if (standing !== undefined && lead.standing !== standing) return [];
    const entry = entries?.[i];
    if (folded === "" || entry === undefined) return [{ lead, reason: "" }];
    const whole = findTerm(entry, { text: folded, digits: "" });
    const found = whole === undefined ? terms.map((term) => findTerm(entry, term)) : [whole];
    if (found.includes(undefined)) return [];
    return [{ lead, reason: found.find((reason) => reason !== "") ?? "" }];
  });
}
