// SPDX-License-Identifier: Apache-2.0
// The pack of places: where towns lie, by the names people write, and outlines to draw them on.
import { outlineText, placesText } from "./data";
import { fold } from "./text";

export interface Position {
  longitude: number;
  latitude: number;
}

let towns: Map<string, Position> | undefined;

function readTowns(): Map<string, Position> {
  const found = new Map<string, Position>();
  for (const line of placesText().split("\n")) {
    const [names, , latitude, longitude] = line.split("\t");
    if (names === undefined || latitude === undefined || longitude === undefined) continue;
    for (const name of names.split("|")) {
      const key = fold(name);
      if (key !== "" && !found.has(key))
        found.set(key, { latitude: Number(latitude), longitude: Number(longitude) });
    }
  }
  return found;
}

// "Porto", "porto, Portugal", "Porto (PT)".
export function find_place(name: string): Position | undefined {
  towns ??= readTowns();
  const whole = fold(name);
  const first = whole.split(/[,(/;|]| - /)[0]?.trim() ?? "";
  return towns.get(whole) ?? towns.get(first);
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
