#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Fuzzes every target of fuzz/ for FUZZ_SECONDS (600), two at a time. New inputs go to
# build/fuzz/found/<thing>; one that crashes is left in build/fuzz/crashes, to be named by what it
# means and moved to fuzz/corpus/<thing>, where the tests replay it for ever.
set -eu
cd "$(dirname "$0")/.."
export FUZZ_SECONDS=${FUZZ_SECONDS:-600}
cmake --preset fuzz --log-level=NOTICE
cmake --build build/fuzz --target fuzzers
mkdir -p build/fuzz/crashes
fuzz_one() {
  local thing=$1 log=build/fuzz/$1.log
  mkdir -p "build/fuzz/found/$thing"
  if "build/fuzz/fuzz/fuzz_$thing" -max_total_time="$FUZZ_SECONDS" -timeout=10 -rss_limit_mb=3000 \
    -artifact_prefix="build/fuzz/crashes/$thing-" "build/fuzz/found/$thing" \
    "fuzz/corpus/$thing" >"$log" 2>&1; then
    echo "fuzz_$thing: no crash, $(sed -n 's/^Done \([0-9]*\) runs in/\1 inputs in/p' "$log")"
  else
    tail -n 30 "$log"
    echo "fuzz_$thing: CRASH, the input is in build/fuzz/crashes"
    return 1
  fi
}
export -f fuzz_one
git ls-files 'fuzz/fuzz_*.cc' | sed 's,.*/fuzz_,,;s,\.cc$,,' | xargs -P 2 -I{} bash -c 'fuzz_one {}'
