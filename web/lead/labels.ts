// SPDX-License-Identifier: Apache-2.0
// Where a label has room: beside its mark, on nothing else, inside the picture. What has none is
// left to hover, focus and the table.

export interface Mark {
  x: number;
  y: number;
  r: number;
}
export interface Label {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
}

export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const LETTER = 6.4; // mean width at 11 px

interface Box {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

const meet = (a: Box, b: Box): boolean => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;

// Whether a part of the line lies in the box (Liang and Barsky's clipping).
function crosses({ x1, y1, x2, y2 }: Line, box: Box): boolean {
  const [dx, dy] = [x2 - x1, y2 - y1];
  let [enters, leaves] = [0, 1];
  for (const [step, room] of [
    [-dx, x1 - box.x0],
    [dx, box.x1 - x1],
    [-dy, y1 - box.y0],
    [dy, box.y1 - y1],
  ] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) enters = Math.max(enters, room / step);
    if (step > 0) leaves = Math.min(leaves, room / step);
  }
  return enters < leaves;
}

export class Room {
  private readonly taken: Box[];

  constructor(
    marks: Mark[],
    private readonly width: number,
    private readonly height: number,
    private readonly lines: Line[] = [],
  ) {
    this.taken = marks.map(({ x, y, r }) => ({ x0: x - r, x1: x + r, y0: y - r, y1: y + r }));
  }

  // A place for the label of marks[own]: right, left, above or below it; on a line where there is
  // no other.
  find(own: number, mark: Mark, text: string): Label | undefined {
    const gap = mark.r + 5;
    const tries: Label[] = [
      { x: mark.x + gap, y: mark.y + 4, anchor: "start" },
      { x: mark.x - gap, y: mark.y + 4, anchor: "end" },
      { x: mark.x, y: mark.y - gap - 1, anchor: "middle" },
      { x: mark.x, y: mark.y + gap + 9, anchor: "middle" },
    ];
    const long = LETTER * text.length + 4;
    return (
      tries.find((label) => this.take(own, label, long, this.lines)) ??
      tries.find((label) => this.take(own, label, long, []))
    );
  }

  private take(own: number, { x, y, anchor }: Label, long: number, lines: Line[]): boolean {
    const x0 = anchor === "start" ? x : anchor === "end" ? x - long : x - long / 2;
    const box = { x0, x1: x0 + long, y0: y - 10, y1: y + 3 };
    const isInside = x0 >= 0 && box.x1 <= this.width && box.y0 >= 0 && box.y1 <= this.height;
    if (!isInside || this.taken.some((other, i) => i !== own && meet(other, box))) return false;
    if (lines.some((line) => crosses(line, box))) return false;
    this.taken.push(box);
    return true;
  }
}

export const polyline = (points: { x: number; y: number }[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
