// SPDX-License-Identifier: Apache-2.0
// Places for many nodes, the same every time: springs along ties, and repulsion between those that
// share a cell of a grid or lie in cells beside each other (the grid variant of Fruchterman and
// Reingold, 1991). Ours: a start with each group beside its contacts, and radii that count.
// Cost: a step is linear in nodes and ties; 300 steps.
interface Tied {
  group: number;
  contact: number;
}

const IDEAL = 44; // between two that are tied
const STEPS = 300;
const GOLDEN = 2.399963; // radians: no two alike, no chance

export class Forces {
  readonly x: Float32Array;
  readonly y: Float32Array;
  private readonly dx: Float32Array;
  private readonly dy: Float32Array;
  private readonly from: Uint32Array;
  private readonly to: Uint32Array;
  private readonly order: Uint32Array;
  private readonly side: number; // of a cell, beyond which nothing repels
  private at = 0;

  constructor(
    groups: number,
    private readonly count: number,
    ties: Tied[],
    private readonly radius: Float32Array,
  ) {
    this.x = new Float32Array(count);
    this.y = new Float32Array(count);
    this.dx = new Float32Array(count);
    this.dy = new Float32Array(count);
    this.order = new Uint32Array(count);
    this.from = Uint32Array.from(ties, ({ group }) => group);
    this.to = Uint32Array.from(ties, ({ contact }) => contact);
    this.side = count <= 300 ? Infinity : IDEAL * 2.6;
    this.start(groups, ties);
  }

  get isDone(): boolean {
    return this.at >= STEPS;
  }

  // Contacts as a sunflower's seeds, each group between its own.
  private start(groups: number, ties: Tied[]): void {
    const contacts = this.count - groups;
    const step = IDEAL * Math.sqrt(this.count / Math.max(1, contacts));
    for (let i = 0; i < contacts; ++i) {
      const far = step * 0.62 * Math.sqrt(i + 0.5);
      this.x[groups + i] = far * Math.cos(i * GOLDEN);
      this.y[groups + i] = far * Math.sin(i * GOLDEN);
    }
    const tied = new Uint32Array(groups);
    for (const { group, contact } of ties) {
      const n = ++tied[group]!;
      this.x[group]! += ((this.x[contact] ?? 0) - this.x[group]!) / n;
      this.y[group]! += ((this.y[contact] ?? 0) - this.y[group]!) / n;
    }
    for (let i = 0; i < groups; ++i) {
      this.x[i]! += IDEAL * 0.6 * Math.cos(i * GOLDEN);
      this.y[i]! += IDEAL * 0.6 * Math.sin(i * GOLDEN);
    }
  }

  step(): void {
    if (this.isDone) return;
    const heat = IDEAL * (0.9 * (1 - this.at / STEPS) + 0.02);
    const inwards = 0.012 * Math.min(1, 18 / Math.sqrt(this.count));
    ++this.at;
    this.dx.fill(0);
    this.dy.fill(0);
    this.repel();
    this.pull();
    for (let i = 0; i < this.count; ++i) {
      const x = this.dx[i]! - inwards * this.x[i]!;
      const y = this.dy[i]! - inwards * this.y[i]!;
      const long = Math.max(1e-6, Math.sqrt(x * x + y * y));
      const go = Math.min(long, heat) / long;
      this.x[i]! += x * go;
      this.y[i]! += y * go;
    }
  }

  private pull(): void {
    for (let t = 0; t < this.from.length; ++t) {
      const [i, j] = [this.from[t]!, this.to[t]!];
      const x = this.x[i]! - this.x[j]!;
      const y = this.y[i]! - this.y[j]!;
      const force = (0.35 * Math.sqrt(x * x + y * y)) / IDEAL;
      this.dx[i]! -= x * force;
      this.dy[i]! -= y * force;
      this.dx[j]! += x * force;
      this.dy[j]! += y * force;
    }
  }

  // Sorted into cells, each cell against itself and the four after it.
  private repel(): void {
    // A few nodes all see each other.
    const side = this.side;
    if (side === Infinity) {
      for (let i = 0; i < this.count; ++i) for (let j = i + 1; j < this.count; ++j) this.push(i, j);
      return;
    }
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < this.count; ++i) {
      west = Math.min(west, this.x[i]!);
      east = Math.max(east, this.x[i]!);
      north = Math.min(north, this.y[i]!);
      south = Math.max(south, this.y[i]!);
    }
    const columns = Math.floor((east - west) / side) + 1;
    const rows = Math.floor((south - north) / side) + 1;
    const cellOf = (i: number): number =>
      Math.floor((this.y[i]! - north) / side) * columns + Math.floor((this.x[i]! - west) / side);
    const starts = new Uint32Array(columns * rows + 1);
    for (let i = 0; i < this.count; ++i) ++starts[cellOf(i) + 1]!;
    for (let c = 0; c < columns * rows; ++c) starts[c + 1]! += starts[c]!;
    const next = starts.slice();
    for (let i = 0; i < this.count; ++i) this.order[next[cellOf(i)]!++] = i;
    for (let row = 0; row < rows; ++row)
      for (let column = 0; column < columns; ++column) {
        const cell = row * columns + column;
        this.within(starts[cell]!, starts[cell + 1]!);
        if (column + 1 < columns) this.between(starts, cell, cell + 1);
        if (row + 1 >= rows) continue;
        if (column > 0) this.between(starts, cell, cell + columns - 1);
        this.between(starts, cell, cell + columns);
        if (column + 1 < columns) this.between(starts, cell, cell + columns + 1);
      }
  }

  private within(start: number, end: number): void {
    for (let a = start; a < end; ++a)
      for (let b = a + 1; b < end; ++b) this.push(this.order[a]!, this.order[b]!);
  }

  private between(starts: Uint32Array, one: number, other: number): void {
    for (let a = starts[one]!; a < starts[one + 1]!; ++a)
      for (let b = starts[other]!; b < starts[other + 1]!; ++b)
        this.push(this.order[a]!, this.order[b]!);
  }

  private push(i: number, j: number): void {
    const x = this.x[i]! - this.x[j]!;
    const y = this.y[i]! - this.y[j]!;
    const square = x * x + y * y;
    const near = 1 - square / (this.side * this.side); // it ends softly, and round
    if (near <= 0) return;
    const own = IDEAL * 0.55 + this.radius[i]! + this.radius[j]!;
    const force = (0.5 * own * own * near) / Math.max(1, square);
    this.dx[i]! += x * force;
    this.dy[i]! += y * force;
    this.dx[j]! -= x * force;
    this.dy[j]! -= y * force;
  }
}
