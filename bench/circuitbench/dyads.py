# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random graphs whose dyads are independent: maximum-entropy laws of degrees with reciprocity.

A dyad i, j is empty, one-way either way or mutual, with weights 1, e^(s_ij), e^(s_ji) and e^(t_ij).

    reciprocal configuration   s_ij = a_i + b_j,          t_ij = c_i + c_j
    degrees, mutual, distance  s_ij = a_i + b_j + g x_ij, t_ij = s_ij + s_ji + r

The first keeps every neuron's one-way out-, one-way in- and mutual degree in expectation
(Squartini and Garlaschelli, NJP 13:083001, 2011). The second is the p1 model of Holland and
Leinhardt (JASA 76:33, 1981) with a covariate: it keeps out- and in-degrees, the number of mutual
dyads, and the sum of x over edges.

As in degrees.py, -ln P(graph) + ln P(degrees) counts the graphs with the same degrees, or codes the
graph given them. P(degrees) has the exact law of each single degree and a Gaussian for how they
depend on each other. Mutual degrees have an even sum, so that only half of all sequences occur and
each is twice as likely.
"""
from __future__ import annotations

from dataclasses import dataclass
from math import log, pi

import numpy as np

from .degrees import DegreeCode, log_margins

STEPS, TOLERANCE = 80, 1e-7
LONGEST = 4.0  # step of a parameter: a degree that leaves no choice drives it to infinity
RIDGE = 1e-9  # fixes the gauge (a + c, b - c) and neurons without a choice
NO_CHOICE = 1e-6  # variance of a degree below which it is certain


@dataclass(frozen=True)
class DyadLaw:
    """Probabilities (n, n) of "i -> j alone" and of "both"; statistics that are kept.

    margins: for each kind of degree, the probabilities (n, n) whose rows sum to it, and the degrees;
    covariance: of all these degrees, in the same order."""

    alone: np.ndarray
    both: np.ndarray
    margins: list[tuple[np.ndarray, np.ndarray]]
    covariance: np.ndarray
    dependent: int  # the last degree of this kind follows from the others
    is_even: bool  # whether a kind of degrees has an even sum

    @property
    def probability(self) -> np.ndarray:
        return self.alone + self.both

    def sample(self, random: np.random.Generator) -> np.ndarray:
        draw = np.triu(random.random(self.alone.shape), 1)
        draw = draw + draw.T
        upper = np.triu(np.ones(self.alone.shape, dtype=bool), 1)
        first = np.where(upper, self.alone, self.alone.T)  # of the smaller number to the larger
        second = np.where(upper, self.alone.T, self.alone)
        is_both = draw < self.both
        is_first = ~is_both & (draw < self.both + first)
        is_second = ~is_both & ~is_first & (draw < self.both + first + second)
        edges = is_both | (is_first & upper) | (is_second & ~upper)
        np.fill_diagonal(edges, False)
        return edges

    def nats(self, adjacency: np.ndarray) -> float:
        """-ln P(adjacency)."""
        empty = 1 - self.alone - self.alone.T - self.both
        mutual = adjacency & adjacency.T
        p = np.where(mutual, self.both,
                     np.where(adjacency, self.alone, np.where(adjacency.T, self.alone.T, empty)))
        return float(-np.log(np.maximum(p[np.triu_indices(len(p), 1)], 1e-300)).sum())

    def log_probability_of_degrees(self) -> float:
        """ln P(all degrees are those of the circuit), approximately."""
        n = len(self.alone)
        margins = np.concatenate([log_margins(p, degree) for p, degree in self.margins])
        variance = np.diag(self.covariance)
        chosen = variance > NO_CHOICE
        place = (self.dependent + 1) * n - 1 - np.argmax(
            chosen[self.dependent * n : (self.dependent + 1) * n][::-1])
        value = margins[chosen].sum() + (log(2) if self.is_even else 0)
        if chosen[place]:
            value += 0.5 * log(2 * pi * variance[place])
            chosen[place] = False
        scale = np.sqrt(variance[chosen])
        correlation = self.covariance[np.ix_(chosen, chosen)] / np.outer(scale, scale)
        spread = np.maximum(np.linalg.eigvalsh(correlation), NO_CHOICE)
        return float(value - 0.5 * np.log(spread).sum())

    def log_count(self, adjacency: np.ndarray) -> float:
        """ln of the number of graphs with the kept degrees, or nats of this one given them."""
        return max(0.0, self.nats(adjacency) + self.log_probability_of_degrees())


def _probabilities(one: np.ndarray, both: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From log weights, which are -inf where a state cannot be."""
    top = np.maximum(np.maximum(one, one.T), np.maximum(both, 0))
    weights = [np.exp(x - top) for x in (one, one.T, both)]
    total = np.exp(-top) + sum(weights)
    alone, mutual = weights[0] / total, weights[2] / total
    np.fill_diagonal(alone, 0)
    np.fill_diagonal(mutual, 0)
    return alone, mutual


def _block(own: np.ndarray, cross: np.ndarray) -> np.ndarray:
    """Covariance of two kinds of degrees: of one neuron, and of two that share a dyad."""
    return np.diag(own.sum(1)) + cross


class _Reciprocal:
    """The reciprocal configuration model; parameters a, b, c."""

    dependent, is_even = 1, True

    def __init__(self, adjacency: np.ndarray) -> None:
        mutual = adjacency & adjacency.T
        single = adjacency & ~mutual
        self.n = len(adjacency)
        self.observed = np.concatenate([single.sum(1), single.sum(0), mutual.sum(1)]).astype(float)
        self.possible_one = np.outer(single.any(1), single.any(0))
        self.possible_both = np.outer(mutual.any(1), mutual.any(1))

    def start(self) -> np.ndarray:
        out, into, mutual = np.split(self.observed, 3)
        parts = [(d + 0.1) / np.sqrt(d.sum() + 1) for d in (out, into, mutual)]
        return np.log(np.concatenate(parts))

    def probabilities(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        a, b, c = np.split(theta, 3)
        one = np.where(self.possible_one, a[:, None] + b[None, :], -np.inf)
        return _probabilities(one, np.where(self.possible_both, c[:, None] + c[None, :], -np.inf))

    def expected(self, alone: np.ndarray, both: np.ndarray) -> np.ndarray:
        return np.concatenate([alone.sum(1), alone.sum(0), both.sum(1)])

    def information(self, p: np.ndarray, both: np.ndarray) -> np.ndarray:
        v, w, s = p * (1 - p), both * (1 - both), -p * p.T
        to, back = -p * both, -p.T * both
        return np.block([[_block(v, s), _block(s, v), _block(to, to)],
                         [_block(s, v.T), _block(v.T, s), _block(back, back)],
                         [_block(to, to.T), _block(back, back.T), _block(w, w)]])

    def margins(self, alone: np.ndarray, both: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        degrees = np.split(self.observed.astype(int), 3)
        return list(zip((alone, alone.T, both), degrees))


class _Terms:
    """Out- and in-degrees, mutual dyads and a covariate; parameters a, b, r and perhaps g."""

    dependent, is_even = 1, False

    def __init__(self, adjacency: np.ndarray, covariate: np.ndarray | None) -> None:
        self.n = n = len(adjacency)
        pairs = ~np.eye(n, dtype=bool)
        self.x = np.zeros((n, n))
        if covariate is not None:
            x = covariate.astype(float)
            self.x = np.where(pairs, (x - x[pairs].mean()) / x[pairs].std(), 0)
        self.terms = 1 if covariate is None else 2
        mutual = (adjacency & adjacency.T).sum() / 2
        self.observed = np.concatenate([adjacency.sum(1), adjacency.sum(0),
                                        [mutual, (self.x * adjacency).sum()][: self.terms]])
        self.possible = np.outer(adjacency.any(1), adjacency.any(0))
        self.any_mutual = mutual > 0

    def start(self) -> np.ndarray:
        degrees, scale = self.observed[: 2 * self.n] + 0.1, self.observed[: self.n].sum() + 1
        return np.concatenate([np.log(degrees / np.sqrt(scale)), np.zeros(self.terms)])

    def probabilities(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        n = self.n
        slope = theta[-1] if self.terms > 1 else 0.0
        one = theta[:n, None] + theta[None, n : 2 * n] + slope * self.x
        one = np.where(self.possible, one, -np.inf)
        return _probabilities(one, one + one.T + (theta[2 * n] if self.any_mutual else -np.inf))

    def expected(self, alone: np.ndarray, both: np.ndarray) -> np.ndarray:
        p = alone + both
        extra = [both.sum() / 2, (self.x * p).sum()][: self.terms]
        return np.concatenate([p.sum(1), p.sum(0), extra])

    def information(self, alone: np.ndarray, both: np.ndarray) -> np.ndarray:
        n, p, x = self.n, alone + both, self.x
        v, s, m = p * (1 - p), both - p * p.T, both * (1 - p)
        h = np.zeros((2 * n + self.terms,) * 2)
        h[: 2 * n, : 2 * n] = np.block([[_block(v, s), _block(s, v)],
                                        [_block(s, v.T), _block(v.T, s)]])
        h[2 * n, : 2 * n] = np.concatenate([m.sum(1), m.sum(0)])
        h[2 * n, 2 * n] = (both * (1 - both)).sum() / 2
        if self.terms > 1:
            h[-1, : 2 * n] = np.concatenate([(x * (v + s)).sum(1), (x * (v + s)).sum(0)])
            h[-1, 2 * n] = (x * m).sum()
            h[-1, -1] = (x * x * (v + s)).sum()
        h[: 2 * n, 2 * n :] = h[2 * n :, : 2 * n].T
        h[2 * n, 2 * n :] = h[2 * n :, 2 * n]
        return h

    def margins(self, alone: np.ndarray, both: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        p, degrees = alone + both, self.observed[: 2 * self.n].astype(int)
        return [(p, degrees[: self.n]), (p.T, degrees[self.n :])]


def _likelihood(model: _Reciprocal | _Terms, theta: np.ndarray) -> float:
    alone, both = model.probabilities(theta)
    empty = np.maximum(1 - alone - alone.T - both, 1e-300)
    return float(theta @ model.observed + np.log(np.triu(empty, 1) + np.tri(model.n)).sum())


def _solve(model: _Reciprocal | _Terms) -> DyadLaw:
    """Maximum likelihood by Newton's method with halved steps."""
    theta = model.start()
    value = _likelihood(model, theta)
    for _ in range(STEPS):
        alone, both = model.probabilities(theta)
        gradient = model.observed - model.expected(alone, both)
        if np.abs(gradient).max(initial=0) < TOLERANCE:
            break
        step = np.linalg.solve(model.information(alone, both) + RIDGE * np.eye(len(theta)), gradient)
        step *= min(1.0, LONGEST / np.abs(step).max())
        scale = 1.0
        trial = theta + step
        while scale > 1e-6 and _likelihood(model, trial) < value - 1e-9:
            scale /= 2
            trial = theta + scale * step
        theta, value = trial, _likelihood(model, trial)
    alone, both = model.probabilities(theta)
    margins = model.margins(alone, both)
    degrees = len(margins) * model.n
    covariance = model.information(alone, both)[:degrees, :degrees]
    return DyadLaw(alone, both, margins, covariance, model.dependent, model.is_even)


def fit_reciprocal(adjacency: np.ndarray) -> DyadLaw:
    """The reciprocal configuration model of a circuit."""
    return _solve(_Reciprocal(adjacency))


def fit_terms(adjacency: np.ndarray, covariate: np.ndarray | None = None) -> DyadLaw:
    """Degrees, the number of mutual dyads and, if given, a symmetric covariate."""
    return _solve(_Terms(adjacency, covariate))


def reciprocal_code_nats(adjacency: np.ndarray) -> float:
    """Numbers of one-way edges and mutual dyads, then the three sequences of degrees."""
    n = len(adjacency)
    mutual = adjacency & adjacency.T
    single = adjacency & ~mutual
    dyads = n * (n - 1) // 2
    code = DegreeCode(n, int(max(single.sum(), mutual.sum())))
    sequences = sum(code.nats(d) for d in (single.sum(1), single.sum(0), mutual.sum(1)))
    return 2 * log(dyads + 1) + sequences
