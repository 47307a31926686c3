# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench/states: how well switching Poisson networks are found again.

Counts are Poisson of mean ln(1 + exp(b_s + h W_s)). h are the last five counts, with a time constant of 2. States change
with probability 0.01. A pair of neurons is excitatory, inhibitory or not connected in all states; its weight and
the biases are drawn for each state. Excitatory weights are scaled so that activity cannot explode: their matrix has a spectral
radius of at most 0.6.
"""
from __future__ import annotations

import argparse
import itertools
import json
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
STAY, RADIUS, DENSITY = 0.99, 0.6, 0.3
#: Goals at 20 neurons, 3 states and 5000 times.
ACCURACY, CORRELATION, RIGHT = 0.98, 0.93, 0.8


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/states", description=__doc__.splitlines()[0])
    p.add_argument("--latigraph", default=str(CHECKOUT / "build" / "latigraph"), metavar="COMMAND")
    p.add_argument("--threads", type=int, default=2, metavar="N")
    p.add_argument("--seeds", type=int, default=3, metavar="N", help="drawings (default: 3)")
    p.add_argument("--numbers", type=int, default=10, metavar="N",
                   help="drawings of which the number of states is found (default: 10)")
    p.add_argument("--neurons", type=int, default=20, metavar="N")
    p.add_argument("--states", type=int, default=3, metavar="S")
    p.add_argument("--times", type=int, default=5000, metavar="T")
    p.add_argument("--options", default="", metavar="TEXT", help="further options of activity-states")
    p.add_argument("--check", action="store_true", help="fail below the goals")
    p.add_argument("--json", type=Path, metavar="FILE")
    return p


def draw(neurons: int, states: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Weights (state, source, target) and biases (state, neuron)."""
    kind = random.random((neurons, neurons))
    np.fill_diagonal(kind, 1)
    excitatory, inhibitory = kind < 0.6 * DENSITY, (kind >= 0.6 * DENSITY) & (kind < DENSITY)
    size = random.uniform(0.2, 1.8, (states, neurons, neurons))
    weight = np.zeros((states, neurons, neurons))
    for s in range(states):
        positive = excitatory * size[s]
        scale = RADIUS / np.abs(np.linalg.eigvals(positive)).max()
        weight[s] = scale * (positive - 2 * inhibitory * size[s])
    return weight, random.normal(-0.3, 0.5, (states, neurons))


def simulate(weight: np.ndarray, bias: np.ndarray, times: int,
             random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Counts (time, neuron) and states."""
    states, neurons = bias.shape
    taps = np.exp(-np.arange(5) / 2)
    taps /= taps.sum()
    counts, state = np.zeros((times, neurons)), np.zeros(times, dtype=int)
    state[0] = random.integers(states)
    for t in range(times):
        if t > 0:
            change = random.random() > STAY
            state[t] = (state[t - 1] + random.integers(1, states)) % states if change and states > 1 else state[t - 1]
        past = counts[max(t - 5, 0) : t][::-1]
        history = taps[: len(past)] @ past
        counts[t] = random.poisson(np.logaddexp(0, bias[state[t]] + history @ weight[state[t]]))
    return counts, state


def find(args: argparse.Namespace, folder: Path, counts: np.ndarray, *options: str) -> tuple[dict[str, Any], float]:
    file = folder / "counts.npy"
    np.save(file, counts)
    command = [*shlex.split(args.latigraph), "activity-states", str(file), "-o", str(folder / "networks"), "--force",
               "--json", "--quiet", "--threads", str(args.threads), "--seed", "1", *options, *shlex.split(args.options)]
    begin = time.monotonic()
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(text), time.monotonic() - begin


def networks(result: dict[str, Any]) -> np.ndarray:
    """Signed weights (state, source, target) of the networks of the states."""
    weight = []
    for row in result["networks"][:-1]:
        graph = igraph.Graph.Read_GraphML(row["file"])
        matrix = np.zeros((graph.vcount(), graph.vcount()))
        for edge in graph.es:
            matrix[edge.source, edge.target] = edge["weight"] * edge["sign"]
        weight.append(matrix)
    return np.array(weight)


def auc(score: np.ndarray, truth: np.ndarray) -> float:
    order = np.argsort(score, kind="stable")
    rank = np.empty(len(score))
    rank[order] = np.arange(1, len(score) + 1)
    return float((rank[truth].sum() - truth.sum() * (truth.sum() + 1) / 2) / (truth.sum() * (~truth).sum()))


def list_of(rows: Any) -> list[Any]:
    """A matrix or vector of the JSON result without its labels."""
    return [list(row.values()) if isinstance(row, dict) else row for row in rows]


def judge(found: np.ndarray, posterior: np.ndarray, weight: np.ndarray, state: np.ndarray) -> dict[str, float]:
    """Accuracy of states and r of weights, for the best order of the states; AUC of connected pairs."""
    states, neurons = len(weight), weight.shape[1]
    label, off = posterior.argmax(1), ~np.eye(neurons, dtype=bool)
    order = max(itertools.permutations(range(states)), key=lambda p: (np.array(p)[label] == state).mean())
    sorted_found = np.empty_like(found)
    sorted_found[list(order)] = found
    return {"accuracy": float((np.array(order)[label] == state).mean()),
            "r": float(np.corrcoef(sorted_found[:, off].ravel(), weight[:, off].ravel())[0, 1]),
            "AUC": auc(np.abs(found).mean(0)[off], (weight[0] != 0)[off])}


def recover(args: argparse.Namespace, folder: Path, seed: int) -> dict[str, dict[str, float]]:
    random = np.random.default_rng(seed)
    weight, bias = draw(args.neurons, args.states, random)
    counts, state = simulate(weight, bias, args.times, random)
    rows = {}
    for name, options in (("plain", ("--density", "1")), ("onehot", ("--onehot", "--density", "1"))):
        result, seconds = find(args, folder, counts, "--states", str(args.states), *options)
        row = judge(networks(result), np.array(list_of(result["posterior"])), weight, state)
        rows[name] = {**row, "bits": result["bits"], "bits of one": result["bits_one"], "seconds": seconds}
    return rows


def main() -> int:
    args = parser().parse_args()
    results: dict[str, Any] = {"rows": [], "numbers": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(args.seeds):
            results["rows"].append(recover(args, folder, seed))
        for seed in range(args.numbers):
            random = np.random.default_rng(100 + seed)
            counts, _ = simulate(*draw(args.neurons, args.states, random), args.times, random)
            result, seconds = find(args, folder, counts)
            results["numbers"].append({"states": result["count"], "curve": result["curve"], "seconds": seconds})
            print(f"drawing {seed}: {result['count']} states, " + " ".join(f"{b:.4f}" for b in result["curve"])
                  + f" bits, {seconds:.0f} s", flush=True)
    faults = []
    print(f"\n{args.neurons} neurons, {args.states} states, {args.times} times: mean ± SD of {args.seeds} drawings\n")
    for kind in ("plain", "onehot") if args.seeds else ():
        rows = [row[kind] for row in results["rows"]]
        print(f"{kind}: " + ", ".join(f"{k} {np.mean([r[k] for r in rows]):.3f} ± {np.std([r[k] for r in rows]):.3f}"
                                      for k in rows[0]))
    if args.seeds:
        best = {k: max(np.mean([row[kind][k] for row in results["rows"]]) for kind in ("plain", "onehot"))
                for k in ("accuracy", "r")}
        faults += [f"accuracy {best['accuracy']:.3f} < {ACCURACY}"] if best["accuracy"] < ACCURACY else []
        faults += [f"r {best['r']:.3f} < {CORRELATION}"] if best["r"] < CORRELATION else []
    if args.numbers:
        right = np.mean([row["states"] == args.states for row in results["numbers"]])
        print(f"number of states right in {right:.2f} of {args.numbers} drawings")
        faults += [f"number right in {right:.2f} < {RIGHT}"] if right < RIGHT else []
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n")
    print("\n" + ("\n".join(faults) if faults else "all goals are reached"))
    return 1 if args.check and faults else 0


if __name__ == "__main__":
    sys.exit(main())
