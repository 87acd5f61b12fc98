#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian packages of the sets named on the command line, and only what is missing.
# Asks nothing: as root it installs, else it tries `sudo -n`, else it prints the line to run and
# stops. Where everything is there it costs one dpkg-query.
set -eu

packages_of() {
  case $1 in
    build) # to build, run and test
      echo g++ cmake ninja-build python3 esbuild node-tweetnacl \
        libfmt-dev libicu-dev libsimdjson-dev libexpat1-dev zlib1g-dev libzstd-dev libsodium-dev \
        libssl-dev libfido2-dev libboost1.81-dev libxxhash-dev libsqlite3-dev \
        libpq-dev postgresql-15 \
        nlohmann-json3-dev libcli11-dev libgtest-dev librapidcheck-dev ;;
    check) # to check and fuzz
      echo clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev llvm-19 shellcheck \
        python3-venv python3-yaml ;; # the last two for tools/check_api.sh and api_types.py
    bench) echo libbenchmark-dev valgrind ;;
    browser) echo chromium nodejs ;;
    desk) # to make the desk; npm where nodejs does not bring it
      echo nodejs
      command -v npm >/dev/null || echo npm ;;
    npm) echo npm ;; # where nodejs does not bring it
    package) echo dpkg-dev file lintian ;; # to write the .deb and look at it
    *) echo "install-packages: no set named $1" >&2 && exit 2 ;;
  esac
}

wanted=$(for set in "$@"; do packages_of "$set"; done)
if ! command -v dpkg-query >/dev/null; then
  echo "not a Debian system; what these Debian 12 packages hold is needed: ${wanted//$'\n'/ }" >&2
  exit 0
fi
# shellcheck disable=SC2086 # the lists are words
there=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
  sed -n 's/^installed //p' || true)
missing=$(comm -13 <(sort -u <<<"$there") <(tr ' ' '\n' <<<"$wanted" | sort -u))
[ -n "$missing" ] || exit 0
missing=$(tr '\n' ' ' <<<"$missing" | sed 's/ *$//')

if [ "$(id -u)" = 0 ]; then
  root=()
elif sudo -n true 2>/dev/null; then
  root=(sudo -n)
else
  echo "Debian packages are missing, and installing them needs root. Run this, then try again:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing" >&2
  exit 1
fi

echo "installing Debian packages: $missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  # Another apt may be at work (a fresh cloud machine updates itself): wait for it.
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes \
    apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold \
    -o Dpkg::Options::=--force-unsafe-io "$@" </dev/null >>"$log" 2>&1
}
# The tests start a PostgreSQL of their own: installing it makes and starts none.
quiet=/etc/postgresql-common/createcluster.d/lodestar-build.conf
case " $missing " in *" postgresql-15 "*)
  trap 'rm -f "$log"; "${root[@]}" rm -f "$quiet"' EXIT
  "${root[@]}" mkdir -p "${quiet%/*}"
  echo 'create_main_cluster = false' | "${root[@]}" tee "$quiet" >/dev/null ;;
esac
# shellcheck disable=SC2086
if ! { apt update && apt install -y --no-install-recommends $missing; }; then
  cat "$log" >&2
  echo "installing Debian packages failed; apt's words are above" >&2
  exit 1
fi
