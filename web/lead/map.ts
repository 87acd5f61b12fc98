// SPDX-License-Identifier: Apache-2.0
// Where postings say they are, on plain outlines.
import { Lead } from "./lead";
import { h, responsive, s } from "../shared/dom";
import { comma } from "./evidence";
import { polyline, Room } from "./labels";
import { drawLand } from "./land";
import { Projection } from "./projection";
import { find_places, Position } from "./places";
import { t } from "./host";
import { flat } from "../shared/text";

interface Stop extends Position {
  name: string;
  postings: number;
}

export function map(lead: Lead): HTMLElement | undefined {
  const stops: Stop[] = [];
  const off: string[] = [],
    shared: string[] = [];
  const named = lead.places.filter(({ place }) => place !== "");
  const positions = find_places(named.map(({ place }) => place));
  named.forEach(({ place, postings }, i) => {
    const position = positions[i];
    if (position === undefined) off.push(flat(place));
    else if (position === "several") shared.push(flat(place));
    else stops.push({ ...position, name: flat(place), postings });
  });
  if (named.length === 0) return undefined;
  const element = h("div", { class: "panel chart map" });
  if (stops.length > 0) {
    const place = h("div");
    element.append(place);
    responsive(place, (width) => draw(stops, width));
  }
  for (const [says, list] of [
    [t().offMap, off],
    [t().sharedName, shared],
  ] as const) {
    const names = list.map((name, i) => [i > 0 && comma(), h("bdi", { dir: "auto" }, name)]);
    if (list.length > 0) element.append(h("p", { class: "off" }, `${says} `, names));
  }
  return element;
}

function draw(stops: Stop[], width: number): SVGElement {
  const view = new Projection(stops, width);
  const { height } = view;
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const svg = s("svg", { ...size, role: "img", "aria-label": t().mapSays }, drawLand(view));
  const most = Math.max(...stops.map((stop) => stop.postings));
  const marks = stops.map((stop) => ({
    x: view.x(stop.longitude),
    y: view.y(stop.latitude),
    r: Math.max(4, 15 * Math.sqrt(stop.postings / most)),
    name: stop.name,
    title: `${stop.name}: ${t().postings(stop.postings)}`,
  }));
  svg.append(s("path", { class: "path", d: polyline(marks) }));
  for (const { x, y, r, title } of marks) {
    svg.append(s("circle", { class: "dot", cx: x, cy: y, r }, s("title", {}, title)));
  }
  const room = new Room(marks, width, height);
  marks.forEach((mark, i) => {
    const label = room.find(i, mark, mark.name);
    if (label === undefined) return;
    const at = { x: label.x, y: label.y, "text-anchor": label.anchor };
    svg.append(s("text", { class: "halo strong", ...at }, mark.name));
  });
  return svg;
}
