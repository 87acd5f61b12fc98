// SPDX-License-Identifier: Apache-2.0
// The pack of places: where towns lie, by the names people write, and outlines to draw them on.
import { fold } from "../shared/text";

let placesText = (): string => "";
let outlineText = (): string => "";

// The two files of the pack, asked for when the first map is drawn.
export function providePlaces(places: () => string, outline: () => string): void {
  placesText = places;
  outlineText = outline;
}

export interface Position {
  longitude: number;
  latitude: number;
}

let towns: Map<string, Position[]> | undefined; // by name, and by name and country
let countries: Map<string, string> | undefined;

const SAME_KM = 50; // two entries of one town

function readTowns(): Map<string, Position[]> {
  const found = new Map<string, Position[]>();
  for (const line of placesText().split("\n")) {
    const [names, country, latitude, longitude] = line.split("\t");
    if (names === undefined || latitude === undefined || longitude === undefined) continue;
    const position = { latitude: Number(latitude), longitude: Number(longitude) };
    for (const name of names.split("|")) {
      for (const key of [fold(name), inCountry(fold(name), country ?? "")]) {
        const known = found.get(key) ?? [];
        if (known.every((one) => kilometres(one, position) > SAME_KM)) known.push(position);
        found.set(key, known);
      }
    }
  }
  return found;
}

const RADIUS_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function kilometres(a: Position, b: Position): number {
  const [up, right] = [b.latitude - a.latitude, b.longitude - a.longitude];
  const half =
    Math.sin(radians(up) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(right) / 2) ** 2;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
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
  for (const [name, code] of [
    ["uk", "GB"],
    ["england", "GB"],
    ["usa", "US"],
  ] as const)
    found.set(name, code);
  return found;
}

// "Porto", "porto, Portugal", "Porto (PT)": the towns that may be meant, the larger first. A
// country told chooses among towns of one name.
export function find_towns(name: string): Position[] {
  towns ??= readTowns();
  countries ??= readCountries();
  const whole = fold(name);
  const [first = "", ...others] = whole.split(/[,(/;|)]| - /).map((part) => part.trim());
  const country = others.map((part) => countries?.get(part)).find((code) => code !== undefined);
  const told = country === undefined ? undefined : towns.get(inCountry(first, country));
  return told?.slice(0, 1) ?? towns.get(whole) ?? towns.get(first) ?? [];
}

const CLEARLY = 1.25; // so much farther away is the next town of that name

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

// The one that is clearly nearest to the others.
function nearest(towns: Position[], others: Position[]): Position | undefined {
  const distances = towns.map((town) => sum(others.map((one) => kilometres(town, one))));
  const order = [...towns.keys()].sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0));
  const [best = 0, next = 0] = order.map((i) => distances[i] ?? 0);
  return towns.length > 1 && next < CLEARLY * best ? undefined : towns[order[0] ?? 0];
}

// Towns of one name that nothing is told about but each other: those that lie together.
function together(open: Position[][]): Position[] {
  const reach = (from: Position, to: Position[]): Position[] =>
    [...to].sort((a, b) => kilometres(from, a) - kilometres(from, b)).slice(0, 1);
  const ways = open.flatMap((towns) =>
    towns.map((town) => open.flatMap((to) => (to === towns ? [town] : reach(town, to)))),
  );
  const lengths = ways.map((way) => sum(way.flatMap((a) => way.map((b) => kilometres(a, b)))));
  return ways[lengths.indexOf(Math.min(...lengths))] ?? [];
}

// Where the places of one lead are: of towns that share a name the one nearest to the others.
// "several" where none is clearly nearer, undefined where the pack has none.
export function find_places(names: string[]): (Position | "several" | undefined)[] {
  const found = names.map(find_towns);
  const sure = found.filter((towns) => towns.length === 1).flat();
  const open = found.filter((towns) => towns.length > 1);
  const anchors = sure.length > 0 ? sure : open.length > 1 ? together(open) : [];
  return found.map((towns) => {
    if (towns.length < 2) return towns[0];
    const others = anchors.filter((one) => sure.length > 0 || !towns.includes(one));
    return (others.length > 0 ? nearest(towns, others) : undefined) ?? "several";
  });
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
