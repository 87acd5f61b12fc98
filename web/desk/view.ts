// SPDX-License-Identifier: Apache-2.0
// Which part of the plane the canvas shows.
export class View {
  width = 1;
  height = 1;
  scale = 1;
  x = 0; // what lies in the middle
  y = 0;
  isOwn = false; // moved by hand: no longer fitted to what is shown

  screenX = (x: number): number => (x - this.x) * this.scale + this.width / 2;
  screenY = (y: number): number => (y - this.y) * this.scale + this.height / 2;
  planeX = (x: number): number => (x - this.width / 2) / this.scale + this.x;
  planeY = (y: number): number => (y - this.height / 2) / this.scale + this.y;

  pan(dx: number, dy: number): void {
    this.isOwn = true;
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
  }

  // What lies at (atX, atY) stays there.
  zoom(by: number, atX = this.width / 2, atY = this.height / 2): void {
    this.isOwn = true;
    const [x, y] = [this.planeX(atX), this.planeY(atY)];
    this.scale = Math.min(6, Math.max(0.02, this.scale * by));
    this.x = x - (atX - this.width / 2) / this.scale;
    this.y = y - (atY - this.height / 2) / this.scale;
  }

  fit(xs: Float32Array, ys: Float32Array, visible: Uint8Array): void {
    this.isOwn = false;
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < visible.length; ++i) {
      if (visible[i] === 0) continue;
      west = Math.min(west, xs[i] ?? 0);
      east = Math.max(east, xs[i] ?? 0);
      north = Math.min(north, ys[i] ?? 0);
      south = Math.max(south, ys[i] ?? 0);
    }
    if (west > east) return;
    const margin = Math.min(64, this.width / 8);
    const [wide, high] = [east - west + 40, south - north + 40];
    this.scale = Math.min(2.4, (this.width - margin) / wide, (this.height - margin) / high);
    this.x = (west + east) / 2;
    this.y = (north + south) / 2;
  }

  // Brings a place into view where it is not.
  show(x: number, y: number): void {
    const [left, top] = [this.screenX(x), this.screenY(y)];
    const margin = 40;
    if (left > margin && top > margin && left < this.width - margin && top < this.height - margin)
      return;
    this.isOwn = true;
    this.x = x;
    this.y = y;
  }
}
