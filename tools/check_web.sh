#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# web/: types, layout, and the pages in a real browser. Installs what it needs from npm, in
# build/web; nothing of that is shipped.
#   check_web.sh [BUILD]   BUILD: where the release build is (build/release)
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
command -v npm >/dev/null || tools/install-packages.sh npm
mkdir -p build/web
cp tests/e2e/package.json tests/e2e/package-lock.json tests/e2e/*.mjs build/web/
npm ci --prefix build/web --silent --no-audit --no-fund
tools=build/web/node_modules/.bin
"$tools/tsc" -p web
# Components are checked where Svelte's types are found: in a copy beside what npm brought.
rm -rf build/web/src && mkdir build/web/src
cp -r web/tsconfig.json web/desk web/lead web/shared build/web/src/
tools/api_types.py docs/spec/openapi.yaml build/web/src/desk/wire.ts
"$tools/svelte-check" --workspace build/web/src/desk --tsconfig ./tsconfig.json --fail-on-warnings \
  --output human
"$tools/prettier" --print-width 100 --log-level warn --check 'web/**/*.{ts,css}' \
  'tests/{e2e,typescript}/*.{ts,mjs}'
cmake --preset release --log-level=NOTICE
cmake --build "$build" --target lodestar write_sample write_packet verify_page desk_page \
  make_proofs
"$build/tests/support/write_sample" build/web/sample 8
"$build/tests/support/write_packet" build/web/packet
cd build/web
esbuild ../../web/lead/places.ts --bundle --format=esm --log-level=warning --outfile=places.mjs
PLACES=$PWD/places.mjs PACK=$PWD/../../packs/places node --test places_test.mjs
esbuild --bundle --format=esm --log-level=warning --outfile=words.mjs --sourcefile=words.ts \
  --loader=ts <<END
export { tables as strings } from "../../web/review/strings";
export { tables as evidence } from "../../web/review/evidences";
export { tables as verify } from "../../web/verify/strings";
import { table as en } from "../../web/desk/language_en";
import { table as es } from "../../web/desk/language_es";
import { table as fr } from "../../web/desk/language_fr";
import { table as ar } from "../../web/desk/language_ar";
export const desk = { ar: ar.desk, en: en.desk, es: es.desk, fr: fr.desk };
END
WORDS=$PWD/words.mjs INDICATORS=$PWD/../../packs/indicators node --test words_test.mjs
REVIEW=$PWD/sample/review.html node --test review_test.mjs
PACKET=$PWD/packet node --test packet_test.mjs
"../../$build/tests/support/make_proofs" 10000 1 >proofs.txt
VERIFY=$PWD/../../$build/generated/verify/verify.html PROOFS=$PWD/proofs.txt \
  node --test verify_test.mjs
rm -rf corpus
"../../$build/lodestar" simulate 4000 --out corpus --seed 5
export LODESTAR=$PWD/../../$build/lodestar CORPUS=$PWD/corpus/postings.csv
node --test desk_people_test.mjs
node --test desk_provider_test.mjs
node --test desk_test.mjs
node --test desk_keyboard_test.mjs
DESK=$PWD/../../$build/generated/desk node --test desk_states_test.mjs
node --test desk_looks_test.mjs
