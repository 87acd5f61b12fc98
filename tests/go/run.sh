#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Reads tests/vectors/ledger with Go's golang.org/x/mod/sumdb. Skips (77) where there is no Go, or
# none new enough, or the module is neither here nor to be had.
set -u
cd "$(dirname "$0")" || exit
export GOTOOLCHAIN=local GOFLAGS=-mod=readonly
command -v go >/dev/null || { echo "skipped: no go"; exit 77; }
timeout 60 go mod download 2>/dev/null || { echo "skipped: no golang.org/x/mod"; exit 77; }
exec go run . "${1:-../vectors/ledger}"
