// SPDX-License-Identifier: Apache-2.0
// German.
import { plural } from "../shared/plural";
import type { Strings } from "./strings_en";

export const de: Strings = {
  name: "Deutsch",
  title: "Einen Nachweis prüfen",
  lead:
    "Stand dieser Eintrag im Protokoll, und wer hat ihn dort gesehen? Alles geschieht auf diesem " +
    "Gerät: Die Seite sendet nichts, behält nichts und braucht kein Netz.",
  theme: "Hell, dunkel oder wie das System",
  language: "Sprache",
  light: "Hell",
  dark: "Dunkel",
  system: "System",
  skip: "Zum Ergebnis",
  proof: "Der Nachweis",
  proofSay: "Die Datei, die mit dem Eintrag übergeben wurde. Ihr Name endet auf .tlog-proof.",
  entry: "Der Eintrag",
  entrySay:
    "Genau die Datei, die ins Protokoll kam. Eine Kopie, die geöffnet und neu gespeichert wurde, " +
    "ist eine andere. Bei einem privaten Protokoll ist es die Datei, die den Eintrag öffnet; ihr " +
    "Name endet auf .opening.",
  trust: "Wem Sie glauben",
  trustSay:
    "Der Schlüssel des Protokolls, eine Zeile, oder eine Richtlinie mit den Schlüsseln von " +
    "Protokollen und Zeugen. Beschaffen Sie ihn auf anderem Weg als den Nachweis: Wer einen " +
    "falschen Nachweis macht, schickt einen falschen Schlüssel mit.",
  trustLabel: "Schlüsselzeile oder Richtlinie",
  choose: "Datei wählen",
  orDrop: "oder hier ablegen",
  remove: "Entfernen",
  bytes: (n: number) => plural("de", n, { one: "# Byte", other: "# Bytes" }),
  result: "Ergebnis",
  waiting: "Hier kommt die Antwort",
  missing: "Es fehlt noch:",
  yes: "Der Eintrag stand im Protokoll",
  yesAlone: "Das Protokoll sagt, dass der Eintrag darin steht",
  seen: (origin: string, time: string, who: string) =>
    `Dieser Eintrag stand spätestens am ${time} im Protokoll ${origin}; gesehen haben das: ${who}.`,
  seenAtNoTime: (origin: string, who: string) =>
    `Dieser Eintrag stand im Protokoll ${origin}; gesehen haben das, ohne eine Zeit zu nennen: ` +
    `${who}.`,
  unseen: (origin: string) =>
    `Dieser Eintrag steht im Protokoll ${origin}; das sagt das Protokoll selbst. Kein Zeuge, dem ` +
    "Sie glauben, steht dafür ein; also ist keine Zeit nachgewiesen.",
  opened: "Was Sie gebracht haben",
  opens:
    "Diese Datei öffnet einen Eintrag, der selbst nichts sagt: Andere sehen im Protokoll nur 37 " +
    "Bytes ohne Bedeutung, nicht worum es geht und nicht um wen.",
  openedType: (type: string) => `Diese Datei enthält eine Aufzeichnung der Art ${type}.`,
  openedWarning:
    "Wer diese Datei bekommt, kann die Aufzeichnung lesen und anderen beweisen. Geben Sie sie " +
    "nur denen, die es angeht.",
  proven: "Was nachgewiesen ist",
  place: (index: string, size: string) =>
    `Es ist der Eintrag Nummer ${index}, von 0 gezählt, unter den ${size}, die das Protokoll da ` +
    "hatte.",
  signed: (origin: string) =>
    `Das Protokoll hat dies unterschrieben: Die Signatur von ${origin} ist gültig.`,
  witnessed: (name: string, time: string) =>
    `${name} hat diesen Stand des Protokolls gesehen: ${time}.`,
  witnessedAtNoTime: (name: string) =>
    `${name} hat diesen Stand des Protokolls gesehen und keine Zeit genannt.`,
  enough: (n: string, all: string) =>
    `Von ${all} Zeugen, die Sie genannt haben, stehen ${n} dafür ein; das genügt Ihrer Richtlinie.`,
  notProven: "Was nicht nachgewiesen ist",
  notWhen: "Wann der Eintrag entstand. Er kann älter sein als sein Platz im Protokoll.",
  notTrue: "Dass stimmt, was darin steht, oder wer es schrieb.",
  notWhose: "Wem die Schlüssel gehören. Sie haben sie mitgebracht; die Seite kann es nicht wissen.",
  notSame: "Dass das Protokoll allen dasselbe zeigt. Dafür können nur Zeugen einstehen.",
  notClock: "Dass die Uhren der Zeugen richtig gingen. Jede Zeit ist das Wort dieses Zeugen.",
  notExtra: (bytes: string) =>
    `Was der Nachweis sonst enthält: ${bytes}, für die nichts einsteht. Sie wurden nicht benutzt.`,
  record: "Für die Akten",
  log: "Protokoll",
  number: "Nummer des Eintrags",
  size: "Einträge im Protokoll",
  root: "Wurzel des Protokolls",
  leaf: "Hash des Eintrags im Protokoll",
  digest: "SHA-256 des Eintrags",
  digestOpening: "SHA-256 der Datei, die ihn öffnet",
  digestProof: "SHA-256 des Nachweises",
  keys: "Schlüssel der Signaturen",
  print: "Ergebnis drucken",
  no: "Nichts ist nachgewiesen",
  noSay:
    "Das heißt nicht, dass der Eintrag falsch ist. Es heißt, dass Nachweis, Eintrag und " +
    "Schlüssel " +
    "nicht zusammenpassen.",
  todo: "Was zu tun ist",
  whatProof: "Der Nachweis",
  whatTrust: "Der Schlüssel oder die Richtlinie",
  atLine: (what: string, line: string, part: string) =>
    `${what} ist nicht lesbar: Zeile ${line}, ${part}.`,
  atWhole: (what: string, part: string) => `${what} ist nicht lesbar: ${part}.`,
  parts: {
    length: "zu lang",
    characters: "ein Zeichen, das dort nicht stehen darf",
    version: "die erste Zeile eines Nachweises",
    extra: "die zusätzlichen Daten",
    index: "die Nummer des Eintrags",
    hash: "ein Hash",
    gap: "eine Leerzeile oder das Ende einer Zeile fehlt",
    origin: "der Name des Protokolls",
    size: "die Größe des Protokolls",
    root: "die Wurzel des Protokolls",
    extension: "eine Zeile hinter der Wurzel",
    signature: "eine Signaturzeile",
    key: "ein Schlüssel",
    word: "ein Wort, das hier nichts bedeutet",
    fields: "zu wenige oder zu viele Wörter",
    name: "ein Name, der vergeben ist",
    member: "ein Mitglied einer Gruppe",
    threshold: "wie viele einer Gruppe verlangt sind",
    quorum: "die Zeile, die sagt, wer genügt",
  },
  formProofDo:
    "Bitten Sie noch einmal um den Nachweis, als Dateianhang. Mailprogramme und Editoren ändern " +
    "Zeilen.",
  formTrustDo:
    "Kopieren Sie alles. Ein Schlüssel ist eine Zeile: ein Name, acht Ziffern und Buchstaben, " +
    "dazwischen Pluszeichen. Eine Richtlinie hat eine Zeile, die mit „quorum“ beginnt.",
  falseSignature: (name: string) => `Eine Signatur im Namen von ${name} ist ungültig.`,
  falseSignatureDo:
    "Verlassen Sie sich nicht auf diesen Nachweis. Was unterschrieben war, wurde seitdem " +
    "geändert, " +
    "oder ein anderer Schlüssel hat unterschrieben. Bitten Sie noch einmal um Nachweis und " +
    "Schlüssel, jeden auf einem anderen Weg.",
  nobodyKnown: (origin: string) =>
    `Niemand, dem Sie glauben, hat ihn unterschrieben. Er gehört zum Protokoll ${origin}.`,
  nobodyKnownDo: "Sehen Sie nach, ob Ihr Schlüssel der dieses Protokolls ist.",
  anotherLog: (origin: string) =>
    `Keiner Ihrer Schlüssel für das Protokoll ${origin} hat ihn unterschrieben.`,
  anotherLogDo:
    "Sehen Sie nach, ob Ihre Richtlinie den Schlüssel dieses Protokolls unter genau diesem " +
    "Namen hat.",
  noQuorum: (who: string) =>
    `Zu wenige Zeugen: Dafür stehen ein: ${who}. Ihre Richtlinie verlangt mehr.`,
  noQuorumNobody:
    "Kein Zeuge, den Sie genannt haben, steht dafür ein; Ihre Richtlinie verlangt welche.",
  noQuorumDo:
    "Bitten Sie den Betreiber des Protokolls um einen späteren Nachweis, mit den fehlenden Zeugen.",
  anotherEntry:
    "Die Signaturen sind gültig, aber diese Datei ist nicht der Eintrag, um den es im Nachweis " +
    "geht.",
  anotherEntryDo:
    "Sehen Sie nach, ob es genau die Datei ist. Hält das Protokoll Textzeilen, so ist der " +
    "Eintrag " +
    "die Zeile ohne ihr Ende. Von einer Datei über 65.535 Bytes hält ein Protokoll nur eine " +
    "Prüfsumme: Sie ist der Eintrag.",
  unreadable: "Diese Datei war nicht lesbar. Wählen Sie sie noch einmal.",
  allOfSubject:
    "Diese Datei beweist alle Einträge zu einer Sache. Diese Seite kann sie nicht prüfen, " +
    "das Programm kann es: lodestar verify DATEI --subject-file SACHE --key SCHLÜSSEL",
  tooLarge: "Diese Datei ist zu groß für einen Eintrag.",
};
