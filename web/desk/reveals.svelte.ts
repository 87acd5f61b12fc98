// SPDX-License-Identifier: Apache-2.0
// Contacts of the open lead: masked until asked for, one by one; asking goes to the service, which
// records it.
import { untrack } from "svelte";
import { h } from "../shared/dom";
import { flat, visible } from "../shared/text";
import { api, type Contact, type Lead } from "./api";
import { d, w } from "./words.svelte";

let lead = "";
let contacts: ReadonlyMap<number, Contact> = new Map();
let values = $state.raw<ReadonlyMap<number, string>>(new Map());
const listeners = new Set<() => void>();

export function openContacts(of: Pick<Lead, "id" | "contacts">): void {
  contacts = new Map(of.contacts.map((one) => [one.index, one]));
  if (lead === of.id) return;
  lead = of.id;
  values = new Map();
  listeners.clear();
}

export const valueOf = (index: number): string | undefined => values.get(index);
export const kindOf = (index: number): string => {
  const kind = contacts.get(index)?.kind ?? "";
  return w().kinds[kind] ?? kind;
};
export const shownValue = (index: number): string =>
  values.get(index) ?? contacts.get(index)?.masked ?? "•••";

export function onReveal(listener: () => void): void {
  listeners.add(listener);
}

export async function reveal(index: number): Promise<void> {
  if (values.has(index)) return;
  const of = lead;
  const { value } = await api.reveal(of, index);
  if (of !== lead) return;
  values = new Map(values).set(index, value);
  for (const listener of listeners) listener();
}

// The next one that is masked still, in the order of the table.
export const nextMasked = (): number | undefined =>
  [...contacts.keys()].find((index) => !values.has(index));

export function chip(index: number, text: string): HTMLElement {
  const element = h("span", { class: "mask" });
  const draw = (): void => {
    const value = values.get(index);
    const shown = value ?? text;
    element.replaceChildren(...h("span", {}, visible(shown)).childNodes);
    element.classList.toggle("shown", value !== undefined);
    element.title =
      value === undefined ? d().pressToReveal(`${kindOf(index)} ${flat(shown)}`) : kindOf(index);
  };
  onReveal(draw);
  untrack(draw); // the chip draws itself again, not what it stands in
  return element;
}

export const valueChip = (index: number): HTMLElement =>
  chip(index, contacts.get(index)?.masked ?? "•••");
