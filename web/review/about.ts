// SPDX-License-Identifier: Apache-2.0
// What the run was, what this page leaves out, and what no such page can tell.
import { review } from "./data";
import { Child, h } from "./dom";
import { mask } from "./identifiers";
import { dateTime, number, t } from "./strings";
import { stranger } from "./text";

const part = (title: string, ...body: Child[]): HTMLElement =>
  h("section", {}, h("div", { class: "head" }, h("h2", {}, title)), ...body);

function table(heads: [string, boolean?][], rows: Child[][]): HTMLElement {
  if (rows.length === 0) return h("p", { class: "quiet" }, t().none);
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map(([name, isNumber]) =>
            h("th", { scope: "col", class: isNumber ? "n" : undefined }, name),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((cell, i) => h("td", { class: heads[i]?.[1] ? "n" : undefined }, cell)),
          ),
        ),
      ),
    ),
  );
}

const plainList = (lines: string[]): HTMLElement =>
  h(
    "div",
    { class: "plain" },
    lines.map((line) => h("p", {}, line)),
  );
const note = (text: string): HTMLElement => h("p", { class: "note" }, text);
const short = (digest: string): HTMLElement =>
  h("span", { class: "mono", title: digest }, digest.slice(0, 16));

const counts = (): HTMLElement =>
  h(
    "dl",
    { class: "counts" },
    Object.entries(review.run.counts).map(([name, value]) =>
      h("div", {}, h("dt", {}, t().countNames[name] ?? name), h("dd", {}, number(value))),
    ),
  );

const inputs = (): HTMLElement =>
  table(
    [[t().file], [t().bytes, true], [t().understood], [t().digest]],
    review.run.inputs.map((one) => [
      stranger(one.name),
      number(one.bytes),
      stranger(one.note),
      short(one.digest),
    ]),
  );

const cuts = (): HTMLElement =>
  table(
    [[t().kind], [t().value], [t().reason], [t().inGroups, true]],
    review.run.cuts.map((one) => [
      t().kinds[one.kind] ?? one.kind,
      h("span", { class: "mask" }, mask({ ...one, postings: 0 })),
      t().reasons[one.reason] ?? one.reason,
      number(one.groups),
    ]),
  );

const skippedRows = (): HTMLElement =>
  table(
    [[t().file], [t().line, true], [t().column, true], [t().reason]],
    review.skipped.map((one) => [
      stranger(one.file),
      number(one.line),
      number(one.column),
      stranger(one.reason),
    ]),
  );

const packs = (): HTMLElement =>
  table(
    [[t().file], [t().date], [t().digest]],
    review.run.packs.map((one) => [one.name, one.date, short(one.digest)]),
  );

const parameters = (): HTMLElement =>
  table(
    [[t().parameter], [t().value]],
    Object.entries(review.run.parameters).map(([name, value]) => [
      h("span", { class: "mono" }, name),
      stranger(value),
    ]),
  );

const steps = (): HTMLElement =>
  table(
    [[t().step2], [t().seconds, true]],
    review.run.steps.map((one) => [
      t().stepNames[one.name] ?? one.name,
      number(one.milliseconds / 1000),
    ]),
  );

// How many of a list are elsewhere.
const rest = (all: number, shown: number, say: (n: number) => string): Child =>
  all > shown && h("p", { class: "note after" }, say(all - shown));

export function aboutPage(): HTMLElement {
  const { run, cuts_made, skipped, leads, leads_found } = review;
  const started = run.started === null ? "" : dateTime(run.started);
  const leftLeads = t().leftLeads(number(leads.length), number(leads_found));
  const allSkipped = run.counts["skipped_rows"] ?? 0;
  return h(
    "article",
    { class: "page" },
    h("h1", { tabindex: -1 }, t().aboutTitle),
    h("p", { class: "say" }, t().aboutSay(run.version, started)),
    h("section", {}, counts()),
    part(t().limits, plainList([t().limit1, t().limit2, t().limit3, t().limit4])),
    part(t().leftOut, plainList([leftLeads, t().leftSamples, t().leftOthers])),
    part(t().inputs, inputs()),
    part(t().cuts, note(t().cutsSay), cuts(), rest(cuts_made, run.cuts.length, t().cutsMore)),
    part(t().skippedHead, skippedRows(), rest(allSkipped, skipped.length, t().skippedMore)),
    part(t().packs, packs()),
    part(t().parameters, parameters()),
    part(t().steps, steps()),
  );
}
