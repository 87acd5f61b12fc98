#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Runs a PostgreSQL of its own, in a folder of its own, until its standard input ends, however that
# comes about; then nothing is left of it. Says the folder, which holds the server's socket, once it
# answers; "kill" on a line ends all its processes at once and starts it again, and says so. Ends
# with 77 where PostgreSQL is not installed. LODESTAR_STORES_FOLDER says where else than in memory
# its folder is made: a server that is killed finds its files there again, and power is not lost.
set -u
programs=$(find /usr/lib/postgresql/*/bin -name initdb -printf '%h\n' 2>/dev/null |
  sort -V | tail -n 1)
if [ -z "$programs" ]; then exit 77; fi

place=${TMPDIR:-/tmp}
needed_kB=2000000
free_kB=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)
if [ "${free_kB:-0}" -gt $needed_kB ]; then place=/dev/shm; fi
folder=$(mktemp -d "${LODESTAR_STORES_FOLDER:-$place}/lodestar-postgres-XXXXXX")
server=
# The server refuses to be root.
as=()
if [ "$(id -u)" = 0 ]; then
  user=nobody
  as=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups)
  chown "$user" "$folder"
fi

# The server and all that it has started, which are gone when this ends: what lingered would keep
# the next server from the memory that they share.
kill_all() {
  kill -STOP "$server"
  until grep -q '^State:.[TZ]' "/proc/$server/status"; do :; done # it starts nothing more
  local process family
  family=$(cat "/proc/$server/task/$server/children")
  # shellcheck disable=SC2086 # numbers
  kill -KILL "$server" $family 2>/dev/null
  wait "$server" 2>/dev/null
  for process in $family; do
    while readlink "/proc/$process/exe" >/dev/null; do sleep 0.01; done
  done
}
end() {
  if [ -n "$server" ]; then
    kill -QUIT "$server" 2>/dev/null
    wait "$server" 2>/dev/null
  fi
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 1' INT TERM HUP

start() {
  "${as[@]}" "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= \
    -c max_connections=50 -c shared_buffers=64MB -c autovacuum=off -c log_error_verbosity=terse \
    </dev/null >>"$folder/log" 2>&1 &
  server=$!
  for _ in $(seq 600); do
    if "$programs/pg_isready" -q -h "$folder" -d postgres; then
      echo "$folder"
      return
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.05
  done
  cat "$folder/log" >&2
  exit 1
}

cd / || exit
"${as[@]}" "$programs/initdb" -D "$folder/data" -U lodestar -A trust -E UTF8 --no-locale --no-sync \
  </dev/null >"$folder/made" 2>&1 || { cat "$folder/made" >&2; exit 1; }
start
while read -r order; do
  if [ "$order" = kill ]; then
    kill_all
    start
  fi
done
