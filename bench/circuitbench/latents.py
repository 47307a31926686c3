# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench/latents: how well latent variables are read from the weights of auto-encoders.

Sensors lie on a ring, a sheet, a torus, a sphere or a Swiss roll and answer to stimuli there. The weights are
those of the best linear auto-encoder with a penalty, in closed form, or of one with tanh units that is trained
by Adam. The command reads the weights, and its distances are compared with the true ones by Spearman's rank
correlation.
"""
from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parents[2]
SHAPES = ("ring", "sheet", "torus", "sphere", "roll")
DIMENSIONS = {"ring": 1, "sheet": 2, "torus": 2, "sphere": 2, "roll": 2}
LOOPS = {"ring": 1, "sheet": 0, "torus": 2, "sphere": 0, "roll": 0}
PENALTY = 1e-3


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/latents", description=__doc__.splitlines()[0])
    p.add_argument("--latigraph", default=str(CHECKOUT / "build" / "latigraph"), metavar="COMMAND")
    p.add_argument("--threads", type=int, default=2, metavar="N")
    p.add_argument("--seeds", type=int, default=3, metavar="N", help="drawings per row (default: 3)")
    p.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    p.add_argument("--steps", type=int, default=8000, metavar="N", help="training steps (default: 8000)")
    p.add_argument("--no-training", action="store_true", help="closed forms alone")
    p.add_argument("--bumps", action="store_true", help="loops of exact bumps by number of neurons, and nothing else")
    p.add_argument("--check", action="store_true", help="fail below the floors")
    p.add_argument("--json", type=Path, metavar="FILE")
    return p


# --- Sensors ----------------------------------------------------------------------------------------


def arcs(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    d = np.abs(a[:, None] - b)
    return np.minimum(d, 2 * np.pi - d)


def draw_roll(n: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Places in space, and places on the unrolled sheet."""
    angle, height = 1.5 * np.pi * (1 + 2 * random.uniform(size=n)), 21 * random.uniform(size=n)
    length = 0.5 * (angle * np.sqrt(1 + angle**2) + np.arcsinh(angle))
    return np.c_[angle * np.cos(angle), height, angle * np.sin(angle)], np.c_[length, height]


def unit(n: int, random: np.random.Generator) -> np.ndarray:
    x = random.normal(size=(n, 3))
    return x / np.linalg.norm(x, axis=1)[:, None]


def sensors(shape: str, n: int, stimuli: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Inputs (stimuli, n), and the true distances of the sensors."""
    if shape in ("ring", "torus"):
        width, kappa = (1, 4) if shape == "ring" else (2, 2)
        a, t = (random.uniform(0, 2 * np.pi, (m, width)) for m in (n, stimuli))
        inputs = np.exp(kappa * (np.cos(t[:, None] - a) - 1).sum(2))
        return inputs, np.sqrt((arcs(a, a) ** 2).sum(2))
    if shape == "sphere":
        a, t = unit(n, random), unit(stimuli, random)
        return np.exp(4 * (t @ a.T - 1)), np.arccos(np.clip(a @ a.T, -1, 1))
    if shape == "sheet":
        a, t, flat, width = random.uniform(size=(n, 2)), random.uniform(size=(stimuli, 2)), None, 0.15
    else:
        (a, flat), (t, _), width = draw_roll(n, random), draw_roll(stimuli, random), 2.0
    flat = a if flat is None else flat
    inputs = np.exp(-((t[:, None] - a) ** 2).sum(2) / (2 * width**2))
    return inputs, np.sqrt(((flat[:, None] - flat) ** 2).sum(2))


# --- Weights ----------------------------------------------------------------------------------------


def best_weights(inputs: np.ndarray, penalty: float, random: np.random.Generator) -> np.ndarray:
    """W₂ = U (1 − λ/s²)₊^½ Q, and W₁ is its transpose. Any rotation Q of the hidden units is as good."""
    _, s, v = np.linalg.svd(inputs / np.sqrt(len(inputs)), full_matrices=False)
    gain = np.sqrt(np.maximum(1 - penalty / s**2, 0))
    kept = gain > 0
    rotation = np.linalg.qr(random.normal(size=(kept.sum(), kept.sum())))[0]
    return v[kept].T * gain[kept] @ rotation


def train(inputs: np.ndarray, hidden: int, penalty: float, steps: int,
          random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, float]:
    """Input weights and output weights (n, hidden) of x ≈ tanh(x W₁ + b) W₂ᵀ + c by Adam, and R²."""
    n = inputs.shape[1]
    p = [random.normal(size=(n, hidden)) / np.sqrt(n), np.zeros(hidden),
         random.normal(size=(n, hidden)) / np.sqrt(hidden), inputs.mean(0)]
    first, second = [np.zeros_like(x) for x in p], [np.zeros_like(x) for x in p]
    for step in range(1, steps + 1):
        x = inputs[random.integers(len(inputs), size=100)]
        h = np.tanh(x @ p[0] + p[1])
        error = 2 * (h @ p[2].T + p[3] - x) / x.size
        back = error @ p[2] * (1 - h * h)
        gradient = [x.T @ back + 2 * penalty * p[0], back.sum(0),
                    error.T @ h + 2 * penalty * p[2], error.sum(0)]
        rate = 3e-3 * (1 if step < 0.7 * steps else 0.2)
        for k, g in enumerate(gradient):
            first[k] += 0.1 * (g - first[k])
            second[k] += 0.001 * (g * g - second[k])
            p[k] -= rate * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
    h = np.tanh(inputs @ p[0] + p[1])
    wrong = ((h @ p[2].T + p[3] - inputs) ** 2).sum()
    return p[0], p[2], 1 - wrong / ((inputs - inputs.mean(0)) ** 2).sum()


def permuted(weight: np.ndarray, random: np.random.Generator) -> np.ndarray:
    return np.array([random.permutation(row) for row in weight])


# --- The command --------------------------------------------------------------------------------------


def spearman(a: np.ndarray, b: np.ndarray) -> float:
    pairs = np.triu_indices(len(a), 1)
    ranks = [np.argsort(np.argsort(x[pairs], kind="stable"), kind="stable") for x in (a, b)]
    return float(np.corrcoef(*ranks)[0, 1])


def read(args: argparse.Namespace, folder: Path, distance: np.ndarray, *weights: np.ndarray,
         loops: bool = False) -> dict[str, float]:
    """ρ of the distances, dimension and number of loops; −1 loops: cannot be told."""
    files = []
    for k, weight in enumerate(weights):
        files.append(str(folder / f"weights{k}.npy"))
        np.save(files[-1], weight)
    command = [*shlex.split(args.latigraph), "latents", *files, "--distances", "--no-shuffled", "--json", "--quiet",
               "--seed", "1", "--threads", str(args.threads), *([] if loops else ["--no-count-loops"])]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    row = {"rho": spearman(np.array(found["geodesic"], float), distance), "dimension": found["dimension"],
           "two_nn": found["two_nn"]}
    if loops:
        row["loops"] = -1 if found["loops"] is None else found["loops"]
    return row


def closed_form(args: argparse.Namespace, folder: Path, shape: str, seed: int) -> dict[str, Any]:
    random = np.random.default_rng(seed)
    inputs, distance = sensors(shape, 600 if shape == "roll" else 200, 4000, random)
    weight = best_weights(inputs, PENALTY, random)
    noise = [weight * np.exp(0.2 * random.normal(size=weight.shape)) for _ in range(2)]
    other = random.normal(size=weight.shape)
    other *= 3 * np.linalg.norm(weight) / np.linalg.norm(other)
    return {"weights": read(args, folder, distance, weight, loops=True),
            "20 % noise": read(args, folder, distance, noise[0]),
            "20 % noise, in and out": read(args, folder, distance, *noise),
            "half of the units": read(args, folder, distance, weight[:, ::2]),
            "other weights added": read(args, folder, distance, weight + other),
            "shuffled": read(args, folder, distance, permuted(weight, random))}


def trained(args: argparse.Namespace, folder: Path, shape: str, penalty: float, seed: int) -> dict[str, Any]:
    random = np.random.default_rng(100 + seed)
    n, hidden = (600, 100) if shape == "roll" else (150, 40)
    inputs, distance = sensors(shape, n, 3000, random)
    inputs /= inputs.std()  # the penalty is relative to errors of inputs of SD 1
    into, out, r2 = train(inputs, hidden, penalty, args.steps, random)
    row = {"input": read(args, folder, distance, into), "output": read(args, folder, distance, out),
           "r2": {"rho": r2}}
    if penalty == PENALTY:
        row["both"] = read(args, folder, distance, into, out, loops=True)
        row["half of the units"] = read(args, folder, distance, into[:, ::2], out[:, ::2])
    return row


def bumps(shape: str, n: int, seed: int) -> np.ndarray:
    """Weights (n, 400) that fall with the distance of a neuron from an input."""
    random = np.random.default_rng(seed)
    if shape == "torus":
        a, t = random.uniform(0, 2 * np.pi, (n, 2)), random.uniform(0, 2 * np.pi, (400, 2))
        return np.exp(2 * np.cos(a[:, None] - t).sum(2))
    if shape == "sphere":
        return np.exp(4 * unit(n, random) @ unit(400, random).T)
    a, t = random.uniform(size=(n, 2)), random.uniform(size=(400, 2))
    return np.exp(-((a[:, None] - t) ** 2).sum(2) / (2 * 0.15**2))


def count_bumps(args: argparse.Namespace, folder: Path) -> None:
    print("| neurons | torus | sheet | sphere |\n| ---: | --- | --- | --- |")
    for n in (200, 300, 600, 1000):
        cells = []
        for shape in ("torus", "sheet", "sphere"):
            weights = [bumps(shape, n, seed) for seed in range(1, args.seeds + 1)]
            found = [read(args, folder, np.zeros((n, n)), weight, loops=True)["loops"] for weight in weights]
            cells.append(", ".join("unclear" if v < 0 else f"{v:g}" for v in found))
        print(f"| {n} | " + " | ".join(cells) + " |", flush=True)


# --- Tables -------------------------------------------------------------------------------------------


def gather(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {name: {key: [row[name][key] for row in rows] for key in rows[0][name]} for name in rows[0]}


def cell(values: list[float]) -> str:
    return f"{np.mean(values):.3f} ± {np.std(values, ddof=1) if len(values) > 1 else 0:.3f}"


def show(title: str, results: dict[str, Any]) -> None:
    shapes = list(results)
    print(f"\n{title}\n\n| | " + " | ".join(shapes) + " |\n| --- |" + " --- |" * len(shapes))
    for name in results[shapes[0]]:
        for key in results[shapes[0]][name]:
            label = name if key == "rho" else f"{name}: {key}"
            cells = [", ".join(f"{v:g}" for v in results[s][name][key]) if key == "loops"
                     else cell(results[s][name][key]) for s in shapes]
            if key != "two_nn":
                print(f"| {label} | " + " | ".join(cells) + " |")
    sys.stdout.flush()


def check(results: dict[str, Any]) -> list[str]:
    faults = []

    def demand(good: bool, text: str) -> None:
        if not good:
            faults.append(text)

    for shape, row in results["closed form"].items():
        def rho(name: str) -> float:
            return float(np.mean(row[name]["rho"]))
        demand(rho("weights") >= 0.95, f"{shape}: rho {rho('weights'):.3f} < 0.95")
        error = np.mean(row["weights"]["dimension"]) - DIMENSIONS[shape]
        demand(abs(error) <= 0.2, f"{shape}: dimension is off by {error:.2f}")
        demand(all(v == LOOPS[shape] for v in row["weights"]["loops"]), f"{shape}: loops {row['weights']['loops']}")
        demand(rho("20 % noise") >= 0.9, f"{shape}: rho {rho('20 % noise'):.3f} < 0.9 with noise")
        demand(abs(rho("shuffled")) <= 0.05, f"{shape}: rho {rho('shuffled'):.3f} of shuffled weights")
    for shape, row in results.get(f"trained, {PENALTY:g}", {}).items():
        both = float(np.mean(row["both"]["rho"]))
        demand(both >= 0.95, f"{shape}, trained: rho {both:.3f} < 0.95")
        loss = both - float(np.mean(row["half of the units"]["rho"]))
        demand(loss <= 0.05, f"{shape}, trained: half of the units cost {loss:.3f}")
        demand(all(v == LOOPS[shape] for v in row["both"]["loops"]), f"{shape}, trained: loops {row['both']['loops']}")
    for shape, row in results.get("trained, 0", {}).items():
        value = float(np.mean(row["input"]["rho"]))
        demand(value <= 0.1, f"{shape}, trained without a penalty: rho {value:.3f} of input weights")
    return faults


def main() -> int:
    args = parser().parse_args()
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.bumps:
            count_bumps(args, folder)
            return 0
        results["closed form"] = {s: gather([closed_form(args, folder, s, k) for k in range(args.seeds)])
                                  for s in args.shapes}
        show(f"Closed form, penalty {PENALTY:g}: Spearman's rho, mean and SD", results["closed form"])
        for penalty in () if args.no_training else (0.0, PENALTY):
            key = f"trained, {penalty:g}"
            results[key] = {s: gather([trained(args, folder, s, penalty, k) for k in range(args.seeds)])
                            for s in args.shapes}
            show(f"Trained, penalty {penalty:g}: Spearman's rho, mean and SD", results[key])
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n")
    faults = check(results)
    print("\n" + ("\n".join(faults) if faults else "all floors are reached"))
    return 1 if args.check and faults else 0


if __name__ == "__main__":
    sys.exit(main())
