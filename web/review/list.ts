// SPDX-License-Identifier: Apache-2.0
// The list of leads: search, filters, and each lead's tug as a thin line.
import { Lead, plain, review, Standing, units } from "./data";
import { h, width } from "../shared/dom";
import { factsOf, summaryOf, titleOf } from "./evidence";
import { fold, stranger } from "../shared/text";
import { mask } from "./identifiers";
import { currentLanguage, listDate, points, t } from "./strings";

const sideOf = (lead: Lead, sign: number): number =>
  lead.evidence.reduce((sum, one) => sum + Math.max(0, sign * one.points), 0);

const widest = Math.max(1, ...units.map((lead) => Math.max(sideOf(lead, 1), sideOf(lead, -1))));

export function thinTug(lead: Lead): HTMLElement {
  return h(
    "span",
    { class: "thin", "aria-hidden": "true" },
    width(h("i", { class: "a" }), sideOf(lead, -1) / widest),
    width(h("i", { class: "f" }), sideOf(lead, 1) / widest),
  );
}

// What search looks at, for each lead; made at the first search.
interface Entry {
  words: string;
  contacts: { value: string; shown: string }[];
  ids: Map<string, string>;
}
let entries: Entry[] | undefined;
let entriesIn = "";

function entryOf(lead: Lead): Entry {
  const words = [
    titleOf(lead),
    summaryOf(lead),
    lead.id,
    ...lead.places.map((p) => p.place),
    ...lead.templates.flatMap((one) => one.pieces.map((piece) => plain(piece.words))),
  ];
  const contacts = lead.contacts.flatMap(({ contact }) => {
    const known = review.contacts[contact];
    return known === undefined
      ? []
      : [
          {
            value: fold(known.value),
            shown: `${t().kinds[known.kind] ?? known.kind} ${mask(known)}`,
          },
        ];
  });
  const ids = [
    ...lead.ids,
    ...lead.templates.map((one) => one.id),
    ...(lead.groups ?? []).flatMap((g) => g.cluster ?? []),
  ];
  return { words: fold(words.join("\n")), contacts, ids: new Map(ids.map((id) => [fold(id), id])) };
}

// Why a lead is found: "" for its own words, else the contact or the id; undefined where it is not.
function findIn(entry: Entry, query: string): string | undefined {
  if (entry.words.includes(query)) return "";
  const digits = query.replace(/[\s().\-/+]/g, "");
  const isNumber = /^\d{3,}$/.test(digits);
  const contact = entry.contacts.find(
    ({ value }) => value.includes(query) || (isNumber && value.includes(digits)),
  );
  if (contact !== undefined) return contact.shown;
  for (const [folded, id] of entry.ids) if (folded.includes(query)) return id;
  return undefined;
}

export interface Hit {
  lead: Lead;
  reason: string;
}

export function findLeads(query: string, standing: Standing | undefined): Hit[] {
  const folded = fold(query);
  if (entriesIn !== currentLanguage()) entries = undefined;
  entriesIn = currentLanguage();
  entries ??= units.map(entryOf);
  return units.flatMap((lead, i) => {
    if (standing !== undefined && lead.standing !== standing) return [];
    const entry = entries?.[i];
    const reason = folded === "" || entry === undefined ? "" : findIn(entry, folded);
    return reason === undefined ? [] : [{ lead, reason }];
  });
}

export function row({ lead, reason }: Hit, isOpen: boolean): HTMLAnchorElement {
  const isLead = lead.evidence.length > 0;
  const isNew = lead.standing === "new" || lead.standing === "grown";
  const when = isNew
    ? lead.standing === "new"
      ? t().new
      : t().grown
    : lead.last === null
      ? ""
      : listDate(lead.last);
  return h(
    "a",
    { class: "row", href: `#${lead.id}`, "aria-current": isOpen ? "true" : undefined },
    h("span", { class: "name" }, stranger(titleOf(lead))),
    h("span", { class: isNew ? "when now" : "when" }, when),
    h("span", { class: "sub" }, factsOf(lead).join(" · ")),
    isLead &&
      h(
        "span",
        { class: "score" },
        h("span", { class: "unseen" }, `${t().sum}: `),
        points(lead.score, false),
      ),
    reason !== "" && h("span", { class: "hit" }, stranger(reason)),
    isLead && thinTug(lead),
  );
}
