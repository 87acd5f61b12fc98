// SPDX-License-Identifier: Apache-2.0
// German.
import { plural } from "../shared/plural";
import { de as words } from "../lead/words_de";
import { Strings } from "./strings_en";

export const de: Strings = {
  ...words,
  name: "Deutsch",
  search: "Hinweis, Kontakt, Inserat suchen",
  about: "Zur Auswertung",
  noLeads: "In dieser Auswertung gibt es keine Hinweise.",
  noLeadsWhy:
    "Ein Hinweis braucht zwei voneinander unabhängige Arten von Anzeichen, eine davon im " +
    "Aufbau der Inserate. Das hat hier nichts erreicht. Die größten Netzwerke und Texte stehen " +
    "in der Liste; alles steht in den Dateien neben dieser Seite.",
  noHits:
    "Nichts gefunden. Gesucht wird in Titeln, Orten, Vorlagen und ihren Varianten, Kontakten " +
    "sowie in Texten und Kennungen der hier gezeigten Inserate.",
  askHits: "Diese Seite zeigt einen Teil des Laufs. Im ganzen wird eine Nummer gesucht mit",
  othersHead: "Was kein Hinweis ist",
  othersSay:
    "Nichts davon erreichte die Anzeichen, die ein Hinweis braucht. Es steht zum Nachsehen da.",
  othersNetworks: "Netzwerke",
  othersTexts: "Texte in keinem Netzwerk",
  largestOf: (shown: string, all: string, file: string) =>
    `die größten ${shown} von ${all}; ${file} hat alle`,
  otherTag: "kein Hinweis; unter dem Größten, was gefunden wurde",
  otherSay: "Was hier gefunden wurde, erreichte die Anzeichen nicht, die ein Hinweis braucht.",
  tiesNothing: (reason: string) => `verbindet hier nichts: ${reason}`,
  moreTemplates: (n: number) =>
    plural("de", n, {
      one: "# weitere Vorlage steht in clusters.jsonl",
      other: "# weitere Vorlagen stehen in clusters.jsonl",
    }),
  courtesy:
    "Verdeckt aus Rücksicht auf die Menschen dahinter. Das schützt nichts: Diese Datei enthält " +
    "die Werte.",
  pseudonymous: "Kennungen sind durch Pseudonyme ersetzt: Gleicher Wert, gleicher Name.",
  showAll: "Alle Kennungen zeigen",
  hideAll: "Alle Kennungen verdecken",
  moreContacts: (n: number) =>
    plural("de", n, {
      one: "# weiterer Kontakt steht in identifiers.csv",
      other: "# weitere Kontakte stehen in identifiers.csv",
    }),
  samples: (shown: string, all: string) => `Inserate, ${shown} von ${all}`,
  legendFor: "zitiert dafür",
  legendAgainst: "zitiert dagegen",
  legendSlot: "wechselt zwischen Inseraten",
  legendId: "Kennung",
  cut: (n: number) =>
    plural("de", n, {
      one: "# weiteres Byte steht in der Eingabe",
      other: "# weitere Bytes stehen in der Eingabe",
    }),
  allElsewhere: "Alle Inserate davon stehen in postings.csv, nach Gruppe oder Netzwerk.",
  foot1:
    "Ein Hinweis sagt: Hier lohnt ein Blick. Er ist kein Befund und sagt über keinen Menschen " +
    "etwas. Die harmlosen Gründe sind so ernst zu nehmen wie die anderen.",
  foot2:
    "Nichts verlässt diese Seite, und sie zeichnet nichts auf. Schreiben Sie den Menschen hinter " +
    "diesen Kontakten nicht ihretwegen, und rufen Sie sie nicht an.",
  aboutTitle: "Über diese Auswertung",
  aboutSay: (version: string, date: string) => `Lodestar ${version}, ${date}.`,
  countNames: {
    postings: "Inserate gelesen",
    skipped_rows: "Zeilen ausgelassen",
    unknown_times: "Zeiten nicht verstanden",
    html_postings: "Inserate mit HTML, als Text gelesen",
    in_clusters: "Inserate in Gruppen",
    clusters: "Gruppen",
    contacts: "Verschiedene Kennungen",
    occurrences: "Kennungen gesehen",
    in_networks: "Inserate in Netzwerken",
    networks: "Netzwerke",
    leads: "Hinweise",
  },
  leftOut: "Was diese Seite weglässt",
  leftLeads: (shown: string, all: string) =>
    `Hinweise: ${shown} von ${all}, die höchsten Summen zuerst. Alle stehen in leads.jsonl.`,
  leftSamples:
    "Inserate: bis zu 25 zu jedem der ersten 50 Hinweise, weniger zu späteren, Texte bis 1.500 " +
    "Bytes. Alle stehen in der Eingabe.",
  leftOthers:
    "Gruppen und Netzwerke, die kein Hinweis sind: Bis zu 50 von jedem werden gezeigt. Alle " +
    "stehen in clusters.jsonl und networks.jsonl.",
  limits: "Was sie nicht sagen kann",
  limit1:
    "Ob jemand ausgebeutet wird. Keine öffentlichen Daten können das ein Programm lehren, und " +
    "keine Genauigkeit wird behauptet.",
  limit2:
    "Worin Menschen eingewilligt haben. Telefon, Text oder Reise zu teilen ist üblich unter " +
    "Menschen, die zusammen arbeiten.",
  limit3: "Was nicht geschrieben steht: Bilder, Stimmen und was anderswo verabredet wird.",
  limit4:
    "Indikatoren ändern sich, sobald sie bekannt sind; manche Sprachen sind besser abgedeckt " +
    "als andere.",
  inputs: "Eingaben",
  packs: "Verwendetes Wissen",
  steps: "Zeitbedarf",
  cuts: "Kennungen, die nichts verbinden",
  cutsSay:
    "zu häufig, von Fremden geteilt oder allgemein (eine kostenlose Rufnummer, ein Platzhalter, " +
    "Ziffern der Reihe nach wie 345678): Ihre Verbindungen wurden geschwächt oder getrennt, " +
    "damit sie kein Netzwerk bilden",
  cutsMore: (n: number) =>
    plural("de", n, {
      one: "# weitere steht in run.json",
      other: "# weitere stehen in run.json",
    }),
  reasons: {
    too_common: "zu häufig",
    hijacked: "von Fremden geteilt",
    generic: "allgemein",
    giant_component: "würde alles verbinden",
    coincidence: "zufällig geteilt",
    community: "gehört eher zu einem anderen Netzwerk",
  },
  skippedHead: "Ausgelassene Zeilen",
  skippedMore: (n: number) =>
    plural("de", n, {
      one: "# weitere steht in skipped.jsonl",
      other: "# weitere stehen in skipped.jsonl",
    }),
  none: "Keine.",
  file: "Datei",
  bytes: "Bytes",
  digest: "Prüfsumme",
  understood: "Gelesen als",
  date: "Datum",
  line: "Zeile",
  column: "Spalte",
  reason: "Grund",
  parameters: "Parameter",
  parameter: "Parameter",
  stepNames: {
    reading: "Lesen",
    contacts: "Kontakte",
    clusters: "Gruppen",
    networks: "Netzwerke",
    leads: "Hinweise",
    writing: "Schreiben",
  },
  step2: "Schritt",
  seconds: "Sekunden",
  keys: {
    next: "nächster oder voriger Hinweis",
    open: "den Hinweis lesen",
    back: "zurück zur Liste",
    find: "suchen",
    mask: "Kennungen zeigen oder verdecken",
    network: "Netzwerk als Tabelle",
    others: "was kein Hinweis ist",
    about: "über diese Auswertung",
    theme: "hell, dunkel, System",
    help: "diese Tasten",
  },
  fields: {
    id: "Kennung",
    title: "Titel",
    text: "Text",
    time: "Zeit",
    place: "Ort",
    source: "Fundstelle",
    author: "von wem",
    phone: "Telefon",
    image_hash: "Bild",
  },
  delimiters: {
    comma: "Komma zwischen den Feldern",
    semicolon: "Strichpunkt zwischen den Feldern",
    tab: "Tabulator zwischen den Feldern",
    bar: "senkrechter Strich zwischen den Feldern",
    told: "angegebenes Zeichen zwischen den Feldern",
    "one column": "eine Spalte",
  },
  backslashes: "Anführungszeichen hinter umgekehrten Schrägstrichen gelesen",
  replaced: (n: number) =>
    plural("de", n, {
      one: "# Stelle war nicht lesbar",
      other: "# Stellen waren nicht lesbar",
    }),
  skippedOf: (n: number) =>
    plural("de", n, { one: "# Zeile ausgelassen", other: "# Zeilen ausgelassen" }),
  dateOrders: {
    day_first: "3/5/2024 gelesen als 3. Mai",
    month_first: "3/5/2024 gelesen als 5. März",
  },
  orderUntold: "kein Datum entscheidet es",
  notUsed: "nicht verwendet",
  countedDays: "Zeiten als Tage gelesen, wie eine Tabellenkalkulation sie zählt",
  otherSheets: "andere Blätter der Mappe sind nicht gelesen",
  otherOrderDates: (n: number) =>
    `Daten, nur bei anderer Folge von Tag und Monat lesbar und ohne Zeit: ${n}`,
  strayQuotes: (n: number) =>
    `Anführungszeichen, die ein Feld öffnen und nirgends schließen, als Text gelesen: ${n}`,
  holdingRows: (n: number) =>
    `Texte in Anführungszeichen über Zeilen, die wie Datensätze aussehen, bitte prüfen: ${n}`,
  otherTexts: (n: number) =>
    plural("de", n, {
      one: "# Zeile hat eine Kennung, unter der ein anderer Text bekannt ist",
      other: "# Zeilen haben Kennungen, unter denen andere Texte bekannt sind",
    }),
  otherName: "zählt die Datei wieder von eins, braucht sie einen anderen Namen",
  mayLackHeader: "Die erste Zeile sieht nach einem Inserat aus: --no-header liest sie als eines",
  encodingGuess: (encoding: string, known: string, likelier: string) =>
    `${encoding} ist geraten, denn viele Wörter gibt es darin nicht; ` +
    `bekannt sind hier ${known}: Ist die Datei anders kodiert, ` +
    `wandeln Sie sie zuerst um, etwa mit iconv -f ${likelier} -t UTF-8`,
  encodingMixed: "Teile davon sind anders kodiert, und was dort steht, ist verloren",
  htmlRead: (n: number) =>
    plural("de", n, {
      one: "HTML von # Inserat als Text gelesen",
      other: "HTML von # Inseraten als Text gelesen",
    }),
  unknownTimes: (n: number) =>
    plural("de", n, { one: "# Zeit nicht verstanden", other: "# Zeiten nicht verstanden" }),
  faults: {
    nested_text: "der Text ist eine JSON-Liste oder ein JSON-Objekt anderer Form",
    nested_title: "der Titel ist eine JSON-Liste oder ein JSON-Objekt anderer Form",
    no_text: "weder Text noch Titel",
    repeated_id: "eine frühere Zeile hat dieselbe Kennung",
    known_by_id: "ein Inserat mit diesem Dateinamen und dieser Kennung ist schon bekannt",
    known_by_id_other_text:
      "unter diesem Dateinamen und dieser Kennung ist ein anderer Text bekannt",
    known_by_content: "ein Inserat, das dasselbe sagt, ist schon bekannt",
    huge_field: "ein Feld von mehr als 1 GB",
    unclosed_quote: "ein Anführungszeichen wird hier geöffnet und nie geschlossen",
    field_count: "Felder: {found}, Spalten: {due}",
    no_object: "die Zeile ist kein JSON-Objekt",
    no_json: "die Zeile ist kein gültiges JSON",
    more_after_object: "nach dem JSON-Objekt steht noch etwas",
    unclosed_string: "eine Zeichenkette wird nie geschlossen",
    bad_escape: "eine Escape-Folge in einer Zeichenkette ist falsch",
    bare_control: "ein Steuerzeichen steht ungeschützt in einer Zeichenkette",
    long_line: "die Zeile ist zu lang",
    cell_place: "eine Zelle steht an keinem Platz des Blattes",
    cell_string: "eine Zelle verweist auf einen Text, den es nicht gibt",
  },
};
