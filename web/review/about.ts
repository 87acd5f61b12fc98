// SPDX-License-Identifier: Apache-2.0
// What the run was, what this page leaves out, and what no such page can tell.
import { ReadAs, review, Skipped } from "./data";
import { Child, h } from "../shared/dom";
import { comma } from "../lead/evidence";
import { mask } from "./identifiers";
import { dateTime, number, t } from "./strings";
import { stranger, visible } from "../shared/text";

const part = (title: string, ...body: Child[]): HTMLElement =>
  h("section", {}, h("div", { class: "head" }, h("h2", {}, title)), ...body);

function table(heads: [string, boolean?][], rows: Child[][]): HTMLElement {
  if (rows.length === 0) return h("p", { class: "quiet" }, t().none);
  return h(
    "div",
    { class: "scroll" },
    h(
      "table",
      { class: heads.length > 3 ? "stacked" : undefined },
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
            row.map((cell, i) => {
              const [name = "", isNumber] = heads[i] ?? [];
              return h(
                "td",
                { class: isNumber ? "n" : undefined, "data-head": name },
                h("div", {}, cell),
              );
            }),
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
  h("span", { class: "mono", title: `BLAKE2b-256 ${digest}` }, digest.slice(0, 16));

const counts = (): HTMLElement =>
  h(
    "dl",
    { class: "counts" },
    Object.entries(review.run.counts).map(([name, value]) =>
      h("div", {}, h("dt", {}, t().countNames[name] ?? name), h("dd", {}, number(value))),
    ),
  );

// Which of our fields is which column of the file.
const columns = (read: ReadAs): Child[] =>
  read.columns.map(([field, name], i) => [
    i > 0 && comma(),
    `${t().fields[field] ?? field}: `,
    h("bdi", { class: "mono", dir: "auto" }, visible(name)),
  ]);

const unused = (read: ReadAs): Child[] => [
  `${t().notUsed}: `,
  read.unused.map((name, i) => [
    i > 0 && comma(),
    h("bdi", { class: "mono", dir: "auto" }, visible(name)),
  ]),
  read.unused_columns > read.unused.length && " …",
];

const knownEncodings = [
  "UTF-8",
  "UTF-16",
  "Windows-1250",
  "Windows-1251",
  "Windows-1252",
  "Mac Cyrillic",
];
const encodingGuess = ({ encoding, likelier_encoding: likelier }: ReadAs): string =>
  likelier === ""
    ? t().encodingMixed
    : t().encodingGuess(encoding, knownEncodings.join(comma()), likelier);

// In the page's language, from the parts that the note in run.json says in words.
function readAs(read: ReadAs): Child[] {
  const count = (n: number, say: (n: number) => string): string[] => (n > 0 ? [say(n)] : []);
  const order = read.date_order === null ? undefined : t().dateOrders[read.date_order];
  const lines: Child[] = [
    [read.format.toUpperCase(), read.encoding, t().delimiters[read.delimiter] ?? ""]
      .concat(read.has_backslashes ? [t().backslashes] : [])
      .concat(count(read.replaced, t().replaced))
      .filter((part) => part !== "")
      .join(comma()),
    [t().postings(read.postings), ...count(read.skipped, t().skippedOf)].join(comma()),
    read.columns.length > 0 && columns(read),
    read.unused.length > 0 && unused(read),
    read.other_texts > 0 &&
      h("strong", {}, `${t().otherTexts(read.other_texts)}: ${t().otherName}`),
    read.may_lack_header && h("strong", {}, t().mayLackHeader),
    read.is_encoding_guess && h("strong", {}, encodingGuess(read)),
    read.has_days && t().countedDays,
    ...count(read.html_postings, t().htmlRead),
    order !== undefined && [
      order,
      read.is_order_told || read.other_order_dates > 0 ? "" : `${comma()}${t().orderUntold}`,
    ],
    read.other_order_dates > 0 && h("strong", {}, t().otherOrderDates(read.other_order_dates)),
    read.stray_quotes > 0 && h("strong", {}, t().strayQuotes(read.stray_quotes)),
    read.holding_rows > 0 && h("strong", {}, t().holdingRows(read.holding_rows)),
    read.other_sheets !== "" && h("strong", {}, `${t().otherSheets}: ${read.other_sheets}`),
    ...count(read.unknown_times, t().unknownTimes),
  ];
  return lines.filter(Boolean).map((line) => h("div", {}, line));
}

const inputs = (): HTMLElement =>
  table(
    [[t().file], [t().bytes, true], [t().understood], [t().digest]],
    review.run.inputs.map((one, i) => [
      stranger(one.name),
      number(one.bytes),
      review.read_as.slice(i, i + 1).map(readAs),
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

function faultOf({ code, found, due, reason }: Skipped): Child {
  const words = t().faults[code];
  if (words === undefined) return stranger(reason);
  return words.replace("{found}", number(found)).replace("{due}", number(due));
}

const skippedRows = (): HTMLElement =>
  table(
    [[t().file], [t().line, true], [t().column, true], [t().reason]],
    review.skipped.map((one) => [
      stranger(one.file),
      number(one.line),
      number(one.column),
      faultOf(one),
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
