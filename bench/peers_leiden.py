#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Our Leiden beside igraph's on one invented graph in one run: seconds, modularity, ratio.

  pip install igraph numpy
  ninja -C build/release leiden_bench
  bench/peers_leiden.py [--nodes 200000] [--edges 1000000] [--seed 1] [--rounds 3]
  bench/peers_leiden.py --graph FILE.csv

The graph: planted communities with heavy-tailed sizes (1 to 2,000), four edges in five inside; or
a file of source,target lines after one header line. Both programs run --rounds times in turn, one
thread each; seconds are the processor's, so that a busy machine is fair to both, the best of each
counts, and the least and greatest ratio of a round stand beside it. igraph is GPL: a peer here,
never linked."""

import argparse
import json
import os
import subprocess
import tempfile
import time
from pathlib import Path

import igraph
import numpy as np

PROGRAM = Path(__file__).resolve().parent.parent / "build/release/bench/leiden_bench"


def planted(nodes, edges, seed):
    random = np.random.default_rng(seed)
    sizes = np.minimum(2000, 3 / (1 - random.random(nodes)) ** 0.8).astype(int)
    sizes = sizes[: np.searchsorted(np.cumsum(sizes), nodes) + 1]
    start = np.concatenate([[0], np.cumsum(sizes)])
    group = np.repeat(np.arange(len(sizes)), sizes)[:nodes]
    a = random.integers(0, nodes, edges)
    near = start[group[a]] + (random.random(edges) * sizes[group[a]]).astype(int)
    anywhere = random.integers(0, nodes, edges)
    b = np.where(random.random(edges) < 0.8, np.minimum(near, nodes - 1), anywhere)
    return np.unique(np.sort(np.stack([a, b], 1)[a != b], 1), axis=0)


def run_igraph(graph):
    start = time.process_time()
    found = graph.community_leiden(objective_function="modularity", n_iterations=2)
    return time.process_time() - start, graph.modularity(found.membership)


def run_ours(program, path):
    command = [program, "--benchmark_filter=leiden", "--benchmark_format=json"]
    said = subprocess.run(command, env={**os.environ, "LODESTAR_EDGES": path}, check=True,
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    [found] = json.loads(said.stdout)["benchmarks"]
    return found["cpu_time"] / 1000, found["modularity"]


def read_args():
    parse = argparse.ArgumentParser(description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--nodes", type=int, default=200_000)
    parse.add_argument("--edges", type=int, default=1_000_000)
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--rounds", type=int, default=3)
    parse.add_argument("--graph", help="an edge list to use instead of an invented one")
    parse.add_argument("--program", default=str(PROGRAM))
    return parse.parse_args()


def main():
    args = read_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.graph or f"{folder}/edges.csv"
        if args.graph:
            edges = np.loadtxt(path, delimiter=",", skiprows=1, usecols=(0, 1), dtype=int)
        else:
            edges = planted(args.nodes, args.edges, args.seed)
            np.savetxt(path, edges, fmt="%d", delimiter=",", header="source,target", comments="")
        graph = igraph.Graph(n=int(edges.max()) + 1, edges=edges.tolist())
        rounds = [(run_ours(args.program, path), run_igraph(graph)) for _ in range(args.rounds)]
    (ours, modularity), (peer, peer_modularity) = map(min, zip(*rounds))
    ratios = [peer[0] / ours[0] for ours, peer in rounds]
    print(json.dumps({
        "bench": "leiden", "nodes": graph.vcount(), "edges": graph.ecount(),
        "seconds": round(ours, 3), "modularity": round(modularity, 4),
        "igraph": igraph.__version__, "igraph_seconds": round(peer, 3),
        "igraph_modularity": round(peer_modularity, 4), "times_faster": round(peer / ours, 1),
        "times_faster_of_a_round": [round(min(ratios), 1), round(max(ratios), 1)],
    }))


if __name__ == "__main__":
    main()
