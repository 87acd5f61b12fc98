// SPDX-License-Identifier: Apache-2.0
// The page: three things are brought, and the answer stands beside them as soon as all are there.
import { parseHash, toOctets } from "../ledger/bytes";
import { parseLogProof, verifyProof } from "../ledger/proof";
import { Refusal } from "../ledger/refusal";
import { languageChoice, star, themeButton } from "../shared/controls";
import { h } from "../shared/dom";
import { setLanguage } from "../shared/language";
import { stranger } from "../shared/text";
import { startTheme } from "../shared/theme";
import { no, yes } from "./answer";
import { check, readTrust, typed } from "./check";
import { languages, t } from "./strings";

const KINDS = ["proof", "entry", "trust"] as const;
type Kind = (typeof KINDS)[number];
interface Brought {
  name: string;
  bytes: Uint8Array;
}
// Entries have 65,535 bytes at most, what opens one 16 MiB and a little; extra data has more.
const LARGEST = 64 << 20;
const FIRST_LINE = "c2sp.org/tlog-proof@v1\n";
const ALL_OF_SUBJECT = "lodestar-completeness/v1\n";
const begins = (bytes: Uint8Array, line: string): boolean =>
  toOctets(bytes.subarray(0, line.length)) === line;

class Page {
  private readonly brought = new Map<Kind, Brought>();
  private readonly faults = new Map<Kind, string>();
  private turn = 0; // of answers: what was asked before does not overwrite what was asked since
  private words = ""; // typed into the third box
  private readonly result = h("div", { class: "result", id: "result", tabindex: -1 });
  private readonly status = h("div", { role: "status" }, this.result);
  private readonly steps = h("div", { class: "steps" });

  start(): void {
    startTheme();
    setLanguage(navigator.language.slice(0, 2));
    document.documentElement.dataset["page"] = "public";
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => this.drop(event));
    this.build();
  }

  private build(): void {
    document.title = `${t().title} · Lodestar`;
    const skip = h("a", { class: "skip", href: "#result" }, t().skip);
    const head = h(
      "header",
      { class: "head" },
      h("div", { class: "brand" }, star(), h("span", {}, "Lodestar")),
      languageChoice(t().language, languages(), () => this.build()),
      themeButton(t()),
    );
    const main = h(
      "main",
      {},
      h("div", { class: "ask" }, h("h1", {}, t().title), h("p", { class: "lead" }, t().lead)),
      this.steps,
      h("section", { class: "answer", "aria-label": t().result }, this.status),
    );
    document.body.replaceChildren(skip, head, main);
    void this.show();
  }

  private async show(): Promise<void> {
    const focused = document.activeElement?.id ?? "";
    this.steps.replaceChildren(...KINDS.map((kind, i) => this.step(kind, i + 1)));
    if (focused !== "") document.getElementById(focused)?.focus();
    await this.answer();
  }

  private step(kind: Kind, place: number): HTMLElement {
    const one = this.brought.get(kind);
    const fault = this.faults.get(kind);
    const say = { proof: t().proofSay, entry: t().entrySay, trust: t().trustSay }[kind];
    const box = h(
      "section",
      { class: one === undefined ? "step" : "step has", "data-kind": kind },
      h("h2", {}, h("span", { class: "n", "aria-hidden": "true" }, place), t()[kind]),
      h("p", {}, say),
      kind === "trust" && one === undefined && this.box(),
      one === undefined ? this.chooser(kind) : this.chosen(kind, one),
      fault !== undefined && h("p", { class: "fault", role: "alert" }, fault),
    );
    box.addEventListener("dragover", () => box.classList.add("over"));
    box.addEventListener("dragleave", () => box.classList.remove("over"));
    return box;
  }

  private box(): HTMLElement {
    const area = h("textarea", {
      id: "words",
      rows: 4,
      spellcheck: "false",
      autocomplete: "off",
      autocapitalize: "off",
      dir: "ltr",
      "aria-label": t().trustLabel,
      placeholder: "log.example.org/evidence+0f05781e+AYqI49…",
      oninput: () => {
        this.words = area.value;
        void this.answer();
      },
    });
    area.value = this.words;
    return area;
  }

  private chooser(kind: Kind): HTMLElement {
    const input = h("input", {
      type: "file",
      class: "unseen",
      id: `file-${kind}`,
      accept: kind === "proof" ? ".tlog-proof,text/plain" : undefined,
      onchange: () => {
        const file = input.files?.[0];
        if (file !== undefined) void this.take(kind, file);
      },
    });
    return h(
      "p",
      { class: "choose" },
      input,
      h(
        "label",
        { class: "btn", for: input.id },
        t().choose,
        h("span", { class: "unseen" }, `: ${t()[kind]}`),
      ),
      h("span", { class: "quiet drop" }, t().orDrop),
    );
  }

  private chosen(kind: Kind, { name, bytes }: Brought): HTMLElement {
    return h(
      "p",
      { class: "chosen" },
      h("span", { class: "file" }, stranger(name)),
      h("span", { class: "quiet" }, t().bytes(bytes.length)),
      h(
        "button",
        {
          class: "btn",
          type: "button",
          id: `remove-${kind}`,
          onclick: () => {
            this.brought.delete(kind);
            void this.show();
            document.getElementById(kind === "trust" ? "words" : `file-${kind}`)?.focus();
          },
        },
        t().remove,
        h("span", { class: "unseen" }, `: ${t()[kind]}`),
      ),
    );
  }

  private drop(event: DragEvent): void {
    event.preventDefault();
    const box = event.target instanceof Element ? event.target.closest(".step") : null;
    const kind = KINDS.find((one) => one === box?.getAttribute("data-kind"));
    for (const file of event.dataTransfer?.files ?? []) void this.take(kind, file);
  }

  // Several files dropped at once, or beside the boxes, are told apart by how a proof begins.
  private async take(wanted: Kind | undefined, file: File): Promise<void> {
    let kind = wanted ?? "entry";
    try {
      if (file.size > LARGEST) {
        this.faults.set(kind, t().tooLarge);
      } else {
        const bytes = new Uint8Array(await file.arrayBuffer());
        if (begins(bytes, FIRST_LINE) && wanted !== "trust") kind = "proof";
        if (begins(bytes, ALL_OF_SUBJECT)) {
          this.faults.set(wanted ?? "proof", t().allOfSubject);
        } else {
          this.faults.delete(kind);
          this.brought.set(kind, { name: file.name, bytes });
        }
      }
    } catch {
      this.faults.set(kind, t().unreadable);
    }
    await this.show();
    document.getElementById(`remove-${kind}`)?.focus({ preventScroll: true });
    // On a phone the answer stands below what was brought last.
    this.result.querySelector(".yes, .no")?.scrollIntoView({ block: "nearest" });
  }

  private async answer(): Promise<void> {
    const proof = this.brought.get("proof")?.bytes;
    const entry = this.brought.get("entry")?.bytes;
    const words = this.words.trim();
    const trust = this.brought.get("trust")?.bytes ?? (words === "" ? undefined : typed(words));
    const turn = (this.turn += 1);
    const parts = await this.parts(proof, entry, trust);
    if (turn === this.turn) this.result.replaceChildren(...parts);
  }

  private async parts(
    proof?: Uint8Array,
    entry?: Uint8Array,
    trust?: Uint8Array,
  ): Promise<HTMLElement[]> {
    if (proof === undefined || entry === undefined || trust === undefined) {
      const missing = [
        proof === undefined && t().proof,
        entry === undefined && t().entry,
        trust === undefined && t().trust,
      ].filter((one): one is string => one !== false);
      const faults = new Set(KINDS.flatMap((kind) => this.faults.get(kind) ?? []));
      return [
        h("h2", { class: "wait" }, t().waiting),
        ...[...faults].map((fault) => h("p", { class: "fault" }, fault)),
        h("p", { class: "quiet" }, t().missing),
        h(
          "ul",
          { class: "missing", role: "list" },
          missing.map((one) => h("li", {}, one)),
        ),
      ];
    }
    const question = { proof, entry, trust };
    const answer = await check(question);
    return "refusal" in answer ? no(answer) : yes(answer, question);
  }
}

new Page().start();

// For tests and for scripts: the judgement that the page shows, of a proof, what is believed and
// the hash of a leaf in base64. The places of the witnesses who stand by it, with their times.
Object.assign(globalThis, {
  async lodestarJudge(
    proofBytes: Uint8Array,
    trust: Uint8Array,
    leafHash: string,
  ): Promise<string | false> {
    const proof = parseLogProof(proofBytes);
    const policy = readTrust(trust);
    const leaf = parseHash(leafHash);
    if (proof instanceof Refusal || policy instanceof Refusal || leaf === undefined) return false;
    const accepted = await verifyProof(policy, proof, leaf);
    if (accepted instanceof Refusal) return false;
    return accepted.witnesses.map(({ witness, time }) => `${witness}@${time}`).join(",");
  },
});
