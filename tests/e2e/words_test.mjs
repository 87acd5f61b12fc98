// SPDX-License-Identifier: Apache-2.0
// Every language says everything: WORDS is the tables of the pages as one module, INDICATORS
// packs/indicators.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { strings, evidence, verify, desk } = await import(process.env.WORDS);
const LANGUAGES = ["ar", "de", "en", "es", "fr", "pt", "ru"];
const OF_THE_DESK = ["ar", "en", "es", "fr"];

const packs = ["structure", "counter_evidence", "forced_labour_recruitment"]
  .concat("commercial_sexual_exploitation")
  .map((name) => JSON.parse(readFileSync(`${process.env.INDICATORS}/${name}.json`, "utf8")));
const idsOf = (part) => packs.flatMap((pack) => pack[part] ?? []).map(({ id }) => id);

// Every text of a table by its path; what makes a text is called with a 2.
function* texts(value, path = "") {
  if (typeof value === "function") yield [path, value(2, 2)];
  else if (typeof value === "string") yield [path, value];
  else for (const [key, one] of Object.entries(value)) yield* texts(one, `${path}.${key}`);
}
const keys = (table) => [...texts(table)].map(([path]) => path).sort();

test("every language has every string, and none is empty", () => {
  for (const tables of [strings, verify, desk]) {
    assert.deepEqual(Object.keys(tables).sort(), tables === desk ? OF_THE_DESK : LANGUAGES);
    for (const [language, table] of Object.entries(tables)) {
      assert.deepEqual(keys(table), keys(tables.en), language);
      for (const [path, text] of texts(table)) assert.ok(text.trim() !== "", language + path);
    }
  }
});

test("every language says every indicator of the built-in packs, and keeps its figures", () => {
  assert.deepEqual(
    Object.keys(evidence).sort(),
    LANGUAGES.filter((language) => language !== "en"),
  );
  const figures = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const [language, { sectors, measures, words }] of Object.entries(evidence)) {
    assert.deepEqual(Object.keys(sectors).sort(), idsOf("sectors").sort(), language);
    assert.deepEqual(Object.keys(measures).sort(), idsOf("measures").sort(), language);
    assert.deepEqual(Object.keys(words).sort(), idsOf("entries").sort(), language);
    for (const [id, texts] of Object.entries({ ...measures, ...words })) {
      for (const text of texts) assert.ok(text.trim() !== "", `${language} ${id}`);
    }
    for (const [id, own] of Object.entries(measures)) {
      const known = evidence.es.measures[id];
      assert.deepEqual(own.map(figures), known.map(figures), `${language} ${id}`);
    }
  }
});

test("no language leaves words in English, and the figures of a fault stay", () => {
  const same = ["digest", "bytes", "kinds", "system", "name"];
  for (const [language, table] of Object.entries(strings))
    assert.match(table.faults.field_count, /\{found\}.*\{due\}/, language);
  for (const tables of [strings, verify, desk]) {
    const english = new Map(texts(tables.en));
    for (const [language, table] of Object.entries(tables)) {
      if (language === "en") continue;
      for (const [path, text] of texts(table)) {
        const isLong = text.length > 24 && !same.includes(path.split(".")[1]);
        if (isLong) assert.notEqual(text, english.get(path), language + path);
      }
    }
  }
});
