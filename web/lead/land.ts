// SPDX-License-Identifier: Apache-2.0
// Land, coasts, borders and a graticule. Borders help to find a place; they take no side.
import { s } from "../shared/dom";
import { getOutline, Points } from "./places";
import { Projection } from "./projection";

function isInView(points: Points, view: Projection, shift: number): boolean {
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  for (let i = 0; i < points.length; i += 2) {
    west = Math.min(west, points[i] ?? west);
    east = Math.max(east, points[i] ?? east);
    south = Math.min(south, points[i + 1] ?? south);
    north = Math.max(north, points[i + 1] ?? north);
  }
  const isBeside = view.x(east + shift) < 0 || view.x(west + shift) > view.width;
  return !isBeside && view.y(south) > 0 && view.y(north) < view.height;
}

// Path commands; the world goes on where a turn of it ends.
function line(points: Points, view: Projection): string {
  let path = "";
  for (const shift of [-360, 0, 360]) {
    if (!isInView(points, view, shift)) continue;
    for (let i = 0; i < points.length; i += 2) {
      const x = view.x((points[i] ?? 0) + shift).toFixed(1);
      const y = view.y(points[i + 1] ?? 0).toFixed(1);
      path += `${i === 0 ? "M" : "L"}${x} ${y}`;
    }
  }
  return path;
}

function graticule(view: Projection): string {
  const step = [1, 2, 5, 10, 20, 30].find((one) => view.degreesWide() / one < 9) ?? 30;
  let path = "";
  for (let at = Math.ceil(view.west / step) * step; view.x(at) < view.width; at += step) {
    path += `M${view.x(at).toFixed(1)} 0V${view.height}`;
  }
  for (let at = Math.floor(view.north / step) * step; view.y(at) < view.height; at -= step) {
    path += `M0 ${view.y(at).toFixed(1)}H${view.width}`;
  }
  return path;
}

let drawings = 0;

export function drawLand(view: Projection): SVGElement {
  const { arcs, rings } = getOutline();
  const land = rings.map((ring) => line(ring, view)).join("");
  const lines = (isBorder: boolean): string =>
    arcs
      .filter((arc) => arc.isBorder === isBorder)
      .map((arc) => line(arc.points, view))
      .join("");
  const id = `clip-${++drawings}`;
  const frame = s("rect", { width: view.width, height: view.height });
  return s(
    "g",
    { "clip-path": `url(#${id})`, "aria-hidden": "true" },
    s("clipPath", { id }, frame),
    s("path", { class: "graticule", d: graticule(view) }),
    s("path", { class: "land", d: land }),
    s("path", { class: "border", d: lines(true) }),
    s("path", { class: "coast", d: lines(false) }),
  );
}
