# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench/functional: how well functional connectomes hold in rooms that no fit has seen, and what they cost.

The command records place cells with known wiring in four training rooms and three new ones, fits networks to
spike counts of the training rooms, and predicts rates. R² is on rates without noise, over all cells.
"""
from __future__ import annotations

import argparse
import csv
import json
import resource
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import igraph
import numpy as np

CHECKOUT = Path(__file__).resolve().parents[2]
TRAINED = ("square100", "square150", "rectangle200x100", "circle120")
UNSEEN = ("barrier", "corner", "trapezoid")
CELLS, INPUTS, GRID, WINDOW = 50, 160, 2.5, 0.5
#: Floors of the means over seeds: every new room, AUC with equal penalties, error over that of true maps, seconds.
R2_FLOOR, AUC_FLOOR, RATIO_LIMIT, SECONDS_LIMIT = 0.95, 0.95, 1.1, 2.0


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/functional", description=__doc__.splitlines()[0])
    p.add_argument("--latigraph", default=str(CHECKOUT / "build" / "latigraph"), metavar="COMMAND")
    p.add_argument("--threads", type=int, default=1, metavar="N")
    p.add_argument("--seeds", type=int, default=3, metavar="N", help="circuits per row (default: 3)")
    p.add_argument("--connectome", type=Path, metavar="FOLDER",
                   help="recover the synapses of a connectome instead (nodes.csv, edges.csv)")
    p.add_argument("--senders", default="Kenyon cell", metavar="TYPE", help="first words of the type of its inputs")
    p.add_argument("--receivers", default="output neuron", metavar="TYPE", help="and of its outputs")
    p.add_argument("--check", action="store_true", help="fail below the floors")
    p.add_argument("--json", type=Path, metavar="FILE")
    return p


def auc_of(weight: np.ndarray, true: np.ndarray) -> float:
    """Share of pairs of a synapse and no synapse whose weights are in this order; ties count half."""
    order = np.sort(weight[true == 0])
    found = weight[true > 0]
    below = np.searchsorted(order, found, "left") + np.searchsorted(order, found, "right")
    return float(below.mean() / (2 * len(order)))


def weights_of(network: Path, inputs: int, outputs: int) -> np.ndarray:
    """Matrix (inputs, outputs) of a two-mode graph, whose first vertices are the inputs."""
    weight = np.zeros((inputs, outputs))
    graph = igraph.Graph.Read_GraphML(str(network))
    for edge in graph.es:
        weight[edge.source, edge.target - inputs] = edge["weight"]
    return weight


class Bench:
    def __init__(self, args: argparse.Namespace, folder: Path, seed: int) -> None:
        self.args, self.folder, self.seed = args, folder, seed
        self.truth = self.record("truth")

    def run(self, *words: object) -> str:
        command = [*shlex.split(self.args.latigraph), *map(str, words), "--quiet"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def record(self, name: str, *options: object, rooms: tuple[str, ...] = TRAINED) -> Path:
        unseen = [word for room in UNSEEN for word in ("--unseen", room)]
        self.run("bvc-place-cells", *rooms, *unseen, "--cells", CELLS, "--seed", self.seed, "--threads",
                 self.args.threads, "--to", self.folder / name, *options)
        return self.folder / name

    def fit(self, name: str, recordings: Path, *options: object) -> tuple[Path, dict[str, Any]]:
        out = self.run("functional-fit", recordings / "trained/inputs", "--outputs", recordings / "trained/counts",
                       "--unseen", self.truth / "unseen/inputs", "--unseen-outputs", self.truth / "unseen/rates",
                       "--seed", self.seed, "--threads", self.args.threads, "--json", "-o", self.folder / name,
                       "--force", *options)
        return self.folder / name / "functional.graphml", json.loads(out)

    def respond(self, network: Path, recordings: Path, part: str) -> dict[str, np.ndarray]:
        to = self.folder / "response"
        self.run("functional-respond", network, "--inputs", recordings / part / "inputs", "--to", to)
        return {file.stem: np.load(to / file.name) for file in (recordings / part / "inputs").glob("*.npy")}

    def r2(self, network: Path, recordings: Path) -> dict[str, float]:
        """R² on rates without noise in each room."""
        result = {}
        for part in ("trained", "unseen"):
            for room, predicted in self.respond(network, recordings, part).items():
                rates = np.load(recordings / part / "rates" / f"{room}.npy")
                result[room] = 1 - ((rates - predicted) ** 2).sum() / ((rates - rates.mean(0)) ** 2).sum()
        return result

    def auc(self, network: Path) -> float:
        return auc_of(weights_of(network, INPUTS, CELLS), weights_of(self.truth / "circuit.graphml", INPUTS, CELLS))

    def decode(self, network: Path, maps: Path, counts: Path, part: str, room: str) -> dict[str, float]:
        predicted = self.folder / "maps" / f"{room}.npy"
        predicted.parent.mkdir(exist_ok=True)
        np.save(predicted, self.respond(network, maps, part)[room])
        out = json.loads(self.run(
            "functional-decode", counts / part / "counts" / f"{room}.npy", "--maps", predicted, "--places",
            maps / part / "positions" / f"{room}.npy", "--reference", maps / part / "rates" / f"{room}.npy",
            "--positions", counts / part / "positions" / f"{room}.npy", "--exposure", WINDOW, "--seed", self.seed,
            "--json"))
        return {key: out[key] for key in ("error", "reference_error", "shuffled_error", "map_correlation")}


def seconds_of(call: Any) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(args: argparse.Namespace, folder: Path, seed: int) -> dict[str, Any]:
    bench = Bench(args, folder, seed)
    result: dict[str, Any] = {"R²": {}, "AUC": {}, "position": {}, "plasticity": {}}
    single = bench.record("single", "--minutes", 25, rooms=TRAINED[:1])
    network, fit = bench.fit("single-fit", single, "--folds", 0, "--penalty", 0.5)
    plain = {room: fit["baseline_r2"][room] for room in UNSEEN}
    result["R²"]["plain network, square100 alone, 25 min"] = plain
    result["R²"]["fit, square100 alone, 25 min"] = {room: fit["recording_r2"][room] for room in UNSEEN}
    network, fit = bench.fit("fit", bench.truth)
    result["R²"]["plain network, four rooms, 25 min"] = {room: fit["baseline_r2"][room] for room in UNSEEN}
    result["R²"]["fit, four rooms, 25 min"] = bench.r2(network, bench.truth)
    result["AUC"]["fit"] = bench.auc(network)
    equal, _ = bench.fit("equal", bench.truth, "--penalty", 1, "--equal", "--folds", 0, "--hidden", 0)
    result["R²"]["equal penalties, four rooms, 25 min"] = bench.r2(equal, bench.truth)
    result["AUC"]["equal penalties"] = bench.auc(equal)
    result["seconds"] = seconds_of(lambda: bench.fit("timed", bench.truth, "--penalty", 0.5, "--folds", 0,
                                                     "--hidden", 0, "--threads", 1))
    maps = bench.record("maps", "--grid", GRID)
    counts = bench.record("counts", "--window", WINDOW, "--minutes", 5, "--trial", 2)
    for part, room in (("trained", "square100"), *(("unseen", room) for room in UNSEEN)):
        result["position"][room] = bench.decode(network, maps, counts, part, room)
    for name, options in (("noise 10 %", ("--noise", 0.1)), ("noise 30 %", ("--noise", 0.3)),
                          ("10 of 50 cells new", ("--remapped", 10))):
        changed = bench.record("changed", "--trial", 3, *options)
        short = bench.record("short", "--trial", 4, "--minutes", 0.5, *options)
        rows = {"stale": network}
        rows["updated by 2 min"], _ = bench.fit("updated", short, "--update", network, "--hidden", 0)
        rows["2 min alone"], _ = bench.fit("alone", short, "--hidden", 0)
        scores = {row: bench.r2(path, changed) for row, path in rows.items()}
        result["plasticity"][name] = {row: {room: score[room] for room in ("square100", "corner")}
                                      for row, score in scores.items()}
    return result


# --- A connectome as the circuit ------------------------------------------------------------------------


def wiring(args: argparse.Namespace) -> np.ndarray:
    """Numbers of synapses (senders, receivers)."""
    with open(args.connectome / "nodes.csv", newline="") as nodes, \
            open(args.connectome / "edges.csv", newline="") as edges:
        rows = list(csv.DictReader(nodes))
        places = [{row["id"]: k for k, row in enumerate(r for r in rows if r["type"].startswith(kind))}
                  for kind in (args.senders, args.receivers)]
        true = np.zeros([len(place) for place in places])
        for edge in csv.DictReader(edges):
            if edge["source"] in places[0] and edge["target"] in places[1]:
                true[places[0][edge["source"]], places[1][edge["target"]]] = float(edge["weight"])
    return true[:, true.any(0)]


def recover(args: argparse.Namespace, folder: Path, true: np.ndarray, times: int, seed: int) -> dict[str, float]:
    """Rectified outputs of sparse inputs through the wiring, as Poisson counts with a mean of 5, fitted again."""
    random = np.random.default_rng(seed)
    inputs = np.where(random.uniform(size=(times + 1000, len(true))) < 0.1,
                      np.exp(0.5 * random.normal(size=(times + 1000, len(true)))), 0.05)
    drive = inputs @ true
    rates = np.maximum(drive - np.median(drive, 0), 0)
    scale = 5 / rates.mean(0)
    rates *= scale
    for name, matrix in (("inputs", inputs[:times]), ("counts", random.poisson(rates[:times]).astype(float)),
                         ("new-inputs", inputs[times:]), ("new-rates", rates[times:])):
        np.save(folder / f"{name}.npy", matrix)
    out = json.loads(subprocess.run(
        [*shlex.split(args.latigraph), "functional-fit", folder / "inputs.npy", "--outputs", folder / "counts.npy",
         "--unseen", folder / "new-inputs.npy", "--unseen-outputs", folder / "new-rates.npy", "--seed", str(seed),
         "--threads", str(args.threads), "--json", "--quiet", "-o", folder / "fit", "--force"],
        check=True, capture_output=True, text=True).stdout)
    weight = weights_of(folder / "fit" / "functional.graphml", *true.shape)
    here = true > 0
    return {"AUC": auc_of(weight, true), "r of weights": float(np.corrcoef(weight[here], (true * scale)[here])[0, 1]),
            "R² of new rates": out["recording_r2"]["new-inputs"]}


def recover_connectome(args: argparse.Namespace) -> None:
    true = wiring(args)
    print(f"{true.shape[0]} senders, {true.shape[1]} receivers, {(true > 0).mean():.3f} of the pairs have synapses\n\n"
          "| times | AUC of synapses | r of weights | R² of new rates |\n| ---: | --- | --- | --- |")
    for times in (500, 1500, 5000):
        rows = []
        for seed in range(1, args.seeds + 1):
            with tempfile.TemporaryDirectory() as name:
                rows.append(recover(args, Path(name), true, times, seed))
        print(f"| {times} | " + " | ".join(f"{mean:.3f} ± {sd:.3f}" for mean, sd in summarise(rows).values()) + " |")


# --- Tables -------------------------------------------------------------------------------------------


def summarise(rows: list[Any]) -> Any:
    """Mean and standard deviation over seeds."""
    if isinstance(rows[0], dict):
        return {key: summarise([row[key] for row in rows]) for key in rows[0]}
    return [float(np.mean(rows)), float(np.std(rows))]


def print_tables(results: dict[str, Any]) -> None:
    def cell(pair: list[float] | None, digits: int = 3) -> str:
        return "–" if pair is None else f"{pair[0]:.{digits}f} ± {pair[1]:.{digits}f}"

    rooms = (*TRAINED, *UNSEEN)
    print("| R² on rates | " + " | ".join(rooms) + " |\n| --- |" + " --- |" * len(rooms))
    for name, row in results["R²"].items():
        print(f"| {name} | " + " | ".join(cell(row.get(room)) for room in rooms) + " |")
    print("\nAUC of synapses: " + ", ".join(f"{name} {cell(pair)}" for name, pair in results["AUC"].items()))
    print("\n| median error, cm | predicted maps | true maps | shuffled cells | correlation of maps |\n| --- | --- | --- | --- | --- |")
    for room, row in results["position"].items():
        print(f"| {room} | " + " | ".join(cell(pair, 2) for pair in row.values()) + " |")
    print("\n| plasticity, R² square100 / corner | stale | updated by 2 min | 2 min alone |\n| --- | --- | --- | --- |")
    for name, row in results["plasticity"].items():
        print(f"| {name} | " + " | ".join(" / ".join(f"{pair[0]:.2f}" for pair in scores.values())
                                          for scores in row.values()) + " |")
    print(f"\nfit of 1500 × 160 × 50 with a given penalty: {cell(results['seconds'], 2)} CPU s")


def check(results: dict[str, Any]) -> list[str]:
    faults = []
    for room in UNSEEN:
        if results["R²"]["fit, four rooms, 25 min"][room][0] < R2_FLOOR:
            faults.append(f"{room}: R² {results['R²']['fit, four rooms, 25 min'][room][0]:.3f} < {R2_FLOOR}")
    if results["AUC"]["equal penalties"][0] < AUC_FLOOR:
        faults.append(f"AUC {results['AUC']['equal penalties'][0]:.3f} < {AUC_FLOOR}")
    for room, row in results["position"].items():
        ratio = row["error"][0] / row["reference_error"][0]
        if ratio > RATIO_LIMIT:
            faults.append(f"{room}: error {ratio:.2f} times that of the true maps > {RATIO_LIMIT}")
    if results["seconds"][0] > SECONDS_LIMIT:
        faults.append(f"{results['seconds'][0]:.2f} s > {SECONDS_LIMIT}")
    return faults


def main() -> int:
    args = parser().parse_args()
    if args.connectome:
        recover_connectome(args)
        return 0
    rows = []
    for seed in range(1, args.seeds + 1):
        with tempfile.TemporaryDirectory() as name:
            rows.append(measure(args, Path(name), seed))
    results = summarise(rows)
    print_tables(results)
    if args.json:
        args.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    faults = check(results)
    print("\n" + ("\n".join(faults) if faults else "all floors are reached"))
    return 1 if args.check and faults else 0


if __name__ == "__main__":
    sys.exit(main())
