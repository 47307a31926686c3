# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random graphs with given degrees: the maximum-entropy law, its count of graphs, codes of degrees.

The law is P(i -> j) = logistic(a_i + b_j + g x_ij), with the a and b such that every expected
degree is the circuit's own (Park and Newman, PRE 70:066117, 2004; Squartini and Garlaschelli,
NJP 13:083001, 2011) and, if there is a covariate x such as the distance, the expected sum of x
over edges as well.

The number of graphs with these degrees follows from P(graph) = P(degrees) / number (where g = 0,
all graphs with the same degrees are equally likely), with P(degrees) from the exact law of each
single degree (Poisson-binomial) and a Gaussian for how they depend on each other: the usual
saddle-point formula (Barvinok and Hartigan, Trans. AMS 365:4323, 2013) with the Gaussian of each
margin replaced by its exact law and without its constant, about half a nat. check.py compares it
with enumeration and, on sparse graphs, with the asymptotic formula of Bender
(Discrete Mathematics 10:217, 1974).
"""
from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log, pi

import numpy as np

STEPS, TOLERANCE = 60, 1e-7


@dataclass(frozen=True)
class DegreeLaw:
    """probability (n, n), 0 or 1 where the degrees leave no choice; free: pairs with a choice."""

    probability: np.ndarray
    free: np.ndarray

    def sample(self, random: np.random.Generator) -> np.ndarray:
        return random.random(self.probability.shape) < self.probability

    def nats(self, adjacency: np.ndarray) -> float:
        """-ln P(adjacency)."""
        p = self.probability[self.free]
        edge = adjacency[self.free]
        return float(-np.log(np.where(edge, p, 1 - p)).sum())


def _forced(adjacency: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs that have a choice once rows and columns without edges, or full, are set aside."""
    free = ~np.eye(len(adjacency), dtype=bool)
    while True:
        edges = adjacency & free
        rows, columns = edges.sum(1), edges.sum(0)
        row = (rows > 0) & (rows < free.sum(1))
        column = (columns > 0) & (columns < free.sum(0))
        smaller = free & row[:, None] & column[None, :]
        if (smaller == free).all():
            return free, adjacency & ~free
        # An edge that is forced stays in `adjacency & ~free` and leaves the degrees.
        free = smaller


def _newton_step(v: np.ndarray, gradient: np.ndarray, x: np.ndarray | None) -> np.ndarray:
    """Solves for the step in (a, b, g); v: variances of the pairs, 0 where there is no choice."""
    n = len(v)
    size = 2 * n + (x is not None)
    h = np.zeros((size, size))
    h[:n, :n] = np.diag(v.sum(1))
    h[n : 2 * n, n : 2 * n] = np.diag(v.sum(0))
    h[:n, n : 2 * n] = v
    h[n : 2 * n, :n] = v.T
    if x is not None:
        h[-1, :n] = h[:n, -1] = (v * x).sum(1)
        h[-1, n : 2 * n] = h[n : 2 * n, -1] = (v * x).sum(0)
        h[-1, -1] = (v * x * x).sum()
    # The ridge fixes the gauge (a + c, b - c) and the neurons that have no choice.
    return np.linalg.solve(h + 1e-9 * np.eye(size), gradient)


def _logistic(eta: np.ndarray, free: np.ndarray) -> np.ndarray:
    return np.where(free, 1 / (1 + np.exp(-np.clip(eta, -40, 40))), 0)


def _likelihood(eta: np.ndarray, edges: np.ndarray, free: np.ndarray) -> float:
    return float((eta * edges - np.logaddexp(0, eta))[free].sum())


def fit(adjacency: np.ndarray, covariate: np.ndarray | None = None) -> DegreeLaw:
    """Maximum likelihood by Newton's method with halved steps."""
    n = len(adjacency)
    free, forced = _forced(adjacency)
    edges = adjacency & free
    x = None
    if covariate is not None and free.any():
        x = np.where(free, (covariate - covariate[free].mean()) / covariate[free].std(), 0)
    parameters = np.zeros(2 * n + (x is not None))
    if free.any():
        parameters[:n] = np.log((edges.sum(1) + 0.1) / np.sqrt(edges.sum() + 1))
        parameters[n : 2 * n] = np.log((edges.sum(0) + 0.1) / np.sqrt(edges.sum() + 1))

    def predictor(theta: np.ndarray) -> np.ndarray:
        eta = theta[:n, None] + theta[None, n : 2 * n]
        return eta if x is None else eta + theta[-1] * x

    value = _likelihood(predictor(parameters), edges, free)
    for _ in range(STEPS):
        p = _logistic(predictor(parameters), free)
        rest = edges - p
        gradient = np.concatenate([rest.sum(1), rest.sum(0)])
        if x is not None:
            gradient = np.append(gradient, (rest * x).sum())
        if np.abs(gradient).max(initial=0) < TOLERANCE:
            break
        step = _newton_step(p * (1 - p), gradient, x)
        scale = 1.0
        while scale > 1e-6:
            trial = parameters + scale * step
            trial_value = _likelihood(predictor(trial), edges, free)
            if trial_value >= value - 1e-9:
                break
            scale /= 2
        parameters, value = trial, trial_value
    p = _logistic(predictor(parameters), free)
    return DegreeLaw(np.where(forced, 1.0, p), free)


def log_margins(p: np.ndarray, degree: np.ndarray) -> np.ndarray:
    """ln P(sum of independent Bernoulli(p[i, :]) = degree[i]) of every row, exactly."""
    rows, columns = p.shape
    law = np.zeros((rows, int(degree.max(initial=0)) + 1))
    law[:, 0] = 1
    for j in range(columns):
        q = p[:, j : j + 1]
        law[:, 1:] = law[:, 1:] * (1 - q) + law[:, :-1] * q
        law[:, :1] *= 1 - q
    return np.log(law[np.arange(rows), degree])


def log_probability_of_degrees(law: DegreeLaw, adjacency: np.ndarray) -> float:
    """ln P(all in- and out-degrees are those of the circuit) under the law, approximately."""
    p = np.where(law.free, law.probability, 0)
    edges = adjacency & law.free
    rows, columns = law.free.any(1), law.free.any(0)
    p, edges = p[np.ix_(rows, columns)], edges[np.ix_(rows, columns)]
    if p.size == 0:
        return 0.0
    v = p * (1 - p)
    variance = np.concatenate([v.sum(1), v.sum(0)])
    margins = log_margins(p, edges.sum(1)).sum() + log_margins(p.T, edges.sum(0)).sum()
    correlation = np.block([[np.diag(v.sum(1)), v], [v.T, np.diag(v.sum(0))]])
    correlation /= np.sqrt(np.outer(variance, variance))
    # Out- and in-degrees have the same sum: one of them is no constraint of its own.
    _, log_determinant = np.linalg.slogdet(correlation[:-1, :-1])
    return float(margins + 0.5 * log(2 * pi * variance[-1]) - 0.5 * log_determinant)


def log_count(adjacency: np.ndarray, law: DegreeLaw | None = None) -> float:
    """ln of the number of simple directed graphs with the degrees of this one."""
    law = law or fit(adjacency)
    return max(0.0, law.nats(adjacency) + log_probability_of_degrees(law, adjacency))


def log_count_sparse(adjacency: np.ndarray) -> float:
    """The same by Bender's asymptotic formula for bounded degrees."""
    out, into = adjacency.sum(1).astype(float), adjacency.sum(0).astype(float)
    m = out.sum()
    factorials = sum(lgamma(k + 1) for k in out) + sum(lgamma(k + 1) for k in into)
    pairs = (out * (out - 1)).sum() * (into * (into - 1)).sum() / (2 * m * m)
    return lgamma(m + 1) - factorials - pairs - (out * into).sum() / m


class DegreeCode:
    """Code of a degree sequence given the number of edges: first how often each degree occurs,
    a partition of m into at most n parts, all alike; then which neuron has which (Peixoto,
    PRE 95:012317, 2017, equations 27 to 30)."""

    def __init__(self, most_neurons: int, most_edges: int) -> None:
        self.log_partitions = np.full((most_neurons + 1, most_edges + 1), -np.inf)
        count = np.zeros(most_edges + 1)
        count[0] = 1
        self.log_partitions[0, 0] = 0
        for part in range(1, most_neurons + 1):
            for first in range(part):  # count[s] += count[s - part], in order of s
                np.cumsum(count[first::part], out=count[first::part])
            self.log_partitions[part] = np.log(count)

    def nats(self, degree: np.ndarray) -> float:
        n = len(degree)
        occurrences = np.bincount(degree)
        arrangements = lgamma(n + 1) - sum(lgamma(k + 1) for k in occurrences)
        return float(self.log_partitions[n, int(degree.sum())] + arrangements)

    def circuit_nats(self, adjacency: np.ndarray) -> float:
        """Number of edges, out-degrees and in-degrees."""
        n = len(adjacency)
        edges = log(n * (n - 1) + 1)
        return edges + self.nats(adjacency.sum(1)) + self.nats(adjacency.sum(0))
