// SPDX-License-Identifier: Apache-2.0
// The page that a court reads, in a real browser: a packet with much that does not add up.
//   node --test packet_test.mjs    PACKET=folder of write_packet   SHOTS=folder for screenshots
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { openPage, violations } from "./browser.mjs";

const open = (how) => openPage(`${process.env.PACKET}/custody.html`, "main h1", how);
const file = (name) => readFileSync(`${process.env.PACKET}/${name}`, "utf8");

const overflow = (page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("main *:not(svg *)")]
      .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.outerHTML.slice(0, 80)),
  );
async function shoot(page, name) {
  if (!process.env.SHOTS) return;
  mkdirSync(process.env.SHOTS, { recursive: true });
  await page.screenshot({ path: `${process.env.SHOTS}/packet-${name}.png`, fullPage: true });
}

test("says nothing, asks for nothing, runs nothing", async () => {
  const { page, said, close } = await open();
  assert.equal(await page.locator("script").count(), 0);
  assert.equal(await page.locator(".events > li").count(), 9);
  assert.deepEqual(said, []);
  await close();
});

test("axe finds nothing, and nothing is wider than its place", async () => {
  for (const scheme of ["light", "dark"]) {
    for (const width of [1440, 390, 320]) {
      const { page, said, close } = await open({ width, scheme });
      assert.deepEqual(await violations(page), [], `${scheme} ${width}`);
      assert.deepEqual(await overflow(page), [], `${scheme} ${width}`);
      await shoot(page, `${scheme}-${width}`);
      assert.deepEqual(said, []);
      await close();
    }
  }
});

test("on paper it is as wide as the paper, black on white, with every event", async () => {
  const { page, close } = await open({ width: 680, scheme: "dark" });
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await overflow(page), []);
  const colours = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.color, style.backgroundColor];
  });
  assert.deepEqual(colours, ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  assert.ok(await page.locator("#event-009").isVisible());
  const paper = await page.pdf({ preferCSSPageSize: true });
  const pages = paper.toString("latin1").match(/\/Type ?\/Page\b/g).length;
  assert.ok(pages >= 3 && pages <= 12, `${pages} pages`);
  await shoot(page, "print");
  await close();
});

test("each question leads to its event, and the offer that is open is told", async () => {
  const { page, close } = await open();
  const links = page.locator(".open a");
  assert.ok((await links.count()) >= 5);
  for (const link of await links.all()) {
    assert.equal(await page.locator(await link.getAttribute("href")).count(), 1);
  }
  const facts = await page.locator(".facts").innerText();
  assert.match(facts, /desk-2\.example\s+offered to desk-3\.example, who has not accepted it/);
  await close();
});

test("the keys to compare are those of the files", async () => {
  const { page, close } = await open();
  const keys = await page.locator(".keys").innerText();
  assert.ok(keys.includes(file("log.key").trim()));
  assert.ok(keys.includes(file("policy").match(/^witness \S+ (\S+)$/m)[1]));
  await close();
});
