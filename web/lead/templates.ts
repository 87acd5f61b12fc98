// SPDX-License-Identifier: Apache-2.0
// A template: fixed words plain, slots underlined with the number of variants; a slot lists them
// when asked.
import { Piece, Template } from "./lead";
import { h } from "../shared/dom";
import { comma } from "./evidence";
import { runs, strangerRuns } from "./runs";
import { number, percent } from "../shared/language";
import { t } from "./host";

let open: { slot: HTMLElement; pop: HTMLElement } | undefined;

export function closeSlot(): boolean {
  if (open === undefined) return false;
  open.slot.setAttribute("aria-expanded", "false");
  open.slot.removeAttribute("aria-describedby");
  open.pop.remove();
  open = undefined;
  return true;
}

function variants(piece: Piece): HTMLElement {
  const fillers = piece.fillers ?? [];
  const others = (piece.distinct ?? 0) - fillers.length;
  return h(
    "div",
    { class: "pop", role: "tooltip", id: "variants" },
    h("h3", {}, t().variants(piece.distinct ?? 0)),
    h(
      "ul",
      {},
      fillers.map((filler) =>
        h(
          "li",
          {},
          filler.text.length === 0
            ? h("span", { class: "quiet" }, t().empty)
            : strangerRuns(filler.text, { isButton: false }),
          h("span", { class: "n" }, number(filler.postings)),
        ),
      ),
      others > 0 && h("li", { class: "quiet" }, t().others(others)),
    ),
  );
}

function openSlot(slot: HTMLElement, piece: Piece): void {
  if (open?.slot === slot) return;
  closeSlot();
  const pop = variants(piece);
  document.body.append(pop);
  const at = slot.getBoundingClientRect(),
    size = pop.getBoundingClientRect();
  const below = at.bottom + 8 + size.height < innerHeight || at.top < size.height + 8;
  pop.style.top = `${below ? at.bottom + 8 : at.top - size.height - 8}px`;
  pop.style.left = `${Math.max(12, Math.min(at.left, innerWidth - size.width - 12))}px`;
  slot.setAttribute("aria-expanded", "true");
  slot.setAttribute("aria-describedby", "variants");
  open = { slot, pop };
}

function slotOf(piece: Piece): HTMLElement {
  const first = piece.fillers?.[0]?.text ?? [];
  const content = first.length === 0 ? "…" : runs(first, { isButton: false });
  const slot = h(
    "button",
    { class: "slot", type: "button", "aria-expanded": "false" },
    content,
    h("sup", { "aria-hidden": "true" }, number(piece.distinct ?? 0)),
    h("span", { class: "unseen" }, `${comma()}${t().variants(piece.distinct ?? 0)}`),
  );
  for (const event of ["pointerenter", "focus", "click"])
    slot.addEventListener(event, () => openSlot(slot, piece));
  for (const event of ["pointerleave", "blur"])
    slot.addEventListener(event, () => {
      if (document.activeElement !== slot || event === "blur") closeSlot();
    });
  return slot;
}

// A space where the words beside a slot do not bring their own.
const needsSpace = (piece: Piece | undefined): boolean => {
  const first = piece?.words?.[0];
  const words = typeof first === "string" ? first : (first?.t ?? "a");
  return !/^[\s,.;:!?)\]}»”’…،。、]/u.test(words);
};

export function template(one: Template): HTMLElement {
  const text = h("div", { class: "tpl-text", dir: "auto" });
  one.pieces.forEach((piece, i) => {
    if (i > 0 && needsSpace(piece)) text.append(" ");
    if (piece.words === undefined) text.append(slotOf(piece));
    else text.append(h("span", {}, runs(piece.words)));
  });
  return h(
    "div",
    { class: "panel tpl", id: one.id },
    h(
      "div",
      { class: "tpl-head" },
      h("span", {}, t().aligned(t().postings(one.postings))),
      h(
        "span",
        { title: t().bitsFull(number(one.bits_saved), number(one.bits_alone)) },
        t().bits(percent(one.bits_saved / Math.max(1, one.bits_alone))),
      ),
      h("span", { class: "mono" }, one.id),
    ),
    text,
  );
}
