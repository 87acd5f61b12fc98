// SPDX-License-Identifier: Apache-2.0
// Every word of the page comes from a table, one a language; numbers and dates as the language
// writes them. Titles and labels of leads come from the packs.
import { ar } from "./strings_ar";
import { de } from "./strings_de";
import { en, Strings } from "./strings_en";
import { es } from "./strings_es";
import { fr } from "./strings_fr";
import { pt } from "./strings_pt";
import { ru } from "./strings_ru";

export const tables: Record<string, Strings> = { en, ar, de, es, fr, pt, ru };
let language = "en";

export const languages = (): [string, string][] =>
  Object.entries(tables).map(([code, table]) => [code, table.name]);
export const currentLanguage = (): string => language;
export const t = (): Strings => tables[language] ?? en;

export function setLanguage(code: string): void {
  language = code in tables ? code : "en";
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

export const number = (value: number): string => new Intl.NumberFormat(language).format(value);
export const percent = (share: number): string =>
  new Intl.NumberFormat(language, { style: "percent" }).format(share);
export const points = (tenths: number, isSigned = true): string => {
  const text = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(Math.abs(tenths) / 10);
  return tenths < 0 ? `−${text}` : isSigned ? `+${text}` : text;
};
const dates = (options: Intl.DateTimeFormatOptions, iso: string): string =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(new Date(iso));
export const shortDate = (iso: string): string => dates({ day: "numeric", month: "short" }, iso);
// With its year where that is not this one.
export const listDate = (iso: string): string =>
  iso.startsWith(String(new Date().getFullYear())) ? shortDate(iso) : longDate(iso);
const DAY: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
export const longDate = (iso: string): string => dates(DAY, iso);
const FULL: Intl.DateTimeFormatOptions = {
  ...DAY,
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
};
export const dateTime = (iso: string): string => `${dates(FULL, iso)} UTC`;
// A day alone is written as such: where no hour was told, none is shown.
export const dayOrTime = (iso: string): string =>
  iso.includes("T") ? dateTime(iso) : dates({ ...DAY, weekday: "short" }, iso);
export function dateRange(first: string, last: string): string {
  const format = new Intl.DateTimeFormat(language, { ...DAY, timeZone: "UTC" });
  return format.formatRange(new Date(first), new Date(last));
}
