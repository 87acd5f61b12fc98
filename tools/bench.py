#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures every kernel and appends what came out to the history.

    bench.py BUILD HISTORY [NAME]      NAME: only programs whose name holds it

Runs BUILD/bench/*_bench and appends one JSON object a benchmark to HISTORY/<thing>.jsonl: date,
commit, processor, name, ns (the median of five, of the processor unless the benchmark asks for real
time), its rate where it has one, and the instructions of one round under callgrind, which do not
depend on what else the machine does. Says how each moved against its last line. A benchmark's
function is named bench_<something> and stands in an unnamed namespace.
"""

import datetime
import json
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile


def run_json(program, *arguments):
    said = subprocess.run([program, "--benchmark_format=json", *arguments], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    return json.loads(said)["benchmarks"]


def medians(program):
    """{name: its median over five repetitions}, as Google Benchmark gives it."""
    found = run_json(program, "--benchmark_repetitions=5",
                     "--benchmark_report_aggregates_only=true")
    return {one["run_name"]: one for one in found if one.get("aggregate_name") == "median"}


def collect(program, name, rounds):
    """Instructions within the benchmark's function when it is run so many times."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "callgrind"
        subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}",
                        "--toggle-collect=(anonymous namespace)::bench_*", program,
                        f"--benchmark_filter=^{name}$", "--benchmark_min_time=0.000000001",
                        f"--benchmark_repetitions={rounds}"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.M)[1])


def count_instructions(program, name):
    """Those of a second round: what is made once, at first use, is not counted."""
    if not shutil.which("valgrind"):
        return None
    return collect(program, name, 2) - collect(program, name, 1)


def processor():
    names = re.findall(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    return f"{names[0] if names else platform.machine()} x{len(names)}"


def commit():
    said = subprocess.run(["git", "describe", "--always", "--dirty"], text=True,
                          capture_output=True).stdout.strip()
    return said or "unknown"


def last_lines(history):
    """{name: the last line of it}."""
    if not history.exists():
        return {}
    return {line["name"]: line for line in map(json.loads, history.read_text().splitlines())}


def moved(now, before, key):
    if not before or not before.get(key) or not now.get(key):
        return "new"
    return f"{100 * (now[key] / before[key] - 1):+.1f} %"


def measure(program, history):
    before = last_lines(history)
    for name, median in medians(program).items():
        scale = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[median["time_unit"]]
        taken = median["real_time" if name.endswith("/real_time") else "cpu_time"]
        line = {"date": datetime.date.today().isoformat(), "commit": commit(),
                "processor": processor(), "name": name, "ns": round(taken * scale, 1)}
        for rate in ("items_per_second", "bytes_per_second"):
            if rate in median:
                line[rate] = round(median[rate])
        line["instructions"] = count_instructions(program, name)
        with history.open("a") as file:
            file.write(json.dumps(line) + "\n")
        last = before.get(name)
        print(f"{name}: {line['ns']:,} ns ({moved(line, last, 'ns')}), "
              f"{line['instructions'] or 0:,} instructions ({moved(line, last, 'instructions')})"
              + "".join(f", {line[r]:,} {r.replace('_per_second', '/s')}"
                        for r in ("items_per_second", "bytes_per_second") if r in line), flush=True)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    build, history = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    wanted = sys.argv[3] if len(sys.argv) == 4 else ""
    programs = [p for p in sorted((build / "bench").glob("*_bench")) if wanted in p.name]
    if not programs:
        sys.exit("bench: there is nothing to measure")
    history.mkdir(parents=True, exist_ok=True)
    for program in programs:
        measure(program, history / f"{program.name.removesuffix('_bench')}.jsonl")


if __name__ == "__main__":
    main()
