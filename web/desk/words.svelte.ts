// SPDX-License-Identifier: Apache-2.0
// The words of the desk: one table a language, fetched when it is chosen.
import type { Evidences } from "../lead/evidences";
import type { LeadWords } from "../lead/words_en";
import { setLanguage } from "../shared/language";
import type { DeskWords } from "./strings_en";
import type { en as people } from "./strings_people_en";

export type PeopleWords = typeof people;
export interface Table {
  words: LeadWords;
  desk: DeskWords & PeopleWords;
  evidences: Evidences | undefined;
}

export const LANGUAGES = [
  ["en", "English"],
  ["es", "Español"],
  ["fr", "Français"],
  ["ar", "العربية"],
] as const;
type Code = (typeof LANGUAGES)[number][0];

const tables: Record<Code, () => Promise<{ table: Table }>> = {
  en: () => import("./language_en"),
  es: () => import("./language_es"),
  fr: () => import("./language_fr"),
  ar: () => import("./language_ar"),
};

let table = $state.raw<Table | undefined>();

function current(): Table {
  if (table === undefined) throw new Error("words before their table");
  return table;
}
export const w = (): LeadWords => current().words;
export const d = (): DeskWords & PeopleWords => current().desk;
export const evidences = (): Evidences | undefined => current().evidences;

const KEPT = "lodestar-language";
const isCode = (code: string): code is Code => code in tables;

export async function choose(code: string): Promise<void> {
  const chosen = isCode(code) ? code : "en";
  const next = (await tables[chosen]()).table;
  setLanguage(chosen);
  table = next;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    /* the choice holds until the page is closed */
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
export const startWords = (): Promise<void> => choose(kept() ?? navigator.language.slice(0, 2));
