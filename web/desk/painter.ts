// SPDX-License-Identifier: Apache-2.0
// Draws what is shown of a graph: ties by weight, circles for groups, squares for contacts, each
// sort in one stroke.
import { Room } from "../lead/labels";
import { number } from "../shared/language";
import type { Graph } from "./graph";
import type { View } from "./view";

const ALIGNED = { start: "left", middle: "center", end: "right" } as const;
const WIDTHS = [0.8, 1.6, 2.8]; // of ties, by weight
const LABELLED = 160; // nodes in view: with more no label is placed
const TURN = 2 * Math.PI;

interface Colours {
  tie: string;
  accent: string;
  onAccent: string;
  contact: string;
  ink: string;
  halo: string;
}

export class Painter {
  private colours: Colours | undefined;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly graph: Graph,
    private readonly view: View,
    private readonly label: (node: number) => string,
  ) {}

  // Light or dark has changed.
  forgetColours(): void {
    this.colours = undefined;
  }

  private read(): Colours {
    if (this.colours !== undefined) return this.colours;
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    this.colours = {
      ...{ tie: colour("--line-2"), accent: colour("--accent"), onAccent: colour("--accent-ink") },
      ...{ contact: colour("--for-bar"), ink: colour("--ink-2"), halo: colour("--surface") },
    };
    return this.colours;
  }

  // isStill: nothing moves, and there is time for labels.
  paint(chosen: number | undefined, ratio: number, isStill: boolean): void {
    const { context, view } = this;
    const colours = this.read();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    const inView = this.findInView();
    this.ties(colours, chosen);
    this.groups(colours, inView);
    this.contacts(colours, inView);
    if (chosen !== undefined && this.graph.visible[chosen] === 1) this.ring(colours, chosen);
    if (isStill && inView.length <= LABELLED) this.labels(colours, inView);
  }

  private findInView(): number[] {
    const { graph, view } = this;
    const found: number[] = [];
    for (let i = 0; i < graph.count; ++i) {
      if (graph.visible[i] === 0) continue;
      const x = view.screenX(graph.forces.x[i] ?? 0);
      const y = view.screenY(graph.forces.y[i] ?? 0);
      const r = this.radius(i);
      if (x > -r && y > -r && x < view.width + r && y < view.height + r) found.push(i);
    }
    return found;
  }

  private radius(node: number): number {
    return Math.max(1.2, (this.graph.radius[node] ?? 1) * Math.min(1.4, this.view.scale));
  }

  private ties(colours: Colours, chosen: number | undefined): void {
    const { context, graph, view } = this;
    const { x, y } = graph.forces;
    const paths = WIDTHS.map(() => new Path2D());
    const own = new Path2D();
    for (const { group, contact, weight } of graph.ties) {
      if (graph.visible[group] === 0) continue;
      const [x1, y1] = [view.screenX(x[group] ?? 0), view.screenY(y[group] ?? 0)];
      const [x2, y2] = [view.screenX(x[contact] ?? 0), view.screenY(y[contact] ?? 0)];
      const isAside =
        (x1 < 0 && x2 < 0) ||
        (y1 < 0 && y2 < 0) ||
        (x1 > view.width && x2 > view.width) ||
        (y1 > view.height && y2 > view.height);
      if (isAside) continue;
      const share = Math.floor((weight / graph.heaviest) * 2.99);
      const path = group === chosen || contact === chosen ? own : paths[share];
      path?.moveTo(x1, y1);
      path?.lineTo(x2, y2);
    }
    const scale = Math.min(1, Math.max(0.4, view.scale));
    paths.forEach((path, i) => {
      context.lineWidth = (WIDTHS[i] ?? 1) * scale;
      context.strokeStyle = colours.tie;
      context.stroke(path);
    });
    context.lineWidth = 2;
    context.strokeStyle = colours.accent;
    context.stroke(own);
  }

  private groups(colours: Colours, inView: number[]): void {
    const { context, graph, view } = this;
    const path = new Path2D();
    for (const i of inView) {
      if (!graph.isGroup(i)) continue;
      const x = view.screenX(graph.forces.x[i] ?? 0);
      const y = view.screenY(graph.forces.y[i] ?? 0);
      const r = this.radius(i);
      if (r < 2) {
        path.rect(x - r, y - r, 2 * r, 2 * r);
        continue;
      }
      path.moveTo(x + r, y);
      path.arc(x, y, r, 0, TURN);
    }
    context.fillStyle = colours.accent;
    context.fill(path);
    context.strokeStyle = colours.halo;
    context.lineWidth = 1;
    context.stroke(path);
  }

  private contacts(colours: Colours, inView: number[]): void {
    const { context, graph, view } = this;
    const path = new Path2D();
    for (const i of inView) {
      if (graph.isGroup(i)) continue;
      const r = this.radius(i);
      path.rect(
        view.screenX(graph.forces.x[i] ?? 0) - r,
        view.screenY(graph.forces.y[i] ?? 0) - r,
        2 * r,
        2 * r,
      );
    }
    context.fillStyle = colours.contact;
    context.fill(path);
    context.stroke(path);
  }

  private ring(colours: Colours, node: number): void {
    const { context, graph, view } = this;
    const x = view.screenX(graph.forces.x[node] ?? 0);
    const y = view.screenY(graph.forces.y[node] ?? 0);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, this.radius(node) * (graph.isGroup(node) ? 1 : 1.42) + 4, 0, TURN);
    context.stroke();
  }

  private labels(colours: Colours, inView: number[]): void {
    const { context, graph, view } = this;
    const marks = inView.map((i) => ({
      x: view.screenX(graph.forces.x[i] ?? 0),
      y: view.screenY(graph.forces.y[i] ?? 0),
      r: this.radius(i),
    }));
    const room = new Room(marks, view.width, view.height);
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    inView.forEach((node, i) => {
      const mark = marks[i];
      if (mark === undefined) return;
      if (graph.isGroup(node)) {
        if (mark.r < 11) return;
        context.textAlign = "center";
        context.fillStyle = colours.onAccent;
        context.fillText(number(graph.groupAt(node)?.postings ?? 0), mark.x, mark.y + 4);
        return;
      }
      const text = this.label(node);
      const label = room.find(i, mark, text);
      if (label === undefined) return;
      // Places are of the picture: left is left in Arabic, too.
      context.textAlign = ALIGNED[label.anchor];
      context.lineWidth = 3;
      context.strokeStyle = colours.halo;
      context.strokeText(text, label.x, label.y);
      context.fillStyle = colours.ink;
      context.fillText(text, label.x, label.y);
    });
  }
}
