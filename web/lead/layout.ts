// SPDX-License-Identifier: Apache-2.0
// Places for the nodes of a small graph, the same every time: repulsion, springs and a pull to the
// middle, from a fixed start (Fruchterman and Reingold, 1991).
export interface Body {
  x: number;
  y: number;
  r: number;
}

export function layout(bodies: Body[], ties: [number, number][], ratio: number): void {
  const n = bodies.length;
  const ideal = 1 / Math.sqrt(Math.max(n, 4));
  bodies.forEach((body, i) => {
    // a sunflower: no two alike, no chance
    const angle = i * 2.399963,
      radius = 0.5 * Math.sqrt((i + 0.5) / n);
    body.x = radius * Math.cos(angle);
    body.y = radius * Math.sin(angle);
  });
  const dx = new Float64Array(n),
    dy = new Float64Array(n);
  const push = (i: number, j: number, force: number, x: number, y: number): void => {
    dx[i] = (dx[i] ?? 0) + x * force;
    dy[i] = (dy[i] ?? 0) + y * force;
    dx[j] = (dx[j] ?? 0) - x * force;
    dy[j] = (dy[j] ?? 0) - y * force;
  };
  const steps = 300;
  for (let step = 0; step < steps; ++step) {
    dx.fill(0);
    dy.fill(0);
    bodies.forEach((a, i) => {
      for (let j = i + 1; j < n; ++j) {
        const b = bodies[j];
        if (b === undefined) continue;
        const x = a.x - b.x,
          y = a.y - b.y,
          square = Math.max(1e-6, x * x + y * y);
        push(i, j, (ideal * ideal * (1 + 12 * (a.r + b.r))) / square, x, y);
      }
    });
    for (const [i, j] of ties) {
      const a = bodies[i],
        b = bodies[j];
      if (a === undefined || b === undefined) continue;
      const x = a.x - b.x,
        y = a.y - b.y;
      push(i, j, -Math.sqrt(x * x + y * y) / ideal, x, y);
    }
    const heat = 0.12 * (1 - step / steps) + 0.001;
    bodies.forEach((body, i) => {
      const x = (dx[i] ?? 0) - 0.9 * body.x,
        y = (dy[i] ?? 0) - 0.9 * body.y * ratio;
      const length = Math.max(1e-9, Math.hypot(x, y)),
        go = Math.min(length, heat);
      body.x += (x / length) * go;
      body.y += (y / length) * go;
    });
  }
}
