// SPDX-License-Identifier: Apache-2.0
// Identifiers stay hidden until asked for: one by one, or all. A courtesy to the people behind
// them, no protection: the file holds them all.
import { Contact, review } from "./data";
import { h } from "../shared/dom";
import { t } from "./strings";
import { flat, visible } from "../shared/text";

const shown = new Set<number>();
let allShown = false;
const listeners = new Set<() => void>();

export const isShown = (contact: number): boolean => allShown || shown.has(contact);
export const areAllShown = (): boolean => allShown;
export function onReveal(listener: () => void): void {
  listeners.add(listener);
}

export function toggleAll(): void {
  allShown = !allShown;
  shown.clear();
  refresh();
}

function toggle(contact: number): void {
  if (allShown) return;
  if (!shown.delete(contact)) shown.add(contact);
  refresh();
}

const contactAt = (index: number): Contact =>
  review.contacts[index] ?? { kind: "phone", value: "", postings: 0 };

// Enough to tell two apart, not enough to call.
export function mask(contact: Contact): string {
  const { kind, value } = contact;
  if (review.run.pseudonyms) return value.slice(0, 10);
  if (value.length < 6) return "•••";
  if (/^\+?\d+$/.test(value))
    return `${value.slice(0, value.startsWith("+") ? 3 : 2)} ••• ••• ${value.slice(-3)}`;
  if (kind === "email") return `${value.slice(0, 1)}•••@•••${value.slice(value.lastIndexOf("."))}`;
  return `${value.slice(0, 1)}•••${value.slice(-2)}`;
}

interface Chip {
  contact: number;
  full: string;
  show: (text: string, isFull: boolean) => void;
}
let chips: Chip[] = [];

function refresh(): void {
  chips = chips.filter((chip) => draw(chip));
  for (const listener of listeners) listener();
}

function draw(chip: Chip): boolean {
  chip.show(
    isShown(chip.contact) ? chip.full : mask(contactAt(chip.contact)),
    isShown(chip.contact),
  );
  return true;
}

// A chip that shows the value, or what was written, when pressed. A lone part of an identifier
// (rest in a slot) stays masked as a whole.
export function chip(index: number, full: string, isButton = true): HTMLElement {
  const contact = contactAt(index);
  const name = t().kinds[contact.kind] ?? contact.kind;
  const element =
    isButton && !review.run.pseudonyms
      ? h("button", { class: "mask", type: "button", onclick: () => toggle(index) })
      : h("span", { class: "mask" });
  const one: Chip = {
    contact: index,
    full,
    show: (text, isFull) => {
      element.replaceChildren(...h("span", {}, visible(text)).childNodes);
      element.classList.toggle("shown", isFull);
      const label = `${name} ${flat(text)}`;
      element.title = isFull ? name : t().hiddenIdentifier(label);
      if (isButton) {
        element.setAttribute("aria-label", isFull ? label : t().hiddenIdentifier(label));
      }
    },
  };
  chips.push(one);
  draw(one);
  return element;
}

// Called when the page is drawn anew: chips of the old page are gone.
export function forgetChips(): void {
  chips = [];
}

export function valueChip(index: number): HTMLElement {
  return chip(index, contactAt(index).value);
}
export const kindOf = (index: number): string =>
  t().kinds[contactAt(index).kind] ?? contactAt(index).kind;
export const maskedValue = (index: number): string =>
  isShown(index) ? contactAt(index).value : mask(contactAt(index));
