// SPDX-License-Identifier: Apache-2.0
// Rows are places in order of first sight, columns are days or steps of days; the path between
// them is faint.
import { Lead } from "./lead";
import { Child, h, responsive, s } from "../shared/dom";
import { polyline } from "./labels";
import { longDate, number, shortDate } from "../shared/language";
import { t } from "./host";
import { flat, stranger } from "../shared/text";

const DAY = 86400000;
const ROWS = 16; // drawn; the table has them all
const LETTER = 6.2; // mean width at 11 px

function dayOf(lead: Lead, step: number): string {
  const start = Math.floor(Date.parse(lead.first ?? "") / DAY);
  return new Date((start + step * lead.step_days) * DAY).toISOString();
}

const nameOf = (place: string): string => (place === "" ? t().noPlace : flat(place));

// The places read in their own direction, whatever the sentence around them does.
function journey(places: string[], days: string): Child[] {
  const [before = "", after = ""] = t().circuit("\n", days).split("\n");
  return [before, h("bdi", {}, places.map(nameOf).join(" → ")), after];
}

function notes(lead: Lead): Child[] {
  // The journey that counts, as it was counted; only where none does, what the network shows.
  const counted = lead.evidence.filter((one) => one.indicator === "places_in_days");
  const journeys = counted.length > 0 ? counted.map((one) => one.figures) : (lead.circuits ?? []);
  const circuits = journeys.map((one) => journey(one.places, t().days(one.days)));
  const bursts = (lead.bursts ?? []).map((one) => {
    const usual = number(one.expected);
    return `${shortDate(one.start)}: ${t().burst(t().postings(one.postings), usual)}`;
  });
  const steps = lead.step_days > 1 ? [t().step(lead.step_days)] : [];
  const rest = lead.places_found > ROWS ? [t().morePlaces(lead.places_found - ROWS)] : [];
  return [...steps, ...rest, ...circuits.slice(0, 3), ...bursts.slice(0, 3)];
}

const gapOf = (rows: number): number => (rows < 5 ? 32 : rows < 9 ? 26 : 21);
const heightOf = (rows: number): number => Math.max(rows < 5 ? 150 : 190, 42 + rows * gapOf(rows));

// How high the chart and its notes are, for what stands beside it.
export const timeHeight = (lead: Lead): number =>
  heightOf(Math.min(ROWS, lead.places.length)) + 18 * notes(lead).length;

export function timePlace(lead: Lead): HTMLElement {
  const element = h("div", { class: "panel chart" });
  if (lead.first === null || lead.cells.length === 0) {
    element.append(h("p", { class: "quiet" }, t().noTime));
    return element;
  }
  const place = h("div");
  element.append(place);
  responsive(place, (width) => new Chart(lead, width).draw());
  const lines = notes(lead).map((line) => h("div", {}, line));
  if (lines.length > 0) element.append(h("div", { class: "told" }, lines));
  return element;
}

class Chart {
  private readonly rows = this.lead.places.slice(0, ROWS);
  private readonly gap = gapOf(this.rows.length);
  private readonly height = heightOf(this.rows.length);
  private readonly last = Math.max(1, ...this.lead.cells.map(([, step]) => step));
  private readonly names: number;

  constructor(
    private readonly lead: Lead,
    private readonly width: number,
  ) {
    const longest = Math.max(...this.rows.map((row) => nameOf(row.place).length));
    this.names = Math.min(width * 0.32, 16 + LETTER * longest);
  }

  draw(): SVGElement {
    const { width, height } = this;
    return s(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        role: "img",
        "aria-label": t().timeSays,
      },
      this.grid(),
      this.placeNames(),
      this.path(),
      this.dots(),
    );
  }

  private x(step: number): number {
    return this.names + 12 + (step / this.last) * (this.width - this.names - 30);
  }
  private y(row: number): number {
    return 22 + (row * (this.height - 44)) / Math.max(1, this.rows.length);
  }

  private grid(): SVGElement[] {
    const { last, height, lead } = this;
    const ticks = Math.min(last, Math.max(1, Math.floor((this.width - this.names) / 56)));
    const lines = Array.from({ length: ticks + 1 }, (_, i) => {
      const x = this.x(Math.round((i * last) / ticks));
      return s("line", { class: "grid-line", x1: x, x2: x, y1: 8, y2: height - 22 });
    });
    const start = {
      class: "date",
      x: Math.max(this.x(0), 20),
      y: height - 6,
      "text-anchor": "middle",
    };
    const end = { class: "date", x: this.x(last) + 14, y: height - 6, "text-anchor": "end" };
    const dates = [
      s("text", start, shortDate(dayOf(lead, 0))),
      s("text", end, shortDate(dayOf(lead, last))),
    ];
    return [...lines, ...dates];
  }

  private placeNames(): SVGElement[] {
    const room = Math.floor((this.names - 4) / LETTER);
    return this.rows.map((row, i) => {
      const name = nameOf(row.place);
      const shown = name.length > room ? `${name.slice(0, room - 1)}…` : name;
      return s("text", { x: 0, y: this.y(i) + 4 }, shown, s("title", {}, name));
    });
  }

  private path(): SVGElement {
    const firsts = this.rows.flatMap((row, i) => {
      const steps = this.lead.cells.filter(([place]) => place === i).map(([, step]) => step);
      if (steps.length === 0 || row.place === "") return [];
      return [{ x: this.x(Math.min(...steps)), y: this.y(i) }];
    });
    return s("path", { class: "path", d: polyline(firsts) });
  }

  private dots(): SVGElement[] {
    const most = Math.max(1, ...this.lead.cells.map(([, , postings]) => postings));
    const largest = Math.min(10, this.gap / 2 - 1);
    return this.lead.cells.flatMap(([place, step, postings]) => {
      const row = this.rows[place];
      if (row === undefined) return [];
      const day = shortDate(dayOf(this.lead, step));
      const title = s("title", {}, `${nameOf(row.place)}, ${day}: ${t().postings(postings)}`);
      const r = Math.max(2.5, largest * Math.sqrt(postings / most));
      return [s("circle", { class: "dot", cx: this.x(step), cy: this.y(place), r }, title)];
    });
  }
}

export function timeTable(lead: Lead): HTMLElement {
  const head = [
    h("th", { scope: "col" }, t().place),
    h("th", { scope: "col" }, t().day),
    h("th", { scope: "col", class: "n" }, t().count),
  ];
  const rows = lead.cells.map(([place, step, postings]) =>
    h(
      "tr",
      {},
      h("td", {}, stranger(nameOf(lead.places[place]?.place ?? ""))),
      h("td", {}, longDate(dayOf(lead, step))),
      h("td", { class: "n" }, number(postings)),
    ),
  );
  const table = h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
  return h("div", { class: "panel chart scroll" }, table);
}
