// SPDX-License-Identifier: Apache-2.0
// The page: a list of leads beside one of them. What is open is in the address, so back and forward
// work.
import { aboutPage } from "./about";
import { isLead, Lead, review, Standing, units } from "./data";
import { languageChoice, star, themeButton } from "../shared/controls";
import { h } from "../shared/dom";
import { titleOf } from "../lead/evidence";
import {
  chip,
  forgetChips,
  kindOf,
  maskedValue,
  onReveal,
  toggleAll,
  valueChip,
} from "./identifiers";
import { leadPage, showPosting } from "./lead_page";
import { row } from "./list";
import { Others } from "./others";
import { openPaper } from "./paper";
import { findLeads, Hit, isNumber } from "./search";
import { tables as evidences } from "./evidences";
import { currentLanguage, languages, number, setLanguage, t } from "./strings";
import { closeSlot } from "../lead/templates";
import { flat } from "../shared/text";
import { provideHost } from "../lead/host";
import { startTheme } from "../shared/theme";

class Desk {
  private readonly root = h("div", { class: "desk" });
  private readonly rows = h("nav", { class: "rows" });
  private readonly sheet = h("main", { class: "sheet", id: "sheet", tabindex: -1 });
  private readonly input = h("input", {
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => this.showRows(),
  });
  private readonly where = h("span", { class: "where" });
  private standing: Standing | undefined;
  private readonly others = new Others(() => this.showRows());
  private hits: Hit[] = []; // those whose rows are there
  private open: Lead | "about" | undefined;

  start(): void {
    startTheme();
    setLanguage(navigator.language.slice(0, 2));
    document.getElementById("app")?.replaceWith(this.root);
    addEventListener("hashchange", () => this.follow());
    addEventListener("keydown", (event) => this.press(event));
    addEventListener("beforeprint", () => openPaper(this.sheet));
    this.sheet.addEventListener("scroll", closeSlot, { passive: true });
    this.build();
  }

  private build(): void {
    this.input.placeholder = t().search;
    this.input.setAttribute("aria-label", t().search);
    this.rows.setAttribute("aria-label", t().leads);
    this.root.replaceChildren(
      this.skip(),
      h(
        "div",
        { class: "top" },
        h("span", { class: "brand" }, star()),
        this.where,
        h(
          "button",
          { class: "btn", type: "button", onclick: () => this.drawer(true) },
          `${t().openList} ${number(review.leads.length)}`,
        ),
      ),
      h(
        "aside",
        { class: "list", "aria-label": t().leads },
        h(
          "header",
          {},
          h(
            "div",
            { class: "brand" },
            star(),
            h("span", {}, t().leads),
            h(
              "button",
              { class: "btn close", type: "button", onclick: () => this.drawer(false) },
              t().close,
            ),
          ),
          h("div", { class: "search" }, this.input, h("kbd", { "aria-hidden": "true" }, "/")),
          this.chips(),
        ),
        this.rows,
        this.foot(),
      ),
      h("div", { class: "veil", onclick: () => this.drawer(false) }),
      this.sheet,
    );
    this.showRows();
    this.follow();
  }

  // Past the list. The address stays: it names the open lead.
  private skip(): HTMLElement {
    const link = h("a", { class: "skip", href: "#sheet" }, t().skip);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.drawer(false);
      this.sheet.focus();
    });
    return link;
  }

  private chips(): HTMLElement | false {
    if (!review.leads.some((lead) => lead.standing !== undefined)) return false;
    const count = (one: Standing | undefined): number =>
      review.leads.filter((lead) => one === undefined || lead.standing === one).length;
    const box = h("div", { class: "chips", role: "group" });
    const draw = (): void =>
      box.replaceChildren(
        ...(
          [
            [undefined, t().all],
            ["new", t().new],
            ["grown", t().grown],
            ["shrunk", t().shrunk],
            ["unchanged", t().unchanged],
          ] as const
        )
          .filter(([one]) => one !== "shrunk" || count(one) > 0)
          .map(([one, name]) =>
            h(
              "button",
              {
                class: "chip",
                type: "button",
                "aria-pressed": String(this.standing === one),
                onclick: () => {
                  this.standing = one;
                  draw();
                  this.showRows();
                },
              },
              `${name} ${number(count(one))}`,
            ),
          ),
      );
    draw();
    return box;
  }

  private foot(): HTMLElement {
    const choice = languageChoice(t().language, languages(), () => {
      this.open = undefined;
      this.build();
    });
    return h(
      "footer",
      {},
      h(
        "a",
        { href: "#about", "aria-current": this.open === "about" ? "page" : undefined },
        t().about,
      ),
      h("span", { class: "end" }),
      choice,
      themeButton(t()),
      h(
        "button",
        { type: "button", title: t().help, "aria-label": t().help, onclick: () => this.help() },
        h("kbd", {}, "?"),
      ),
    );
  }

  private showRows(): void {
    const query = this.input.value;
    const found = findLeads(query, this.standing);
    const leads = found.filter(({ lead }) => isLead(lead));
    const others = found.filter(({ lead }) => !isLead(lead));
    const parts: HTMLElement[] = [];
    if (review.leads.length === 0) {
      parts.push(h("div", { class: "empty" }, h("p", {}, t().noLeads), h("p", {}, t().noLeadsWhy)));
    }
    if (leads.length > 0) parts.push(this.list(leads));
    if (found.length === 0 && units.length > 0) parts.push(...this.nothing(query));
    parts.push(...this.others.draw(others, query.trim() !== "", (hits) => this.list(hits)));
    this.hits = [...leads, ...(this.others.isOpen(query.trim() !== "") ? others : [])];
    parts.push(...this.cuts());
    this.rows.replaceChildren(...parts);
  }

  private list(hits: Hit[]): HTMLElement {
    const rows = hits.map((hit) => {
      const one = row(hit, hit.lead === this.open);
      one.addEventListener("click", () => this.drawer(false));
      return h("li", {}, one);
    });
    return h("ul", { role: "list" }, rows);
  }

  // The page holds a part of the run: a number may still be in the files beside it.
  private nothing(query: string): HTMLElement[] {
    const says = h("p", { class: "empty" }, t().noHits);
    if (!isNumber(query)) return [says];
    const command = `lodestar find FOLDER '${flat(query.trim())}'`;
    return [says, h("p", { class: "empty" }, t().askHits, " ", h("code", { dir: "ltr" }, command))];
  }

  // What ties nothing here, by reason: what only such an identifier ties is in no list.
  private cuts(): HTMLElement[] {
    const reasons = Object.entries(review.cut_reasons).map(
      ([reason, count]) => `${t().reasons[reason] ?? reason} ${number(count)}`,
    );
    if (reasons.length === 0) return [];
    const link = h("a", { href: "#about" }, `${t().cuts}: ${reasons.join(", ")}`);
    link.addEventListener("click", () => this.drawer(false));
    return [h("p", { class: "cuts" }, link)];
  }

  // Opens what the address names.
  private follow(): void {
    const name = decodeURIComponent(location.hash.slice(1));
    const next =
      name === "about"
        ? "about"
        : (units.find((lead) => lead.id === name) ?? this.open ?? units[0] ?? "about");
    if (next === this.open) return;
    this.open = next;
    if (next !== "about" && !isLead(next)) this.others.show();
    closeSlot();
    forgetChips();
    const page = next === "about" ? aboutPage() : leadPage(next);
    this.sheet.replaceChildren(page);
    this.sheet.scrollTop = 0;
    const title = next === "about" ? t().about : flat(titleOf(next));
    document.title = `${title} · Lodestar`;
    this.where.textContent = title;
    this.markOpen();
    this.showPostingOfSearch(page, next);
  }

  private showPostingOfSearch(page: HTMLElement, next: Lead | "about"): void {
    const wanted = this.input.value.trim();
    if (next !== "about" && wanted !== "" && next.ids.includes(wanted)) showPosting(page, wanted);
  }

  private markOpen(): void {
    for (const link of this.root.querySelectorAll<HTMLAnchorElement>(".row, footer a")) {
      const isOpen = link.hash === `#${this.open === "about" ? "about" : (this.open?.id ?? "")}`;
      if (isOpen)
        link.setAttribute("aria-current", link.classList.contains("row") ? "true" : "page");
      else link.removeAttribute("aria-current");
    }
  }

  private drawer(isOpen: boolean): void {
    this.root.classList.toggle("drawer", isOpen);
    if (isOpen) (this.rows.querySelector<HTMLElement>("[aria-current]") ?? this.input).focus();
  }

  // At once: the browser tells of a changed address only later.
  private go(name: string): void {
    location.hash = name;
    this.follow();
  }

  private step(by: number): void {
    const at = this.hits.findIndex((hit) => hit.lead === this.open);
    const next = this.hits[Math.max(0, Math.min(this.hits.length - 1, at + by))];
    if (next !== undefined) this.openRow(next.lead);
  }

  private openRow(lead: Lead): void {
    this.go(lead.id);
    const link = [...this.rows.querySelectorAll<HTMLAnchorElement>(".row")].find(
      (one) => one.hash === `#${lead.id}`,
    );
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: "nearest" });
  }

  private back(): void {
    if (closeSlot()) return;
    if (document.activeElement === this.input && this.input.value !== "") {
      this.input.value = "";
      this.showRows();
    } else if (this.root.classList.contains("drawer")) {
      this.drawer(false);
    } else {
      this.rows.querySelector<HTMLElement>("[aria-current]")?.focus();
    }
  }

  private readonly actions: Record<string, () => void> = {
    j: () => this.step(1),
    k: () => this.step(-1),
    "/": () => {
      if (getComputedStyle(this.root.querySelector(".top") ?? this.root).display !== "none")
        this.drawer(true);
      this.input.focus();
      this.input.select();
    },
    "?": () => this.help(),
    m: toggleAll,
    a: () => this.go("about"),
    o: () => {
      const first = review.others[0];
      if (first !== undefined && this.others.toggle()) this.openRow(first);
    },
    n: () => this.sheet.querySelector<HTMLElement>("[data-table=network]")?.click(),
    t: () => this.root.querySelector<HTMLElement>(".list > footer button")?.click(),
  };

  private press(event: KeyboardEvent): void {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      document.querySelector("dialog[open]") !== null
    )
      return;
    const isTyping = event.target === this.input || event.target instanceof HTMLSelectElement;
    const inList = event.target instanceof Node && this.rows.contains(event.target);
    if (event.key === "Escape") {
      this.back();
      return;
    }
    if (event.target === this.input && (event.key === "ArrowDown" || event.key === "Enter")) {
      event.preventDefault();
      this.rows.querySelector<HTMLElement>(".row")?.focus();
      if (event.key === "Enter") this.rows.querySelector<HTMLElement>(".row")?.click();
      return;
    }
    if (isTyping) return;
    if (inList && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.step(event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    if (inList && event.key === "Enter") {
      setTimeout(() => this.sheet.querySelector<HTMLElement>("h1")?.focus());
      return;
    }
    const action = this.actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  private help(): void {
    const keys = t().keys;
    const list: [string[], string][] = [
      [["j", "k", "↓", "↑"], keys.next],
      [["Enter"], keys.open],
      [["Esc"], keys.back],
      [["/"], keys.find],
      [["m"], keys.mask],
      [["n"], keys.network],
      [["o"], keys.others],
      [["a"], keys.about],
      [["t"], keys.theme],
      [["?"], keys.help],
    ];
    const dialog = h(
      "dialog",
      { "aria-label": t().help },
      h("h2", {}, t().help),
      h(
        "dl",
        {},
        list.map(([names, what]) => [
          h(
            "dt",
            {},
            names.map((name) => [h("kbd", {}, name), " "]),
          ),
          h("dd", {}, what),
        ]),
      ),
      h("button", { class: "btn", type: "button", onclick: () => dialog.close() }, t().close),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}

provideHost({
  words: t,
  evidences: () => evidences[currentLanguage()],
  chip,
  valueChip,
  kindOf,
  maskedValue,
  onReveal,
});
new Desk().start();
