// SPDX-License-Identifier: Apache-2.0
// An invented log with witnesses, made with node's own cryptography and none of the page's code.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const hashLeaf = (entry) => sha256(Buffer.of(0), entry);
const hashNode = (left, right) => sha256(Buffer.of(1), left, right);

// RFC 6962, 2.1: the largest power of two below the number of leaves splits them.
const split = (count) => 2 ** Math.floor(Math.log2(count - 1));
const rootOf = (leaves) =>
  leaves.length === 1
    ? leaves[0]
    : hashNode(
        rootOf(leaves.slice(0, split(leaves.length))),
        rootOf(leaves.slice(split(leaves.length))),
      );
function pathOf(index, leaves) {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...pathOf(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...pathOf(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}

const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
export function makeKey(name, kind, seed) {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, seed)]);
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x } = createPublicKey(secret).export({ format: "jwk" });
  const key = Buffer.concat([Buffer.of(kind), Buffer.from(x, "base64url")]);
  const id = sha256(Buffer.from(`${name}\n`), key).subarray(0, 4);
  return { name, id, secret, line: `${name}+${id.toString("hex")}+${key.toString("base64")}` };
}

const signatureLine = ({ name, id }, ...parts) =>
  `\u2014 ${name} ${Buffer.concat([id, ...parts]).toString("base64")}\n`;
export const signNote = (key, text) =>
  signatureLine(key, sign(null, Buffer.from(text), key.secret));
export function cosign(key, text, time) {
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(time));
  return signatureLine(key, bytes, sign(null, message, key.secret));
}

export const log = makeKey("log.example/harbour", 1, 1);
export const witnesses = ["north", "east", "south"].map((name, i) => ({
  ...makeKey(`witness.example/${name}`, 4, 100 + i),
  called: ["North-Archive", "Eastern-University", "South-Press"][i],
  time: 1790000000 + 60 * i,
}));
// What opens an entry of a private log, and the entry: docs/spec/private-leaf.md.
const ISSUER = Buffer.from("0a0b0c0d", "hex");
export function makeOpening({ type = "consent/given", subject = "case 17", body = "Yes.\n" } = {}) {
  const salt = sha256(Buffer.from(type + subject));
  const record = Buffer.concat([
    Buffer.from(`type ${type}\nsubject ${subject}\nprevious \n\n`),
    Buffer.from(body),
  ]);
  const head = `lodestar-opening/v1\nissuer ${ISSUER.toString("hex")}\nsalt ${salt.toString("base64")}\n`;
  const domain = Buffer.from("lodestar/commitment/v1\0");
  return {
    opening: Buffer.concat([Buffer.from(head), record]),
    entry: Buffer.concat([Buffer.of(1), ISSUER, sha256(domain, ISSUER, salt, record)]),
  };
}
const HEAD = "type document\nsubject \nprevious \n\n".length;
const LONGEST = 16 << 20; // bytes of a record
export const opened = {
  consent: makeOpening(),
  longest: makeOpening({ type: "document", subject: "", body: Buffer.alloc(LONGEST - HEAD, "x") }),
  tooLong: makeOpening({
    type: "document",
    subject: "",
    body: Buffer.alloc(LONGEST - HEAD + 1, "x"),
  }),
  markup: makeOpening({ type: "<img/src=x/onerror=alert(1)>" }),
  longType: makeOpening({ type: "t".repeat(1024), subject: "<img src=x onerror=alert(1)>" }),
};
// An entry that would open another one, was it not the entry itself.
opened.itself = { opening: makeOpening({ subject: "case 18" }).opening };
opened.itself.entry = opened.itself.opening;
// Where each stands in the log.
export const placeOf = Object.fromEntries(Object.keys(opened).map((name, i) => [name, 700 + i]));

export const entries = Array.from({ length: 1000 }, (_, i) => Buffer.from(`statement ${i}\n`));
for (const [name, { entry }] of Object.entries(opened)) entries[placeOf[name]] = entry;
const leaves = entries.map(hashLeaf);

export const checkpoint = ({ origin = log.name, size = entries.length } = {}) =>
  `${origin}\n${size}\n${rootOf(leaves.slice(0, size)).toString("base64")}\n`;
export function makeProof(index, { by = witnesses, extra, text = checkpoint() } = {}) {
  const hashes = pathOf(index, leaves).map((hash) => `${hash.toString("base64")}\n`);
  return [
    "c2sp.org/tlog-proof@v1\n",
    extra === undefined ? "" : `extra ${Buffer.from(extra).toString("base64")}\n`,
    `index ${index}\n`,
    ...hashes,
    `\n${text}\n`,
    signNote(log, text),
    ...by.map((witness) => cosign(witness, text, witness.time)),
  ].join("");
}
export const policy = (least = "2") =>
  [
    `log ${log.line}`,
    ...witnesses.map(({ called, line }) => `witness ${called} ${line}`),
    `group many ${least} ${witnesses.map(({ called }) => called).join(" ")}`,
    "quorum many\n",
  ].join("\n");
export const leafOf = (entry) => hashLeaf(entry).toString("base64");
