// SPDX-License-Identifier: Apache-2.0
// Who shares what with whom: circles are groups of postings (area = postings), squares are
// contacts, line width is the strength of a tie. A large network starts folded; a contact unfolds
// the groups it ties.
import { Group, Lead } from "./lead";
import { h, responsive, s } from "../shared/dom";
import { beginning } from "./evidence";
import { Label, Line, Room } from "./labels";
import { Body, layout } from "./layout";
import { number } from "../shared/language";
import { host, t } from "./host";
import { flat, stranger } from "../shared/text";
import { timeHeight } from "./time_place";

const ALONE = matchMedia("(max-width: 860px)"); // as in page.css: no chart beside it
const FIRST = 24; // groups drawn before anything is unfolded

interface Node extends Body {
  group?: number;
  contact?: number;
  label: string;
}

export class Network {
  readonly element = h("div", { class: "panel chart" });
  private readonly shown = new Set<number>();
  private chosen: Node | undefined;
  private readonly place = h("div");
  private readonly told = h("div", { class: "told", "aria-live": "polite" });
  private readonly groups: Group[];
  private readonly ties: [number, number, number, number][];

  constructor(private readonly lead: Lead) {
    this.groups = lead.groups ?? [];
    this.ties = lead.ties ?? [];
    this.groups.slice(0, FIRST).forEach((_, i) => this.shown.add(i));
    this.element.append(this.place, this.told);
    responsive(this.place, (width) => this.draw(width));
    host().onReveal(() => {
      if (this.place.isConnected) this.redraw();
    });
    this.tell();
  }

  private redraw(): void {
    this.place.replaceChildren(this.draw(this.place.clientWidth));
  }

  private nodes(): {
    nodes: Node[];
    ties: [number, number][];
    drawn: [number, number, number, number][];
  } {
    const most = Math.max(1, ...this.groups.map((group) => group.postings));
    const nodes: Node[] = [];
    const groupAt = new Map<number, number>(),
      contactAt = new Map<number, number>();
    this.groups.forEach((group, i) => {
      if (!this.shown.has(i)) return;
      groupAt.set(i, nodes.length);
      nodes.push({
        x: 0,
        y: 0,
        r: 0.016 + 0.05 * Math.sqrt(group.postings / most),
        group: i,
        label: number(group.postings),
      });
    });
    const drawn = this.ties.filter(([group]) => this.shown.has(group));
    for (const [, contact] of drawn) {
      if (contactAt.has(contact)) continue;
      contactAt.set(contact, nodes.length);
      nodes.push({
        x: 0,
        y: 0,
        r: 0.02,
        contact,
        label: `${host().kindOf(contact)} ${host().maskedValue(contact)}`,
      });
    }
    const ties = drawn.map(([group, contact]): [number, number] => [
      groupAt.get(group) ?? 0,
      contactAt.get(contact) ?? 0,
    ]);
    return { nodes, ties, drawn };
  }

  private hiddenBehind(contact: number): number[] {
    return this.ties
      .filter(([group, one]) => one === contact && !this.shown.has(group))
      .map(([group]) => group);
  }

  private draw(width: number): SVGElement {
    const own = Math.min(420, Math.max(236, 150 + 6 * this.shown.size));
    // As high as the chart beside it; what is told below takes one line.
    const height = Math.round(ALONE.matches ? own : Math.max(own, timeHeight(this.lead) - 36));
    const { nodes, ties, drawn } = this.nodes();
    layout(nodes, ties, width / height);
    fit(nodes, width, height);
    const svg = s("svg", {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": t().network,
    });
    const heaviest = Math.max(1, ...drawn.map(([, , , weight]) => weight));
    const lines: Line[] = [];
    drawn.forEach(([, , , weight], i) => {
      const [a, b] = ties[i] ?? [0, 0];
      const from = nodes[a],
        to = nodes[b];
      if (from === undefined || to === undefined) return;
      const line = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
      lines.push(line);
      svg.append(
        s("line", {
          class: this.touches(from, to) ? "tie on" : "tie",
          ...line,
          "stroke-width": 1 + (3 * weight) / heaviest,
        }),
      );
    });
    const labels = placeLabels(nodes, width, height, lines);
    nodes.forEach((node, i) => svg.append(this.node(node, labels[i])));
    return svg;
  }

  private touches(a: Node, b: Node): boolean {
    return this.chosen !== undefined && [a, b].some((node) => same(node, this.chosen));
  }

  private node(node: Node, label: Label | undefined): SVGElement {
    const isGroup = node.group !== undefined;
    const hidden = node.contact === undefined ? [] : this.hiddenBehind(node.contact);
    const name = this.nameOf(node, hidden.length);
    const key = `${isGroup ? "g" : "c"}${node.group ?? node.contact}`;
    const choose = (): void => this.choose(node, hidden, key);
    const isOn = same(node, this.chosen);
    const kinds = ["node", isGroup ? "group" : "contact", isBig(node) && "big", isOn && "on"];
    const box = s(
      "g",
      {
        class: kinds.filter(Boolean).join(" "),
        tabindex: 0,
        role: "button",
        "aria-label": name,
        "aria-pressed": String(isOn),
        "data-node": key,
        onclick: choose,
        onkeydown: (event) => {
          const isKey = event instanceof KeyboardEvent && ["Enter", " "].includes(event.key);
          if (!isKey) return;
          event.preventDefault();
          event.stopPropagation();
          choose();
        },
      },
      s("title", {}, name),
      isGroup ? circle(node) : square(node, hidden.length),
    );
    if (label !== undefined) {
      const at = { x: label.x, y: label.y, "text-anchor": label.anchor };
      const value = s("tspan", { class: "id" }, flat(host().maskedValue(node.contact ?? 0)));
      box.append(
        s("text", { class: "halo", ...at }, `${host().kindOf(node.contact ?? 0)} `, value),
      );
    }
    return box;
  }

  private nameOf(node: Node, hidden: number): string {
    if (node.group !== undefined) {
      return `${t().group}: ${t().postings(this.groups[node.group]?.postings ?? 0)}`;
    }
    return flat(node.label) + (hidden > 0 ? `, ${t().hiddenGroups(hidden)}` : "");
  }

  // A contact unfolds what it ties; what is chosen already is let go.
  private choose(node: Node, hidden: number[], key: string): void {
    for (const group of hidden) this.shown.add(group);
    this.chosen = same(node, this.chosen) && hidden.length === 0 ? undefined : node;
    this.tell();
    this.redraw();
    this.place.querySelector<SVGElement>(`[data-node="${key}"]`)?.focus();
  }

  private tell(): void {
    const { chosen } = this;
    if (chosen === undefined) {
      const folded = this.groups.length - this.shown.size;
      this.told.replaceChildren(t().networkHelp, folded > 0 ? ` ${t().hiddenGroups(folded)}.` : "");
    } else if (chosen.contact !== undefined) {
      const own = this.ties.filter(([, contact]) => contact === chosen.contact);
      this.told.replaceChildren(
        h(
          "span",
          {},
          `${host().kindOf(chosen.contact)} `,
          host().valueChip(chosen.contact),
          ` · ${t().groups(own.length)} · `,
          t().postings(own.reduce((sum, [, , postings]) => sum + postings, 0)),
        ),
      );
    } else {
      const group = this.groups[chosen.group ?? 0];
      if (group !== undefined)
        this.told.replaceChildren(
          groupName(this.lead, group),
          ` · ${t().postings(group.postings)}`,
        );
    }
  }
}

function groupName(lead: Lead, group: Group): HTMLElement {
  const own = lead.templates.find((one) => one.id === group.cluster);
  if (own !== undefined)
    return h(
      "a",
      {
        href: `#${own.id}`,
        onclick: (event) => {
          event.preventDefault();
          document.getElementById(own.id)?.scrollIntoView({ block: "center" });
        },
      },
      stranger(beginning(own, 90)),
    );
  if (group.cluster !== undefined) return h("span", { class: "mono" }, group.cluster);
  return h("span", {}, `${t().lone} `, h("span", { class: "mono" }, stranger(group.posting ?? "")));
}

const same = (a: Node, b: Node | undefined): boolean =>
  a.group === b?.group && a.contact === b?.contact;

const isBig = (node: Node): boolean => node.group !== undefined && node.r >= 11;

function circle(node: Node): SVGElement[] {
  const { x, y, r } = node;
  const text = { x, y: y + 4, "text-anchor": "middle" };
  const body = [
    s("circle", { class: "ring", cx: x, cy: y, r: r + 4 }),
    s("circle", { class: "body", cx: x, cy: y, r }),
  ];
  return isBig(node) ? [...body, s("text", text, node.label)] : body;
}

function square({ x, y }: Node, hidden: number): SVGElement[] {
  const ring = { x: x - 12, y: y - 12, width: 24, height: 24, rx: 6 };
  const body = { x: x - 8, y: y - 8, width: 16, height: 16, rx: 3 };
  const text = { x, y: y + 20, "text-anchor": "middle", class: "strong" };
  const drawn = [s("rect", { class: "ring", ...ring }), s("rect", { class: "body", ...body })];
  return hidden > 0 ? [...drawn, s("text", text, `+${number(hidden)}`)] : drawn;
}

// From the layout's square to the picture, circles whole, labels with room.
function fit(nodes: Node[], width: number, height: number): void {
  const scale = Math.min(width, height * 1.6);
  for (const node of nodes)
    node.r = node.contact !== undefined ? 9 : Math.max(5, Math.min(26, node.r * scale * 0.9));
  const margin = 30;
  const side = nodes.some((node) => node.contact !== undefined) ? Math.min(84, width / 5) : margin;
  const span = (axis: "x" | "y"): [number, number] => [
    Math.min(...nodes.map((n) => n[axis])),
    Math.max(...nodes.map((n) => n[axis])),
  ];
  const [x0, x1] = span("x"),
    [y0, y1] = span("y");
  const sx = (width - 2 * side) / Math.max(1e-6, x1 - x0),
    sy = (height - 2 * margin) / Math.max(1e-6, y1 - y0);
  for (const node of nodes) {
    node.x = x1 - x0 < 1e-6 ? width / 2 : side + (node.x - x0) * sx;
    node.y = y1 - y0 < 1e-6 ? height / 2 : margin + (node.y - y0) * sy;
  }
}

// Contacts are named where there is room.
function placeLabels(
  nodes: Node[],
  width: number,
  height: number,
  lines: Line[],
): (Label | undefined)[] {
  const room = new Room(nodes, width, height, lines);
  return nodes.map((node, i) =>
    node.contact === undefined ? undefined : room.find(i, node, node.label),
  );
}

export function networkTable(lead: Lead): HTMLElement {
  const heaviest = Math.max(1, ...(lead.ties ?? []).map(([, , , weight]) => weight));
  return h(
    "div",
    { class: "panel chart scroll" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t().group),
          h("th", { scope: "col" }, t().contact),
          h("th", { scope: "col", class: "n" }, t().count),
          h("th", { scope: "col", class: "n" }, t().tie),
        ),
      ),
      h(
        "tbody",
        {},
        (lead.ties ?? []).map(([group, contact, postings, weight]) => {
          const one = lead.groups?.[group];
          return h(
            "tr",
            {},
            h("td", {}, one !== undefined && groupName(lead, one)),
            h("td", {}, `${host().kindOf(contact)} `, host().valueChip(contact)),
            h("td", { class: "n" }, number(postings)),
            h("td", { class: "n" }, number(Math.round((100 * weight) / heaviest) / 100)),
          );
        }),
      ),
    ),
  );
}
