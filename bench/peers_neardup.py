#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Near-duplicates: rensa, datasketch and `lodestar detect` on one labelled file in one run.

  pip install rensa datasketch
  bench/peers_neardup.py FILE.csv [--peers rensa,datasketch] [--sketches 128] [--threshold .5]
  bench/peers_neardup.py --simulate 20000 [--seed 1]

FILE.csv has the columns id, text and cluster (-1: alone). A peer sketches sets of three words in a
row and joins what its index returns where the two sketches agree to the threshold; groups are what
is joined. A pair is two documents of one group, held against the pairs of one cluster.

Seconds are on the wall: `seconds` reads, cuts and groups; `prepare_seconds` of it reads and cuts.
Ours are the whole program less the steps behind clusters (run.json): starting, reading, contacts,
which clusters look at, and clusters; `whole_seconds` is all it does, `processor_seconds` what that
costs on all threads, waiting left out. `times_faster` is a peer's seconds by ours on one thread."""

import argparse
import csv
import json
import os
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

LODESTAR = Path(__file__).resolve().parent.parent / "build/release/lodestar"
BEHIND_CLUSTERS = {"networks", "leads", "writing"}


class Groups:
    """Disjoint sets of 0..count-1."""

    def __init__(self, count):
        self.above = list(range(count))

    def find(self, one):
        while self.above[one] != one:
            self.above[one] = self.above[self.above[one]]
            one = self.above[one]
        return one

    def join(self, one, other):
        self.above[self.find(one)] = self.find(other)

    def labels(self):
        return [self.find(one) for one in range(len(self.above))]


def pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts.values())


def judge(truth, found):
    """Pairs found, and which share of the true and of the found ones are right; None: alone."""
    wanted = pairs(Counter(t for t in truth if t is not None))
    said = pairs(Counter(f for f in found if f is not None))
    right = pairs(Counter(both for both in zip(truth, found) if None not in both))
    return {"pairs": said, "recall": round(right / max(1, wanted), 4),
            "precision": round(right / max(1, said), 4)}


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def label_of(cluster):
    return None if cluster in ("", "-1") else cluster


def cut(text):
    words = text.lower().split()
    return list({" ".join(words[at:at + 3]) for at in range(max(1, len(words) - 2))})


def join_alike(sketches, index, threshold):
    groups = Groups(len(sketches))
    for number, sketch in enumerate(sketches):
        index.insert(number, sketch)
    for number, sketch in enumerate(sketches):
        for other in index.query(sketch):
            if other <= number or groups.find(number) == groups.find(other):
                continue
            if sketch.jaccard(sketches[other]) >= threshold:
                groups.join(number, other)
    return groups.labels()


def group_by_rensa(sets, sketches, threshold):
    import rensa

    # As many bands of equal width as put the bend of their curve, (1/b)^(b/n), below the threshold.
    bands = next(b for b in range(1, sketches + 1)
                 if sketches % b == 0 and (1 / b) ** (b / sketches) <= threshold)
    index = rensa.RMinHashLSH(threshold=threshold, num_perm=sketches, num_bands=bands)
    made = rensa.RMinHash.from_token_sets(sets, num_perm=sketches, seed=42)
    return join_alike(made, index, threshold)


def group_by_datasketch(sets, sketches, threshold):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=sketches)
    coded = ([gram.encode() for gram in one] for one in sets)
    return join_alike(list(MinHash.generator(coded, num_perm=sketches)), index, threshold)


PEERS = {"rensa": group_by_rensa, "datasketch": group_by_datasketch}


def run_peer(name, path, truth, args):
    start, used = time.perf_counter(), time.process_time()
    sets = [cut(row["text"]) for row in read_rows(path)]
    prepared = time.perf_counter()
    labels = PEERS[name](sets, args.sketches, args.threshold)
    end = time.perf_counter()
    return {"name": name, "seconds": round(end - start, 2),
            "prepare_seconds": round(prepared - start, 2),
            "processor_seconds": round(time.process_time() - used, 2), **judge(truth, labels)}


def run_ours(path, truth, threads):
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found"
        start, used = time.perf_counter(), os.times()
        subprocess.run([LODESTAR, "detect", path, "--out", found, "--quiet", "--threads",
                        str(threads), "--column", "id=id", "--column", "text=text"], check=True)
        whole, after = time.perf_counter() - start, os.times()
        processor = (after.children_user - used.children_user
                     + after.children_system - used.children_system)
        steps = {step["name"]: step["milliseconds"] / 1000
                 for step in json.loads((found / "run.json").read_text())["steps"]}
        cluster_of = {row["id"]: row["cluster"] for row in read_rows(found / "postings.csv")}
    labels = [label_of(cluster_of.get(row["id"], "")) for row in read_rows(path)]
    behind = sum(seconds for name, seconds in steps.items() if name in BEHIND_CLUSTERS)
    return {"name": f"lodestar --threads {threads}", "seconds": round(whole - behind, 2),
            "whole_seconds": round(whole, 2),
            "processor_seconds": round(processor, 2), "clusters_seconds": steps["clusters"],
            **judge(truth, labels)}


def simulate(folder, count, seed):
    """Invented postings with their clusters beside, as one file."""
    subprocess.run([LODESTAR, "simulate", str(count), "--preset", "clusters", "--seed", str(seed),
                    "--out", folder / "corpus"], check=True, stdout=subprocess.DEVNULL)
    texts, truth = (read_rows(folder / "corpus" / f"{name}.csv") for name in ("postings", "truth"))
    with open(folder / "labelled.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text", "cluster"])
        writer.writerows((one["id"], one["text"], other["cluster"])
                         for one, other in zip(texts, truth))
    return folder / "labelled.csv"


def read_args():
    parse = argparse.ArgumentParser(description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("file", nargs="?")
    parse.add_argument("--simulate", type=int, metavar="COUNT")
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--peers", default="rensa,datasketch")
    parse.add_argument("--sketches", type=int, default=128)
    parse.add_argument("--threshold", type=float, default=.5)
    args = parse.parse_args()
    if bool(args.file) == bool(args.simulate):
        parse.error("either a file or --simulate")
    return args


def main():
    csv.field_size_limit(1 << 30)
    args = read_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.file or simulate(Path(folder), args.simulate, args.seed)
        truth = [label_of(row["cluster"]) for row in read_rows(path)]
        ours = [run_ours(path, truth, threads) for threads in (1, 2)]
        for one in ours:
            print(json.dumps({**one, "postings": len(truth)}), flush=True)
        for name in args.peers.split(","):
            peer = run_peer(name, path, truth, args)
            ratio = round(peer["seconds"] / ours[0]["seconds"], 1)
            print(json.dumps({**peer, "postings": len(truth), "times_faster": ratio}), flush=True)


if __name__ == "__main__":
    main()
