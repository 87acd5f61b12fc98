// SPDX-License-Identifier: Apache-2.0
// The rows of the list, each with its tug as a thin line.
import { isLead, Lead, units } from "./data";
import { h, width } from "../shared/dom";
import { factsOf, titleOf } from "../lead/evidence";
import { Hit } from "./search";
import { stranger } from "../shared/text";
import { listDate, points, t } from "./strings";

const sideOf = (lead: Lead, sign: number): number =>
  lead.evidence.reduce((sum, one) => sum + Math.max(0, sign * one.points), 0);

const widest = Math.max(1, ...units.map((lead) => Math.max(sideOf(lead, 1), sideOf(lead, -1))));

export function thinTug(lead: Lead): HTMLElement {
  return h(
    "span",
    { class: "thin", "aria-hidden": "true" },
    width(h("i", { class: "a" }), sideOf(lead, -1) / widest),
    width(h("i", { class: "f" }), sideOf(lead, 1) / widest),
  );
}

export function row({ lead, reason }: Hit, isOpen: boolean): HTMLAnchorElement {
  const isNew = lead.standing === "new" || lead.standing === "grown";
  const when = isNew
    ? lead.standing === "new"
      ? t().new
      : t().grown
    : lead.last === null
      ? ""
      : listDate(lead.last);
  return h(
    "a",
    { class: "row", href: `#${lead.id}`, "aria-current": isOpen ? "true" : undefined },
    h("span", { class: "name" }, stranger(titleOf(lead))),
    h("span", { class: isNew ? "when now" : "when" }, when),
    h("span", { class: "sub" }, factsOf(lead).join(" · ")),
    isLead(lead) &&
      h(
        "span",
        { class: "score" },
        h("span", { class: "unseen" }, `${t().sum}: `),
        points(lead.score, false),
      ),
    reason !== "" && h("span", { class: "hit" }, stranger(reason)),
    isLead(lead) && thinTug(lead),
  );
}
