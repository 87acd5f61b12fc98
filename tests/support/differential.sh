#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Random proofs, or openings of private logs, intact and damaged: a reader in another language must
# judge each as we do.
#   differential.sh MAKE_PROOFS go|typescript BUILD [openings]
# LODESTAR_PROOFS: how many (10000); LODESTAR_SEED: which (1). Skips (77) as the reader does.
set -eu
make=$1 reader=$2 build=$3
shift 3
tests=$(dirname "$(realpath "$0")")/..
pipe=$(mktemp -u)
mkfifo "$pipe"
trap 'rm -f "$pipe"' EXIT
"$make" "${LODESTAR_PROOFS:-10000}" "${LODESTAR_SEED:-1}" "$@" >"$pipe" &
maker=$!
case $reader in
  go) "$tests/go/run.sh" - <"$pipe" ;;
  typescript) "$tests/typescript/run.sh" "$build" differential <"$pipe" ;;
esac
wait "$maker"
