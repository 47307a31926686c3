# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""The noise ceiling: two connectomes of the same neurons, such as two animals or two hemispheres.

The model of each is fitted to circuits of its own and codes circuits of the other. Beside it are
the model of the same connectome, which has seen the neurons, and the edges of the other connectome
between the same neurons: what an equal brain tells beyond any model."""
from __future__ import annotations

import csv
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from . import nulls, table
from .circuits import Circuit, auc, open_table, read_folder
from .command import Latigraph
from .experiment import Effort, Outcome, say

NULLS = ("configuration", "reciprocal configuration", "degrees + reciprocity",
         "degrees + distance", "degrees + distance + reciprocity")
OTHER, OWN, EDGES = "model of the other", "model of the same", "edges of the other"


@dataclass(frozen=True)
class Pair:
    """Two connectomes, how circuits are cut, and the column that says which neurons are the same."""

    first: Path
    second: Path
    shape: tuple[str, ...]
    identity: str


@dataclass
class Side:
    """Circuits of one connectome, and what codes them."""

    name: str
    other: str
    outcomes: list[Outcome]
    effective: float = float("nan")


def _identities(connectome: Path, column: str) -> dict[str, str]:
    """The identity of every neuron by its name; those without one are left out."""
    with open_table(connectome, "nodes") as file:
        rows = list(csv.DictReader(file))
    if rows and column not in rows[0]:
        raise ValueError(f"{connectome} has no column {column}; say --identity COLUMN")
    return {row.get("name") or row["id"]: row[column] for row in rows if row[column]}


def _edges(connectome: Path, identity: dict[str, str]) -> set[tuple[str, str]]:
    with open_table(connectome, "nodes") as file:
        name = {row["id"]: row.get("name") or row["id"] for row in csv.DictReader(file)}
    with open_table(connectome, "edges") as file:
        ends = [(name[row["source"]], name[row["target"]]) for row in csv.DictReader(file)]
    return {(identity[a], identity[b]) for a, b in ends if a in identity and b in identity}


def _own_shares(counts: np.ndarray) -> float:
    """-log2 P of outcomes at their own shares."""
    counts = counts[counts > 0]
    return float(-(counts * np.log2(counts / counts.sum())).sum()) if counts.size else 0.0


def code_with_edges(circuit: Circuit, known: np.ndarray, there: np.ndarray) -> tuple[float, float]:
    """Bits in all and of the shares: every dyad given the same dyad of the other connectome.

    known (n): neurons that the other one has; there (n, n): its edges. A dyad that is empty, mutual
    or not known there costs one bit more if it is one-way, for its direction. Every free share costs
    half a logarithm of the pairs."""
    upper = np.triu(np.ones((circuit.n, circuit.n), dtype=bool), 1)
    here, back = circuit.adjacency, circuit.adjacency.T
    both_known = np.outer(known, known)
    single = there ^ there.T
    one_way = both_known & single
    bits, shares = 0.0, 0
    for place in (~both_known, both_known & ~there & ~there.T, both_known & there & there.T):
        chosen = place & upper
        if not chosen.any():
            continue
        ways = (here ^ back)[chosen].sum()
        mutual = (here & back)[chosen].sum()
        bits += _own_shares(np.array([chosen.sum() - ways - mutual, ways, mutual])) + ways
        shares += 2
    chosen = one_way & there  # every one-way dyad once, in its direction there
    if chosen.any():
        states = here[chosen] * 2 + back[chosen]
        bits += _own_shares(np.bincount(states, minlength=4))
        shares += 3
    told = shares * 0.5 * float(np.log2(circuit.n * (circuit.n - 1)))
    return bits + told, told


class Ceiling:
    def __init__(self, latigraph: Latigraph, effort: Effort, pair: Pair, training: int, test: int,
                 work: Path) -> None:
        self.latigraph, self.effort, self.pair, self.work = latigraph, effort, pair, work
        self.connectomes = (pair.first, pair.second)
        # Circuits of one connectome share neurons with those of its own fit; the row says so.
        cut = [(count, seed, side) for side, count, seed in
               (("training", training, 1), ("test", test, 2))]
        self.folders = [
            {side: latigraph.sample(c, pair.shape, "", count, seed, work / f"{k}-{side}",
                                    identity=pair.identity) for count, seed, side in cut}
            for k, c in enumerate(self.connectomes)]
        self.test = [read_folder(folders["test"]) for folders in self.folders]

    def _judge(self, outcome: Outcome, report: dict[str, Any]) -> None:
        each = list(report["per_circuit"].values())
        outcome.bits.append([c["bits_total"] for c in each])
        outcome.told.append([c["bits_code"] + c["bits_nodes"] for c in each])
        outcome.auc.append([c["auc"] for c in each])
        outcome.intervals.append(report["intervals"]["against_random"])

    def _run_models(self, k: int, files: list[list[Path]]) -> tuple[list[Outcome], float]:
        other, own, data = Outcome(OTHER), Outcome(OWN), Outcome("node data alone, of the other")
        random, dyads = Outcome("Erdős–Rényi"), Outcome("dyads")
        effective = float("nan")
        for file_of_other, file_of_own in zip(files[1 - k], files[k]):
            report = self.latigraph.evaluate(file_of_other, self.folders[k]["test"])
            each = list(report["per_circuit"].values())
            self._judge(other, report)
            self._judge(own, self.latigraph.evaluate(file_of_own, self.folders[k]["test"]))
            data.bits.append([c["bits_node_data"] for c in each])
            data.auc.append([c["auc_node_data"] for c in each])
            random.bits = [[c["bits_erdos_renyi"] for c in each]]
            dyads.bits = [[c["bits_dyad"] for c in each]]
            effective = report["effective"]
        for outcome in (data, random, dyads):
            outcome.told = [[0.0] * len(self.test[k])]
        return [other, own, data, random, dyads], effective

    def _run_edges(self, k: int) -> Outcome:
        here = _identities(self.connectomes[k], self.pair.identity)
        far = _identities(self.connectomes[1 - k], self.pair.identity)
        edges, there = _edges(self.connectomes[1 - k], far), set(far.values())
        outcome, coded, ranked = Outcome(EDGES), [], []
        for circuit in self.test[k]:
            names = [here.get(neuron, "") for neuron in circuit.neurons]
            known = np.array([name in there for name in names])
            same = np.array([[(a, b) in edges for b in names] for a in names])
            coded.append(code_with_edges(circuit, known, same))
            ranked.append(auc(2.0 * same + same.T, circuit))
        outcome.bits, outcome.told = [[b for b, _ in coded]], [[t for _, t in coded]]
        outcome.auc = [ranked]
        return outcome

    def _run_null(self, name: str, k: int, pool: ProcessPoolExecutor) -> Outcome | None:
        tasks = [(name, circuit, [1], self.effort.restarts) for circuit in self.test[k]]
        results = list(pool.map(nulls.apply, tasks, chunksize=2))
        if any(result is None for result in results):
            return None
        return Outcome(name, [[r.bits for r in results]], [[r.told for r in results]],
                       [[r.auc for r in results]])

    def run(self) -> list[Side]:
        files: list[list[Path]] = [[], []]
        for k, folders in enumerate(self.folders):
            for seed in self.effort.seeds:
                say(f"{self.connectomes[k].name}, seed {seed}")
                files[k].append(self.work / f"{k}-model-{seed}")
                self.latigraph.fit(folders["training"], None, self.effort.settings, seed,
                                   files[k][-1])
        sides = []
        with ProcessPoolExecutor(self.latigraph.threads) as pool:
            for k, connectome in enumerate(self.connectomes):
                outcomes, effective = self._run_models(k, files)
                others = [self._run_null(name, k, pool) for name in NULLS]
                outcomes[3:3] = [self._run_edges(k)]
                outcomes += [outcome for outcome in others if outcome is not None]
                sides.append(Side(connectome.name, self.connectomes[1 - k].name, outcomes,
                                  effective))
        return sides


def show(title: str, sides: list[Side]) -> None:
    for side in sides:
        count = len(side.outcomes[0].bits[0])
        print(f"\n## {title}: {count} circuits of {side.name}; the other is {side.other}\n")
        print(table.ceiling_table(side.outcomes))
        print(f"\n* The circuits share neurons and count as {side.effective:.1f} independent ones.",
              flush=True)
