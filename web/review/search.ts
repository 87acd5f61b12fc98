// SPDX-License-Identifier: Apache-2.0
// What search looks at, and how: words in any case and without accents, numbers in any writing, and
// links of services as the name or the number they lead to. All of a query must be in one lead.
import { Contact, Lead, plain, review, Standing, units } from "./data";
import { summaryOf, titleOf } from "../lead/evidence";
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

// Digits before a number's own: the country of one and the zero that the other dials at home.
const isCountry = (digits: string): boolean => /^[1-9]\d{0,2}$/.test(digits);
const ENOUGH_AT_HOME = 8;

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
  const isAtHome = country === "0" && isCountry(before) && same > ENOUGH_AT_HOME;
  return country === "" || before === `${country}0` || isTrunk || isAtHome;
}

// "https://t.me/lola", "wa.me/44...", "instagram.com/lola/", "tg://resolve?domain=lola".
const HOSTS = [
  "t.me telegram.me telegram.dog wa.me whatsapp.com instagram.com instagr.am ig.me signal.me",
  "line.me viber.me facebook.com fb.com fb.me m.me snapchat.com kik.me tiktok.com x.com",
  "twitter.com vk.com vk.me discord.gg",
];
const HOST = HOSTS.join(" ").replaceAll(".", "\\.").replaceAll(" ", "|");
const LINK = new RegExp(
  `(?:https?://)?(?:(?:www|m|web|api|chat|join)\\.)?\\b(?:${HOST})/(\\S+)`,
  "g",
);
const SCHEME = /\b(?:tg|viber|whatsapp|sgnl):\/*(\S+)/g;
const CALL = /\b(?:tel|sms|callto|mailto):/g;
// Of the way to a name: "s/", "add/", "ti/p/~", "send?phone=".
const WAY = /^(?:s|add|stories|m|message|joinchat|invite|resolve|r|ti|p|chat|send|#p|#eu)?\//;
const HIDDEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

function leadsTo(_link: string, path: string): string {
  const asked = /(?:phone|number|domain|id)=(?:%2b|\+)?([^&\s]+)/.exec(path)?.[1];
  if (asked !== undefined) return ` ${asked} `;
  let rest = path;
  while (WAY.test(rest)) rest = rest.replace(WAY, "");
  return ` ${rest.replace(/^[@+~]+/, "").replace(/[/?#].*$/, "")} `;
}

// What is asked for, as `folded`, with the names and numbers that its links lead to in their place.
const withoutLinks = (folded: string): string =>
  folded.replace(CALL, " ").replace(SCHEME, leadsTo).replace(LINK, leadsTo).trim();

const foldQuery = (query: string): string => fold(query.replace(HIDDEN, ""));

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
export function isNumber(query: string): boolean {
  const asked = withoutLinks(foldQuery(query));
  return asked !== "" && termsOf(asked).every(({ digits }) => digits.length >= ENOUGH_DIGITS);
}

// Why all of a query is found: undefined where it is not.
function findAll(entry: Entry, folded: string): string | undefined {
  const whole = findTerm(entry, { text: folded, digits: "" });
  if (whole !== undefined) return whole;
  const found = termsOf(folded).map((term) => findTerm(entry, term));
  return found.includes(undefined) ? undefined : (found.find((reason) => reason !== "") ?? "");
}

export function findLeads(query: string, standing: Standing | undefined): Hit[] {
  const folded = foldQuery(query);
  if (entriesIn !== currentLanguage()) entries = undefined;
  entriesIn = currentLanguage();
  if (folded !== "") entries ??= units.map(entryOf);
  const bare = withoutLinks(folded);
  return units.flatMap((lead, i) => {
    if (standing !== undefined && lead.standing !== standing) return [];
    const entry = entries?.[i];
    if (folded === "" || entry === undefined) return [{ lead, reason: "" }];
    const asWritten = findAll(entry, folded);
    const reason = asWritten ?? (bare === "" || bare === folded ? undefined : findAll(entry, bare));
    return reason === undefined ? [] : [{ lead, reason }];
  });
}
