// SPDX-License-Identifier: Apache-2.0
// Below the leads, folded until asked for: the largest networks and texts that are none.
import { review } from "./data";
import { h } from "../shared/dom";
import { Hit } from "./search";
import { number, t } from "./strings";

export class Others {
  private isUnfolded = review.leads.length === 0;

  constructor(private readonly redraw: () => void) {}

  // What search finds is never hidden.
  isOpen = (isSearch: boolean): boolean => this.isUnfolded || isSearch;

  show(): void {
    if (this.isUnfolded) return;
    this.isUnfolded = true;
    this.redraw();
  }

  // Whether they are there now.
  toggle(): boolean {
    this.isUnfolded = !this.isUnfolded;
    this.redraw();
    return this.isUnfolded;
  }

  draw(hits: Hit[], isSearch: boolean, list: (hits: Hit[]) => HTMLElement): HTMLElement[] {
    if (hits.length === 0) return [];
    const isOpen = this.isOpen(isSearch);
    const head = h(
      "button",
      {
        class: "others",
        type: "button",
        "aria-expanded": String(isOpen),
        onclick: () => {
          this.toggle();
          document.querySelector<HTMLElement>("button.others")?.focus();
        },
      },
      h("span", {}, t().othersHead),
      h("span", { class: "n" }, number(hits.length)),
    );
    if (!isOpen) return [head];
    const networks = hits.filter(({ lead }) => lead.is_network);
    const texts = hits.filter(({ lead }) => !lead.is_network);
    return [
      head,
      h("p", { class: "others-say" }, t().othersSay),
      ...part(t().othersNetworks, review.other_networks_found, true, networks, list),
      ...part(t().othersTexts, review.other_clusters_found, false, texts, list),
    ];
  }
}

// One sort of them, and how many are in the files alone.
function part(
  title: string,
  found: number,
  isNetwork: boolean,
  hits: Hit[],
  list: (hits: Hit[]) => HTMLElement,
): HTMLElement[] {
  if (hits.length === 0) return [];
  const shown = review.others.filter((one) => one.is_network === isNetwork).length;
  const file = isNetwork ? "networks.jsonl" : "clusters.jsonl";
  const rest = found > shown && h("span", {}, t().largestOf(number(shown), number(found), file));
  return [h("p", { class: "others-part" }, h("b", {}, title), rest), list(hits)];
}
