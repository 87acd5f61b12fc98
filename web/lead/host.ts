// SPDX-License-Identifier: Apache-2.0
// What a page that draws leads provides: its words, what it says of evidence, and how it shows an
// identifier.
import { Evidences } from "./evidences";
import { LeadWords } from "./words_en";

export interface Host {
  words: () => LeadWords;
  evidences: () => Evidences | undefined; // none: as the run wrote it
  // An identifier inside a text. isButton: it may be asked for where it stands.
  chip: (contact: number, text: string, isButton: boolean) => HTMLElement;
  valueChip: (contact: number) => HTMLElement;
  kindOf: (contact: number) => string;
  maskedValue: (contact: number) => string;
  onReveal: (listener: () => void) => void;
}

let provided: Host | undefined;

export function provideHost(host: Host): void {
  provided = host;
}

export function host(): Host {
  if (provided === undefined) throw new Error("a page provides its host before it draws");
  return provided;
}

export const t = (): LeadWords => host().words();
