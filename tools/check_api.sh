#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Asks a demonstration's service, as two of its people, what docs/spec/openapi.yaml says may be
# asked, and much that may not: no answer may be one that the file does not tell, or a fault inside.
# schemathesis comes from PyPI, into build/check_api; nothing of it is shipped.
#   check_api.sh [BUILD [EXAMPLES]]   BUILD: where the release build is (build/release)
# /api/events is left out: it does not end. tests/cli/serve.test listens to it.
set -eu
cd "$(dirname "$0")/.."
lodestar=$PWD/${1:-build/release}/lodestar examples=${2:-12}
place=$PWD/build/check_api specification=$PWD/docs/spec/openapi.yaml
if ! "$place/bin/schemathesis" --version >/dev/null 2>&1; then
  python3 -m venv "$place"
  "$place/bin/pip" install -q schemathesis==4.32.5
fi
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
server=
"$lodestar" simulate 1500 --out "$work/corpus" --seed 5 >/dev/null
"$lodestar" serve --data "$work/data" --listen 127.0.0.1:0 --demonstration \
  --load "$work/corpus/postings.csv" >"$work/said" 2>"$work/errors" &
server=$!
until grep -q http "$work/said"; do
  kill -0 "$server" || { cat "$work/errors"; exit 1; }
  read -rt 0.1 <> <(:) || true
done
BASE=$(head -n 1 "$work/said")
export BASE PYTHONPATH=$PWD/tests/contract SCHEMATHESIS_HOOKS=api_people
export PYTHONDONTWRITEBYTECODE=1
cd "$work"
status=0
for PERSON in demo-ana demo-lena; do
  export PERSON
  "$place/bin/schemathesis" run "$specification" --url "$BASE" --exclude-path /api/events \
    --phases examples,coverage,fuzzing --max-examples "$examples" --seed 1 --no-color \
    --generation-database none --request-timeout 60 --suppress-health-check all \
    --checks "not_a_server_error,status_code_conformance,content_type_conformance,\
response_schema_conformance,response_headers_conformance" >"$work/report" 2>&1 || status=1
  if [ $status -ne 0 ]; then tail -n 150 "$work/report"; else tail -n 12 "$work/report"; fi
done
kill -0 "$server" || { echo "the service ended by itself"; cat "$work/errors"; status=1; }
[ $status -eq 0 ] || cat "$work/errors"
exit $status
