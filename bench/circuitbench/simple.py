# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Erdős–Rényi and dyad graphs of a circuit; their bits come from `latigraph evaluate`."""
from __future__ import annotations

import numpy as np

from .circuits import Circuit


def sample_erdos_renyi(circuit: Circuit, random: np.random.Generator) -> np.ndarray:
    pairs = circuit.n * (circuit.n - 1)
    return random.random((circuit.n, circuit.n)) < circuit.m / max(pairs, 1)


def sample_dyads(circuit: Circuit, random: np.random.Generator) -> np.ndarray:
    """Every pair of neurons mutual, one-way or null with the circuit's shares of these."""
    n, a = circuit.n, circuit.adjacency
    dyads = n * (n - 1) / 2
    mutual = (a & a.T).sum() / 2
    draw = np.triu(random.random((n, n)), 1)
    upper = np.triu(np.ones((n, n), dtype=bool), 1)
    both = upper & (draw < mutual / dyads)
    one = upper & ~both & (draw < (circuit.m - mutual) / dyads)
    forward = one & (random.random((n, n)) < 0.5)
    return both | both.T | forward | (one & ~forward).T


def rewire(circuit: Circuit, random: np.random.Generator) -> np.ndarray:
    """Edge switching with igraph, ten trials an edge: all degrees stay."""
    import random as standard

    import igraph

    standard.seed(int(random.integers(1 << 31)))  # igraph draws from Python's generator
    graph = igraph.Graph(circuit.n, np.argwhere(circuit.adjacency).tolist(), directed=True)
    graph.rewire(n=10 * circuit.m)
    adjacency = np.zeros((circuit.n, circuit.n), dtype=bool)
    if graph.ecount():
        adjacency[tuple(np.array(graph.get_edgelist()).T)] = True
    return adjacency
