# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""The count of graphs with given degrees against enumeration and against the sparse limit."""
from __future__ import annotations

from collections import Counter
from itertools import permutations
from math import exp, lgamma, log

import numpy as np

from . import degrees, dyads


def _all_graphs(n: int) -> np.ndarray:
    """Every simple directed graph of n neurons: (2^(n (n - 1)), n, n)."""
    pairs = np.argwhere(~np.eye(n, dtype=bool))
    number = np.arange(1 << len(pairs), dtype=np.int64)
    graphs = np.zeros((len(number), n, n), dtype=bool)
    for bit, (i, j) in enumerate(pairs):
        graphs[:, i, j] = number >> bit & 1
    return graphs


def check_regular() -> list[float]:
    """ln estimate - ln count of graphs whose neurons all have 2 inputs and 2 outputs, for 5 to 8
    neurons (OEIS A007107). The estimate lacks the constant of the expansion, half a nat."""
    error = []
    for n, count in zip(range(5, 9), (216, 7570, 357435, 22040361)):
        graph = np.zeros((n, n), dtype=bool)
        for i in range(n):
            graph[i, (i + 1) % n] = graph[i, (i + 2) % n] = True
        error.append(degrees.log_count(graph) - log(count))
    return error


def check_enumeration(n: int = 5, examples: int = 200) -> float:
    """Median |ln estimate - ln count| of graphs of n neurons, drawn from all of them."""
    graphs = _all_graphs(n)
    keys = np.concatenate([graphs.sum(2), graphs.sum(1)], axis=1).astype(np.uint8)
    counts = Counter(map(bytes, keys))
    drawn = np.random.default_rng(1).integers(len(graphs), size=examples)
    error = [abs(degrees.log_count(graphs[i]) - log(counts[bytes(keys[i])])) for i in drawn]
    return float(np.median(error))


def check_sparse(n: int = 100, m: int = 200) -> tuple[float, float]:
    """Estimate and Bender's formula of a sparse random graph."""
    random = np.random.default_rng(1)
    pairs = np.argwhere(~np.eye(n, dtype=bool))
    adjacency = np.zeros((n, n), dtype=bool)
    adjacency[tuple(random.permutation(pairs)[:m].T)] = True
    return degrees.log_count(adjacency), degrees.log_count_sparse(adjacency)


def check_reciprocal() -> list[float]:
    """ln estimate - ln count of graphs whose neurons all have one input, one output and one mutual
    dyad, for 6 and 8 neurons: a perfect matching, and a permutation without cycles of 1 or 2 that
    avoids the matching."""
    error = []
    for n in (6, 8):
        partner = np.arange(n) ^ 1
        targets = np.array(list(permutations(range(n))))
        neuron = np.arange(n)
        back = np.take_along_axis(targets, targets, axis=1)
        good = (targets != neuron) & (back != neuron) & (targets != partner)
        matchings = exp(lgamma(n + 1) - lgamma(n / 2 + 1) - n / 2 * log(2))
        graph = np.zeros((n, n), dtype=bool)
        graph[neuron, partner] = graph[neuron, targets[good.all(1)][0]] = True
        count = matchings * good.all(1).sum()
        error.append(dyads.fit_reciprocal(graph).log_count(graph) - log(count))
    return error


def check_code() -> float:
    """The codes of all degree sequences of 4 neurons with 5 edges: shares must add to 1."""
    code = degrees.DegreeCode(4, 5)
    sequences = np.argwhere(np.ones((6,) * 4)).astype(int)
    return sum(exp(-code.nats(s)) for s in sequences if s.sum() == 5)


def main() -> None:
    regular, error = check_regular(), check_enumeration()
    estimate, sparse = check_sparse()
    reciprocal = check_reciprocal()
    total = check_code()
    print("regular graphs: errors", *(f"{e:.3f}" for e in regular), "nats")
    print(f"enumeration: median error {error:.3f} nats")
    print(f"sparse: {estimate:.1f}, {sparse:.1f} nats; all orders {lgamma(201):.1f}")
    print("reciprocal degrees: errors", *(f"{e:.3f}" for e in reciprocal), "nats")
    print(f"code of degrees: shares add to {total:.6f}")
    assert max(regular) < 0.6 and error < 0.7
    assert all(0 < e < 1 for e in reciprocal)
    assert abs(estimate - sparse) < 1 and abs(total - 1) < 1e-9


if __name__ == "__main__":
    main()
