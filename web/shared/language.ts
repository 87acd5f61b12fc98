// SPDX-License-Identifier: Apache-2.0
// The language that a page speaks, and numbers and dates as it writes them.

const CODES = ["en", "ar", "de", "es", "fr", "pt", "ru"] as const;
export type Language = (typeof CODES)[number];
const isLanguage = (code: string): code is Language => (CODES as readonly string[]).includes(code);
let language: Language = "en";

export const currentLanguage = (): Language => language;

export function setLanguage(code: string): void {
  language = isLanguage(code) ? code : "en";
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

export const number = (value: number | bigint): string =>
  new Intl.NumberFormat(language).format(value);
export const percent = (share: number): string =>
  new Intl.NumberFormat(language, { style: "percent" }).format(share);
export const list = (names: string[]): string => new Intl.ListFormat(language).format(names);

export const dates = (options: Intl.DateTimeFormatOptions, iso: string): string =>
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
// Where a claim hangs on it.
export const exactTime = (iso: string): string =>
  `${dates({ ...FULL, weekday: "long", month: "long", second: "2-digit" }, iso)} UTC`;
// A day alone is written as such: where no hour was told, none is shown.
export const dayOrTime = (iso: string): string =>
  iso.includes("T") ? dateTime(iso) : dates({ ...DAY, weekday: "short" }, iso);
export function dateRange(first: string, last: string): string {
  const format = new Intl.DateTimeFormat(language, { ...DAY, timeZone: "UTC" });
  return format.formatRange(new Date(first), new Date(last));
}

// A sum or a part of it, from tenths.
export const points = (tenths: number, isSigned = true): string => {
  const text = new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(Math.abs(tenths) / 10);
  return tenths < 0 ? `−${text}` : isSigned ? `+${text}` : text;
};
