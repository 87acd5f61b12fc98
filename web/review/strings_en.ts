// SPDX-License-Identifier: Apache-2.0
// English: the table that the others translate.
import { plural } from "./plural";

export const en = {
  name: "English",
  leads: "Leads for review",
  tag: "lead for review, not a finding",
  search: "Search leads, contacts, postings",
  all: "All",
  new: "New",
  grown: "Grown",
  unchanged: "Unchanged",
  newLong: "new since the last run",
  grownLong: "grown since the last run",
  unchangedLong: "unchanged since the last run",
  close: "Close",
  about: "About this run",
  help: "Keys",
  theme: "Light, dark or as the system",
  language: "Language",
  light: "Light",
  dark: "Dark",
  system: "System",
  openList: "Leads",
  noLeads: "No leads in this run.",
  noLeadsWhy:
    "A lead needs two independent kinds of evidence, one of them in the structure of " +
    "postings. Nothing reached that here. The largest networks and texts are listed; all are " +
    "in the files beside this page.",
  noHits:
    "Nothing found. Search looks at titles, places, template words, contacts, cluster ids" +
    " and the ids of postings shown here.",
  othersHead: "Largest networks and texts",
  otherTag: "not a lead; among the largest that were found",
  networkOf: (groups: string) => `Network of ${groups}`,
  textOf: (postings: string) => `One text, ${postings}`,
  tiesNothing: (reason: string) => `ties nothing here: ${reason}`,
  postings: (n: number) => plural("en", n, { one: "# posting", other: "# postings" }),
  places: (n: number) => plural("en", n, { one: "# place", other: "# places" }),
  contacts: (n: number) => plural("en", n, { one: "# contact", other: "# contacts" }),
  groups: (n: number) => plural("en", n, { one: "# group", other: "# groups" }),
  texts: (n: number) => plural("en", n, { one: "# text", other: "# texts" }),
  days: (n: number) => plural("en", n, { one: "# day", other: "# days" }),
  foundFrom: (date: string, postings: string) => `found ${date} from ${postings}`,
  why: "Why look, and why maybe not",
  how: "How the score is made",
  howText:
    "Each row adds what its points say, for a look or against it, and the last row is " +
    "their sum. The points come from published indicators and from how much postings " +
    "share; they order the list. They are no probability, and they say nothing about any " +
    "person.",
  against: "speaks against",
  for: "speaks for a look",
  sum: "Sum, shown in full",
  sumNote: "orders the list, says nothing about any person",
  whyCounts: "Why it counts",
  benign: "Harmless reasons there may be",
  source: "Source",
  quoted: "Quoted",
  inPostings: (n: number) => plural("en", n, { one: "in # posting", other: "in # postings" }),
  hints: "What it may be",
  hintsSay: "explanations side by side, no labels",
  hint: {
    benign: "Ordinary postings",
    spam: "Spam",
    scam: "A scam",
    business: "A usual business",
    trafficking_concern: "Concern about trafficking",
  } as Record<string, string>,
  share: ["nothing points to it", "little points to it", "some signs", "many signs", "most signs"],
  template: "Templates",
  templateSays:
    "what all postings share is plain; what differs is underlined, with the number of variants",
  aligned: (n: string) => `${n} aligned`,
  bits: (saved: string, alone: string) => `${saved} of ${alone} bits saved`,
  variants: (n: number) => plural("en", n, { one: "# variant", other: "# variants" }),
  others: (n: number) => plural("en", n, { one: "and # more", other: "and # more" }),
  empty: "left out",
  moreTemplates: (n: number) =>
    plural("en", n, {
      one: "# more template is in clusters.jsonl",
      other: "# more templates are in clusters.jsonl",
    }),
  showMore: (n: number) => plural("en", n, { one: "Show # more", other: "Show # more" }),
  network: "Network",
  networkSays: "circles are groups of postings, squares are contacts",
  networkHelp: "Choose a circle or a square to see what it is.",
  asTable: "As a table",
  asPicture: "As a picture",
  group: "Group",
  contact: "Contact",
  kind: "Kind",
  count: "Postings",
  tie: "Strength",
  lone: "a posting of its own",
  notDrawn: (n: number) =>
    plural("en", n, {
      one: "# smaller group is not drawn",
      other: "# smaller groups are not drawn",
    }),
  hiddenGroups: (n: number) =>
    plural("en", n, {
      one: "# group folded away: Enter shows it",
      other: "# groups folded away: Enter shows them",
    }),
  timePlace: "Time and place",
  timeSays: "places in order of first sight",
  place: "Place",
  day: "Day",
  noPlace: "place unknown",
  noTime: "No posting has a readable time.",
  step: (n: number) => plural("en", n, { one: "a column is # day", other: "a column is # days" }),
  morePlaces: (n: number) => plural("en", n, { one: "# more place", other: "# more places" }),
  circuit: (places: string, days: string) => `${places} within ${days}`,
  burst: (postings: string, expected: string) =>
    `${postings} at once, where ${expected} would be usual`,
  map: "Map",
  mapSays: "where postings say they are; the line follows first sight",
  offMap: "Not on the map:",
  contactsHead: "What they lead to",
  courtesy:
    "Hidden as a courtesy to the people behind them. It protects nothing: this file holds" +
    " the values.",
  pseudonymous: "Identifiers are replaced by pseudonyms: the same value has the same name.",
  showAll: "Show all identifiers",
  hideAll: "Hide all identifiers",
  hiddenIdentifier: (what: string) => `${what}, hidden: press to show`,
  inGroups: "Groups it ties",
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
  allElsewhere: "All postings of this lead are in postings.csv, by its cluster or network.",
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
  leftOthers: "Clusters and networks that are no lead are in clusters.jsonl and networks.jsonl.",
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
    "too common, generic or shared by strangers: their ties were weakened or cut, so that" +
    " they make no network",
  cutsMore: (n: number) =>
    plural("en", n, { one: "# more is in run.json", other: "# more are in run.json" }),
  reasons: {
    too_common: "too common",
    hijacked: "shared by strangers",
    generic: "generic",
    giant_component: "would tie everything together",
    coincidence: "shared by chance",
  } as Record<string, string>,
  skippedHead: "Rows skipped",
  skippedMore: (n: number) =>
    plural("en", n, { one: "# more is in skipped.jsonl", other: "# more are in skipped.jsonl" }),
  none: "None.",
  file: "File",
  bytes: "Bytes",
  digest: "BLAKE2b-256",
  understood: "Read as",
  date: "Date",
  line: "Line",
  column: "Column",
  reason: "Reason",
  parameters: "Parameters",
  parameter: "Parameter",
  value: "Value",
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
    about: "about this run",
    theme: "light, dark, system",
    help: "these keys",
  },
  kinds: {
    phone: "phone",
    email: "e-mail",
    url: "web address",
    telegram: "Telegram",
    whatsapp: "WhatsApp",
    wechat: "WeChat",
    instagram: "Instagram",
    signal: "Signal",
    line: "Line",
    viber: "Viber",
    facebook: "Facebook",
    snapchat: "Snapchat",
    kik: "Kik",
    skype: "Skype",
    tiktok: "TikTok",
    x: "X",
    vk: "VK",
    discord: "Discord",
    iban: "IBAN",
    bitcoin: "Bitcoin",
    ethereum: "Ethereum",
    image_hash: "image",
  } as Record<string, string>,
  families: {
    structure: "structure",
    linkage: "linkage",
    movement: "movement",
    control: "control",
    recruitment_deception: "recruitment and deception",
    debt_and_fees: "debt and fees",
    documents: "documents",
    restriction: "restriction",
    living_conditions: "living conditions",
    pay: "pay",
    age_words: "words of age",
    service_risk: "risk in services",
    counter: "counter-evidence",
  } as Record<string, string>,
};

export type Strings = typeof en;
