// SPDX-License-Identifier: Apache-2.0
// Runs of a text as nodes: identifiers as chips, slots and quotes marked.
import { Child, h } from "../shared/dom";
import { stranger, visible } from "../shared/text";
import { host } from "./host";
import { Run } from "./lead";

interface Drawing {
  isButton?: boolean;
  against?: (evidence: number) => boolean;
  title?: (evidence: number) => string;
}

export function runs(list: Run[] | undefined, drawing: Drawing = {}): Child[] {
  return (list ?? []).map((run) => {
    if (typeof run === "string") return visible(run);
    let node: Child =
      run.c === undefined ? visible(run.t) : host().chip(run.c, run.t, drawing.isButton ?? true);
    if (run.s !== undefined) node = h("span", { class: "s" }, node);
    if (run.q !== undefined) {
      const isAgainst = drawing.against?.(run.q) ?? false;
      node = h(
        "mark",
        { class: isAgainst ? "q against" : "q", title: drawing.title?.(run.q) },
        node,
      );
    }
    return node;
  });
}

export const strangerRuns = (list: Run[] | undefined, drawing: Drawing = {}): HTMLElement => {
  const element = stranger("");
  element.replaceChildren(h("span", {}, runs(list, drawing)));
  return element;
};
