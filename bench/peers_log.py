#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our `ledger serve` beside Tessera's POSIX log: durable POST /add, one load generator, in turn.

  apt-get install wrk python3-cryptography  # and Go 1.24 or later
  P=github.com/transparency-dev/tessera/cmd/conformance/posix; go install $P@v1.0.4
  make build
  bench/peers_log.py TESSERA/posix [--connections 64 512] [--seconds 10] [--rounds 3]

Each round gives each server the same number of connections for the same time, ours first in one
round and Tessera first in the next; entries are 256 bytes, each another. Both answer once the
entry is on the disk: ours after fdatasync, Tessera once it is sequenced. Folders lie side by side
in --folder (build/peers_log), on a disk. The median of the rounds counts, and stands with the
least and most. Tessera is Apache-2.0: a peer here, never linked. Its key and ours are made for the
run."""

import argparse
import base64
import hashlib
import os
import re
import shutil
import signal
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LODESTAR = ROOT / "build/release/lodestar"
PORTS = {"lodestar": 18451, "tessera": 18452}
# The generator shares the machine, so a body costs it little: random bytes behind a count.
LOAD = """
function setup(thread) next_seed = (next_seed or 0) + 1; thread:set("seed", next_seed + %d) end
function init()
  math.randomseed(seed)
  local bytes = {}
  for i = 1, 240 do bytes[i] = string.char(math.random(0, 255)) end
  rest, count = table.concat(bytes), 0
end
request = function()
  count = count + 1
  return wrk.format("POST", "/add", nil, string.format("%%08x%%08x", seed, count) .. rest)
end
"""


def make_key(path):
    """A key of a signed note, `PRIVATE+KEY+name+id+base64`, as Tessera takes it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding, NoEncryption, PrivateFormat, PublicFormat)

    name, key = "peer.example", Ed25519PrivateKey.generate()
    seed = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    public = b"\x01" + key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    number = hashlib.sha256(name.encode() + b"\n" + public).hexdigest()[:8]
    secret = base64.b64encode(b"\x01" + seed).decode()
    path.write_text(f"PRIVATE+KEY+{name}+{number}+{secret}")


def start(name, folder, tessera):
    if name == "tessera":
        make_key(folder / "key")
        command = [tessera, "--storage_dir", str(folder / "log"), "--private_key",
                   str(folder / "key"), "--listen", f"127.0.0.1:{PORTS[name]}", "--stderrthreshold",
                   "4", "--logtostderr=false", "--log_dir", str(folder)]
        (folder / "log").mkdir()
    else:
        subprocess.run([LODESTAR, "ledger", "init", folder / "log", "--origin", "bench.example",
                        "--leaves", "any"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        command = [LODESTAR, "ledger", "serve", folder / "log", "--listen",
                   f"127.0.0.1:{PORTS[name]}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            request = urllib.request.Request(f"http://127.0.0.1:{PORTS[name]}/add", data=b"first")
            urllib.request.urlopen(request, timeout=10).read()
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{name} does not answer")


def load(name, connections, seconds, folder, seed):
    script = folder / "load.lua"
    script.write_text(LOAD % seed)
    out = subprocess.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script),
         f"http://127.0.0.1:{PORTS[name]}"], check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s*([\d.]+)", out)[1])
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    p99 = re.search(r"99%\s*(\S+)", out)[1]
    return rate, p99, int(refused[1]) if refused else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("tessera")
    arguments.add_argument("--connections", type=int, nargs="+", default=[64, 512])
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--folder", type=Path, default=ROOT / "build/peers_log")
    given = arguments.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    servers = {}
    try:
        for name in PORTS:
            (given.folder / name).mkdir(parents=True)
            servers[name] = start(name, given.folder / name, given.tessera)
            os.kill(servers[name].pid, signal.SIGSTOP)  # one at a time has the machine
        for connections in given.connections:
            rates = {name: [] for name in PORTS}
            for number in range(given.rounds):
                for name in list(PORTS)[:: 1 if number % 2 == 0 else -1]:
                    os.kill(servers[name].pid, signal.SIGCONT)
                    rate, p99, refused = load(name, connections, given.seconds, given.folder,
                                              1000 * number)
                    time.sleep(2)  # what waits is written
                    os.kill(servers[name].pid, signal.SIGSTOP)
                    rates[name].append(rate)
                    print(f"{connections} connections, {name}: {rate:,.0f}/s, p99 {p99}"
                          + (f", {refused} refused" if refused else ""), flush=True)
            ours, theirs = (statistics.median(rates[name]) for name in PORTS)
            print(f"{connections} connections: {ours:,.0f}/s ({min(rates['lodestar']):,.0f} to "
                  f"{max(rates['lodestar']):,.0f}), Tessera {theirs:,.0f}/s "
                  f"({min(rates['tessera']):,.0f} to {max(rates['tessera']):,.0f}): "
                  f"{ours / theirs:.1f} times", flush=True)
    finally:
        for server in servers.values():
            os.kill(server.pid, signal.SIGCONT)
            server.terminate()
            server.wait()
        shutil.rmtree(given.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
