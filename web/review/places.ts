// SPDX-License-Identifier: Apache-2.0
// The pack of places: where towns lie, by the names people write, and outlines to draw them on.
import { outlineText, placesText } from "./data";
import { fold } from "../shared/text";

export interface Position {
  longitude: number;
  latitude: number;
}

let towns: Map<string, Position> | undefined; // by name, and by name and country
let countries: Map<string, string> | undefined;

function readTowns(): Map<string, Position> {
  const found = new Map<string, Position>();
  for (const line of placesText().split("\n")) {
    const [names, country, latitude, longitude] = line.split("\t");
    if (names === undefined || latitude === undefined || longitude === undefined) continue;
    const position = { latitude: Number(latitude), longitude: Number(longitude) };
    for (const name of names.split("|")) {
      for (const key of [fold(name), inCountry(fold(name), country ?? "")]) {
        if (key !== "" && !found.has(key)) found.set(key, position);
      }
    }
  }
  return found;
}

const inCountry = (town: string, country: string): string => `${town}|${country}`;

// ISO codes and the names that the browser knows, in the languages postings come in.
function readCountries(): Map<string, string> {
  const found = new Map<string, string>();
  const codes = new Set<string>();
  for (const line of placesText().split("\n")) {
    const code = line.split("\t")[1] ?? "";
    if (/^[A-Z]{2}$/.test(code)) codes.add(code);
  }
  for (const language of ["en", "es", "fr", "pt", "de", "ru", "ar"]) {
    const names = new Intl.DisplayNames([language], { type: "region" });
    for (const code of codes) found.set(fold(names.of(code) ?? code), code);
  }
  for (const code of codes) found.set(fold(code), code);
  return found;
}

// "Porto", "porto, Portugal", "Porto (PT)". A country told chooses among towns of one name.
export function find_place(name: string): Position | undefined {
  towns ??= readTowns();
  countries ??= readCountries();
  const whole = fold(name);
  const [first = "", ...others] = whole.split(/[,(/;|)]| - /).map((part) => part.trim());
  const country = others.map((part) => countries?.get(part)).find((code) => code !== undefined);
  const told = country === undefined ? undefined : towns.get(inCountry(first, country));
  return told ?? towns.get(whole) ?? towns.get(first);
}

export interface Outline {
  arcs: { isBorder: boolean; points: Float32Array }[];
  rings: number[][];
}

let outline: Outline | undefined;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

function readPoints(code: string): Float32Array {
  const values: number[] = [];
  let value = 0,
    shift = 0;
  for (const c of code) {
    const digit = DIGITS.indexOf(c);
    value |= (digit & 31) << shift;
    if (digit >= 32) {
      shift += 5;
      continue;
    }
    const difference = value & 1 ? ~(value >> 1) : value >> 1;
    values.push(difference + (values[values.length - 2] ?? 0));
    value = shift = 0;
  }
  return Float32Array.from(values, (v) => v / 50);
}

export function getOutline(): Outline {
  if (outline !== undefined) return outline;
  outline = { arcs: [], rings: [] };
  for (const line of outlineText().split("\n")) {
    const body = line.slice(1);
    if (line.startsWith("r"))
      outline.rings.push(
        body.split(" ").map((n) => (n.startsWith("~") ? ~Number(n.slice(1)) : Number(n))),
      );
    else if (line !== "")
      outline.arcs.push({ isBorder: line.startsWith("b"), points: readPoints(body) });
  }
  return outline;
}
