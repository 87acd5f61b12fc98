// SPDX-License-Identifier: Apache-2.0
// Rows are places in order of first sight, columns are days or steps of days; the path between them is faint.
import { Lead } from "./data";
import { h, responsive, s } from "./dom";
import { longDate, number, shortDate, t } from "./strings";
import { flat, stranger } from "./text";

const DAY = 86400000;
const ROWS = 16;  // drawn; the table has them all

function dayOf(lead: Lead, step: number): string {
  const start = Math.floor(Date.parse(lead.first ?? "") / DAY);
  return new Date((start + step * lead.step_days) * DAY).toISOString();
}

const nameOf = (place: string): string => (place === "" ? t().noPlace : flat(place));

export function timePlace(lead: Lead): HTMLElement {
  const element = h("div", { class: "panel chart" });
  if (lead.first === null || lead.cells.length === 0) {
    element.append(h("p", { class: "quiet" }, t().noTime));
    return element;
  }
  const place = h("div");
  element.append(place);
  responsive(place, (width) => draw(lead, width));
  const notes = [lead.step_days > 1 && t().step(lead.step_days), lead.places_found > ROWS && t().morePlaces(lead.places_found - ROWS)];
  const bursts = (lead.bursts ?? []).map((one) => `${shortDate(one.start)}: ${t().burst(t().postings(one.postings), number(one.expected))}`);
  const circuits = (lead.circuits ?? []).map((one) => t().circuit(one.places.map(nameOf).join(" → "), t().days(one.days)));
  const lines = [...notes.filter((note): note is string => note !== false), ...circuits, ...bursts];
  if (lines.length > 0) element.append(h("div", { class: "told" }, lines.map((line) => h("div", { dir: "auto" }, line))));
  return element;
}

function draw(lead: Lead, width: number): SVGElement {
  const rows = lead.places.slice(0, ROWS);
  const gap = rows.length < 5 ? 32 : rows.length < 9 ? 26 : 21;
  const names = Math.min(width * 0.32, 16 + 6.2 * Math.max(...rows.map((row) => nameOf(row.place).length)));
  const top = 14, height = Math.max(rows.length < 5 ? 150 : 190, top + rows.length * gap + 28);
  const last = Math.max(1, ...lead.cells.map(([, step]) => step));
  const most = Math.max(1, ...lead.cells.map(([, , postings]) => postings));
  const x = (step: number): number => names + 12 + (step / last) * (width - names - 30);
  const y = (row: number): number => top + 8 + row * ((height - top - 30) / Math.max(1, rows.length));
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": t().timeSays });
  const ticks = Math.min(last, Math.max(1, Math.floor((width - names) / 56)));
  for (let i = 0; i <= ticks; ++i) {
    const at = x(Math.round((i * last) / ticks));
    svg.append(s("line", { class: "grid-line", x1: at, x2: at, y1: top - 6, y2: height - 22 }));
  }
  for (const [step, anchor] of [[0, "middle"], [last, "end"]] as const) {
    svg.append(s("text", { x: step === 0 ? Math.max(x(0), 20) : x(last) + 14, y: height - 6, "text-anchor": anchor }, shortDate(dayOf(lead, step))));
  }
  rows.forEach((row, i) => {
    const name = nameOf(row.place), room = Math.floor((names - 4) / 6.2);
    svg.append(s("text", { x: 0, y: y(i) + 4 }, name.length > room ? `${name.slice(0, room - 1)}…` : name, s("title", {}, name)));
  });
  const firsts = rows.flatMap((_, i) => {
    const steps = lead.cells.filter(([place]) => place === i).map(([, step]) => step);
    return steps.length === 0 || rows[i]?.place === "" ? [] : [[x(Math.min(...steps)), y(i)] as const];
  });
  svg.append(s("path", { class: "path", d: firsts.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`).join("") }));
  const largest = Math.min(10, gap / 2 - 1);
  for (const [place, step, postings] of lead.cells) {
    const row = rows[place];
    if (row === undefined) continue;
    svg.append(s("circle", { class: "dot", cx: x(step), cy: y(place), r: Math.max(2.5, largest * Math.sqrt(postings / most)) },
      s("title", {}, `${nameOf(row.place)}, ${shortDate(dayOf(lead, step))}: ${t().postings(postings)}`)));
  }
  return svg;
}

export function timeTable(lead: Lead): HTMLElement {
  return h("div", { class: "panel chart scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t().place), h("th", { scope: "col" }, t().day), h("th", { scope: "col", class: "n" }, t().count))),
    h("tbody", {}, lead.cells.map(([place, step, postings]) => h("tr", {}, h("td", {}, stranger(nameOf(lead.places[place]?.place ?? ""))),
      h("td", {}, longDate(dayOf(lead, step))), h("td", { class: "n" }, number(postings)))))));
}
