// SPDX-License-Identifier: Apache-2.0
// English: the table that the others translate.
import { plural } from "../shared/plural";

export const en = {
  name: "English",
  title: "Check a proof",
  lead:
    "Was this entry in the log, and who saw it there? Everything is done on this device: the " +
    "page sends nothing, keeps nothing, and works without a network.",
  theme: "Light, dark or as the system",
  language: "Language",
  light: "Light",
  dark: "Dark",
  system: "System",
  skip: "Skip to the result",
  proof: "The proof",
  proofSay: "The file that was handed over with the entry. Its name ends in .tlog-proof.",
  entry: "The entry",
  entrySay:
    "The very file that was put into the log. A copy that was opened and saved again is another. " +
    "Of a private log it is the file that opens the entry; its name ends in .opening.",
  trust: "Whom you believe",
  trustSay:
    "The log’s key, one line, or a policy with the keys of logs and witnesses. Get it another " +
    "way than the proof: whoever made a false proof would send a false key with it.",
  trustLabel: "Key line or policy",
  choose: "Choose a file",
  orDrop: "or drop it here",
  remove: "Remove",
  bytes: (n: number) => plural("en", n, { one: "# byte", other: "# bytes" }),
  result: "Result",
  waiting: "The answer comes here",
  missing: "Still needed:",
  yes: "The entry was in the log",
  yesAlone: "The log says that the entry is in it",
  seen: (origin: string, time: string, who: string) =>
    `This entry was in the log ${origin} no later than ${time}, as seen by ${who}.`,
  seenAtNoTime: (origin: string, who: string) =>
    `This entry was in the log ${origin}, as seen by ${who}, who told no time.`,
  unseen: (origin: string) =>
    `This entry is in the log ${origin}, says the log itself. No witness whom you believe stands ` +
    "by it, so no time is proven.",
  opened: "What you brought",
  opens:
    "This file opens an entry that says nothing itself: others see 37 bytes without meaning in " +
    "the log, and cannot tell what it is about, or whom.",
  openedType: (type: string) => `This file holds a record of the type ${type}.`,
  openedWarning:
    "Whoever gets this file can read the record and prove it to others. Hand it only to those " +
    "whom it concerns.",
  proven: "What is proven",
  place: (index: string, size: string) =>
    `It is entry number ${index}, counted from 0, of the ${size} that the log had then.`,
  signed: (origin: string) => `The log signed this: the signature of ${origin} holds.`,
  witnessed: (name: string, time: string) => `${name} saw this state of the log on ${time}.`,
  witnessedAtNoTime: (name: string) => `${name} saw this state of the log and told no time.`,
  enough: (n: string, all: string) =>
    `${n} of the ${all} witnesses that you named stand by it, which is enough for your policy.`,
  notProven: "What is not proven",
  notWhen: "When the entry was made. It may be older than its place in the log.",
  notTrue: "That what it says is true, or who wrote it.",
  notWhose: "Whose the keys are. You brought them; the page cannot know.",
  notSame: "That the log shows everybody the same. Only witnesses can stand for that.",
  notClock: "That the clocks of the witnesses were right. Each time is that witness’s word.",
  notExtra: (bytes: string) =>
    `What else the proof carries: ${bytes} that nothing vouches for. They were not used.`,
  record: "For the record",
  log: "Log",
  number: "Entry number",
  size: "Entries in the log",
  root: "Root of the log",
  leaf: "Hash of the entry in the log",
  digest: "SHA-256 of the entry",
  digestOpening: "SHA-256 of the file that opens it",
  digestProof: "SHA-256 of the proof",
  keys: "Keys that signed",
  print: "Print this result",
  no: "Nothing is proven",
  noSay:
    "That does not mean that the entry is false. It means that the proof, the entry and the keys " +
    "do not fit together.",
  todo: "What to do",
  whatProof: "The proof",
  whatTrust: "The key or policy",
  atLine: (what: string, line: string, part: string) =>
    `${what} cannot be read: line ${line}, ${part}.`,
  atWhole: (what: string, part: string) => `${what} cannot be read: ${part}.`,
  parts: {
    length: "it is too long",
    characters: "a character that must not be there",
    version: "the first line of a proof",
    extra: "the extra data",
    index: "the entry’s number",
    hash: "a hash",
    gap: "an empty line or the end of a line is missing",
    origin: "the log’s name",
    size: "the size of the log",
    root: "the root of the log",
    extension: "a line behind the root",
    signature: "a signature line",
    key: "a key",
    word: "a word that means nothing here",
    fields: "too few words, or too many",
    name: "a name that is taken",
    member: "a member of a group",
    threshold: "how many of a group are asked for",
    quorum: "the line that says who is enough",
  },
  formProofDo:
    "Ask for the proof again, as an attached file. Mail programs and editors change lines.",
  formTrustDo:
    "Copy it whole. A key is one line: a name, eight digits and letters, with plus signs " +
    "between. A policy has one line that begins with “quorum”.",
  falseSignature: (name: string) => `A signature in the name of ${name} does not hold.`,
  falseSignatureDo:
    "Do not rely on this proof. What was signed has been changed since, or another key signed " +
    "it. Ask for the proof and for the key again, each another way.",
  nobodyKnown: (origin: string) =>
    `Nobody whom you believe has signed it. It is of the log ${origin}.`,
  nobodyKnownDo: "See whether the key that you gave is the one of this log.",
  anotherLog: (origin: string) =>
    `None of the keys that you gave for the log ${origin} has signed it.`,
  anotherLogDo: "See whether your policy has the key of this log under this very name.",
  noQuorum: (who: string) =>
    `Too few witnesses: ${who} stand by it, and your policy asks for more.`,
  noQuorumNobody: "No witness that you named stands by it, and your policy asks for some.",
  noQuorumDo: "Ask the keeper of the log for a later proof, with the missing witnesses.",
  anotherEntry: "The signatures hold, but this file is not the entry that the proof is about.",
  anotherEntryDo:
    "See whether it is the very file. If the log holds lines of text, the entry is the line " +
    "without its end. Of a file above 65,535 bytes a log holds only a digest: that is the entry.",
  unreadable: "This file could not be read. Choose it again.",
  allOfSubject:
    "This proves all entries about one subject. This page cannot check it; the program " +
    "can: lodestar verify FILE --subject-file SUBJECT --key KEY",
  tooLarge: "This file is too large to be an entry of a log.",
};

export type Strings = typeof en;
