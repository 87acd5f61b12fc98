// SPDX-License-Identifier: Apache-2.0
// A network as nodes by number: groups first, then contacts. What is folded, or filtered out, keeps
// its place and is not drawn.
import type { Contact, Network, NetworkGroup } from "./api";
import { Forces } from "./forces";

export interface Tie {
  group: number; // a node
  contact: number; // a node
  postings: number;
  weight: number;
}
export interface Filter {
  place: string; // "": any
  from: number; // milliseconds since 1970
  to: number;
}
const FIRST = 400; // groups shown before anything is unfolded

export class Graph {
  readonly groups: NetworkGroup[];
  readonly contacts: Contact[];
  readonly ties: Tie[];
  readonly count: number;
  readonly radius: Float32Array;
  readonly forces: Forces;
  readonly visible: Uint8Array;
  readonly places: string[];
  readonly first: number;
  readonly last: number;
  readonly heaviest: number;
  private readonly unfolded: Uint8Array; // of groups
  private readonly of: number[][]; // the ties of each node

  constructor(found: Network) {
    this.groups = [...found.groups].sort((a, b) => b.postings - a.postings);
    const tied = new Set(found.edges.map(({ contact }) => contact));
    this.contacts = found.contacts.filter(({ index }) => tied.has(index));
    this.count = this.groups.length + this.contacts.length;
    const groupAt = new Map(this.groups.map(({ id }, i) => [id, i]));
    const contactAt = new Map(this.contacts.map(({ index }, i) => [index, this.groups.length + i]));
    this.ties = found.edges.flatMap(({ group, contact, postings, weight }) => {
      const [a, b] = [groupAt.get(group), contactAt.get(contact)];
      return a === undefined || b === undefined ? [] : [{ group: a, contact: b, postings, weight }];
    });
    this.of = Array.from({ length: this.count }, () => []);
    this.ties.forEach(({ group, contact }, i) => {
      this.of[group]?.push(i);
      this.of[contact]?.push(i);
    });
    const most = Math.max(1, ...this.groups.map(({ postings }) => postings));
    this.radius = Float32Array.from({ length: this.count }, (_, i) =>
      i < this.groups.length ? 4 + 16 * Math.sqrt((this.groups[i]?.postings ?? 0) / most) : 6,
    );
    this.forces = new Forces(this.groups.length, this.count, this.ties, this.radius);
    const days = this.groups
      .flatMap(({ first, last }) => [first, last])
      .filter((day) => day !== null);
    const times = days.map((day) => Date.parse(day));
    this.first = times.reduce((a, b) => Math.min(a, b), Infinity);
    this.last = times.reduce((a, b) => Math.max(a, b), -Infinity);
    this.heaviest = this.ties.reduce((most, { weight }) => Math.max(most, weight), 1);
    this.places = this.countPlaces();
    this.unfolded = new Uint8Array(this.groups.length).fill(1, 0, FIRST);
    this.visible = new Uint8Array(this.count);
    this.filter({ place: "", from: -Infinity, to: Infinity });
  }

  private countPlaces(): string[] {
    const counts = new Map<string, number>();
    for (const place of this.groups.flatMap((group) => group.places))
      counts.set(place, (counts.get(place) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([place]) => place);
  }

  isGroup = (node: number): boolean => node < this.groups.length;
  groupAt = (node: number): NetworkGroup | undefined => this.groups[node];
  contactAt = (node: number): Contact | undefined => this.contacts[node - this.groups.length];
  tiesOf = (node: number): Tie[] => (this.of[node] ?? []).flatMap((i) => this.ties[i] ?? []);

  private passes({ place, from, to }: Filter, { places, first, last }: NetworkGroup): boolean {
    if (place !== "" && !places.includes(place)) return false;
    if (first === null || last === null) return from === -Infinity && to === Infinity;
    return Date.parse(first) <= to && Date.parse(last) >= from;
  }

  // Shows the groups that pass, and the contacts they are tied to. A lone contact is nothing.
  filter(filter: Filter): void {
    this.visible.fill(0);
    this.groups.forEach((group, i) => {
      if (this.unfolded[i] === 1 && this.passes(filter, group)) this.visible[i] = 1;
    });
    for (const { group, contact } of this.ties)
      if (this.visible[group] === 1) this.visible[contact] = 1;
  }

  foldedAt = (node: number): number[] =>
    this.tiesOf(node)
      .map(({ group }) => group)
      .filter((group) => this.unfolded[group] === 0);

  unfold(node: number): void {
    for (const group of this.foldedAt(node)) this.unfolded[group] = 1;
  }
  unfoldAll(): void {
    this.unfolded.fill(1);
  }
  get isFolded(): boolean {
    return this.unfolded.includes(0);
  }
  get shown(): number {
    return this.visible.reduce((sum, one) => sum + one, 0);
  }

  // The nearest shown node in a direction, by how far it is and how much aside.
  beside(node: number, dx: number, dy: number): number | undefined {
    const { x, y } = this.forces;
    let best: number | undefined;
    let least = Infinity;
    for (let i = 0; i < this.count; ++i) {
      if (i === node || this.visible[i] === 0) continue;
      const [right, down] = [(x[i] ?? 0) - (x[node] ?? 0), (y[i] ?? 0) - (y[node] ?? 0)];
      const ahead = right * dx + down * dy;
      const aside = Math.abs(right * dy - down * dx);
      if (ahead <= 0 || ahead + 2 * aside >= least) continue;
      least = ahead + 2 * aside;
      best = i;
    }
    return best;
  }

  // The shown node at a place, small ones within reach all the same.
  find(x: number, y: number, reach: number): number | undefined {
    let best: number | undefined;
    let least = Infinity;
    for (let i = 0; i < this.count; ++i) {
      if (this.visible[i] === 0) continue;
      const away = Math.hypot((this.forces.x[i] ?? 0) - x, (this.forces.y[i] ?? 0) - y);
      const gap = away - (this.radius[i] ?? 0);
      if (gap > reach || gap >= least) continue;
      least = gap;
      best = i;
    }
    return best;
  }
}
