// SPDX-License-Identifier: Apache-2.0
// Where postings say they are, on plain outlines (latitude and longitude, narrowed by the cosine of the middle).
import { Lead } from "./data";
import { h, responsive, s } from "./dom";
import { find_place, getOutline, Position } from "./places";
import { t } from "./strings";
import { flat } from "./text";

interface Stop extends Position { name: string; postings: number }
interface View { west: number; north: number; scale: number; narrow: number; width: number; height: number }

export function map(lead: Lead): HTMLElement | undefined {
  const stops: Stop[] = [], off: string[] = [];
  for (const { place, postings } of lead.places) {
    if (place === "") continue;
    const position = find_place(place);
    if (position === undefined) off.push(flat(place));
    else stops.push({ ...position, name: flat(place), postings });
  }
  if (stops.length === 0 && off.length === 0) return undefined;
  const element = h("div", { class: "panel chart map" });
  if (stops.length > 0) {
    const place = h("div");
    element.append(place);
    responsive(place, (width) => draw(stops, width));
  }
  if (off.length > 0) element.append(h("p", { class: "off" }, `${t().offMap} `, off.map((name, i) => [i > 0 && ", ", h("bdi", { dir: "auto" }, name)])));
  return element;
}

function viewOf(stops: Stop[], width: number): View {
  const span = (values: number[], least: number): [number, number] => {
    const low = Math.min(...values), high = Math.max(...values), middle = (low + high) / 2;
    const half = Math.max((high - low) * 0.68, least / 2);
    return [middle - half, middle + half];
  };
  const [south, north] = span(stops.map((stop) => stop.latitude), 5);
  const narrow = Math.cos(((south + north) / 2) * Math.PI / 180);
  const [west, east] = span(stops.map((stop) => stop.longitude), 8);
  const height = Math.round(Math.min(440, Math.max(width < 500 ? 220 : 300, (width * (north - south)) / ((east - west) * narrow))));
  const scale = Math.min(width / ((east - west) * narrow), height / (north - south));
  return { narrow, scale, width, height,
    west: (west + east) / 2 - width / 2 / scale / narrow, north: (south + north) / 2 + height / 2 / scale };
}

function draw(stops: Stop[], width: number): SVGElement {
  const view = viewOf(stops, width);
  const x = (longitude: number): number => (longitude - view.west) * view.narrow * view.scale;
  const y = (latitude: number): number => (view.north - latitude) * view.scale;
  const svg = s("svg", { viewBox: `0 0 ${width} ${view.height}`, width, height: view.height, role: "img", "aria-label": t().mapSays });
  const clip = s("clipPath", { id: `clip-${width | 0}` }, s("rect", { width, height: view.height }));
  const land = s("g", { "clip-path": `url(#clip-${width | 0})` });
  svg.append(clip, land);
  drawLand(land, view, x, y);
  const stopsAt = stops.map((stop) => ({ ...stop, x: x(stop.longitude), y: y(stop.latitude) }));
  svg.append(s("path", { class: "path", d: stopsAt.map((stop, i) => `${i === 0 ? "M" : "L"}${stop.x.toFixed(1)} ${stop.y.toFixed(1)}`).join("") }));
  const most = Math.max(...stops.map((stop) => stop.postings));
  const boxes: { x0: number; x1: number; y0: number; y1: number }[] = [];
  const circles = stopsAt.map((stop) => ({ ...stop, r: Math.max(4, 15 * Math.sqrt(stop.postings / most)) }));
  for (const stop of circles) {
    svg.append(s("circle", { class: "dot", cx: stop.x, cy: stop.y, r: stop.r }, s("title", {}, `${stop.name}: ${t().postings(stop.postings)}`)));
    boxes.push({ x0: stop.x - stop.r, x1: stop.x + stop.r, y0: stop.y - stop.r, y1: stop.y + stop.r });
  }
  circles.forEach((stop, i) => {
    const long = 6.4 * stop.name.length + 4;
    for (const [anchor, dx, dy] of [["start", stop.r + 5, 4], ["end", -stop.r - 5, 4], ["middle", 0, -stop.r - 6], ["middle", 0, stop.r + 13]] as const) {
      const left = stop.x + dx - (anchor === "start" ? 0 : anchor === "end" ? long : long / 2);
      const box = { x0: left, x1: left + long, y0: stop.y + dy - 10, y1: stop.y + dy + 3 };
      if (box.x0 < 2 || box.x1 > width - 2 || box.y0 < 0 || box.y1 > view.height) continue;
      if (boxes.some((other, j) => j !== i && other.x0 < box.x1 && other.x1 > box.x0 && other.y0 < box.y1 && other.y1 > box.y0)) continue;
      boxes.push(box);
      svg.append(s("text", { class: "halo strong", x: stop.x + dx, y: stop.y + dy, "text-anchor": anchor }, stop.name));
      break;
    }
  });
  return svg;
}

function drawLand(into: SVGElement, view: View, x: (n: number) => number, y: (n: number) => number): void {
  const { arcs, rings } = getOutline();
  const inView = (points: Float32Array): boolean => {
    let west = 999, east = -999, south = 999, north = -999;
    for (let i = 0; i < points.length; i += 2) {
      const longitude = points[i] ?? 0, latitude = points[i + 1] ?? 0;
      west = Math.min(west, longitude); east = Math.max(east, longitude);
      south = Math.min(south, latitude); north = Math.max(north, latitude);
    }
    return x(east) > 0 && x(west) < view.width && y(south) > 0 && y(north) < view.height;
  };
  const line = (points: Float32Array, isBackwards: boolean, isContinued: boolean): string => {
    const parts: string[] = [];
    const count = points.length / 2;
    for (let k = isContinued ? 1 : 0; k < count; ++k) {
      const i = 2 * (isBackwards ? count - 1 - k : k);
      parts.push(`${parts.length === 0 && !isContinued ? "M" : "L"}${x(points[i] ?? 0).toFixed(1)} ${y(points[i + 1] ?? 0).toFixed(1)}`);
    }
    return parts.join("");
  };
  let land = "", coast = "", border = "";
  for (const ring of rings) {
    const parts = ring.flatMap((index) => arcs[index < 0 ? ~index : index] ?? []);
    const all = Float32Array.from(parts.flatMap((arc) => [...arc.points]));
    if (!inView(all)) continue;
    land += `${ring.map((index, i) => line(parts[i]?.points ?? new Float32Array(), index < 0, i > 0)).join("")}Z`;
  }
  for (const arc of arcs) {
    if (!inView(arc.points)) continue;
    if (arc.isBorder) border += line(arc.points, false, false);
    else coast += line(arc.points, false, false);
  }
  const degrees = view.width / view.scale / view.narrow;
  const step = [1, 2, 5, 10, 20, 30].find((one) => degrees / one < 9) ?? 30;
  let graticule = "";
  for (let lon = Math.ceil(view.west / step) * step; x(lon) < view.width; lon += step) graticule += `M${x(lon).toFixed(1)} 0V${view.height}`;
  for (let lat = Math.floor(view.north / step) * step; y(lat) < view.height; lat -= step) graticule += `M0 ${y(lat).toFixed(1)}H${view.width}`;
  into.append(s("path", { class: "graticule", d: graticule }), s("path", { class: "land", d: land }),
    s("path", { class: "border", d: border }), s("path", { class: "coast", d: coast }));
}
