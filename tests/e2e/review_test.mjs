// SPDX-License-Identifier: Apache-2.0
// The review page in a real browser, over the invented run of tests/support/sample_run.cc.
//   node --test review_test.mjs     REVIEW=review.html   SHOTS=folder for screenshots
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { openPage, violations } from "./browser.mjs";

const file = process.env.REVIEW;
// The same run, had it found no lead.
const withoutLeads = file.replace(/[^/]*$/, "no_leads.html");
const withFew = file.replace(/[^/]*$/, "few_leads.html");
const html = readFileSync(file, "utf8");
const dataOf = (page) => JSON.parse(page.match(/id="data">\n([\s\S]*?)<\/script>/)[1]);
const data = dataOf(html);
const bare = dataOf(readFileSync(withoutLeads, "utf8"));
const few = dataOf(readFileSync(withFew, "utf8"));
const leadIds = data.leads.map((lead) => lead.id);
const hostile = data.leads.find((lead) => lead.title.includes("Hostile")).id;

const open = ({ file: of = file, ...how } = {}) => openPage(of, ".page h1", how);

const title = (page) => page.locator(".page h1").innerText();
const isOpen = (page, wanted) =>
  page.waitForFunction((one) => document.querySelector(".page h1").innerText === one, wanted);
// Opens a lead (or "about") by its address, and waits until it stands.
async function visit(page, hash) {
  await page.evaluate((one) => (location.hash = one), hash);
  await page.waitForFunction(
    (one) => (document.querySelector(".facts .mono")?.textContent ?? "about") === one,
    hash,
  );
}
const overflow = (page) =>
  page.evaluate(() => {
    const wide = [...document.querySelectorAll(".sheet, .page, body, .list")];
    return wide.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className);
  });

test("says nothing, loads nothing, and shows the first lead", async () => {
  const { page, said, close } = await open();
  assert.equal(await title(page), data.leads[0].title);
  assert.equal(await page.locator(".row").count(), data.leads.length);
  assert.deepEqual(said, []);
  await close();
});

test("hostile text runs nothing, makes no element and turns no direction", async () => {
  const { page, said, close } = await open({ hash: hostile });
  await page.keyboard.press("m");
  await page.locator(".ev").first().click();
  assert.match(await title(page), /<\/script><b>Hostile<\/b> U\+202E/);
  assert.equal(await page.locator(".page img, .page script, .page b b, svg[onload]").count(), 0);
  const text = await page.evaluate(() => document.body.textContent);
  assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/);
  assert.deepEqual(said, []);
  await close();
});

test("every lead's evidence adds up to its sum", async () => {
  const { page, close } = await open();
  const number = (text) => Math.round(10 * Number(text.replace("−", "-").replace("+", "")));
  for (const id of leadIds) {
    await visit(page, id);
    const texts = await page
      .locator(".ev .n")
      .evaluateAll((all) => all.map((n) => n.lastElementChild.textContent));
    const sum = number(await page.locator(".ev-sum .n").innerText());
    assert.equal(
      texts.map(number).reduce((a, b) => a + b, 0),
      sum,
    );
  }
  await close();
});

test("identifiers are masked until asked for, one by one or all", async () => {
  const { page, close } = await open();
  const visible = () => page.evaluate(() => document.querySelector(".page").innerText);
  const holds = async () => /900\s?118|harvest_marta/.test(await visible());
  assert.equal(await holds(), false);
  await page.locator("table button.mask").first().click();
  assert.equal(await page.locator("table button.mask.shown").count(), 1);
  await page.keyboard.press("m");
  assert.equal(await holds(), true);
  await page.keyboard.press("m");
  assert.equal(await holds(), false);
  await close();
});

test("the keyboard does everything", async () => {
  const { page, close } = await open();
  await page.keyboard.press("j");
  assert.equal(await title(page), data.leads[1].title);
  await page.keyboard.press("ArrowDown");
  assert.equal(await title(page), data.leads[2].title);
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  assert.equal(await title(page), data.leads[0].title);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.tagName === "H1");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.classList.contains("row")), true);
  await page.keyboard.press("n");
  assert.ok(await page.locator("section:has(> .head > [data-table]) table").isVisible());
  await page.keyboard.press("n");
  assert.equal(await page.locator("section:has(> .head > [data-table]) table").isVisible(), false);
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog").isVisible());
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.keyboard.press("a");
  assert.equal(await title(page), "About this run");
  const counted = await page.locator(".counts dt").allInnerTexts();
  assert.ok(counted.length > 8 && counted.every((name) => !name.includes("_")), counted.join());
  await page.keyboard.press("/");
  await page.keyboard.type("passport");
  assert.ok((await page.locator(".row").count()) < data.leads.length);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".row").count(), data.leads.length);
  await close();
});

test("search finds titles, places, contacts as people write them, and ids", async () => {
  const { page, close } = await open();
  const finds = async (query) => {
    await page.locator(".search input").fill(query);
    return page.locator(".row .name").allInnerTexts();
  };
  const first = data.leads[0];
  assert.deepEqual(await finds("leiria"), [first.title]);
  assert.deepEqual(await finds("+44 (7700) 900-118"), [first.title]);
  assert.deepEqual(await finds("HARVEST_MARTA"), [first.title]);
  assert.deepEqual(await finds(first.templates[1].id), [first.title]);
  assert.deepEqual(await finds(first.ids[2]), [first.title]);
  assert.match(await page.locator(".row .hit").innerText(), new RegExp(first.ids[2]));
  assert.deepEqual(await finds("no such thing"), []);
  assert.ok(await page.locator(".rows .empty").isVisible());
  await close();
});

test("search finds numbers in any writing, handles, fillers, and several words at once", async () => {
  const { page, close } = await open();
  const finds = async (query) => {
    await page.locator(".search input").fill(query);
    return page.locator(".row .name").allInnerTexts();
  };
  const first = data.leads[0];
  for (const query of ["07700 900118", "07700900118", "+44 (0)7700 900-118", "0044 7700900118"])
    assert.deepEqual(await finds(query), [first.title], query);
  for (const query of [
    "wa.me/447700900118",
    "https://wa.me/447700900118",
    "https://api.whatsapp.com/send?phone=447700900118&text=hi",
    "tel:+447700900118",
    "viber://chat?number=%2B447700900118",
    "https://t.me/+447700900118",
    "\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0661\u0668",
    "+\u06f4\u06f4 \u06f7\u06f7\u06f0\u06f0 \u06f9\u06f0\u06f0\u06f1\u06f1\u06f8",
    "\u202a+44 7700 900118\u202c",
  ])
    assert.deepEqual(await finds(query), [first.title], query);
  for (const query of [
    "t.me/harvest_marta",
    "https://t.me/Harvest_Marta",
    "https://t.me/s/harvest_marta?before=5",
    "tg://resolve?domain=harvest_marta",
    "https://www.instagram.com/harvest_marta/",
  ])
    assert.ok((await finds(query)).includes(first.title), query);
  assert.deepEqual(await finds("t.me/nobody_of_these"), []);
  assert.deepEqual(await finds("wa.me/447700900119"), []);
  for (const query of ["@harvest_marta", "@Harvest_MARTA", "harvest leiria", "07700 900118 Leiria"])
    assert.ok((await finds(query)).includes(first.title), query);
  assert.deepEqual(await finds("07700 900118 nosuchplace"), []);
  assert.deepEqual(await finds("07811 900118"), [], "another number that ends alike");
  assert.match(await page.locator(".rows").innerText(), /lodestar find FOLDER '07811 900118'/);
  const fillers = first.templates.flatMap((one) => one.pieces.flatMap((p) => p.fillers ?? []));
  const filler = fillers.map((one) => one.text.join("")).find((text) => /^\p{L}{4,}$/u.test(text));
  assert.ok(filler !== undefined);
  assert.ok((await finds(filler.toUpperCase())).includes(first.title), filler);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".search input").inputValue(), "");
  await close();
});

test("search finds a number that was written without its country by every form of it", async () => {
  const bare = file.replace(/[^/]*$/, "bare_numbers.html");
  writeFileSync(bare, html.replaceAll("+447700900118", "07700900118"));
  const { page, close } = await open({ file: bare });
  const finds = async (query) => {
    await page.locator(".search input").fill(query);
    return page.locator(".row .name").allInnerTexts();
  };
  for (const query of ["07700 900118", "+447700900118", "0044 7700 900118", "wa.me/447700900118"])
    assert.deepEqual(await finds(query), [data.leads[0].title], query);
  assert.deepEqual(await finds("+447700900119"), []);
  await close();
});

test("a guessed encoding is a warning with the encodings that are known", async () => {
  const said = async (likelier, locale) => {
    const guessed = file.replace(/[^/]*$/, "guessed.html");
    const how = /"is_encoding_guess":false,"likelier_encoding":""/;
    assert.match(html, how);
    const as = `"is_encoding_guess":true,"likelier_encoding":"${likelier}"`;
    writeFileSync(guessed, html.replace(how, as));
    const { page, close } = await open({ file: guessed, hash: "about", locale });
    const warnings = await page.locator("td strong").allInnerTexts();
    await close();
    return warnings.join(" ");
  };
  for (const locale of ["en", "es", "fr", "de", "pt", "ru", "ar"]) {
    assert.match(await said("KOI8-R", locale), /UTF-16.*Windows-1250.*iconv -f KOI8-R/, locale);
    assert.doesNotMatch(await said("", locale), /iconv/, locale);
  }
  assert.match(await said("", "en"), /parts of it are in another encoding/);
});

test("what is no lead stands below the leads, folded, and opens by key", async () => {
  const { page, said, close } = await open({ file: withFew });
  assert.ok(few.others.length > 1);
  const taken = new Set(few.leads.map((lead) => lead.id.slice(1)));
  for (const other of few.others) assert.ok(!taken.has(other.id), other.id);
  const head = page.locator("button.others");
  assert.equal(await head.getAttribute("aria-expanded"), "false");
  assert.match(await head.innerText(), new RegExp(`What is no lead\\s*${few.others.length}`));
  await page.keyboard.press("o");
  assert.equal(await page.locator(".row").count(), few.leads.length + few.others.length);
  assert.equal(await page.locator(".facts .mono").innerText(), few.others[0].id);
  assert.match(await page.locator(".tag").first().innerText(), /not a lead/i);
  await page.keyboard.press("j");
  assert.equal(await page.locator(".facts .mono").innerText(), few.others[1].id);
  assert.ok(await page.locator(".tpl").first().isVisible());
  assert.deepEqual(await violations(page), []);
  await head.click();
  assert.equal(await page.locator(".row").count(), few.leads.length);
  await page.locator(".search input").fill(few.others[1].ids[0]);
  assert.ok(
    await page.locator(`.row[href="#${few.others[1].id}"]`).isVisible(),
    "found though folded",
  );
  await page.locator(".search input").fill("");
  await visit(page, few.others[0].id);
  assert.equal(await head.getAttribute("aria-expanded"), "true", "an address unfolds it");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".tpl").first().isVisible());
  assert.deepEqual(said, []);
  await close();
});

test("filters by what became of a lead", async () => {
  const { page, close } = await open();
  for (const standing of ["New", "Grown", "Unchanged"]) {
    await page.locator(".chip", { hasText: standing }).click();
    const own = data.leads.filter((lead) => lead.standing === standing.toLowerCase());
    assert.equal(await page.locator(".row").count(), own.length);
  }
  await close();
});

test("who hears the page has one first heading, a list of leads, and a way past it", async () => {
  const { page, close } = await open();
  const levels = await page.evaluate(() =>
    [...document.querySelectorAll("h1, h2, h3, h4")].map((one) => Number(one.tagName[1])),
  );
  assert.equal(levels[0], 1);
  assert.equal(levels.filter((level) => level === 1).length, 1);
  levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `heading ${i}`));
  const list = page.getByRole("navigation").getByRole("list");
  assert.equal(await list.getByRole("listitem").count(), data.leads.length);
  const before = page.url();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
  assert.equal(page.url(), before);
  await close();
});

test("a slot is called by what stands in it and the number of variants", async () => {
  const { page, close } = await open({ locale: "de" });
  const name = /^\S.*, \d+ Varianten?$/;
  const slots = page.getByRole("button", { name });
  assert.ok((await slots.count()) > 0);
  assert.equal(await slots.count(), await page.locator(".slot").count());
  await close();
});

test("the list says the year where it is not this one", async () => {
  const { page, close } = await open();
  const lead = data.leads.find((one) => one.standing === undefined || one.standing === "unchanged");
  const when = page.locator(`.row[href="#${lead.id}"] .when`);
  const year = lead.last.slice(0, 4);
  for (const [now, isSaid] of [
    [year, false],
    [String(Number(year) + 1), true],
  ]) {
    await page.clock.setFixedTime(new Date(`${now}-12-01T12:00:00Z`));
    await page.locator("select").selectOption("de");
    await page.locator("select").selectOption("en");
    assert.equal((await when.innerText()).includes(year), isSaid);
  }
  await close();
});

test("a slot lists its variants on hover, focus and tap, and lets go", async () => {
  const { page, close } = await open();
  const piece = data.leads[0].templates[0].pieces.find((one) => one.fillers);
  await page.locator(".slot").first().focus();
  assert.equal(await page.locator(".pop li").count(), piece.fillers.length);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".pop").count(), 0);
  await page.locator(".slot").nth(1).hover();
  assert.ok(await page.locator(".pop").isVisible());
  await close();
});

test("the network tells what was chosen, by key and by click", async () => {
  const { page, close } = await open();
  const node = page.locator(".node.contact").first();
  await node.focus();
  await page.keyboard.press("Enter");
  assert.match(await page.locator(".told").first().innerText(), /phone|Telegram/);
  assert.equal(await page.locator(".node.on").count(), 1);
  await page.locator(".node.group").first().click();
  assert.match(await page.locator(".told").first().innerText(), /posting/);
  await close();
});

test("the picture of a network is the same every time", async () => {
  const draw = async () => {
    const { page, close } = await open();
    const drawn = await page.locator("svg[role=group]").innerHTML();
    await close();
    return drawn;
  };
  assert.equal(await draw(), await draw());
});

test("nothing is cut off from 1440 to 320 pixels, in any lead", async () => {
  for (const width of [1440, 1024, 390, 320]) {
    const { page, close } = await open({ width });
    for (const hash of [...leadIds, "about"]) {
      await visit(page, hash);
      assert.deepEqual(await overflow(page), [], `${width} px, ${hash}`);
    }
    await close();
  }
});

test("every language has its words, and Arabic reads right to left", async () => {
  const heads = new Set();
  for (const locale of ["en", "de", "es", "fr", "pt", "ru", "ar"]) {
    const { page, said, close } = await open({ width: 390, locale });
    heads.add(await page.locator(".tag").first().innerText());
    const direction = await page.evaluate(() => document.documentElement.dir);
    assert.equal(direction, locale === "ar" ? "rtl" : "ltr");
    assert.deepEqual(await overflow(page), [], locale);
    assert.deepEqual(said, []);
    await close();
  }
  assert.equal(heads.size, 7);
});

test("how inputs were read and why rows were left out is said in the page's language", async () => {
  const said = {
    en: [/CSV, UTF-8, comma between fields/, /text: body/, /a quote opens here/, /columns: 5/],
    de: [/Komma zwischen den Feldern/, /Zeit: posted/, /Anführungszeichen/, /Spalten: 5/],
    es: [/coma entre campos/, /texto: body/, /se abren comillas/, /columnas: 5/],
    fr: [/virgule entre les champs/, /texte: body/, /guillemet/, /colonnes : 5/],
    pt: [/vírgulas entre os campos/, /texto: body/, /abrem aspas/, /colunas: 5/],
    ru: [/между полями запятая/, /текст: body/, /кавычка здесь/, /столбцов: 5/],
    ar: [/فاصلة بين الحقول/, /body/, /علامة اقتباس/, /الأعمدة/],
  };
  for (const [locale, wanted] of Object.entries(said)) {
    const { page, close } = await open({ locale, hash: "about" });
    const text = (await page.locator(".page").innerText()).replace(/[\u2066-\u2069]/g, "");
    for (const words of wanted) assert.match(text, words);
    if (locale !== "en") assert.doesNotMatch(text, /never closes|between fields|skipped/);
    await close();
  }
});

test("side by side, the network is as high as time and place, and their pictures are in line", async () => {
  const { page, close } = await open();
  const boxes = await page.locator(".two .chart").evaluateAll((all) =>
    all.map((one) => {
      const { top, height } = one.getBoundingClientRect();
      const drawn = one.querySelector("svg").getBoundingClientRect().height;
      const told = one.querySelector(".told").getBoundingClientRect().height;
      return { top, height, empty: height - drawn - told };
    }),
  );
  assert.equal(boxes.length, 2);
  assert.ok(Math.abs(boxes[0].top - boxes[1].top) < 1, "one line");
  assert.ok(Math.abs(boxes[0].height - boxes[1].height) < 1, "one height");
  for (const { empty } of boxes) assert.ok(empty < 70, `${empty} px with nothing in them`);
  await close();
});

test("at 360 pixels a table of many columns is read row by row, no word broken", async () => {
  const { page, close } = await open({ width: 360, hash: "about" });
  const name = page.locator(".stacked td").first();
  assert.equal(await name.evaluate((one) => getComputedStyle(one).display), "grid");
  assert.equal(await name.evaluate((one) => getComputedStyle(one, "::before").content), '"File"');
  await visit(page, data.leads[0].id);
  const kind = page.locator(".scroll tbody td").first();
  const { height } = await kind.boundingBox();
  assert.ok(height < 45, `${height} px`);
  await close();
});

test("a day is shown as a day, an hour only where one was told", async () => {
  const { page, close } = await open();
  const times = data.leads[0].samples.map(({ time }) => time);
  assert.ok(times.some((time) => !time.includes("T")) && times.some((time) => time.includes("T")));
  for (const [i, time] of times.slice(0, 5).entries()) {
    const meta = await page.locator(".post .meta").nth(i).innerText();
    assert.equal(/UTC/.test(meta), time.includes("T"), time);
    assert.match(meta, /\w{3}, \w{3} \d+, 2026/);
  }
  await close();
});

test("a lead is said in the page's language, from its ids and figures", async () => {
  const said = {
    de: "Verpackungsarbeit, ein Text unter 9 Identitäten",
    pt: "Trabalho de embalagem, um texto sob 9 identidades",
    es: "Trabajo de empaquetado, un texto bajo 9 identidades",
    fr: "Travail d’emballage, un texte sous 9 identités",
    ru: "Упаковка, один текст, имён: 9",
    ar: /^عمل التعبئة، نص واحد، عدد الهويات: (9|٩)$/,
  };
  for (const [locale, wanted] of Object.entries(said)) {
    const { page, close } = await open({ locale, hash: data.leads[0].id });
    assert.match(await title(page), new RegExp(wanted));
    const words = await page.locator(".ev .what").first().innerText();
    assert.doesNotMatch(words, /One template|names/);
    const summary = await page.locator(".say").innerText();
    assert.doesNotMatch(summary, /Why look|One template/);
    await close();
  }
});

test("a run without leads says so, and shows the largest networks and texts", async () => {
  const { page, said, close } = await open({ file: withoutLeads });
  assert.match(await page.locator(".rows .empty").innerText(), /No leads in this run/);
  assert.equal(await page.locator(".row").count(), bare.others.length);
  assert.ok(bare.others.length > 3);
  assert.match(await title(page), /^Network of \d+ groups$/);
  assert.match(await page.locator(".say").innerText(), /did not reach the evidence/);
  assert.ok(await page.locator(".tpl").first().isVisible());
  assert.equal(await page.locator(".tug").count(), 0);
  assert.equal(await page.locator(".legend mark").count(), 0, "nothing is quoted");
  await visit(page, bare.others.at(-1).id);
  assert.match(await title(page), /^“.{10,46} …”$/);
  const largest = bare.others.filter((one) => one.is_network).map((one) => one.postings);
  assert.deepEqual(
    largest,
    [...largest].sort((a, b) => b - a),
  );
  assert.deepEqual(said, []);
  await close();
});

test("below 1100 pixels the list is a drawer", async () => {
  const { page, close } = await open({ width: 390 });
  assert.equal(await page.locator(".list").isVisible(), false);
  await page.locator(".top .btn").click();
  await page.locator(".list").waitFor({ state: "visible" });
  await page.locator(".row").nth(1).click();
  await page.locator(".list").waitFor({ state: "hidden" });
  await isOpen(page, data.leads[1].title);
  await close();
});

test("axe finds nothing, light and dark, open and closed", async () => {
  for (const scheme of ["light", "dark"]) {
    for (const hash of [leadIds[0], hostile, "about"]) {
      const { page, close } = await open({ scheme, hash });
      for (const button of await page.locator(".ev").all()) await button.click();
      assert.deepEqual(await violations(page), [], `${scheme} ${hash}`);
      await close();
    }
  }
});

test("nothing is below the screen: the list and the page scroll, the document does not", async () => {
  for (const width of [1440, 390]) {
    const { page, close } = await open({ width });
    for (const id of leadIds) {
      await visit(page, id);
      const below = await page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.scrollingElement;
        return scrollHeight - clientHeight;
      });
      assert.equal(below, 0, `${width} wide, ${id}`);
    }
    await close();
  }
});

test("the theme goes light, dark, system", async () => {
  const { page, close } = await open({ scheme: "dark" });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), "dark");
  await page.keyboard.press("t");
  assert.equal(await theme(), "light");
  await page.keyboard.press("t");
  assert.equal(await theme(), "dark");
  await close();
});

test("on paper everything of a lead is open and the list is gone", async () => {
  const { page, close } = await open();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".list").isVisible(), false);
  const { length } = data.leads[0].samples;
  assert.equal(await page.locator(".post").count(), length);
  assert.ok(
    await page
      .locator(".post")
      .nth(length - 1)
      .isVisible(),
  );
  assert.ok(await page.locator(".more").last().isVisible());
  assert.ok(await page.locator(".more .link").first().isVisible(), "a quote says its posting");
  await close();
});

test("screenshots", { skip: process.env.SHOTS === undefined }, async () => {
  mkdirSync(process.env.SHOTS, { recursive: true });
  for (const locale of ["en", "ar"]) {
    for (const width of [1440, 1024, 390, 320]) {
      for (const scheme of ["light", "dark"]) {
        const { page, close } = await open({ file: withFew, width, scheme, locale });
        await page.waitForTimeout(300);
        const path = `${process.env.SHOTS}/review-${width}-${scheme}-${locale}.png`;
        await page.screenshot({ path });
        await page.evaluate(() => document.activeElement.blur());
        await page.keyboard.press("o");
        if (width < 1100) await page.locator(".top .btn").click();
        await page.waitForTimeout(300);
        await page.screenshot({ path: path.replace(".png", "-others.png") });
        await close();
      }
    }
  }
});
