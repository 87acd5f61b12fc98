#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What a change must pass beside the tests: layout, scripts, sanitizers, static analysis.
#   check.sh [BASE]   BASE: the commit to compare with; static analysis then looks only at what the
#                     change touches. Default: the branch's start on main, else the last commit.
# TIDY_SECONDS (900) bounds the static analysis; what it did not reach is said.
set -u
cd "$(dirname "$0")/.." || exit
failed=""
step() { # step NAME COMMAND...
  local name=$1 begin=$SECONDS
  shift
  if "$@"; then echo "check: $name holds ($((SECONDS - begin)) s)"; else
    failed="$failed $name"
    echo "check: $name FAILS"
  fi
}

find_base() {
  local start head
  head=$(git rev-parse HEAD)
  for start in "$@" "$(git merge-base HEAD origin/main 2>/dev/null)" \
    "$(git merge-base HEAD main 2>/dev/null)" HEAD~1; do
    start=$(git rev-parse -q --verify "$start^{commit}" 2>/dev/null) || continue
    [ "$start" = "$head" ] || { echo "$start"; return; }
  done
}

sources() { git ls-files '*.h' '*.cc'; }

layout() { sources | xargs -r clang-format-19 --dry-run -Werror; }

scripts() { git grep -lI '^#!/bin/bash' | xargs -r shellcheck; }

# The allow-list of the floors may only shrink.
allowed() {
  git cat-file -e "$base:tools/floors_allowed.txt" 2>/dev/null || return 0
  ! git diff "$base" -- tools/floors_allowed.txt | grep '^+[^+#]'
}

sanitizers() {
  cmake --preset asan --log-level=NOTICE && cmake --build build/asan &&
    tools/run_tests.py build/asan --label-exclude house
}

# The accumulated vectors that take too long for each test run.
signatures() {
  build/asan/crypto_test --gtest_brief --gtest_also_run_disabled_tests \
    --gtest_filter='MlDsa44.*ten_thousand*'
}

# The .cc files to analyse: changed ones, and for a changed header the first file that includes it.
touched() {
  [ -n "$base" ] || { sources | grep '\.cc$'; return; }
  local file
  git diff --name-only --diff-filter=d "$base" -- '*.h' '*.cc' | while read -r file; do
    case $file in
      *.cc) echo "$file" ;;
      *) git grep -lF "#include \"${file#src/}\"" -- '*.cc' | head -n 1 ;;
    esac
  done | sort -u
}

tidy_one() {
  (($(date +%s) < UNTIL)) || { echo "not reached in time: $1"; return 0; }
  clang-tidy-19 --quiet -p build/asan "$1" 2>/dev/null
}

analysis() {
  local log status
  log=$(mktemp)
  UNTIL=$(($(date +%s) + ${TIDY_SECONDS:-900}))
  export UNTIL
  export -f tidy_one
  # Only what the build knows: a file out of the build has no flags to be read with.
  touched | while read -r file; do
    grep -qF "/$file\"" build/asan/compile_commands.json && echo "$file"
  done | xargs -r -P "$(nproc)" -I{} bash -c 'tidy_one {}' >"$log"
  status=$?
  cat "$log"
  rm -f "$log"
  return $status
}

# A million numbers against phonenumbers; 77: it is not installed, or another version.
numbering() {
  python3 tools/check_numbering.py build/asan/text_test 1000000 || [ $? -eq 77 ]
}

base=$(find_base "$@")
echo "check: against ${base:-nothing: every file is new}"
step layout layout
step scripts scripts
step allow-list allowed
step sanitizers sanitizers
step signatures signatures
step web tools/check_web.sh
step api tools/check_api.sh
step numbering numbering
step analysis analysis
[ -z "$failed" ] || { echo "check: failed:$failed"; exit 1; }
