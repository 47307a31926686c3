# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Null models that are fitted to each test circuit by itself: what they cost, how they rank the
pairs, what they draw."""
from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from . import degrees, dyads, sbm, simple
from .circuits import Circuit, auc

NAN = float("nan")
Draw = Callable[[np.random.Generator], np.ndarray]


@dataclass(frozen=True)
class Fitted:
    """bits in all, bits told before the edges, a score of every pair and a sampler."""

    bits: float
    told: float
    score: np.ndarray | None
    draw: Draw


@dataclass(frozen=True)
class Result:
    bits: float
    told: float
    auc: float
    fit_seconds: float
    generate_seconds: float
    draws: list[np.ndarray]


def _erdos_renyi(circuit: Circuit, restarts: int, seed: int) -> Fitted:
    return Fitted(NAN, 0, None, lambda random: simple.sample_erdos_renyi(circuit, random))


def _dyads(circuit: Circuit, restarts: int, seed: int) -> Fitted:
    return Fitted(NAN, 0, None, lambda random: simple.sample_dyads(circuit, random))


def _degree_code(circuit: Circuit) -> float:
    return degrees.DegreeCode(circuit.n, circuit.m).circuit_nats(circuit.adjacency) / log(2)


def _configuration(circuit: Circuit, restarts: int, seed: int) -> Fitted:
    law, told = degrees.fit(circuit.adjacency), _degree_code(circuit)
    edges = degrees.log_count(circuit.adjacency, law) / log(2)
    return Fitted(told + edges, told, law.probability,
                  lambda random: simple.rewire(circuit, random))


def _reciprocal(circuit: Circuit, restarts: int, seed: int) -> Fitted:
    """Draws keep the three degrees in expectation."""
    law = dyads.fit_reciprocal(circuit.adjacency)
    told = dyads.reciprocal_code_nats(circuit.adjacency) / log(2)
    edges = law.log_count(circuit.adjacency) / log(2)
    return Fitted(told + edges, told, law.probability, law.sample)


def _has_distances(circuit: Circuit) -> bool:
    return circuit.distance is not None and not np.isnan(circuit.distance).any()


def _number_bits(circuit: Circuit) -> float:
    """Bits of a real parameter: half a logarithm of the pairs."""
    return 0.5 * float(np.log2(circuit.n * (circuit.n - 1)))


def _terms(circuit: Circuit, covariate: np.ndarray | None) -> Fitted:
    """The code has the degrees as they are, half a logarithm of the pairs for each other parameter, and
    -ln P(edges) + ln P(degrees) of the law for the edges."""
    law = dyads.fit_terms(circuit.adjacency, covariate)
    numbers = 1 if covariate is None else 2
    told = _degree_code(circuit) + numbers * _number_bits(circuit)
    edges = law.log_count(circuit.adjacency) / log(2)
    return Fitted(told + edges, told, law.probability, law.sample)


def _degrees_and_reciprocity(circuit: Circuit, restarts: int, seed: int) -> Fitted:
    return _terms(circuit, None)


def _degrees_distance_and_reciprocity(circuit: Circuit, restarts: int, seed: int) -> Fitted | None:
    return _terms(circuit, circuit.distance) if _has_distances(circuit) else None


def _degrees_and_distance(circuit: Circuit, restarts: int, seed: int) -> Fitted | None:
    """The code has the degrees as they are, half a logarithm of the pairs for the slope, and
    -ln P(edges) + ln P(degrees) of the law for the edges."""
    if not _has_distances(circuit):
        return None
    law = degrees.fit(circuit.adjacency, circuit.distance.astype(float))
    told = _degree_code(circuit) + _number_bits(circuit)
    nats = law.nats(circuit.adjacency)
    nats += degrees.log_probability_of_degrees(law, circuit.adjacency)
    return Fitted(told + nats / log(2), told, law.probability, law.sample)


def _blocks(circuit: Circuit, restarts: int, seed: int, degree_corrected: bool) -> Fitted:
    fitted = sbm.fit(circuit, degree_corrected, restarts, seed)
    p = sbm.probabilities(circuit, fitted)
    return Fitted(fitted.bits, fitted.told, p, lambda random: random.random(p.shape) < p)


def _corrected_blocks(circuit: Circuit, restarts: int, seed: int) -> Fitted:
    return _blocks(circuit, restarts, seed, True)


def _plain_blocks(circuit: Circuit, restarts: int, seed: int) -> Fitted:
    return _blocks(circuit, restarts, seed, False)


NULLS: dict[str, Callable[[Circuit, int, int], Fitted | None]] = {
    "Erdős–Rényi": _erdos_renyi,
    "dyads": _dyads,
    "configuration": _configuration,
    "reciprocal configuration": _reciprocal,
    "degrees + reciprocity": _degrees_and_reciprocity,
    "degrees + distance": _degrees_and_distance,
    "degrees + distance + reciprocity": _degrees_distance_and_reciprocity,
    "nested DC-SBM": _corrected_blocks,
    "nested SBM": _plain_blocks,
}
NEEDS_GRAPH_TOOL = ("nested DC-SBM", "nested SBM")


def apply(task: tuple[str, Circuit, Sequence[int], int]) -> Result | None:
    """One null model on one circuit, with one drawn circuit for each seed."""
    name, circuit, seeds, restarts = task
    start = time.monotonic()
    fitted = NULLS[name](circuit, restarts, seeds[0])
    if fitted is None:
        return None
    fit_seconds = time.monotonic() - start
    score = NAN if fitted.score is None else auc(fitted.score, circuit)
    start = time.monotonic()
    draws = [fitted.draw(np.random.default_rng([seed, circuit.n, circuit.m])) for seed in seeds]
    generate_seconds = (time.monotonic() - start) / len(seeds)
    return Result(fitted.bits, fitted.told, score, fit_seconds, generate_seconds, draws)
