# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""A circuit as a dense adjacency matrix with its node data; reading and writing of files."""
from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import igraph
import numpy as np

POSITION_COLUMNS = (("x_um", "y_um", "z_um"), ("x", "y", "z"))


@dataclass(frozen=True)
class Circuit:
    """n neurons; adjacency[i, j] says whether there is an edge i -> j; NaN, "": not known."""

    name: str
    adjacency: np.ndarray
    text: dict[str, list[str]] = field(default_factory=dict)
    position: np.ndarray | None = None
    position_columns: Sequence[str] = ()
    neurons: Sequence[str] = ()
    connectome: str = ""  # neurons of the same name in the same connectome are the same

    @property
    def n(self) -> int:
        return len(self.adjacency)

    @property
    def m(self) -> int:
        return int(self.adjacency.sum())

    @property
    def pairs(self) -> np.ndarray:
        """Mask of the ordered pairs of distinct neurons."""
        return ~np.eye(self.n, dtype=bool)

    @cached_property
    def distance(self) -> np.ndarray | None:
        """Euclidean distance of every pair, NaN where a position is not known."""
        if self.position is None:
            return None
        difference = self.position[:, None, :] - self.position[None, :, :]
        return np.sqrt((difference**2).sum(axis=2)).astype(np.float32)


def _numbers(values: Iterable[object]) -> np.ndarray:
    return np.array([float("nan") if v in (None, "") else float(v) for v in values])


def _circuit(name: str, edges: Sequence[tuple[int, int]], columns: dict[str, list],
             connectome: str = "") -> Circuit:
    n = len(next(iter(columns.values()))) if columns else 1 + max(max(e) for e in edges)
    adjacency = np.zeros((n, n), dtype=bool)
    if edges:
        source, target = np.asarray(edges).T
        adjacency[source, target] = True
    np.fill_diagonal(adjacency, False)
    present = [[axis for axis in axes if axis in columns] for axes in POSITION_COLUMNS]
    axes = next(filter(None, present), ())
    position = np.column_stack([_numbers(columns[axis]) for axis in axes]) if axes else None
    text = {
        key: ["" if v is None else str(v) for v in values]
        for key, values in columns.items()
        if key not in ("name", "id") and any(isinstance(v, str) and v for v in values)
    }
    neurons = [str(v) for v in columns.get("name", range(n))]
    return Circuit(name, adjacency, text, position, axes, neurons, connectome)


def _read_graph(path: Path) -> Circuit:
    graph = igraph.Graph.Read(str(path))
    if not graph.is_directed():
        raise ValueError(f"{path} is an undirected graph; the bench is of directed ones")
    columns = {key: graph.vs[key] for key in graph.vs.attributes()}
    columns = columns or {"name": [str(i) for i in range(graph.vcount())]}
    connectome = graph["connectome"] if "connectome" in graph.attributes() else ""
    return _circuit(path.name.split(".")[0], graph.get_edgelist(), columns, connectome)


def _open(path: Path) -> io.TextIOBase:
    return gzip.open(path, "rt") if path.suffix == ".gz" else open(path, encoding="utf-8")


def open_table(folder: Path, stem: str) -> io.TextIOBase:
    """The table of a folder, compressed or not."""
    for path in (folder / f"{stem}.csv", folder / f"{stem}.csv.gz"):
        if path.exists():
            return _open(path)
    raise FileNotFoundError(f"{folder} holds no {stem}.csv; give a folder of tables")


def _table(folder: Path, stem: str) -> list[dict[str, str]]:
    with open_table(folder, stem) as file:
        return list(csv.DictReader(file))


def _is_number(values: Sequence[str]) -> bool:
    try:
        _numbers(values)
    except ValueError:
        return False
    return True


def _read_tables(folder: Path) -> Circuit:
    """A folder with nodes.csv (id, ...) and edges.csv (source, target, ...)."""
    nodes, rows = _table(folder, "nodes"), _table(folder, "edges")
    index = {row.get("id", row.get("name")): i for i, row in enumerate(nodes)}
    edges = [(index[row["source"]], index[row["target"]]) for row in rows]
    columns: dict[str, list] = {key: [row[key] for row in nodes] for key in nodes[0]}
    for key, values in columns.items():
        if key not in ("id", "name") and _is_number(values):
            columns[key] = list(_numbers(values))
    return _circuit(folder.name, edges, columns)


def read_folder(folder: Path) -> list[Circuit]:
    """All circuits of a folder: graph files that igraph reads, or folders of two tables."""
    circuits = []
    for path in sorted(folder.iterdir()):
        if path.is_file():
            circuits.append(_read_graph(path))
        elif (path / "nodes.csv").exists() or (path / "nodes.csv.gz").exists():
            circuits.append(_read_tables(path))
    if not circuits:
        raise ValueError(f"there are no circuits in {folder}")
    return circuits


def write(circuit: Circuit, path: Path) -> None:
    """GraphML with the neurons' names and positions; no weights, so that all sets are alike."""
    graph = igraph.Graph(circuit.n, np.argwhere(circuit.adjacency).tolist(), directed=True)
    graph["name"] = circuit.name
    if circuit.connectome:
        graph["connectome"] = circuit.connectome
    graph.vs["name"] = list(circuit.neurons) or [str(i) for i in range(circuit.n)]
    for axis, column in enumerate(circuit.position_columns):
        graph.vs[column] = circuit.position[:, axis].tolist()
    graph.write_graphml(str(path))


def write_folder(circuits: Sequence[Circuit], folder: Path) -> Path:
    folder.mkdir(parents=True)
    for i, circuit in enumerate(circuits):
        write(circuit, folder / f"{i:04d}.graphml")
    return folder


def with_edges(circuit: Circuit, adjacency: np.ndarray) -> Circuit:
    """The circuit's neurons with other edges."""
    return replace(circuit, adjacency=adjacency.astype(bool) & circuit.pairs)


def without_data(adjacency: np.ndarray, name: str) -> Circuit:
    edges = adjacency.astype(bool) & ~np.eye(len(adjacency), dtype=bool)
    return Circuit(name, edges)


def auc(score: np.ndarray, circuit: Circuit) -> float:
    """P(an edge scores above a pair without), ties count half; NaN without edges or gaps."""
    truth, value = circuit.adjacency[circuit.pairs], score[circuit.pairs]
    edges, gaps = int(truth.sum()), int((~truth).sum())
    if edges == 0 or gaps == 0:
        return float("nan")
    _, inverse, counts = np.unique(value, return_inverse=True, return_counts=True)
    rank = np.cumsum(counts) - (counts - 1) / 2  # mean rank of tied values, from 1
    return float((rank[inverse][truth].sum() - edges * (edges + 1) / 2) / (edges * gaps))
