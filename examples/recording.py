#!/usr/bin/python3
"""Simulated recordings of a known wiring, and comparisons with it, for examples/recording.sh.

    recording.py simulate WIRING FOLDER ANIMALS TIMES SEED [NEURONS SHARE]
    recording.py edges WIRING NETWORK.npy...
    recording.py neurons TRUE.csv FOUND.csv

WIRING is a folder of `latigraph write-weights`: weight.npy, whose row j and column i hold the edge from
i to j, and nodes.csv with the names of the neurons.
"""

import csv
import os
import sys

import numpy as np


def simulate(wiring, folder, animals, times, seed, neurons="", share="1"):
    """Writes x(t + 1) = tanh(W x(t)) + noise, one file per animal. The output of `neurons`, names
    with commas between them, is multiplied by `share`."""
    weights = np.load(f"{wiring}/weight.npy")
    with open(f"{wiring}/nodes.csv", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    for name in filter(None, neurons.split(",")):
        weights[:, names.index(name)] *= float(share)
    os.makedirs(folder, exist_ok=True)
    for animal in range(int(animals)):
        random = np.random.default_rng([int(seed), animal])
        x, recording = np.zeros(len(weights)), []
        for _ in range(100 + int(times)):
            x = np.tanh(weights @ x) + random.normal(size=len(x))
            recording.append(x)
        np.save(f"{folder}/animal-{animal + 1}.npy", recording[100:])


def edges(wiring, *networks):
    """Prints how well the weights of networks tell edges from other pairs: the area under the ROC
    curve, and the share of edges among as many strongest pairs as there are edges."""
    weights = np.load(f"{wiring}/weight.npy").T
    pairs = ~np.eye(len(weights), dtype=bool)
    edge = weights[pairs] != 0
    for network in networks:
        found = np.abs(np.load(network))[pairs]
        values, place, count = np.unique(found, return_inverse=True, return_counts=True)
        rank = (np.cumsum(count) - (count - 1) / 2)[place]
        positive, negative = edge.sum(), (~edge).sum()
        auc = (rank[edge].sum() - positive * (positive + 1) / 2) / (positive * negative)
        best = edge[np.argsort(-found, kind="stable")[:positive]].mean()
        name = os.path.splitext(os.path.basename(network))[0]
        print(f"{name:16} AUC {auc:.3f}  edges among the {positive} strongest pairs {best:.3f}")


def neurons(true, found):
    """Prints the rank correlation of each property of neurons between two tables."""
    tables = []
    for path in (true, found):
        with open(path, newline="") as file:
            tables.append({row["neurons"]: row for row in csv.DictReader(file)})
    for column in list(next(iter(tables[0].values())))[2:]:
        both = np.array([[float(t[name][column]) for t in tables] for name in tables[0]])
        ranks = both.argsort(axis=0).argsort(axis=0)
        print(f"{column:16} {np.corrcoef(ranks.T)[0, 1]:.2f}")


globals()[sys.argv[1]](*sys.argv[2:])
