// SPDX-License-Identifier: Apache-2.0
// Makes the desk: components to JavaScript with Svelte's compiler, all of it to few files with
// esbuild, and a page that names them.
//   node build.mjs WORK OUT     WORK: where npm puts Svelte, which it does once; OUT: index.html,
//                               *.js, *.css, *.txt, and manifest.txt, which names them a line each
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [work, out] = process.argv.slice(2).map((path) => resolve(path));
const desk = dirname(fileURLToPath(import.meta.url));
const packs = join(desk, "../../packs/places");

// What package-lock.json names, where it is not there already.
function install() {
  const lock = join(desk, "package-lock.json");
  const kept = join(work, "package-lock.json");
  const isThere =
    existsSync(join(work, "node_modules/.package-lock.json")) &&
    existsSync(kept) &&
    readFileSync(kept, "utf8") === readFileSync(lock, "utf8");
  if (isThere) return;
  mkdirSync(work, { recursive: true });
  cpSync(join(desk, "package.json"), join(work, "package.json"));
  cpSync(lock, kept);
  const npm = spawnSync("npm", ["ci", "--prefix", work, "--no-audit", "--no-fund", "--silent"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (npm.status === 0) return;
  rmSync(kept, { force: true });
  console.error(
    "desk: npm could not install Svelte's compiler, which web/desk/package-lock.json names.\n" +
      "      It is fetched once from the npm registry (or the one that `npm config` names), so this\n" +
      "      build needs the network once; Debian's packages nodejs and npm bring npm itself.",
  );
  process.exit(1);
}

install();
const require = createRequire(join(work, "package.json"));
const { compile, compileModule } = require("svelte/compiler");

function esbuild(args, input = "") {
  const found = spawnSync("esbuild", [...args, "--log-level=warning"], {
    encoding: "utf8",
    input,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (found.status !== 0) process.exit(1); // it has said why
  return found.stdout;
}
const strip = (input) => esbuild(["--loader=ts", "--target=es2021"], input);

// A component, and a module that has runes, become JavaScript beside where they were: esbuild finds
// "./Lead.svelte" as Lead.svelte.js.
function stage(folder, name) {
  const source = join(folder, name);
  const options = { filename: source, generate: "client", dev: false };
  const warn = (warnings) => warnings.forEach((one) => console.error(`${name}: ${one.message}`));
  if (name.endsWith(".svelte")) {
    const { js, warnings } = compile(readFileSync(source, "utf8"), {
      ...options,
      runes: true,
      css: "external",
    });
    warn(warnings);
    return [`${name}.js`, js.code];
  }
  if (name.endsWith(".svelte.ts")) {
    const { js, warnings } = compileModule(strip(readFileSync(source, "utf8")), options);
    warn(warnings);
    return [name.replace(/ts$/, "js"), js.code];
  }
  return [name, readFileSync(source, "utf8")];
}

function stageAll() {
  const staged = join(work, "stage");
  rmSync(staged, { recursive: true, force: true });
  for (const folder of ["desk", "lead", "shared"]) {
    const from = join(desk, "..", folder);
    mkdirSync(join(staged, folder), { recursive: true });
    for (const name of readdirSync(from)) {
      if (!/\.(ts|svelte|css)$/.test(name)) continue;
      const [as, code] = stage(from, name);
      writeFileSync(join(staged, folder, as), code);
    }
  }
  // What Svelte asks of where it runs, as constants that the bundler can see.
  writeFileSync(
    join(staged, "environment.js"),
    "export const DEV = false, BROWSER = true, NODE = false;\n",
  );
  return staged;
}

const named = (name, text) => {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  return name.replace(/(\.\w+)$/, `-${hash}$1`);
};

function bundle(staged, fresh) {
  const pack = Object.fromEntries(
    ["places.txt", "outline.txt"].map((name) => {
      const as = named(name, readFileSync(join(packs, name)));
      cpSync(join(packs, name), join(fresh, as));
      return [name, as];
    }),
  );
  // Twice: constants of other modules are put in their places when esbuild writes, and only the next
  // time does it see which branches are dead.
  const once = join(work, "once");
  rmSync(once, { recursive: true, force: true });
  const both = ["--bundle", "--splitting", "--format=esm", "--charset=utf8", "--minify"];
  esbuild([
    ...both,
    join(staged, "desk/main.ts"),
    "--conditions=browser,svelte,production",
    "--legal-comments=none",
    `--alias:esm-env=${join(staged, "environment.js")}`,
    `--define:PLACES="/${pack["places.txt"]}"`,
    `--define:OUTLINE="/${pack["outline.txt"]}"`,
    `--metafile=${join(work, "bundle.json")}`,
    `--outdir=${once}`,
  ]);
  esbuild([
    ...both,
    join(once, "main.js"),
    join(staged, "desk/desk.css"),
    "--target=es2021,chrome109,firefox102,safari15",
    "--entry-names=[name]-[hash]",
    "--chunk-names=[name]-[hash]",
    `--outdir=${fresh}`,
  ]);
}

// The licences of what others wrote and is in the bundle.
function licences() {
  const { inputs } = JSON.parse(readFileSync(join(work, "bundle.json"), "utf8"));
  const packages = Object.keys(inputs).flatMap((path) => {
    const [, name] = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
    return name === undefined ? [] : [name];
  });
  return [...new Set(packages)].sort().map((name) => {
    const folder = join(work, "node_modules", name);
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} has no licence to ship`);
    return `${name}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
}

const page = (script, style) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Lodestar</title>
<link rel="stylesheet" href="/${style}">
<script type="module" src="/${script}"></script>
</head>
<body>
<div id="desk"></div>
<noscript>The desk needs its own script, which comes from this server alone: allow it here.</noscript>
</body>
</html>
`;

const fresh = join(work, "fresh");
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
bundle(stageAll(), fresh);
const files = readdirSync(fresh).sort();
const find = (pattern) => files.find((name) => pattern.test(name));
writeFileSync(join(fresh, "index.html"), page(find(/^main-.*\.js$/), find(/^desk-.*\.css$/)));
writeFileSync(join(fresh, "licences.txt"), licences().join("\n\n"));
const all = ["index.html", "licences.txt", ...files];
writeFileSync(join(fresh, "manifest.txt"), all.join("\n") + "\n");
rmSync(out, { recursive: true, force: true });
mkdirSync(dirname(out), { recursive: true });
renameSync(fresh, out);
