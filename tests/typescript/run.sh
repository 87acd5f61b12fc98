#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Bundles the page's modules for node and runs a script of this folder with them.
#   run.sh BUILD SCRIPT [arguments]     Skips (77) where there is no node.
set -eu
command -v node >/dev/null || { echo "skipped: no node"; exit 77; }
here=$(dirname "$(realpath "$0")")
build=$1/typescript-$2
script=$2
shift 2
mkdir -p "$build"
cp "$here"/*.mjs "$build"
esbuild "$here/ledger.ts" --bundle \
  --format=esm --log-level=warning --outfile="$build/ledger.mjs"
exec node "$build/$script.mjs" "$@"
