// SPDX-License-Identifier: Apache-2.0
// Reasons for and against on one axis, and their sum. openPosting: where the page has postings.
import { Evidence, Lead } from "./lead";
import { h, width } from "../shared/dom";
import { comma, say } from "./evidence";
import { points } from "../shared/language";
import { t } from "./host";
import { stranger } from "../shared/text";

function shortQuote(evidence: Evidence): HTMLElement | false {
  const quote = evidence.quotes[0]?.text.trim();
  if (quote === undefined || quote === "") return false;
  const words = quote.length > 70 ? `${quote.slice(0, 68)} …` : quote;
  return h("q", {}, stranger(words));
}

function subline(evidence: Evidence): HTMLElement {
  const said = say(evidence);
  const family = t().families[evidence.family] ?? evidence.family;
  const quote = shortQuote(evidence);
  const shown = said.detail !== "" ? stranger(said.detail) : t().inPostings(evidence.postings);
  const detail =
    evidence.percent === undefined ? shown : `${shown}; ${t().weighed(evidence.percent)}`;
  return h("small", {}, family, " · ", quote !== false && [quote, comma()], detail);
}

function bars(score: number, widest: number): [HTMLElement, HTMLElement, HTMLElement] {
  const bar = width(h("span", { class: "bar" }), Math.abs(score) / widest);
  return [
    h("span", { class: "l" }, score < 0 && bar),
    h("span", { class: "axis" }),
    h("span", { class: "r" }, score > 0 && bar),
  ];
}

function more(evidence: Evidence, openPosting?: (id: string) => void): HTMLElement {
  const part = (name: string, text: string): HTMLElement | false =>
    text !== "" && h("div", {}, h("h3", {}, name), h("p", {}, stranger(text)));
  return h(
    "div",
    { class: "more", hidden: true },
    part(t().whyCounts, say(evidence).why),
    part(t().benign, say(evidence).benign),
    part(t().source, evidence.source),
    evidence.quotes.length > 0 &&
      h(
        "div",
        { class: "all" },
        h("h3", {}, t().quoted),
        h(
          "ul",
          {},
          evidence.quotes.map((quote) =>
            h(
              "li",
              {},
              h("q", {}, stranger(quote.text)),
              " ",
              openPosting === undefined
                ? h("span", { class: "mono quiet" }, stranger(quote.posting))
                : h(
                    "button",
                    {
                      class: "link mono",
                      type: "button",
                      onclick: () => openPosting(quote.posting),
                    },
                    stranger(quote.posting),
                  ),
            ),
          ),
        ),
      ),
  );
}

export function tug(lead: Lead, openPosting?: (id: string) => void): HTMLElement {
  const widest = Math.max(1, ...lead.evidence.map((one) => Math.abs(one.points)));
  const rows = lead.evidence.map((evidence) => {
    const details = more(evidence, openPosting);
    const side = evidence.points < 0 ? t().against : t().for;
    const button = h(
      "button",
      {
        class: "ev",
        type: "button",
        "aria-expanded": "false",
        onclick: () => {
          details.hidden = !details.hidden;
          button.setAttribute("aria-expanded", String(!details.hidden));
        },
      },
      h("span", { class: "what" }, h("span", {}, stranger(say(evidence).label)), subline(evidence)),
      bars(evidence.points, widest),
      h(
        "span",
        { class: "n" },
        h("span", { class: "unseen" }, side),
        h("bdi", { dir: "ltr" }, points(evidence.points)),
      ),
    );
    return h("li", {}, button, details);
  });
  return h(
    "div",
    { class: "tug" },
    h(
      "div",
      { class: "ev-head", "aria-hidden": "true" },
      h("span"),
      h("span", { class: "l" }, t().against),
      h("span", { class: "axis" }),
      h("span", { class: "r" }, t().for),
      h("span"),
    ),
    h("ol", {}, rows),
    h(
      "div",
      { class: "ev-sum" },
      h("span", { class: "what" }, t().sum, h("small", {}, t().sumNote)),
      h("span", { class: "l" }),
      h("span", { class: "axis" }),
      h("span", { class: "r" }),
      h("span", { class: "n" }, h("bdi", { dir: "ltr" }, points(lead.score, false))),
    ),
  );
}
