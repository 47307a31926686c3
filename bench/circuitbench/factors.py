# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench/factors: how well groups of co-active neurons are found again.

30 neurons, three groups of 8, of which the first and second, and the second and third, share two neurons. Each group has its
own third of 240 times. In 5 of 8 animals the neurons of the group then follow a sine, whose period (20 to 40 times) and
phase are those of the animal; neurons of two groups follow both. All neurons have white noise. Neurons have no other signal.
"""
from __future__ import annotations

import argparse
import itertools
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import igraph
import numpy as np

CHECKOUT = Path(__file__).resolve().parents[2]
NEURONS, GROUPS, MEMBERS, SHARED = 30, 3, 8, 2
TIMES, ANIMALS, WITH = 240, 8, 5
#: A factor that spreads over more than this share of pairs, times and animals is the level of chance, and no group.
EVEN = 0.9
NOISES = (0.05, 0.2, 0.4)
#: Goals: AUC of pairs, members' Jaccard, r of courses, right numbers of factors.
AUC, JACCARD, COURSE, RIGHT, SECONDS = 0.99, 0.95, 0.75, 0.8, 120  # of processor time: 60 s on two cores


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/factors", description=__doc__.splitlines()[0])
    p.add_argument("--latigraph", default=str(CHECKOUT / "build" / "latigraph"), metavar="COMMAND")
    p.add_argument("--threads", type=int, default=2, metavar="N")
    p.add_argument("--seeds", type=int, default=3, metavar="N", help="drawings per noise (default: 3)")
    p.add_argument("--numbers", type=int, default=10, metavar="N",
                   help="drawings per noise of which the number of factors is found (default: 10)")
    p.add_argument("--first", type=int, default=0, metavar="SEED", help="seed of the first drawing")
    p.add_argument("--missing", type=float, default=0, metavar="SHARE",
                   help="share of the neurons that each animal lacks")
    p.add_argument("--large", action="store_true", help="measure 150 neurons, 500 times and 20 animals, too")
    p.add_argument("--options", default="", metavar="TEXT", help="further options of activity-factors")
    p.add_argument("--check", action="store_true", help="fail below the goals")
    p.add_argument("--json", type=Path, metavar="FILE")
    return p


def simulate(random: np.random.Generator, noise: float, neurons: int = NEURONS, times: int = TIMES,
             animals: int = ANIMALS) -> tuple[np.ndarray, list[np.ndarray], np.ndarray]:
    """Activity (animal, time, neuron), groups, and their courses (group, time)."""
    order = random.permutation(neurons)
    groups = [np.sort(order[g * (MEMBERS - SHARED):][:MEMBERS]) for g in range(GROUPS)]
    course = np.repeat(np.eye(GROUPS), -(-times // GROUPS), axis=1)[:, :times]
    activity = noise * random.standard_normal((animals, times, neurons))
    for g in range(GROUPS):
        for animal in random.permutation(animals)[: round(animals * WITH / ANIMALS)]:
            phase = 2 * np.pi * (np.arange(times) / random.uniform(20, 40) + random.random())
            activity[animal][:, groups[g]] += (course[g] * np.sin(phase))[:, None]
    return activity, groups, course


def write(folder: Path, activity: np.ndarray, random: np.random.Generator, missing: float) -> Path:
    """One table per animal, with named columns in an order of its own, some of which are missing."""
    animals = folder / "animals"
    animals.mkdir(exist_ok=True)
    for k, values in enumerate(activity):
        keep = random.permutation(values.shape[1])[: round(values.shape[1] * (1 - missing))]
        keep = keep if missing > 0 else np.arange(values.shape[1])
        header = ",".join(f"n{i:03d}" for i in keep)
        np.savetxt(animals / f"animal{k:02d}.csv", values[:, keep], delimiter=",", header=header, comments="", fmt="%.6g")
    return animals


def find(args: argparse.Namespace, folder: Path, *options: str) -> tuple[dict[str, Any], float, float]:
    """The result, seconds of processor time and greatest memory in MB."""
    command = ["/usr/bin/time", "-f", "%M %U %S", *shlex.split(args.latigraph), "activity-factors", str(folder / "animals"),
               "-o", str(folder / "factors"), "--force", "--json", "--quiet", "--threads", str(args.threads),
               "--seed", "1", *options, *shlex.split(args.options)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    memory, *seconds = (float(word) for word in done.stderr.split()[-3:])
    return json.loads(done.stdout), sum(seconds), memory / 1024


def list_of(rows: Any) -> np.ndarray:
    """A matrix or vector of the JSON result without its labels."""
    rows = rows.values() if isinstance(rows, dict) else rows
    return np.array([list(row.values()) if isinstance(row, dict) else row for row in rows], dtype=float)


def weights(row: dict[str, Any], neurons: int) -> np.ndarray:
    """Weights of a factor's graph; neurons are in the order of their numbers."""
    graph = igraph.Graph.Read_GraphML(row["file"])
    number = [int(name[1:]) for name in graph.vs["name"]]
    matrix = np.zeros((neurons, neurons))
    for edge in graph.es:
        i, j = number[edge.source], number[edge.target]
        matrix[i, j] = matrix[j, i] = edge["weight"]
    return matrix


def auc(score: np.ndarray, truth: np.ndarray) -> float:
    values, place, count = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    return float((rank[truth].sum() - truth.sum() * (truth.sum() + 1) / 2) / (truth.sum() * (~truth).sum()))


def jaccard(found: np.ndarray, truth: np.ndarray) -> float:
    return len(np.intersect1d(found, truth)) / max(len(np.union1d(found, truth)), 1)


def strongest_block(weight: np.ndarray, block: np.ndarray) -> np.ndarray:
    """Members of the block with the greatest mean weight inside."""
    mean = {b: weight[np.ix_(block == b, block == b)].sum() / max((block == b).sum() * ((block == b).sum() - 1), 1)
            for b in np.unique(block)}
    return np.flatnonzero(block == max(mean, key=mean.get))


def judge(result: dict[str, Any], groups: list[np.ndarray], course: np.ndarray, neurons: int) -> dict[str, float]:
    """Means over the groups, each with the factor of the best one-to-one pairing by AUC."""
    upper = np.triu_indices(neurons, 1)
    names = [int(name[1:]) for name in result["neurons"]]
    order = np.argsort(names)
    weight = [weights(row, neurons) for row in result["networks"]]
    members, block = list_of(result["members"])[order], list_of(result["blocks"])[order]
    centre = (np.array(result["centres"]) - 1).astype(int)
    half = 3
    truth = [np.array([course[g, max(c - half, 0): c + half + 1].mean() for c in centre]) for g in range(len(groups))]
    times = list_of(result["times"])
    pairs = [np.isin(upper[0], group) & np.isin(upper[1], group) for group in groups]
    score = np.array([[auc(w[upper], pair) for w in weight] for pair in pairs])
    count = len(weight)
    if count < len(groups):
        score = np.pad(score, ((0, 0), (0, len(groups) - count)))
    best = max(itertools.permutations(range(score.shape[1]), len(groups)),
               key=lambda p: sum(score[g, p[g]] for g in range(len(groups))))
    rows = [{"AUC": 0.5, "Jaccard": 0.0, "Jaccard of blocks": 0.0, "r": 0.0} if k >= count else
            {"AUC": score[g, k], "Jaccard": jaccard(np.flatnonzero(members[:, k]), groups[g]),
             "Jaccard of blocks": jaccard(strongest_block(weight[k], block[:, k]), groups[g]),
             "r": float(np.corrcoef(times[k], truth[g])[0, 1])} for g, k in enumerate(best)]
    return {key: float(np.mean([row[key] for row in rows])) for key in rows[0]}


def static(activity: np.ndarray, groups: list[np.ndarray]) -> float:
    """Jaccard of the communities of one graph: correlations over all times and animals."""
    together = activity.reshape(-1, activity.shape[2])
    weight = np.maximum(np.corrcoef(together.T), 0)
    weight = np.maximum(weight, weight.T)
    np.fill_diagonal(weight, 0)
    graph = igraph.Graph.Weighted_Adjacency(weight.tolist(), mode="undirected")
    igraph.set_random_number_generator(Random(1))
    found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1)
    return float(np.mean([max(jaccard(np.array(c), group) for c in found) for group in groups]))


def drawing(args: argparse.Namespace, folder: Path, noise: float, seed: int) -> dict[str, Any]:
    random = np.random.default_rng([seed, round(1000 * noise)])
    activity, groups, course = simulate(random, noise)
    write(folder, activity, random, args.missing)
    row: dict[str, Any] = {"noise": noise, "seed": seed, "static": static(activity, groups)}
    if seed - args.first < args.seeds:
        result, seconds, _ = find(args, folder, "--rank", str(GROUPS))
        row["given"] = {**judge(result, groups, course, NEURONS), "seconds": seconds}
    result, seconds, _ = find(args, folder)
    row |= {"found": judge(result, groups, course, NEURONS), "count": result["count"],
            "groups": int((list_of(result["evenness"]) <= EVEN).sum()), "seconds": seconds,
            "evenness": list_of(result["evenness"]).round(2).tolist(),
            "similarity": list_of(result["similarity"]).round(2).tolist(),
            "held out": list_of(result["held_out"]).round(3).tolist()}
    return row


def large(args: argparse.Namespace, folder: Path) -> dict[str, float]:
    random = np.random.default_rng(1)
    activity, groups, course = simulate(random, 0.2, 150, 500, 20)
    write(folder, activity, random, 0)
    result, seconds, memory = find(args, folder)
    score = judge(result, groups, course, 150)
    return {"factors": result["count"], "seconds": seconds, "MB": memory, **score}


def main() -> int:
    args = parser().parse_args()
    rows, faults = [], []
    with tempfile.TemporaryDirectory() as name:
        for noise in NOISES:
            for seed in range(args.first, args.first + max(args.seeds, args.numbers)):
                rows.append(drawing(args, Path(name), noise, seed))
                print(json.dumps(rows[-1]), flush=True)
        big = large(args, Path(name)) if args.large else {}
    for noise in NOISES:
        own = [row for row in rows if row["noise"] == noise]
        given = [row["given"] for row in own if "given" in row]
        if not given:
            continue
        print(f"\nnoise {noise}: mean ± SD of {len(given)} drawings, with {GROUPS} factors; "
              f"Jaccard of one static graph {np.mean([row['static'] for row in own]):.2f}")
        for key, least in (("AUC", AUC), ("Jaccard", JACCARD), ("Jaccard of blocks", 0), ("r", COURSE)):
            mean = np.mean([row[key] for row in given])
            print(f"{key}: {mean:.3f} ± {np.std([row[key] for row in given]):.3f}")
            faults += [f"noise {noise}: {key} {mean:.3f} < {least}"] if mean < least else []
        right = np.mean([row["groups"] == GROUPS for row in own])
        print(f"number of groups right in {right:.2f} of {len(own)} drawings; "
              f"the level of chance is a factor of its own in {np.mean([row['count'] > row['groups'] for row in own]):.2f}")
        faults += [f"noise {noise}: number right in {right:.2f} < {RIGHT}"] if right < RIGHT else []
    if big:
        print("\n150 neurons, 500 times, 20 animals: " + ", ".join(f"{k} {v:.3g}" for k, v in big.items()))
        faults += [f"{big['seconds']:.0f} s > {SECONDS} s"] if big["seconds"] > SECONDS else []
    if args.json:
        args.json.write_text(json.dumps({"rows": rows, "large": big}, indent=1) + "\n")
    print("\n" + ("\n".join(faults) if faults else "all goals are reached"))
    return 1 if args.check and faults else 0


if __name__ == "__main__":
    sys.exit(main())
