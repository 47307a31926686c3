# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Type x distance block model, fitted to the training circuits: it tells nothing of a test circuit
but what its node data say, or that and one density."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .circuits import Circuit

DISTANCE_BINS = (1, 4, 8, 16, 32)
STRENGTHS = (3.0, 30.0, 300.0)
LEVELS = range(2, 33)  # of a categorical column, as the model takes them


@dataclass(frozen=True)
class BlockModel:
    """probability (types, types, bins) of an edge; the last bin: distance not known."""

    columns: tuple[str, ...]
    types: dict[tuple[str, ...], int]
    limits: np.ndarray
    probability: np.ndarray

    def probabilities(self, circuit: Circuit) -> np.ndarray:
        cell = _cells(circuit, self.columns, self.types, self.limits)
        return np.clip(self.probability.reshape(-1)[cell], 1e-7, 1 - 1e-7)

    def describe(self) -> str:
        bins = self.probability.shape[2] - 1
        return f"types {' x '.join(self.columns) or 'none'}, {bins} bins of distance"


def candidate_columns(training: Sequence[Circuit]) -> list[str]:
    """Categorical columns with 2 to 32 levels."""
    names = sorted({key for circuit in training for key in circuit.text})
    levels = {key: {v for c in training for v in c.text.get(key, [])} for key in names}
    return [key for key in names if len(levels[key] - {""}) in LEVELS]


def _labels(circuit: Circuit, columns: Sequence[str]) -> list[tuple[str, ...]]:
    values = [circuit.text.get(key, [""] * circuit.n) for key in columns]
    return list(zip(*values)) if columns else [()] * circuit.n


def _cells(circuit: Circuit, columns: Sequence[str], types: dict[tuple[str, ...], int],
           limits: np.ndarray) -> np.ndarray:
    """Index of every pair's cell; types that were not met in training share the last place."""
    label = np.array([types.get(t, len(types)) for t in _labels(circuit, columns)])
    bins = len(limits) + 1
    distance = circuit.distance
    if distance is None:
        place = np.full((circuit.n, circuit.n), bins)
    else:
        place = np.searchsorted(limits.astype(np.float32), distance)
        place = np.where(np.isnan(distance), bins, place)
    return (label[:, None] * (len(types) + 1) + label[None, :]) * (bins + 1) + place


def _quantiles(training: Sequence[Circuit], bins: int) -> np.ndarray:
    known = [c.distance[c.pairs] for c in training[:100] if c.position is not None]
    if not known or bins < 2:
        return np.empty(0)
    values = np.concatenate(known)
    return np.nanquantile(values, np.arange(1, bins) / bins)


def _shrunk(edges: np.ndarray, pairs: np.ndarray, strength: float) -> np.ndarray:
    """Shares of cells drawn towards (types' share) x (distance's share) / (share of all)."""
    overall = edges.sum() / pairs.sum()
    of_types = (edges.sum(2) + strength * overall) / (pairs.sum(2) + strength)
    of_bins = (edges.sum((0, 1)) + strength * overall) / (pairs.sum((0, 1)) + strength)
    expected = np.clip(of_types[:, :, None] * of_bins / overall, 1e-7, 0.9)
    return (edges + strength * expected) / (pairs + strength)


def fit_cells(training: Sequence[Circuit], columns: tuple[str, ...], bins: int) -> list[BlockModel]:
    """One model for each strength of shrinkage."""
    labels = sorted({t for c in training for t in _labels(c, columns)})
    types = {label: i for i, label in enumerate(labels)}
    limits = _quantiles(training, bins)
    shape = (len(types) + 1, len(types) + 1, len(limits) + 2)
    edges, pairs = np.zeros(shape).reshape(-1), np.zeros(shape).reshape(-1)
    for circuit in training:
        cell = _cells(circuit, columns, types, limits)[circuit.pairs]
        pairs += np.bincount(cell, minlength=pairs.size)
        edges += np.bincount(cell, circuit.adjacency[circuit.pairs], minlength=edges.size)
    return [
        BlockModel(columns, types, limits,
                   _shrunk(edges.reshape(shape), pairs.reshape(shape), strength))
        for strength in STRENGTHS
    ]


def bits(probability: np.ndarray, circuit: Circuit) -> float:
    p, edge = probability[circuit.pairs], circuit.adjacency[circuit.pairs]
    return float(-np.log2(np.where(edge, p, 1 - p)).sum())


def with_density(probability: np.ndarray, circuit: Circuit) -> np.ndarray:
    """All odds times one factor, such that the expected number of edges is the circuit's."""
    odds = probability / (1 - probability)
    low, high = -20.0, 20.0
    for _ in range(60):
        shift = (low + high) / 2
        shifted = odds * np.exp(shift)
        p = shifted / (1 + shifted)
        low, high = (shift, high) if p[circuit.pairs].sum() < circuit.m else (low, shift)
    return p


def density_bits(circuit: Circuit) -> float:
    """Bits of telling the density: half a logarithm of the number of pairs."""
    return 0.5 * float(np.log2(circuit.n * (circuit.n - 1)))


def fit(training: Sequence[Circuit], validation: Sequence[Circuit]) -> BlockModel:
    """Columns are added while they lower the bits of the validation circuits; so are bins."""

    def best_of(columns: tuple[str, ...], bins: Sequence[int]) -> tuple[float, BlockModel]:
        models = [m for b in bins for m in fit_cells(training, columns, b)]
        score = [np.mean([bits(m.probabilities(c), c) for c in validation]) for m in models]
        k = int(np.argmin(score))
        return float(score[k]), models[k]

    has_positions = any(c.position is not None for c in training)
    bins = DISTANCE_BINS if has_positions else (1,)
    score, best = best_of((), bins)
    left = candidate_columns(training)
    while left:
        chosen = (len(best.limits) + 1,)
        trials = [best_of(best.columns + (key,), chosen) for key in left]
        k = int(np.argmin([trial[0] for trial in trials]))
        if trials[k][0] >= score:
            break
        score, best = trials[k]
        left.pop(k)
    return best
