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

export type Points = Float32Array; // longitude, latitude, longitude ...

// Longitudes go on beyond 180 degrees where a line does: nothing jumps around the world.
export interface Outline {
  arcs: { isBorder: boolean; points: Points }[];
  rings: Points[];
}

let outline: Outline | undefined;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

const WHOLE_TURN = 360 * 50;

function readPoints(code: string): Points {
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
    let difference = value & 1 ? ~(value >> 1) : value >> 1;
    if (values.length >= 2 && values.length % 2 === 0)
      difference -= WHOLE_TURN * Math.round(difference / WHOLE_TURN);
    values.push(difference + (values[values.length - 2] ?? 0));
    value = shift = 0;
  }
  return Float32Array.from(values, (v) => v / 50);
}

// Arcs end to end, "~n" backwards; each but the first without its first point, which is there.
function joinArcs(names: string[], arcs: Outline["arcs"]): Points {
  const points: number[] = [];
  for (const name of names) {
    const isBackwards = name.startsWith("~");
    const arc = arcs[Number(isBackwards ? name.slice(1) : name)]?.points ?? new Float32Array();
    const count = arc.length / 2;
    const at = (k: number): number => 2 * (isBackwards ? count - 1 - k : k);
    const gap = (points[points.length - 2] ?? arc[at(0)] ?? 0) - (arc[at(0)] ?? 0);
    const shift = 360 * Math.round(gap / 360);
    for (let k = points.length === 0 ? 0 : 1; k < count; ++k)
      points.push((arc[at(k)] ?? 0) + shift, arc[at(k) + 1] ?? 0);
  }
  return Float32Array.from(points);
}

export function getOutline(): Outline {
  if (outline !== undefined) return outline;
  outline = { arcs: [], rings: [] };
  for (const line of outlineText().split("\n")) {
    const body = line.slice(1);
    if (line.startsWith("r")) outline.rings.push(joinArcs(body.split(" "), outline.arcs));
    else if (line !== "")
      outline.arcs.push({ isBorder: line.startsWith("b"), points: readPoints(body) });
  }
  return outline;
}
