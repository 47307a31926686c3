# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Nested stochastic block model by graph-tool, fitted to each circuit.

Bits are graph-tool's own description length (Peixoto, PRE 95:012317, 2017): partitions of all
levels, edge counts, degrees where the model is degree-corrected, and edges. It is a code of
multigraphs with self-loops, which a simple graph does not need; `multigraph=False` gives the same
number for a graph without parallel edges. The least of several runs is taken, each followed by
greedy merge-split sweeps at zero temperature.
"""
from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from .circuits import Circuit

ROUNDS, SWEEPS = 150, 10


@dataclass(frozen=True)
class BlockFit:
    bits: float
    told: float  # of these: partitions, counts of edges, degrees
    blocks: np.ndarray  # of every neuron, at the lowest level
    degree_corrected: bool


def _graph(circuit: Circuit):
    import graph_tool.all as graph_tool

    graph = graph_tool.Graph(directed=True)
    graph.add_vertex(circuit.n)
    graph.add_edge_list(np.argwhere(circuit.adjacency))
    return graph


def fit(circuit: Circuit, degree_corrected: bool, restarts: int, seed: int) -> BlockFit:
    import graph_tool.all as graph_tool

    graph_tool.openmp_set_num_threads(1)
    graph_tool.seed_rng(seed)
    np.random.seed(seed % (1 << 32))
    graph, best = _graph(circuit), None
    for _ in range(restarts):
        state = graph_tool.minimize_nested_blockmodel_dl(
            graph, state_args={"deg_corr": degree_corrected})
        for _ in range(SWEEPS):
            state.multiflip_mcmc_sweep(beta=np.inf, niter=5)
        bits = state.entropy(multigraph=False) / log(2)
        if best is None or bits < best.bits:
            edges = state.levels[0].entropy(dl=False, multigraph=False) / log(2)
            blocks = np.unique(state.levels[0].b.a, return_inverse=True)[1]
            best = BlockFit(float(bits), float(bits - edges), blocks, degree_corrected)
    return best


def _sums(matrix: np.ndarray, member: np.ndarray) -> np.ndarray:
    """Sums over pairs of blocks; member (n, blocks) of 0 and 1."""
    return member.T @ matrix @ member


def probabilities(circuit: Circuit, fitted: BlockFit) -> np.ndarray:
    """Edge probabilities of the simple-graph law whose expected edges between blocks, and degrees
    if it is degree-corrected, are the circuit's: logistic(a_i + b_j + g_rs), by iterated scaling.
    """
    member = np.eye(fitted.blocks.max() + 1)[fitted.blocks]
    wanted = _sums(circuit.adjacency.astype(float), member)
    share = wanted / np.maximum(_sums(circuit.pairs.astype(float), member), 1)
    p = np.where(circuit.pairs, member @ share @ member.T, 0)
    if not fitted.degree_corrected:
        return p
    out, into = circuit.adjacency.sum(1), circuit.adjacency.sum(0)
    odds = np.where(circuit.pairs, np.clip(p / np.maximum(1 - p, 1e-3), 0, 1e3), 0)
    for _ in range(ROUNDS):
        p = odds / (1 + odds)
        odds *= (out / np.maximum(p.sum(1), 1e-12))[:, None]
        p = odds / (1 + odds)
        odds *= (into / np.maximum(p.sum(0), 1e-12))[None, :]
        p = odds / (1 + odds)
        odds *= member @ (wanted / np.maximum(_sums(p, member), 1e-12)) @ member.T
        odds = np.minimum(odds, 1e6)
    return odds / (1 + odds)
