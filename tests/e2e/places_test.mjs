// SPDX-License-Identifier: Apache-2.0
// Where the map puts a town: PLACES is web/lead/places.ts as one module, PACK packs/places.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const text = readFileSync(process.env.PACK + "/places.txt", "utf8");
const outline = readFileSync(process.env.PACK + "/outline.txt", "utf8");
const { find_places, find_towns, getOutline, providePlaces } = await import(process.env.PLACES);
providePlaces(
  () => text,
  () => outline,
);

const lies = (name, latitude, longitude) => {
  const [found] = find_towns(name);
  assert.ok(found, name);
  assert.ok(Math.abs(found.latitude - latitude) < 0.2, `${name}: ${found.latitude}`);
  assert.ok(Math.abs(found.longitude - longitude) < 0.2, `${name}: ${found.longitude}`);
};

test("towns that share a name are told apart by the country, else the larger is meant", () => {
  lies("Valence", 44.93, 4.89);
  lies("Valencia", 39.47, -0.38);
  lies("Valencia, Venezuela", 10.16, -68.0);
  lies("Brest", 48.39, -4.49);
  lies("Brest, Belarus", 52.1, 23.69);
  lies("Брест (BY)", 52.1, 23.69);
  lies("Brest - France", 48.39, -4.49);
  lies("Cartagena", 10.39, -75.51);
  lies("Cartagena, España", 37.61, -0.99);
  lies("Cartagena (ES)", 37.61, -0.99);
  lies("Córdoba", -31.42, -64.18);
  lies("Córdoba, Espagne", 37.88, -4.78);
  lies("Santiago", -33.45, -70.67);
  lies("London, Canada", 42.98, -81.25);
  lies("London", 51.51, -0.13);
});

test("a country without such a town leaves the town as it is", () => {
  lies("Porto, Japan", 41.15, -8.61);
});

const where = (...names) =>
  find_places(names).map((one) =>
    typeof one === "object" ? String(Math.round(one.longitude)) : one,
  );

test("of towns that share a name, a lead means the one nearest to its others", () => {
  const british = ["Leeds", "Bradford", "Hull", "Derby", "Leicester", "Boston", "Lincoln"];
  assert.deepEqual(where(...british), ["-2", "-2", "0", "-1", "-1", "0", "-1"]);
  assert.deepEqual(where("New York", "Philadelphia", "Boston"), ["-74", "-75", "-71"]);
  assert.deepEqual(where("Barcelona", "Córdoba", "Valencia"), ["2", "-5", "0"]);
  assert.deepEqual(where("Leeds", "Dubai", "London"), ["-2", "55", "0"]);
});

test("where nothing tells which town is meant, none is", () => {
  assert.deepEqual(where("Boston"), ["several"]);
  assert.deepEqual(where("Bogotá", "Madrid", "Cartagena"), ["-74", "-4", "several"]);
  assert.deepEqual(where("Boston, UK", "Nowhere-on-Sea"), ["0", undefined]);
  assert.deepEqual(where(), []);
});

test("larger towns of Europe and the Americas are known", () => {
  for (const name of ["Annecy", "Mulhouse", "Namur", "Metz", "Nancy", "Québec", "Cádiz", "Jaén"])
    assert.ok(find_towns(name).length > 0, name);
  for (const name of ["Lugo", "Dresden", "Graz", "Verona", "Sheffield", "Lublin", "Goiânia"])
    assert.ok(find_towns(name).length > 0, name);
  assert.deepEqual(find_towns("Nowhere-on-Sea"), []);
});

test("no outline jumps around the world", () => {
  const { arcs, rings } = getOutline();
  assert.ok(rings.length > 100);
  let isBeyond = false;
  for (const points of [...arcs.map((arc) => arc.points), ...rings]) {
    for (let i = 2; i < points.length; i += 2) {
      assert.ok(Math.abs(points[i] - points[i - 2]) < 30, `${points[i - 2]} to ${points[i]}`);
      isBeyond ||= Math.abs(points[i]) > 180;
    }
  }
  assert.ok(isBeyond, "Russia goes on in the east");
  for (const ring of rings) {
    assert.ok(Math.abs(ring[0] - ring[ring.length - 2]) < 0.01, "a ring ends where it began");
  }
});
