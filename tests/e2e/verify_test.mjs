// SPDX-License-Identifier: Apache-2.0
// The page that checks proofs, in a real browser, on an invented log.
//   node --test verify_test.mjs    VERIFY=verify.html   PROOFS=lines of make_proofs
//                                  SHOTS=folder for screenshots
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { violations } from "./browser.mjs";
import * as invented from "./invented_log.mjs";
import { answer, ask, bring, fileOf, open, openingOf, right } from "./verify_scene.mjs";

const { entries, makeProof, policy, witnesses } = invented;
test("says what is proven and what is not, with the time at which enough had seen it", async () => {
  const { kind, text } = await ask({});
  assert.equal(kind, "yes");
  assert.match(
    text.replaceAll("\n", " "),
    /in the log log\.example\/harbour no later than Monday, September 21, 2026.*2:14:20.PM UTC, as seen by North-Archive and Eastern-University\./,
  );
  assert.match(text, /entry number 599, counted from 0, of the 1,000/);
  assert.match(text, /South-Press saw this state of the log on .*2:15:20/);
  assert.match(text, /3 of the 3 witnesses/);
  assert.match(text, /When the entry was made/);
});

test("a key alone proves no time, typed or from a file", async () => {
  const { page, close } = await open();
  await bring(page, { ...right, trust: "x" });
  await page.click("#remove-trust");
  await page.fill("#words", `  ${invented.log.line}  `);
  await page.waitForSelector("#result .yes");
  const text = await answer(page);
  assert.match(text, /The log says that the entry is in it/);
  assert.match(text, /No witness whom you believe stands by it, so no time is proven/);
  await close();
  assert.equal((await ask({ trust: `${invented.log.line}\n` })).kind, "yes");
});

test("of a log that has changed its key, only the key that signed is told as one that did", async () => {
  const next = invented.makeKey("log.example/harbour", 1, 2);
  const { text } = await ask({ trust: `log ${next.line}\n${policy()}` });
  const told = text.slice(text.indexOf("Keys that signed"));
  const idOf = ({ name, id }) => `${name}+${id.toString("hex")}`;
  assert.ok(told.includes(idOf(invented.log)));
  assert.ok(!told.includes(idOf(next)));
});

const stranger = invented.makeKey("log.example/harbour", 1, 9);
const wrong = {
  "another entry": [{ entry: entries[5] }, /not the entry that the proof is about/],
  "an entry with a line end more": [{ entry: `${entries[599]}\n` }, /not the entry/],
  "the key of a stranger": [{ trust: stranger.line }, /Nobody whom you believe has signed it/],
  "no witness": [{ proof: makeProof(599, { by: [] }) }, /No witness that you named stands by it/],
  "too few witnesses": [
    { proof: makeProof(599, { by: witnesses.slice(0, 1) }) },
    /Too few witnesses: North-Archive stand by it/,
  ],
  "another log's checkpoint": [
    { proof: makeProof(599, { text: invented.checkpoint({ origin: "log.example/other" }) }) },
    /None of the keys that you gave for the log log\.example\/other has signed/,
  ],
  "a size that was changed": [
    { proof: right.proof.replace("\n1000\n", "\n1001\n") },
    /A signature in the name of log\.example\/harbour does not hold/,
  ],
  "a hash cut short": [
    { proof: right.proof.replace(/(index 599\n)./, "$1") },
    /The proof cannot be read: line 3, a hash/,
  ],
  "no proof at all": [{ proof: "hello\n" }, /The proof cannot be read: line 1, the first line/],
  "a policy without a quorum": [
    { trust: right.trust.replace(/quorum.*\n/, "") },
    /The key or policy cannot be read: the line that says who is enough/,
  ],
  "a policy with an unknown member": [
    { trust: right.trust.replace("many 2 North", "many 2 Nowhere North") },
    /The key or policy cannot be read: line 5, a member of a group/,
  ],
  "half a key": [
    { trust: invented.log.line.slice(0, 40) },
    /The key or policy cannot be read: a key/,
  ],
};
for (const [what, [question, says]] of Object.entries(wrong))
  test(`says where and what to do: ${what}`, async () => {
    const { kind, text } = await ask(question);
    assert.equal(kind, "no");
    assert.match(text, says);
    assert.match(text, /What to do/);
    assert.match(text, /does not mean that the entry is false/);
  });

test("a file that opens an entry of a private log proves it, and says what that means", async () => {
  const { kind, text } = await ask(openingOf("consent"));
  assert.equal(kind, "yes");
  assert.match(text, /entry number 700, counted from 0, of the 1,000/);
  assert.match(text, /This file opens an entry that says nothing itself/);
  assert.match(text, /a record of the type consent\/given\./);
  assert.match(text, /Whoever gets this file can read the record and prove it to others/);
  assert.match(text, /SHA-256 of the file that opens it/);
  assert.doesNotMatch(text, /case 17|Yes\./); // who watches the screen reads nothing of it
  assert.ok(text.includes(invented.leafOf(invented.opened.consent.entry)));
});

test("a proof of all entries about a subject is told apart, and who can check it is named", async () => {
  const { page, close } = await open();
  const file = fileOf("case.completeness", "lodestar-completeness/v1\nkey a+00000000+a\n");
  for (const box of ["proof", "entry"]) {
    await page.setInputFiles(`#file-${box}`, file);
    // In the box, and where the answer is looked for.
    for (const place of [`[data-kind=${box}]`, "#result"]) {
      await page.locator(place).getByText("lodestar verify FILE --subject-file SUBJECT").waitFor();
    }
  }
  assert.doesNotMatch(await page.locator("body").innerText(), /Nothing is proven/);
  await close();
});

test("the entry of a private log itself is proven too, and opens nothing", async () => {
  const { kind, text } = await ask({
    ...openingOf("consent"),
    entry: invented.opened.consent.entry,
  });
  assert.equal(kind, "yes");
  assert.doesNotMatch(text, /This file opens|a record of the type|can read the record/);
  assert.match(text, /SHA-256 of the entry/);
});

test("a file that looks like an opening and is the entry itself, is the entry", async () => {
  const { kind, text } = await ask(openingOf("itself"));
  assert.equal(kind, "yes");
  assert.doesNotMatch(text, /This file opens|a record of the type/);
});

test("an opening may be as long as a record may, and no byte longer", async () => {
  const { kind, text } = await ask(openingOf("longest"));
  assert.equal(kind, "yes");
  assert.match(text, /a record of the type document\./);
  const { kind: longer, text: said } = await ask(openingOf("tooLong"));
  assert.equal(longer, "no");
  assert.match(said, /not the entry that the proof is about/);
});

test("an opening that was changed opens nothing", async () => {
  const { opening } = invented.opened.consent;
  for (const [old, changed] of [
    ["Yes.", "No. "],
    ["case 17", "case 18"],
    ["0a0b0c0d", "0a0b0c0e"],
    ["lodestar-opening/v1", "lodestar-opening/v2"],
    ["previous \n", "previous\n"],
  ]) {
    const entry = opening.toString("latin1").replace(old, changed);
    const { kind, text } = await ask({ ...openingOf("consent"), entry });
    assert.equal(kind, "no", changed);
    assert.match(text, /not the entry that the proof is about/);
  }
  assert.equal((await ask({ ...openingOf("consent"), proof: makeProof(599) })).kind, "no");
});

test("a type is shown as text: no markup is one, and a long one stays in its place", async () => {
  assert.equal((await ask(openingOf("markup"))).kind, "no");
  const { page, said, close } = await open({ width: 320 });
  await bring(page, openingOf("longType"));
  const text = await answer(page);
  assert.match(text, /of the type t{50} … t{20}\./);
  await page.click("#result .opened summary");
  assert.match(await page.locator("#result .opened").innerText(), /t{1024}/);
  const wide = await page.evaluate(() => {
    const one = document.documentElement;
    return one.scrollWidth - one.clientWidth;
  });
  assert.equal(wide, 0);
  assert.equal(await page.locator("main img").count(), 0);
  assert.deepEqual(said, []);
  await close();
});

test("every language says what an opening is and shows the type", async () => {
  const says = {
    ar: /يكشف قيدًا/,
    de: /öffnet einen Eintrag/,
    es: /abre una entrada/,
    fr: /ouvre une entrée/,
    pt: /abre uma entrada/,
    ru: /раскрывает запись/,
  };
  for (const [locale, words] of Object.entries(says)) {
    const { text } = await ask(openingOf("consent"), { locale });
    assert.match(text, words, locale);
    assert.match(text, /consent\/given/, locale);
  }
});

test("extra data is told and not believed", async () => {
  const { text } = await ask({ proof: makeProof(599, { extra: "trust me" }) });
  assert.match(text, /8 bytes that nothing vouches for/);
});

test("names of strangers run nothing and turn no direction", async () => {
  const name = "<img/src=x/onerror=alert(1)>\u202Eevil";
  const log = invented.makeKey(name, 1, 1);
  const text = invented.checkpoint({ origin: name });
  const proof = makeProof(599, { text, by: [] }).replaceAll(
    /\u2014 log\.example\/harbour .*\n/g,
    () => invented.signNote(log, text),
  );
  const { page, said, close } = await open();
  await bring(page, { ...right, proof, trust: log.line });
  const words = await answer(page);
  assert.match(words, /The log says/);
  assert.match(words, /<img\/src=x\/onerror=alert\(1\)>U\+202Eevil/);
  assert.equal(await page.locator("main img").count(), 0);
  assert.deepEqual(said, []);
  await close();
});

test("a name of any length is shown short, and whole to who asks for it", async () => {
  const name = `log.example/${"n".repeat(1500)}\u202E${"😀".repeat(300)}/the-end`;
  const log = invented.makeKey(name, 1, 1);
  const text = invented.checkpoint({ origin: name });
  const proof = makeProof(599, { text, by: [] }).replaceAll(
    /\u2014 log\.example\/harbour .*\n/g,
    () => invented.signNote(log, text),
  );
  const { page, said, close } = await open();
  await bring(page, { ...right, proof, trust: log.line });
  const words = await answer(page);
  assert.match(words, /the signature of log\.example\/n{38} … (😀){12}\/the-end holds/);
  assert.equal(words.match(/n{39}/), null);
  assert.equal(words.match(/\ufffd/), null);
  const shown = name.replace("\u202E", "[U+202E]");
  assert.equal(await page.locator(`#result p.say bdi`).first().getAttribute("title"), shown);
  const told = page.locator("#result .record details");
  assert.equal(await told.count(), 2);
  await told.first().locator("summary").click();
  assert.ok((await told.first().innerText()).includes(name.replace("\u202E", "U+202E")));
  assert.deepEqual(said, []);
  await close();
});

test("a browser without Ed25519 of its own comes to the same answers", async () => {
  const before = () => Object.defineProperty(globalThis.crypto, "subtle", { value: undefined });
  assert.equal((await ask({}, { before })).kind, "yes");
  const changed = right.proof.replace("\n1000\n", "\n1001\n");
  assert.equal((await ask({ proof: changed }, { before })).kind, "no");
});

test("the keyboard reaches everything, in order, and each thing has a name", async () => {
  const { page, close } = await open();
  const stops = [];
  for (let i = 0; i < 7; ++i) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        const one = document.activeElement;
        const name = one.labels?.[0]?.textContent ?? one.getAttribute("aria-label");
        return `${one.id || one.localName}: ${name ?? one.textContent}`;
      }),
    );
  }
  assert.deepEqual(stops, [
    "a: Skip to the result",
    "select: Language",
    "button: System",
    "file-proof: Choose a file: The proof",
    "file-entry: Choose a file: The entry",
    "words: Key line or policy",
    "file-trust: Choose a file: Whom you believe",
  ]);
  await bring(page);
  await answer(page);
  await page.focus("#remove-entry");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#result .wait");
  assert.equal(await page.evaluate(() => document.activeElement.id), "file-entry");
  await close();
});

test("files dropped together are told apart", async () => {
  const { page, close } = await open();
  await page.evaluate(
    ([proof, entry]) => {
      const data = new DataTransfer();
      data.items.add(new File([entry], "statement.txt"));
      data.items.add(new File([proof], "statement.tlog-proof"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    },
    [right.proof, right.entry.toString()],
  );
  await page.waitForSelector("#remove-proof");
  await page.waitForSelector("#remove-entry");
  await page.fill("#words", policy());
  await page.waitForSelector("#result .yes");
  await close();
});

test("axe finds nothing, and nothing is wider than its place", async () => {
  for (const [scheme, width, locale] of [
    ["light", 1440, "en"],
    ["dark", 1024, "ru"],
    ["dark", 390, "ar"],
    ["light", 320, "de"],
  ])
    for (const question of [undefined, right, openingOf("consent"), { ...right, entry: "other" }]) {
      const { page, close } = await open({ scheme, width, locale });
      if (question !== undefined) {
        await bring(page, question);
        await answer(page);
      }
      assert.deepEqual(await violations(page), [], `${scheme} ${width} ${locale}`);
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll(".step, .result")]
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.className || one.localName),
      );
      assert.deepEqual(wide, [], `${width} ${locale}`);
      await close();
    }
});

test("how long a proof with log and three witnesses takes is told", async (context) => {
  const { page, close } = await open();
  const trust = policy("3");
  const proofs = entries.slice(0, 100).map((entry, i) => [makeProof(i), entry.toString("latin1")]);
  const leaves = proofs.map(([, entry]) => invented.leafOf(Buffer.from(entry, "latin1")));
  const times = await page.evaluate(
    async ([texts, hashes, policyText]) => {
      const bytes = (text) => new TextEncoder().encode(text);
      const taken = [];
      for (const [i, text] of texts.entries()) {
        const begin = performance.now();
        const said = await globalThis.lodestarJudge(bytes(text), bytes(policyText), hashes[i]);
        taken.push(performance.now() - begin);
        if (said === false) throw new Error(`proof ${i}`);
      }
      return taken.sort((a, b) => a - b);
    },
    [proofs.map(([text]) => text), leaves, trust],
  );
  context.diagnostic(`least ${times[0]} ms, median ${times[50]} ms, most ${times[99]} ms`);
  await close();
});

test("random proofs are judged as the program judges them", async (context) => {
  const lines = readFileSync(process.env.PROOFS, "utf8").trimEnd().split("\n");
  const { page, close } = await open();
  let accepted = 0;
  for (let at = 0; at < lines.length; at += 1000) {
    const some = lines.slice(at, at + 1000).map((line) => line.split(" "));
    const verdicts = await page.evaluate(async (cases) => {
      const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const said = [];
      for (const [, trust, leaf, proof] of cases)
        said.push(await globalThis.lodestarJudge(bytes(proof), bytes(trust), leaf));
      return said.map((one) => (one === false ? "-" : one || "+"));
    }, some);
    assert.deepEqual(
      verdicts,
      some.map(([verdict]) => verdict),
    );
    accepted += verdicts.filter((one) => one !== "-").length;
  }
  context.diagnostic(`${lines.length} proofs judged alike, ${accepted} accepted`);
  assert.ok(lines.length >= 1000 && accepted > 0);
  await close();
});

test("screenshots", { skip: process.env.SHOTS === undefined }, async () => {
  mkdirSync(process.env.SHOTS, { recursive: true });
  for (const width of [1440, 1024, 390, 320])
    for (const scheme of ["light", "dark"])
      for (const locale of ["en", "ar"]) {
        const { page, close } = await open({ width, scheme, locale });
        const path = (name) =>
          `${process.env.SHOTS}/verify-${name}-${width}-${scheme}-${locale}.png`;
        await page.screenshot({ path: path("empty"), fullPage: true });
        await bring(page);
        await answer(page);
        await page.screenshot({ path: path("yes"), fullPage: true });
        for (const kind of ["proof", "entry", "trust"]) await page.click(`#remove-${kind}`);
        await bring(page, openingOf("consent"));
        await page.waitForSelector("#result .opened");
        await page.screenshot({ path: path("opened"), fullPage: true });
        await close();
      }
});
