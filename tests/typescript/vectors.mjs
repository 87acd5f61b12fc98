// SPDX-License-Identifier: Apache-2.0
// Reads tests/vectors/ledger with the page's modules, and says where it judges otherwise than a
// case says that it does; then what lies beside the project of others' vectors.
//   node vectors.mjs VECTORS [PUBLIC]     PUBLIC: ../shared/data/ledger; what is absent is told
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as ledger from "./ledger.mjs";
import {
  countPackages,
  judgeUpload,
  parseAddEntries,
  parseMirrorInfo,
  readMirrorAnswer,
} from "./mirror.mjs";
import {
  cosign,
  parseRequest,
  parseSigner,
  parseSubtreeRequest,
  readAnswer,
  statusOf,
} from "./witness.mjs";

const { Refusal, toBase64, toOctets, toUtf8 } = ledger;
const [folder, others] = process.argv.slice(2);

const bytesOf = (c) => ("input" in c ? toUtf8(c.input) : ledger.fromBase64(c.input_base64));
const paddingOf = (c) => new Uint8Array(c.padding ?? 0).fill("x".charCodeAt(0));
const hashOf = (text) => ledger.parseHash(text) ?? new Uint8Array(32);
const policyOf = (c) => ledger.parsePolicy(toUtf8(c.policy));

// Keys as a case lists them: their ids are not asked here.
const keysOf = (lines) =>
  lines.map((line) => {
    const [name, , ...rest] = line.split("+");
    const data = ledger.fromBase64(rest.join("+"));
    const [kind, key] = [data[0], data.subarray(1)];
    return { name, id: ledger.keyId(name, kind, key), kind, key };
  });

const codeOf = (read) =>
  read instanceof Refusal
    ? ({ form: "invalid", limit: "limited" }[read.why.kind] ?? "forbidden")
    : read?.refused;

// The page verifies and does not sign: of signer keys node has Ed25519's alone.
const signs = (line) => ledger.fromBase64(line.split("+").slice(4).join("+"))?.[0] !== 6;

// Each: what is read, and what of it a case tells, under the names that it has there.
const standing = ({ witnesses }) =>
  witnesses.map(({ witness, time }) => ({ witness, time_s: `${time}` }));
const signatures = {
  read(c) {
    const note = ledger.parseNote(bytesOf(c));
    return note instanceof Refusal ? note : ledger.verifyNote(note, keysOf(c.keys));
  },
  told: (verified) => ({
    verified: verified.map(({ line, key, time }) => ({ line, key, time_s: `${time}` })),
  }),
};
const idOf = (issuer) => issuer.toString(16).padStart(8, "0");
const judges = {
  verifier_keys: {
    read: (c) => ledger.parseVerifierKey(toOctets(bytesOf(c))),
    told: (key) => ({ key: { ...key, key: toBase64(key.key) } }),
  },
  signer_keys: {
    read: (c) => parseSigner(ledger.fromUtf8(bytesOf(c))) ?? ledger.form("key"),
    told: ({ name, id, kind, key }) => ({
      verifier: `${name}+${id}+${toBase64(ledger.concat(Uint8Array.of(kind), key))}`,
    }),
  },
  notes: {
    read: (c) => ledger.parseNote(bytesOf(c)),
    told: ({ text, signatures: lines }) => ({
      text,
      signatures: lines.map((one) => ({ ...one, signature: toBase64(one.signature) })),
    }),
  },
  signatures,
  cosignatures: signatures,
  ml_dsa_cosignatures: signatures,
  checkpoints: {
    read: (c) => ledger.parseCheckpoint(c.input),
    told: ({ origin, size, root, extensions }) => ({
      origin,
      size: `${size}`,
      root: toBase64(root),
      extensions,
    }),
  },
  policies: {
    read: (c) => ledger.parsePolicy(bytesOf(c)),
    told(policy, c) {
      const isEnough = (set) =>
        ledger.hasQuorum(
          policy,
          new Set(
            policy.witnesses.filter((one) => one.name.length === 1 && set.includes(one.name)),
          ),
        );
      return {
        logs: policy.logs.length,
        witnesses: policy.witnesses.length,
        groups: policy.groups.length,
        enough: c.enough.filter(isEnough),
        not_enough: c.not_enough.filter((set) => !isEnough(set)),
      };
    },
  },
  accepted: {
    read: (c) => ledger.acceptCheckpoint(policyOf(c), ledger.parseNote(bytesOf(c))),
    told: (accepted) => ({ logs: accepted.logs, witnesses: standing(accepted) }),
  },
  proof_forms: {
    read: (c) => ledger.parseLogProof(bytesOf(c)),
    told: ({ index, hashes, extra }) => ({
      index: `${index}`,
      hashes: hashes.length,
      extra_base64: toBase64(extra),
    }),
  },
  proofs: {
    read(c) {
      const proof = ledger.parseLogProof(bytesOf(c));
      if (proof instanceof Refusal) return proof;
      return ledger.verifyProof(policyOf(c), proof, hashOf(c.leaf_hash));
    },
    told: ({ witnesses }) => ({ witnesses: witnesses.map(({ witness }) => witness) }),
  },
  leaves: {
    read: (c) => ledger.parseLeaf(bytesOf(c)),
    told: ({ issuer, commitment }) => ({ issuer: idOf(issuer), commitment: toBase64(commitment) }),
  },
  openings: {
    read: (c) => ledger.parseOpening(ledger.concat(bytesOf(c), paddingOf(c))),
    told(opening) {
      const leaf = ledger.leafOf(opening);
      return {
        issuer: idOf(opening.issuer),
        salt: toBase64(opening.salt),
        type: opening.type,
        subject_base64: toBase64(ledger.fromOctets(opening.subject)),
        previous: toBase64(opening.previous ?? new Uint8Array()),
        body_size: opening.body.length,
        leaf: toBase64(leaf),
        leaf_hash: toBase64(ledger.hashLeaf(leaf)),
      };
    },
  },
  witness_requests: {
    read: (c) => parseRequest(bytesOf(c)),
    told: ({ oldSize, proof }) => ({ old_size: `${oldSize}`, proof: proof.length }),
  },
  witness_decisions: {
    async read(c) {
      const request = parseRequest(bytesOf(c));
      if (request instanceof Refusal) return request;
      const latest = { size: BigInt(c.known.size), root: hashOf(c.known.root) };
      // ML-DSA-44 signs no longer name than this.
      const isUnsignable = !signs(c.signer) && toUtf8(request.checkpoint.origin).length > 255;
      const known = keysOf(c.known.keys);
      const status = isUnsignable ? 400 : await statusOf(known, latest, request);
      if (status !== c.status) return { refused: `status ${status}` };
      if (status === 409 && "body" in c && c.body !== `${latest.size}\n`)
        return { refused: "another body" };
      return status === 200 ? request : new Refusal({ kind: "form", part: "size", line: 0 });
    },
    told: ({ note, checkpoint }, c) => ({
      body: signs(c.signer) ? cosign(parseSigner(c.signer), note.text, BigInt(c.time_s)) : c.body,
      latest: { size: `${checkpoint.size}`, root: toBase64(checkpoint.root) },
    }),
  },
  subtree_requests: {
    read: (c) => parseSubtreeRequest(bytesOf(c)),
    told: ({ start, end, root, proof }) => ({
      start: `${start}`,
      end: `${end}`,
      root: toBase64(root),
      proof: proof.length,
    }),
  },
  witness_answers: {
    read: (c) => readAnswer(c, bytesOf(c), keysOf(c.keys)),
    told: ({ cosignatures, size }) =>
      size === undefined ? { cosignatures } : { known_size: `${size}` },
  },
  mirror_requests: {
    read: (c) => parseAddEntries(bytesOf(c)),
    told: (request) => ({
      origin: ledger.fromUtf8(request.origin),
      start: `${request.start}`,
      end: `${request.end}`,
      packages: `${countPackages(request)}`,
      ticket_base64: toBase64(request.ticket),
      rest: request.rest.length,
    }),
  },
  mirror_uploads: {
    read(c) {
      const judged = judgeUpload(c, bytesOf(c));
      const isAlike = ["status", "packages", "tell"].every((key) => judged[key] === c[key]);
      if (!isAlike) return c.accepted ? { refused: JSON.stringify(judged) } : judged;
      return judged.status === 200 ? judged : { refused: `status ${judged.status}` };
    },
    told: ({ packages }) => ({ packages }),
  },
  mirror_infos: {
    read: (c) => parseMirrorInfo(bytesOf(c)),
    told: ({ size, next, ticket }) => ({ size, next, ticket_base64: toBase64(ticket) }),
  },
  mirror_answers: {
    read: (c) => readMirrorAnswer(c, bytesOf(c), keysOf(c.keys)),
    told: ({ cosignatures, info }) =>
      info === undefined ? { cosignatures } : { info: { ...info, ticket: toBase64(info.ticket) } },
  },
};

// What is wrong with how a case was read, if anything.
async function wrong(name, c) {
  const { read, told } = judges[name];
  const result = await read(c);
  const code = codeOf(result);
  const isDue = c.accepted && (name !== "signer_keys" || signs(c.input));
  if ((code === undefined) !== isDue) return `read as ${code ?? "accepted"}`;
  if (!isDue) {
    if ("error" in c && code !== c.error) return `refused as ${code} and not as ${c.error}`;
    if (c.line > 0 && result.why.line !== c.line) return `refused in line ${result.why.line}`;
    return name === "witness_decisions" && code.startsWith("status") ? code : undefined;
  }
  const values = told(result, c);
  for (const [key, value] of Object.entries(values))
    if (!isDeepStrictEqual(value, c[key])) return `${key} is ${JSON.stringify(value)}`;
  return undefined;
}

let agree = 0;
let differ = 0;
function count(name, fault) {
  if (fault === undefined) agree += 1;
  else differ += 1;
  if (fault !== undefined) console.log(`${name}: ${fault}`);
}

// Completeness needs a verifiable random function, which the page has not; and what a witness signs
// with ML-DSA-44 is no business of the page, which verifies.
const OTHERS = ["completeness.json", "subtree_decisions.json"];
const files = readdirSync(folder).filter(
  (name) => name.endsWith(".json") && !OTHERS.includes(name),
);
for (const file of files) {
  const name = file.slice(0, -".json".length);
  for (const c of JSON.parse(readFileSync(`${folder}/${file}`, "utf8")).cases)
    count(`${name}: ${c.name}`, await wrong(name, c));
}
console.log(`${agree} cases in ${files.length} files agree, ${differ} do not`);
const isWhole = agree >= 750;

const node = (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest());
for (let length = 0; length <= 300; ++length) {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255);
  const isSame = ledger.isEqual(ledger.sha256(bytes), node(bytes));
  count(`SHA-256 of ${length} bytes`, isSame ? undefined : "differs from node's");
}

// One rule for all edge cases: src/crypto/ed25519_test.cc holds libsodium to the same.
const REFUSED = /(low_order_[AR]|non_canonical_[AR]|low_order_residue|reencoded_k)( |$)/;
const hex = (text) => new Uint8Array(Buffer.from(text, "hex"));
async function judgeEd25519(file) {
  const vectors = JSON.parse(readFileSync(file, "utf8"));
  for (const equation of [ledger.byLibrary, ledger.byBrowser])
    for (const { number, key, sig, msg, flags } of vectors) {
      const holds = await ledger.holdsEd25519(hex(key), toUtf8(msg), hex(sig), equation);
      const isRight = holds !== REFUSED.test((flags ?? []).join(" "));
      count(`Ed25519 vector ${number}: ${flags}`, isRight ? undefined : `holds: ${holds}`);
    }
  console.log(`${vectors.length} public vectors of Ed25519 judged, by either equation`);
}

// What is no hash stands for one, the same for the same bytes; no bytes at all for nobody's.
let nobodys = 0;
function toHash(text) {
  const bytes = ledger.fromBase64(text);
  if (bytes.length === 32) return bytes;
  return ledger.hashLeaf(bytes.length > 0 ? bytes : toUtf8(`${(nobodys += 1)}`));
}
const headOf = (size, root) => ({ size: BigInt(size), root: toHash(root) });
const holdsTree = {
  inclusion: (v) =>
    ledger.holdsInclusion(
      BigInt(v.leafIdx),
      headOf(v.treeSize, v.root),
      toHash(v.leafHash),
      (v.proof ?? []).map(toHash),
    ),
  // From the empty tree there is nothing to prove: whoever asks, is told no.
  consistency: (v) =>
    ledger.holdsConsistency(
      headOf(v.size1, v.root1),
      headOf(v.size2, v.root2),
      (v.proof ?? []).map(toHash),
    ),
};
function judgeTrees(folder, kind) {
  const files = readdirSync(`${folder}/${kind}`, { recursive: true }).filter((one) =>
    one.endsWith(".json"),
  );
  for (const file of files) {
    const text = readFileSync(`${folder}/${kind}/${file}`, "utf8");
    // Numbers of 64 bits, which JSON's reader would round.
    const v = JSON.parse(text.replace(/("(?:leafIdx|treeSize|size1|size2)": )(\d+)/g, '$1"$2"'));
    const holds = holdsTree[kind](v);
    count(`${kind}/${file}: ${v.desc}`, holds !== v.wantErr ? undefined : `holds: ${holds}`);
  }
  console.log(`${files.length} public vectors of ${kind} judged`);
}

const edges = `${others}/cctv/ed25519/ed25519vectors.json`;
const trees = `${others}/merkle-testdata/testdata`;
if (existsSync(edges)) await judgeEd25519(edges);
else console.log("skipped: the public vectors of Ed25519 are not here");
if (existsSync(trees)) for (const kind of Object.keys(holdsTree)) judgeTrees(trees, kind);
else console.log("skipped: the public vectors of trees are not here");
console.log(`${agree} in all agree, ${differ} do not`);
process.exit(differ === 0 && isWhole ? 0 : 1);
