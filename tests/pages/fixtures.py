#!/usr/bin/env python3
"""Writes the files that the pages of doc name, small, into the current folder: fixtures.py

Files have the names that the pages give them. Needs nothing but Python.
"""

import gzip
import math
import os
import random
import struct

NEURONS = 40
random.seed(1)


def poisson(mean):
    """A number of events (Knuth's product of uniform numbers)."""
    count, product = 0, random.random()
    while product > math.exp(-mean):
        count += 1
        product *= random.random()
    return count


# --- Tables and arrays --------------------------------------------------------------------------------


def write_csv(path, head, rows):
    text = "\n".join(",".join(map(str, row)) for row in [head, *rows]) + "\n"
    opened = gzip.open(path, "wt") if path.endswith(".gz") else open(path, "w", encoding="utf-8")
    with opened as file:
        file.write(text)


def write_npy(path, rows):
    """A matrix of numbers as NumPy writes it."""
    head = f"{{'descr': '<f8', 'fortran_order': False, 'shape': ({len(rows)}, {len(rows[0])}), }}"
    head += " " * (63 - (len(head) + 10) % 64) + "\n"
    flat = [number for row in rows for number in row]
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode())
        file.write(struct.pack(f"<{len(flat)}d", *flat))


def recording(times, neurons):
    """Traces in which every neuron follows the one before it."""
    rows = [[random.gauss(0, 1) for _ in range(neurons)]]
    for _ in range(times - 1):
        rows.append([0.6 * rows[-1][k - 1] + random.gauss(0, 1) for k in range(neurons)])
    return rows


def counts(times, neurons):
    return [[poisson(1.0) for _ in range(neurons)] for _ in range(times)]


# --- Graphs -------------------------------------------------------------------------------------------


class Network:
    """Neurons with names, types and places, and edges between near ones."""

    def __init__(self, neurons=NEURONS, density=0.15):
        self.nodes = [
            (f"n{v}", "EI"[v % 4 == 0], *(round(random.uniform(0, 900), 1) for _ in range(3))) for v in range(neurons)
        ]
        self.edges = {}
        for a in range(neurons):
            for b in range(neurons):
                near = math.exp(-abs(self.nodes[a][2] - self.nodes[b][2]) / 500) * 2
                if a != b and random.random() < density * near:
                    self.edges[a, b] = 1 + poisson(3)
        for a, b in random.sample(sorted(self.edges), len(self.edges) // 5):
            self.edges[b, a] = 1 + poisson(3)

    def write_tables(self, folder):
        os.makedirs(folder, exist_ok=True)
        write_csv(f"{folder}/nodes.csv", ("id", "name", "type", "x_um", "y_um", "z_um"),
                  [(name, name, *rest) for name, *rest in self.nodes])
        edges = [(self.nodes[a][0], self.nodes[b][0], w) for (a, b), w in sorted(self.edges.items())]
        write_csv(f"{folder}/edges.csv", ("source", "target", "weight"), edges)

    def write_graphml(self, path, connectome):
        keys = [("connectome", "graph", "string"), ("name", "node", "string"), ("type", "node", "string"),
                *((f"{axis}_um", "node", "double") for axis in "xyz"), ("pref_dir", "node", "double"),
                ("osi", "node", "double"), ("weight", "edge", "double")]
        lines = ['<?xml version="1.0"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
        lines += [f'<key id="{n}" for="{f}" attr.name="{n}" attr.type="{t}"/>' for n, f, t in keys]
        lines += ['<graph edgedefault="directed">', f'<data key="connectome">{connectome}</data>']
        for v, node in enumerate(self.nodes):
            data = "".join(f'<data key="{key[0]}">{value}</data>' for key, value in zip(keys[1:8], (*node, v % 16, v % 5 / 5)))
            lines.append(f'<node id="{v}">{data}</node>')
        for (a, b), w in sorted(self.edges.items()):
            lines.append(f'<edge source="{a}" target="{b}"><data key="weight">{w}</data></edge>')
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n</graph></graphml>\n")


def write_circuits(folder, connectomes):
    """A circuit of each connectome, so that circuits can be split."""
    os.makedirs(folder, exist_ok=True)
    for k, connectome in enumerate(connectomes):
        Network().write_graphml(f"{folder}/{k}.graphml", connectome)


def main():
    whole = Network(70, 0.1)
    for name in ("connectome", "graph", "circuit", "network", "worm", "a", "b"):
        (whole if name == "connectome" else Network()).write_graphml(f"{name}.graphml", name)
    with open("network.edges", "w", encoding="utf-8") as file:
        file.write("".join(f"{a} {b}\n" for a, b in whole.edges if a < b))
    whole.write_tables("connectome")
    whole.write_tables("larva")
    write_csv("connections.csv.gz", ("pre_root_id", "post_root_id", "neuropil", "syn_count"),
              [(720575940600000000 + a, 720575940600000000 + b, "AL", w) for (a, b), w in whole.edges.items()])
    for name in ("worm1", "worm2", "worm3", "worm4", "0h", "5h", "8h", "16h", "23h", "27h", "50h", "50h-1", "50h-2"):
        Network().write_tables(name)
    for name in ("circuits", "held-out", "training", "test", "folder", "controls", "patients", "youngest", "adult",
                 "unseen", "birth/a", "birth/b", "adult/a", "adult/b"):
        write_circuits(name, [f"{name}-{k % 4}" for k in range(9 if name == "held-out" else 6)])
    write_circuits("worms", ["0h", "16h", "50h"] * 2)
    for k in range(3):
        os.makedirs("animals", exist_ok=True)
        os.makedirs("trials", exist_ok=True)
        write_csv(f"animals/{k}.csv", [f"n{v}" for v in range(8)], recording(120, 8))
        write_csv(f"trials/{k}.csv", [f"n{v}" for v in range(6)], counts(120, 6))
    write_csv("recording.csv", [f"n{v}" for v in range(NEURONS)], recording(400, NEURONS))
    write_npy("recording.npy", recording(200, 12))
    write_csv("spikes.csv", [f"n{v}" for v in range(6)], counts(200, 6))
    write_npy("counts.npy", counts(620, 4))
    write_npy("decoder.npy", recording(40, 25))


if __name__ == "__main__":
    main()
