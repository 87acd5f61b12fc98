#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the program must reach, measured from end to end on corpora invented for the purpose.

    bars.py LODESTAR [--seed S] [--scale 1] [--large] [--more FOLDER]

Prints one line a bar: what was measured, the bar, and whether it is held; ends with 1 where one is
not. --scale .1 is quick and proves less; --large adds 4 million postings (7 GB of memory, minutes).
FOLDER: labelled files of other origin, anywhere in it, NAME.csv with the columns id, text, cluster;
their adjusted Rand index is printed, and has a bar where BARS names it.

Rates are by the clock, on all processors: a machine that does something else beside is slower."""

import argparse
import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# name: (the bar, whether less is better). Speed is for two processors. A bar is never lowered to be
# held.
BARS = {
    "400,000 postings: postings a second": (50_000, False),
    "4 million postings: seconds": (90, True),
    "4 million postings: GB of memory": (8, True),
    "growth: time of ten times the postings": (11, True),
    "clusters: adjusted Rand index": (.98, False),
    "slot boundaries: F1": (.95, False),
    "short texts: adjusted Rand index": (.90, False),
    "networks: adjusted Rand index": (.95, False),
    "leads right of the first 50": (.90, False),
    "leads right of all": (.90, False),
    "networks that should be seen, seen": (.75, False),
    "false leads in 1,000 benign postings": (1, True),
    "benign corpus: leads in 1,000 postings": (1, True),
    "decoys taken for contacts, share of found": (.01, True),
    "phones: F1 of the weakest disguise": (.98, False),
}


class Table:
    def __init__(self):
        self.missed = 0

    def tell(self, name, measured, note=""):
        bar, less = BARS.get(name, (None, None))
        if bar is None:
            verdict = ""
        elif (measured <= bar) if less else (measured >= bar):
            verdict = f"{'<=' if less else '>='} {bar:<6} held"
        else:
            verdict = f"{'<=' if less else '>='} {bar:<6} MISSED"
            self.missed += 1
        print(f"{name:48} {measured:10.4f}  {verdict}  {note}".rstrip(), flush=True)


class Bench:
    """Corpora and their results, in a folder that goes at the end."""

    def __init__(self, program, folder, args):
        self.program, self.folder, self.args = program, folder, args

    def run(self, *arguments):
        """What the program said, and the seconds it took."""
        before = time.monotonic()
        said = subprocess.run([self.program, *map(str, arguments)], check=True, text=True,
                              stdout=subprocess.PIPE).stdout
        return said, time.monotonic() - before

    def measure(self, preset, count):
        """The score of a corpus as invented, its postings, and the seconds of detecting."""
        count = max(1000, int(count * self.args.scale))
        truth, found = self.folder / "truth", self.folder / "found"
        for old in (truth, found):
            shutil.rmtree(old, ignore_errors=True)
        self.run("simulate", count, "--out", truth, "--preset", preset, "--seed", self.args.seed)
        _, seconds = self.run("detect", truth / "postings.csv", "--out", found, "--quiet")
        score = json.loads(self.run("score", found, truth, "--json")[0])
        return score, count, seconds

    def rand_index(self, path):
        """Of a file of other origin; its columns make it its own truth."""
        found = self.folder / "found"
        shutil.rmtree(found, ignore_errors=True)
        self.run("detect", path, "--out", found, "--quiet", "--column", "id=id",
                 "--column", "text=text")
        return json.loads(self.run("score", found, self.as_truth(path), "--json")[0])["ari"]

    def as_truth(self, path):
        folder = self.folder / "labels"
        folder.mkdir(exist_ok=True)
        with open(path, newline="", encoding="utf-8") as file, \
                open(folder / "truth.csv", "w", newline="", encoding="utf-8") as out:
            writer, number = csv.writer(out), {"": -1, "-1": -1}
            writer.writerow(["id", "cluster", "network", "kind", "should_lead", "language"])
            for row in csv.DictReader(file):
                label = number.setdefault(row["cluster"], len(number))
                writer.writerow([row["id"], label, -1, "notice", 0, "en"])
        return folder


def tell_realistic(bench, table):
    _, _, small_seconds = bench.measure("realistic", 40_000)
    score, count, seconds = bench.measure("realistic", 400_000)
    table.tell("400,000 postings: postings a second", count / seconds, f"here {count:,}")
    table.tell("growth: time of ten times the postings", seconds / small_seconds)
    table.tell("clusters: adjusted Rand index", score["ari"])
    table.tell("networks: adjusted Rand index", score["network_ari"])
    leads = score["leads"]  # of the larger: a tenth of its networks tell within .08 only
    first = next((at["right"] / at["k"] for at in leads["at"] if at["k"] == 50), 1)
    table.tell("leads right of the first 50", first)
    table.tell("leads right of all", leads["right"] / max(1, leads["leads"]))
    table.tell("networks that should be seen, seen",
               leads["networks_seen"] / max(1, leads["networks"]),
               f"{leads['networks_seen']} of {leads['networks']}")
    table.tell("false leads in 1,000 benign postings", leads["false_per_thousand"])


def tell_presets(bench, table):
    score, _, _ = bench.measure("clusters", 40_000)
    table.tell("slot boundaries: F1", score["slot_boundaries"]["f1"])
    score, _, _ = bench.measure("short", 40_000)
    table.tell("short texts: adjusted Rand index", score["ari"])
    score, _, _ = bench.measure("benign", 100_000)
    table.tell("benign corpus: leads in 1,000 postings", score["leads"]["false_per_thousand"])
    score, _, _ = bench.measure("decoys", 40_000)
    beside = score["beside_decoys"]
    table.tell("decoys taken for contacts, share of found", 1 - beside["precision"])
    score, _, _ = bench.measure("phones", 40_000)
    weakest = min(score["classes"], key=lambda name: score["classes"][name]["f1"])
    table.tell("phones: F1 of the weakest disguise", score["classes"][weakest]["f1"], weakest)
    for name, figures in score["classes"].items():
        table.tell(f"  {name}", figures["f1"])


def labelled_files(folder):
    for path in sorted(folder.rglob("*.csv")):
        with open(path, newline="", encoding="utf-8", errors="replace") as file:
            if {"id", "text", "cluster"} <= set(next(csv.reader(file), [])):
                yield path


def read_args():
    parse = argparse.ArgumentParser(description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("program", metavar="LODESTAR")
    parse.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000,
                       help="default: another each time, so that nothing is tuned to it")
    parse.add_argument("--scale", type=float, default=1)
    parse.add_argument("--large", action="store_true")
    parse.add_argument("--more", type=Path, metavar="FOLDER")
    return parse.parse_args()


def main():
    csv.field_size_limit(1 << 30)
    args, table = read_args(), Table()
    print(f"seed {args.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(args.program, Path(folder), args)
        tell_realistic(bench, table)
        tell_presets(bench, table)
        if args.large:
            table.tell("4 million postings: seconds", bench.measure("realistic", 4_000_000)[2])
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # of any run so far
            table.tell("4 million postings: GB of memory", peak / 2**20)
        for path in labelled_files(args.more) if args.more else []:
            table.tell(f"{path.stem}: adjusted Rand index", bench.rand_index(path))
    sys.exit(f"bars: {table.missed} missed" if table.missed else 0)


if __name__ == "__main__":
    main()
