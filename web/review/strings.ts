// SPDX-License-Identifier: Apache-2.0
// Every word of the page comes from a table, one a language. Titles and labels of leads come from
// the packs.
import { currentLanguage, Language } from "../shared/language";
import { ar } from "./strings_ar";
import { de } from "./strings_de";
import { en, Strings } from "./strings_en";
import { es } from "./strings_es";
import { fr } from "./strings_fr";
import { pt } from "./strings_pt";
import { ru } from "./strings_ru";

export * from "../shared/language";

export const tables: Record<Language, Strings> = { en, ar, de, es, fr, pt, ru };

export const languages = (): [string, string][] =>
  Object.entries(tables).map(([code, table]) => [code, table.name]);
export const t = (): Strings => tables[currentLanguage()];
