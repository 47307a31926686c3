# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench/activity: how well networks from activity find the wiring that made it, and what they cost.

The worm's connectome is run as a stochastic rate network, x(t + 1) = f(W x(t)) + noise: f is linear, or
tanh with a gain. W is ln(1 + number of synapses), negative where the sender is GABAergic, scaled to a spectral
radius of 0.9. Networks come from the command, with every pair kept, and are compared with the
edges of the connectome.
"""
from __future__ import annotations

import argparse
import json
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import igraph
import numpy as np

CHECKOUT = Path(__file__).resolve().parents[2]
KINDS = ("correlation", "partial", "lagged", "autoregression")
RADIUS, GAIN = 0.9, 1.5
#: Floors that a release must reach: AUC of the autoregression by times, correlation within the connectome.
AUC_FLOORS = {2000: 0.97, 20000: 0.999}
WITHIN_FLOORS = {300: 0.70, 1000: 0.87, 3000: 0.94}


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/activity", description=__doc__.splitlines()[0])
    p.add_argument("connectome", type=Path, metavar="CONNECTOME", help="graph.graphml of a connectome")
    p.add_argument("--latigraph", default=str(CHECKOUT / "build" / "latigraph"), metavar="COMMAND")
    p.add_argument("--threads", type=int, default=2, metavar="N")
    p.add_argument("--seeds", type=int, default=3, metavar="N", help="simulations per row (default: 3)")
    p.add_argument("--times", type=int, nargs="+", default=[500, 2000, 20000], metavar="T")
    p.add_argument("--no-speed", action="store_true", help="leave out 1000 neurons at 100000 times")
    p.add_argument("--check", action="store_true", help="fail below the floors")
    p.add_argument("--json", type=Path, metavar="FILE")
    return p


# --- Simulation -------------------------------------------------------------------------------------


def weights_of(graph: igraph.Graph) -> np.ndarray:
    """W, source by target, of the spectral radius."""
    matrix = np.zeros((graph.vcount(), graph.vcount()))
    for edge in graph.es:
        matrix[edge.source, edge.target] += edge["weight"] if "weight" in graph.es.attributes() else 1
    matrix = np.log1p(matrix)
    if "neurotransmitter" in graph.vs.attributes():
        matrix[[name == "GABA" for name in graph.vs["neurotransmitter"]]] *= -1
    np.fill_diagonal(matrix, 0)
    return matrix * (RADIUS / np.abs(np.linalg.eigvals(matrix)).max())


def simulate(weight: np.ndarray, times: int, gain: float, noise: float, seed: int) -> np.ndarray:
    """Activity (times, neurons) after 200 times; a gain of 0 is linear."""
    random = np.random.default_rng(seed)
    x = np.zeros((times + 200, len(weight)))
    for t in range(1, len(x)):
        drive = x[t - 1] @ weight
        x[t] = (np.tanh(gain * drive) if gain > 0 else drive) + noise * random.standard_normal(len(weight))
    return x[200:]


# --- Networks ---------------------------------------------------------------------------------------


def network(args: argparse.Namespace, file: Path, *options: str) -> igraph.Graph:
    out = file.with_suffix(".graphml")
    command = [*shlex.split(args.latigraph), "network", str(file), "-o", str(out), "--quiet",
               "--threads", str(args.threads), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return igraph.Graph.Read_GraphML(str(out))


def matrices(graph: igraph.Graph) -> tuple[np.ndarray, np.ndarray]:
    """Strength that ranks pairs, and signed weight."""
    n = graph.vcount()
    strength, weight = np.zeros((n, n)), np.zeros((n, n))
    source, target = np.array(graph.get_edgelist()).T
    size = np.array(graph.es["weight"])
    error = np.array(graph.es["se"]) if "se" in graph.es.attributes() else 1
    strength[source, target] = size / error
    weight[source, target] = size * np.array(graph.es["sign"])
    if not graph.is_directed():
        strength, weight = strength + strength.T, weight + weight.T
    return strength, weight


def auc(score: np.ndarray, truth: np.ndarray) -> float:
    order = np.argsort(score, kind="stable")
    values, inverse, counts = np.unique(score[order], return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positive = truth[order]
    return float((rank[positive].sum() - positive.sum() * (positive.sum() + 1) / 2)
                 / (positive.sum() * (~positive).sum()))


def average_precision(score: np.ndarray, truth: np.ndarray) -> float:
    found = truth[np.argsort(-score, kind="stable")]
    return float((np.cumsum(found) / np.arange(1, len(found) + 1))[found].mean())


def recover(args: argparse.Namespace, folder: Path, weight: np.ndarray, times: int, gain: float,
            seed: int) -> dict[str, Any]:
    file = folder / "activity.npy"
    np.save(file, simulate(weight, times, gain, 1.0, seed))
    pairs = ~np.eye(len(weight), dtype=bool)
    truth = (weight != 0)[pairs]
    row: dict[str, Any] = {}
    fixed = ("autoregression", "--penalty", repr(0.05 * len(weight) / times))
    for name, kind in [*((k, (k,)) for k in KINDS), ("fixed penalty", fixed)]:
        strength, signed = matrices(network(args, file, "--keep", "all", "--kind", *kind))
        right = np.sign(signed[weight != 0]) == np.sign(weight[weight != 0])
        row[name] = {"auc": auc(strength[pairs], truth), "ap": average_precision(strength[pairs], truth),
                     "signs": float(right.mean())}
    return row


def recover_within(args: argparse.Namespace, folder: Path, weight: np.ndarray, times: int,
                   seed: int) -> dict[str, float]:
    """Correlation of the true weights of edges with effective ones, and with those of all pairs."""
    file = folder / "activity.npy"
    np.save(file, simulate(weight, times, 1.0, 0.5, seed))
    edge = weight != 0
    bare = igraph.Graph(len(weight), list(zip(*map(list, edge.nonzero()))), directed=True)
    bare.write_graphml(str(folder / "wiring.graphml"))
    _, inside = matrices(network(args, file, "--within", str(folder / "wiring.graphml")))
    _, outside = matrices(network(args, file, "--keep", "all"))
    return {"within": float(np.corrcoef(weight[edge], inside[edge])[0, 1]),
            "all pairs": float(np.corrcoef(weight[edge], outside[edge])[0, 1])}


def measure_speed(args: argparse.Namespace, folder: Path) -> dict[str, float]:
    """Seconds and GB of an autoregression of 1000 neurons at 100000 times."""
    file = folder / "large.npy"
    random = np.random.default_rng(0)
    array = np.lib.format.open_memmap(file, mode="w+", dtype="<f4", shape=(100000, 1000))
    for first in range(0, 100000, 10000):
        array[first : first + 10000] = random.standard_normal((10000, 1000), dtype=np.float32)
    array.flush()
    del array
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [*shlex.split(args.latigraph), "network", str(file), "-o", str(folder / "large.graphml"),
               "--quiet", "--threads", str(args.threads), "--keep", "density=0.01"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"seconds": time.monotonic() - start,
            "cpu seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            "gigabytes": after.ru_maxrss / 1e6}


# --- Tables -------------------------------------------------------------------------------------------


def mean(rows: list[Any]) -> Any:
    if isinstance(rows[0], dict):
        return {key: mean([row[key] for row in rows]) for key in rows[0]}
    return float(np.mean(rows))


def print_recovery(results: dict[str, Any], times: list[int]) -> None:
    heads = [f"{form}, {t}" for form in ("linear", "tanh") for t in times]
    print("AUC / average precision of the edges\n")
    print("| kind | " + " | ".join(heads) + " |")
    print("| --- |" + " --- |" * len(heads))
    for kind in (*KINDS, "fixed penalty"):
        cells = [f"{results[head][kind]['auc']:.3f} / {results[head][kind]['ap']:.3f}" for head in heads]
        print(f"| {kind} | " + " | ".join(cells) + " |")
    signs = ", ".join(f"{results[head]['autoregression']['signs']:.3f}" for head in heads)
    print(f"\nsigns of true edges right, autoregression: {signs}\n")


def check(results: dict[str, Any], times: list[int]) -> list[str]:
    faults = []
    for form in ("linear", "tanh"):
        for t in times:
            row = results[f"{form}, {t}"]
            own = row["autoregression"]["auc"]
            floor = AUC_FLOORS.get(t, max(row["lagged"]["auc"], row["fixed penalty"]["auc"]))
            if own < floor:
                faults.append(f"{form}, {t} times: AUC {own:.4f} < {floor:.4f}")
    for t, floor in WITHIN_FLOORS.items():
        if results["within"][t]["within"] < floor:
            faults.append(f"within, {t} times: r {results['within'][t]['within']:.3f} < {floor}")
    speed = results.get("speed")
    if speed and (speed["seconds"] > 10 or speed["gigabytes"] > 2):
        faults.append(f"speed: {speed['seconds']:.1f} s, {speed['gigabytes']:.2f} GB")
    return faults


def main() -> int:
    args = parser().parse_args()
    graph = igraph.Graph.Read_GraphML(str(args.connectome))
    weight = weights_of(graph)
    edges = int((weight != 0).sum())
    print(f"{len(weight)} neurons, {edges} edges, density {edges / len(weight) / (len(weight) - 1):.3f}\n")
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form, gain in (("linear", 0.0), ("tanh", GAIN)):
            for t in args.times:
                results[f"{form}, {t}"] = mean([recover(args, folder, weight, t, gain, seed)
                                                for seed in range(args.seeds)])
        print_recovery(results, args.times)
        results["within"] = {t: mean([recover_within(args, folder, weight, t, seed)
                                      for seed in range(args.seeds)]) for t in WITHIN_FLOORS}
        print("r of true and effective weights: within the connectome (all pairs)")
        for t, row in results["within"].items():
            print(f"  {t} times: {row['within']:.3f} ({row['all pairs']:.3f})")
        if not args.no_speed:
            results["speed"] = measure_speed(args, folder)
            print("\n1000 neurons, 100000 times: " + ", ".join(f"{v:.2f} {k}" for k, v in results["speed"].items()))
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n")
    faults = check(results, args.times)
    print("\n" + ("\n".join(faults) if faults else "all floors are reached"))
    return 1 if args.check and faults else 0


if __name__ == "__main__":
    sys.exit(main())
