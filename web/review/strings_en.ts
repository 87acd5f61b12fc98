// SPDX-License-Identifier: Apache-2.0
// English: the table that the others translate.
import { plural } from "../shared/plural";
import { en as words } from "../lead/words_en";

export const en = {
  ...words,
  name: "English",
  search: "Search leads, contacts, postings",
  about: "About this run",
  noLeads: "No leads in this run.",
  noLeadsWhy:
    "A lead needs two independent kinds of evidence, one of them in the structure of " +
    "postings. Nothing reached that here. The largest networks and texts are listed; all are " +
    "in the files beside this page.",
  noHits:
    "Nothing found. Search looks at titles, places, templates and their variants, contacts, and" +
    " at texts and ids of postings shown here.",
  askHits: "This page shows a part of the run. In all of it a number is looked for with",
  othersHead: "What is no lead",
  othersSay: "Nothing here reached the evidence that a lead needs. It is listed to be looked up.",
  othersNetworks: "Networks",
  othersTexts: "Texts in no network",
  largestOf: (shown: string, all: string, file: string) =>
    `the largest ${shown} of ${all}; ${file} has all`,
  otherTag: "not a lead; among the largest that were found",
  otherSay: "What was found here did not reach the evidence that a lead needs.",
  tiesNothing: (reason: string) => `ties nothing here: ${reason}`,
  moreTemplates: (n: number) =>
    plural("en", n, {
      one: "# more template is in clusters.jsonl",
      other: "# more templates are in clusters.jsonl",
    }),
  courtesy:
    "Hidden as a courtesy to the people behind them. It protects nothing: this file holds" +
    " the values.",
  pseudonymous: "Identifiers are replaced by pseudonyms: the same value has the same name.",
  showAll: "Show all identifiers",
  hideAll: "Hide all identifiers",
  moreContacts: (n: number) =>
    plural("en", n, {
      one: "# more contact is in identifiers.csv",
      other: "# more contacts are in identifiers.csv",
    }),
  samples: (shown: string, all: string) => `Postings, ${shown} of ${all}`,
  legendFor: "quoted for",
  legendAgainst: "quoted against",
  legendSlot: "differs between postings",
  legendId: "identifier",
  cut: (n: number) =>
    plural("en", n, { one: "# more byte is in the input", other: "# more bytes are in the input" }),
  allElsewhere: "All of its postings are in postings.csv, by cluster or network.",
  foot1:
    "A lead says: look here. It is no finding, and says nothing about any person. The " +
    "benign reasons are as serious as the others.",
  foot2:
    "Nothing leaves this page, and nothing is recorded by it. Do not write to or call the" +
    " people behind these contacts because of it.",
  aboutTitle: "About this run",
  aboutSay: (version: string, date: string) => `Lodestar ${version}, ${date}.`,
  countNames: {
    postings: "Postings read",
    skipped_rows: "Rows skipped",
    unknown_times: "Times not understood",
    html_postings: "Postings with HTML, read as plain text",
    in_clusters: "Postings in clusters",
    clusters: "Clusters",
    contacts: "Different identifiers",
    occurrences: "Identifiers seen",
    in_networks: "Postings in networks",
    networks: "Networks",
    leads: "Leads",
  } as Record<string, string>,
  leftOut: "What this page leaves out",
  leftLeads: (shown: string, all: string) =>
    `Leads: ${shown} of ${all} are shown, the highest sums first. All are in leads.jsonl.`,
  leftSamples:
    "Postings: up to 25 of each of the first 50 leads, fewer of later ones, texts up to " +
    "1,500 bytes. All are in the input.",
  leftOthers:
    "Clusters and networks that are no lead: up to 50 of each are shown. All are in " +
    "clusters.jsonl and networks.jsonl.",
  limits: "What it cannot tell",
  limit1:
    "Whether anybody is exploited. No public data can teach a program that, and no " +
    "accuracy is claimed.",
  limit2:
    "What people agreed to. Sharing a phone, a text or a journey is ordinary among people" +
    " who work together.",
  limit3: "Anything that is not written: pictures, voices, and what is arranged elsewhere.",
  limit4:
    "Indicators change as soon as they are known; words of some languages are covered " +
    "better than of others.",
  inputs: "Inputs",
  packs: "Knowledge used",
  steps: "Time taken",
  cuts: "Identifiers that tie nothing",
  cutsSay:
    "too common, shared by strangers or generic (a freephone, a placeholder, digits in a row as" +
    " 345678): their ties were weakened or cut, so that they make no network",
  cutsMore: (n: number) =>
    plural("en", n, { one: "# more is in run.json", other: "# more are in run.json" }),
  reasons: {
    too_common: "too common",
    hijacked: "shared by strangers",
    generic: "generic",
    giant_component: "would tie everything together",
    coincidence: "shared by chance",
    community: "belongs more to another network",
  } as Record<string, string>,
  skippedHead: "Rows skipped",
  skippedMore: (n: number) =>
    plural("en", n, { one: "# more is in skipped.jsonl", other: "# more are in skipped.jsonl" }),
  none: "None.",
  file: "File",
  bytes: "Bytes",
  digest: "Checksum",
  understood: "Read as",
  date: "Date",
  line: "Line",
  column: "Column",
  reason: "Reason",
  parameters: "Parameters",
  parameter: "Parameter",
  stepNames: {
    reading: "reading",
    contacts: "contacts",
    clusters: "clusters",
    networks: "networks",
    leads: "leads",
    writing: "writing",
  } as Record<string, string>,
  step2: "Step",
  seconds: "Seconds",
  keys: {
    next: "next or earlier lead",
    open: "read the lead",
    back: "back to the list",
    find: "search",
    mask: "show or hide identifiers",
    network: "network as a table",
    others: "what is no lead",
    about: "about this run",
    theme: "light, dark, system",
    help: "these keys",
  },
  fields: {
    id: "id",
    title: "title",
    text: "text",
    time: "time",
    place: "place",
    source: "source",
    author: "author",
    phone: "phone",
    image_hash: "image",
  } as Record<string, string>,
  delimiters: {
    comma: "comma between fields",
    semicolon: "semicolon between fields",
    tab: "tab between fields",
    bar: "bar between fields",
    told: "told sign between fields",
    "one column": "one column",
  } as Record<string, string>,
  backslashes: "quotes read behind backslashes",
  replaced: (n: number) =>
    plural("en", n, { one: "# place was not readable", other: "# places were not readable" }),
  skippedOf: (n: number) => plural("en", n, { one: "# row skipped", other: "# rows skipped" }),
  dateOrders: {
    day_first: "3/5/2024 read as 3 May",
    month_first: "3/5/2024 read as 5 March",
  } as Record<string, string>,
  orderUntold: "no date tells which",
  notUsed: "not used",
  countedDays: "times read as days that a spreadsheet counted",
  otherSheets: "other sheets of the workbook are not read",
  otherOrderDates: (n: number) =>
    `dates that only the other order of day and month would read, left without a time: ${n}`,
  strayQuotes: (n: number) =>
    `quotation marks that open a field and close nowhere, taken as text: ${n}`,
  holdingRows: (n: number) =>
    `quoted texts over lines that look like rows, to be checked in the file: ${n}`,
  otherTexts: (n: number) =>
    plural("en", n, {
      one: "# row has an id that the state holds with another text",
      other: "# rows have ids that the state holds with other texts",
    }),
  otherName: "if the file counts from one again, give it another name",
  mayLackHeader: "The first row looks like a posting: --no-header reads it as one",
  encodingGuess: (encoding: string, known: string, likelier: string) =>
    `${encoding} is a guess, for many words are none in it; known here are ${known}: ` +
    `where the file is in another encoding, convert it first, ` +
    `as with iconv -f ${likelier} -t UTF-8`,
  encodingMixed: "parts of it are in another encoding, and what stands there is lost",
  htmlRead: (n: number) =>
    plural("en", n, {
      one: "HTML of # posting read as plain text",
      other: "HTML of # postings read as plain text",
    }),
  unknownTimes: (n: number) =>
    plural("en", n, { one: "# time not understood", other: "# times not understood" }),
  faults: {
    nested_text: "the text is a JSON list or object of another shape",
    nested_title: "the title is a JSON list or object of another shape",
    no_text: "neither text nor title",
    repeated_id: "an earlier row has the same id",
    known_by_id: "a posting of this file name and id is known already",
    known_by_id_other_text: "the state holds another text by this file name and id",
    known_by_content: "a posting that says the same is known already",
    huge_field: "a field of more than 1 GB",
    unclosed_quote: "a quote opens here and never closes",
    field_count: "fields: {found}, columns: {due}",
    no_object: "the line is no JSON object",
    no_json: "the line is not valid JSON",
    more_after_object: "there is more after the JSON object",
    unclosed_string: "a string never closes",
    bad_escape: "an escape in a string is wrong",
    bare_control: "a control character in a string is not escaped",
    long_line: "the line is too long",
    cell_place: "a cell is at no place of a sheet",
    cell_string: "a cell points outside the table of strings",
  } as Record<string, string>,
};

export type Strings = typeof en;
