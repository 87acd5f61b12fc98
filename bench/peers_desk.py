#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our `serve` beside a twin in FastAPI and uvicorn: a lead read as JSON by who is signed in, after
a decision on access and a record of it that is on the disk; and durable writes through our API.

  apt-get install wrk; pip install fastapi uvicorn pynacl
  make build
  bench/peers_desk.py [--connections 64] [--seconds 10] [--rounds 3]

The twin does what ours does and no more: it finds the session, reads the lead's sealed line, page,
contacts and decisions from SQLite, opens them (libsodium), decides by the same kind of table,
seals the records of two accesses and answers once they are committed and synced; its commits are
shared by all that wait, as ours are. --processes 2 gives it two, which wait for each other at the
database. Each round gives each the same connections for the same time, ours first in one round and
the twin first in the next. The median of the rounds counts, and stands with the least and most."""

import argparse
import json
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LODESTAR = ROOT / "build/release/lodestar"
PORTS = {"lodestar": 18461, "twin": 18462}
AGENT = "bench"
READ = """
local paths = { %s }
local at = 0
wrk.headers["Cookie"] = "%s"
wrk.headers["User-Agent"] = "%s"
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  io.write(string.format("p99_ms %%.2f failed %%d\\n", latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""
WRITE = """
wrk.method = "POST"
wrk.path = "/api/tasks"
wrk.headers["Cookie"] = "%s"
wrk.headers["User-Agent"] = "%s"
wrk.headers["X-Lodestar-CSRF"] = "%s"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"title":"Call the inspectorate back","lead":"%s","assigned":"","due":"2027-01-31"}'
done = function(summary, latency)
  io.write(string.format("p99_ms %%.2f failed %%d\\n", latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


def ask(port, path, body=None, headers=None):
    headers = {"User-Agent": AGENT, "Content-Type": "application/json", **(headers or {})}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer), answer.headers


def wait_for(port, server):
    for _ in range(600):
        try:
            return ask(port, "/health")
        except (OSError, urllib.error.URLError):
            if server.poll() is not None:
                sys.exit(f"the server on port {port} ended with {server.returncode}")
            time.sleep(0.1)
    sys.exit(f"nobody answers on port {port}")


class Ours:
    def __init__(self, folder, postings, database):
        command = [LODESTAR, "serve", "--data", folder / "desk", "--demonstration", "--load",
                   postings, "--listen", f"127.0.0.1:{PORTS['lodestar']}"]
        if database:
            command += ["--database", database]
        self.server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        port = PORTS["lodestar"]
        wait_for(port, self.server)
        session, headers = ask(port, "/api/demonstration/session", {"person": "demo-ana"})
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.csrf = session["csrf"]
        self.leads = [lead["id"] for lead in ask(port, "/api/leads", None,
                                                 {"Cookie": self.cookie})[0]["items"]]
        self.pages = [json.dumps(ask(port, f"/api/leads/{lead}", None, {"Cookie": self.cookie})[0])
                      for lead in self.leads]


def start_twin(folder, ours, processes):
    """The twin keeps leads as long as ours are."""
    (folder / "pages.json").write_text(json.dumps(dict(zip(ours.leads, ours.pages))))
    server = subprocess.Popen(
        [sys.executable, ROOT / "bench/desk_twin.py", folder, str(PORTS["twin"]),
         str(processes)],
        stdout=subprocess.DEVNULL)
    wait_for(PORTS["twin"], server)
    return server


def load(port, script, folder, connections, seconds):
    path = folder / "load.lua"
    path.write_text(script)
    out = subprocess.run(["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s",
                          "-s", path, f"http://127.0.0.1:{port}"],
                         check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    p99, failed = re.search(r"p99_ms ([\d.]+) failed (\d+)", out).groups()
    if int(failed):
        print(f"  {failed} requests failed", file=sys.stderr)
    return rate, float(p99)


def say(name, results):
    rates, waits = [r[0] for r in results], [r[1] for r in results]
    print(f"{name:28} {statistics.median(rates):9,.0f}/s ({min(rates):,.0f} to {max(rates):,.0f})"
          f"   p99 {statistics.median(waits):6.1f} ms ({min(waits):.1f} to {max(waits):.1f})")


def memory_mb(process):
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    options.add_argument("--connections", type=int, default=64)
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--database", help="of `serve --database`, in place of SQLite")
    options.add_argument("--folder", type=Path, default=ROOT / "build/peers_desk")
    options.add_argument("--processes", type=int, default=1, help="of the twin")
    options.add_argument("--no-twin", action="store_true")
    chosen = options.parse_args()
    folder = chosen.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([LODESTAR, "simulate", "20000", "--out", folder / "corpus", "--seed", "1"],
                   check=True, stdout=subprocess.DEVNULL)
    ours = Ours(folder, folder / "corpus/postings.csv", chosen.database)
    servers = [ours.server]
    results = {"lodestar": [], "twin": [], "writes": []}
    try:
        print(f"{len(ours.leads)} leads, {statistics.mean(map(len, ours.pages)):,.0f} bytes each; "
              f"{chosen.connections} connections")
        if not chosen.no_twin:
            servers.append(start_twin(folder, ours, chosen.processes))
        paths = ", ".join(f'"/api/leads/{lead}"' for lead in ours.leads)
        read = READ % (paths, ours.cookie, AGENT)
        for turn in range(chosen.rounds):
            names = ["lodestar"] if chosen.no_twin else ["lodestar", "twin"]
            for name in names[:: 1 if turn % 2 == 0 else -1]:
                results[name].append(load(PORTS[name], read, folder, chosen.connections,
                                          chosen.seconds))
            write = WRITE % (ours.cookie, AGENT, ours.csrf, ours.leads[0])
            results["writes"].append(load(PORTS["lodestar"], write, folder, chosen.connections,
                                          chosen.seconds))
        say("read, decided and recorded", results["lodestar"])
        if results["twin"]:
            say("FastAPI twin", results["twin"])
            ours_s, twin_s = (statistics.median(rate for rate, _ in results[name])
                              for name in ("lodestar", "twin"))
            print(f"{'times the twin':28} {ours_s / twin_s:9.1f}")
        say("durable writes", results["writes"])
        print(f"memory after it              {memory_mb(ours.server):9.0f} MB")
    finally:
        for server in servers:
            server.send_signal(signal.SIGTERM)
        for server in servers:
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()


if __name__ == "__main__":
    main()
