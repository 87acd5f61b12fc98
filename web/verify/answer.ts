// SPDX-License-Identifier: Apache-2.0
// The answer, in words: what is proven, what is not, and what to do if nothing is.
import { fromOctets, fromUtf8, toBase64, toHex } from "../ledger/bytes";
import { sha256 } from "../ledger/sha256";
import { Child, h } from "../shared/dom";
import { exactTime, list, number } from "../shared/language";
import { isLong, shortened, stranger } from "../shared/text";
import { NotProven, Proven, Question } from "./check";
import { t } from "./strings";

// Names of a policy are octets, in UTF-8 as a rule.
const nameOf = (octets: string): string => fromUtf8(fromOctets(octets)) ?? octets;

// Dates end long before 64 bits do.
const LAST_DATE = 253402300799n;
const timeText = (seconds: bigint): string =>
  seconds > LAST_DATE
    ? `1970 + ${number(seconds)} s`
    : exactTime(new Date(Number(seconds) * 1000).toISOString());

// A sentence with a stranger's name in it: the name cannot turn the direction of the rest.
const MARK = "\uE000";
function sentence(say: (...marks: string[]) => string, ...names: string[]): Child[] {
  const parts = say(...names.map((_, i) => `${MARK}${i}${MARK}`)).split(MARK);
  return parts.map((part, i) => (i % 2 === 1 ? shortened(names[Number(part)] ?? "") : part));
}

const points = (title: string, kind: string, lines: Child[]): HTMLElement =>
  h(
    "section",
    { class: kind },
    h("h3", {}, title),
    h(
      "ul",
      { role: "list" },
      lines.map((line) => line !== false && h("li", {}, line)),
    ),
  );

function seen({ checkpoint, witnesses, policy, time }: Proven): Child[] {
  const { origin } = checkpoint;
  // Those whose word the time is: who saw it later is told below.
  const names = witnesses
    .filter((one) => one.time <= time)
    .map(({ witness }) => nameOf(policy.witnesses[witness]?.name ?? ""));
  if (names.length === 0) return sentence((log = "") => t().unseen(log), origin);
  const marks = names.map((_, i) => `${MARK}${i + 1}${MARK}`);
  const say = (log = ""): string =>
    time === 0n ? t().seenAtNoTime(log, list(marks)) : t().seen(log, timeText(time), list(marks));
  return sentence(say, origin, ...names);
}

function proven(answer: Proven): HTMLElement {
  const { checkpoint, witnesses, policy, proof } = answer;
  const counts = [number(witnesses.length), number(policy.witnesses.length)] as const;
  return points(t().proven, "for", [
    t().place(number(proof.index), number(checkpoint.size)),
    sentence((log = "") => t().signed(log), checkpoint.origin),
    ...witnesses.map(({ witness, time }) =>
      sentence(
        (name = "") =>
          time === 0n ? t().witnessedAtNoTime(name) : t().witnessed(name, timeText(time)),
        nameOf(policy.witnesses[witness]?.name ?? ""),
      ),
    ),
    policy.witnesses.length > 0 && t().enough(...counts),
  ]);
}

const notProven = ({ witnesses, proof }: Proven): HTMLElement =>
  points(t().notProven, "against", [
    t().notWhen,
    t().notTrue,
    t().notWhose,
    witnesses.length === 0 ? t().notSame : t().notClock,
    proof.extra.length > 0 && t().notExtra(t().bytes(proof.extra.length)),
  ]);

// All of it, for who asks for it: the record is what is kept.
const whole = (text: string): HTMLElement =>
  isLong(text)
    ? h("details", {}, h("summary", {}, shortened(text)), stranger(text))
    : stranger(text);

// What was brought is of a private log: the entry says nothing, this file all.
const opened = ({ opening }: Proven): HTMLElement | false =>
  opening !== undefined &&
  points(t().opened, "opened", [
    t().opens,
    sentence((type = "") => t().openedType(type), opening.type),
    isLong(opening.type) && whole(opening.type),
    h("strong", {}, t().openedWarning),
  ]);

const code = (text: string): HTMLElement => h("bdi", { dir: "ltr" }, text);

function record(answer: Proven, question: Question): HTMLElement {
  const { checkpoint, proof, policy, logs, witnesses, leafHash } = answer;
  const signers = [
    ...logs.flatMap((place) => policy.logs[place] ?? []),
    ...witnesses.flatMap(({ witness }) => policy.witnesses[witness]?.key ?? []),
  ];
  const rows: [string, Child][] = [
    [t().log, whole(checkpoint.origin)],
    [t().number, number(proof.index)],
    [t().size, number(checkpoint.size)],
    [t().root, code(toBase64(checkpoint.root))],
    [t().leaf, code(toBase64(leafHash))],
    [
      answer.opening === undefined ? t().digest : t().digestOpening,
      code(toHex(sha256(question.entry))),
    ],
    [t().digestProof, code(toHex(sha256(question.proof)))],
    [t().keys, signers.map((key) => h("div", {}, whole(`${key.name}+${key.id}`)))],
  ];
  return h(
    "section",
    { class: "record" },
    h("h3", {}, t().record),
    h(
      "dl",
      {},
      rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    ),
    h("button", { class: "btn", type: "button", onclick: () => print() }, t().print),
  );
}

export const yes = (answer: Proven, question: Question): HTMLElement[] => [
  h("h2", { class: "yes" }, answer.witnesses.length > 0 ? t().yes : t().yesAlone),
  h("p", { class: "say" }, seen(answer)),
  ...[opened(answer)].filter((one) => one !== false),
  proven(answer),
  notProven(answer),
  record(answer, question),
];

function whatIsWrong({ of, refusal, origin }: NotProven): [Child[], string] {
  const { why } = refusal;
  const toDo = of === "trust" ? t().formTrustDo : t().formProofDo;
  const what = of === "trust" ? t().whatTrust : t().whatProof;
  switch (why.kind) {
    case "form":
      return why.line === 0
        ? [[t().atWhole(what, t().parts[why.part])], toDo]
        : [[t().atLine(what, number(why.line), t().parts[why.part])], toDo];
    case "limit":
      return [[t().atWhole(what, t().parts.length)], toDo];
    case "false_signature":
      return [sentence((name = "") => t().falseSignature(name), why.name), t().falseSignatureDo];
    case "nobody_known":
      return [sentence((log = "") => t().nobodyKnown(log), origin), t().nobodyKnownDo];
    case "another_log":
      return [sentence((log = "") => t().anotherLog(log), origin), t().anotherLogDo];
    case "no_quorum": {
      const names = why.names.map(nameOf);
      if (names.length === 0) return [[t().noQuorumNobody], t().noQuorumDo];
      const say = (...marks: string[]): string => t().noQuorum(list(marks));
      return [sentence(say, ...names), t().noQuorumDo];
    }
    case "another_entry":
      return [[t().anotherEntry], t().anotherEntryDo];
  }
}

export function no(answer: NotProven): HTMLElement[] {
  const [wrong, toDo] = whatIsWrong(answer);
  return [
    h("h2", { class: "no" }, t().no),
    h("p", { class: "say" }, wrong),
    h("section", {}, h("h3", {}, t().todo), h("p", {}, toDo)),
    h("p", { class: "quiet" }, t().noSay),
  ];
}
