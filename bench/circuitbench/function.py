# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench/function: what codes tell of function, whether function is steered, and what it costs."""
from __future__ import annotations

import argparse
import csv
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .command import CommandError, Latigraph
from .control import print_table, properties_of, say
from .main import CHECKOUT, SETS, SIDES

STEERED = (("memory-capacity", 1.0), ("narma10", -1.0), ("delayed-xor", 1.0))
# Statistics that steering meets, of which the best single one stands beside it.
SINGLE = ("reciprocity", "transitivity", "out-degree-cv", "in-degree-cv", "degree-correlation",
          "assortativity")
PENALTY = 3.0


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/function", description=__doc__)
    data = os.environ.get("LATIGRAPH_DATA", str(CHECKOUT.parent / "shared" / "data"))
    p.add_argument("--data", type=Path, default=Path(data), metavar="FOLDER", help="connectomes (default: $LATIGRAPH_DATA, or %(default)s)")
    p.add_argument("--training", type=Path, metavar="DIR", help="training circuits, in place of a "
                   "cut; give --test and --model, too")
    p.add_argument("--test", type=Path, metavar="DIR")
    p.add_argument("--model", default="mouse-v1-l23")
    p.add_argument("--latigraph", default=str(CHECKOUT / "build" / "latigraph"), metavar="COMMAND")
    p.add_argument("--training-circuits", type=int, default=200, metavar="N")
    p.add_argument("--circuits", type=int, default=96, metavar="N", help="held out")
    p.add_argument("--steered", type=int, default=4, metavar="N",
                   help="held-out circuits that are steered (default: 4)")
    p.add_argument("--count", type=int, default=8, metavar="N",
                   help="circuits generated for each request (default: 8)")
    p.add_argument("--reservoir", default="", metavar="OPTIONS",
                   help="options of latigraph reservoir, e.g. '--gain 0.2'")
    p.add_argument("--threads", type=int, default=2, metavar="N")
    p.add_argument("--json", type=Path, metavar="FILE")
    return p


def table_of(text: str) -> tuple[list[str], list[str], np.ndarray]:
    """Columns of numbers, names of the rows, numbers. The digest of a model is not a number."""
    names, *rows = list(csv.reader(io.StringIO(text)))
    keep = [k for k, name in enumerate(names) if k > 0 and name != "digest"]
    value = [[float(row[k]) if row[k] else float("nan") for k in keep] for row in rows]
    return [names[k] for k in keep], [row[0] for row in rows], np.array(value)


def read_scores(latigraph: Latigraph, folder: Path | str, *options: str
                ) -> tuple[list[str], np.ndarray]:
    names, _, value = table_of(latigraph.run("reservoir", folder, "--csv", "--quiet", "--threads",
                                             latigraph.threads, *options))
    scores = [name for name in names if f"errors:{name}" in names]
    return scores, value[:, [names.index(name) for name in scores]]


def codes_of(latigraph: Latigraph, model: str, folder: Path) -> np.ndarray:
    _, _, value = table_of(latigraph.run("encode", model, folder, "--quiet", "--threads",
                                         latigraph.threads))
    return value[:, :value.shape[1] // 2]  # the other half are SDs


def size_density(values: Any) -> np.ndarray:
    return np.log(np.column_stack([values.column("nodes"), values.column("density")]))


def predict(x: np.ndarray, y: np.ndarray, to: np.ndarray) -> np.ndarray:
    mean, sd = x.mean(axis=0), x.std(axis=0) + 1e-12
    a = (x - mean) / sd
    w = np.linalg.solve(a.T @ a + PENALTY * np.eye(a.shape[1]), a.T @ (y - y.mean()))
    return y.mean() + (to - mean) / sd @ w


def r2(x: np.ndarray, y: np.ndarray, x_test: np.ndarray, y_test: np.ndarray) -> float:
    known, tested = np.isfinite(y), np.isfinite(y_test)
    if known.sum() < 10 or tested.sum() < 5:
        return float("nan")
    off = y_test[tested] - predict(x[known], y[known], x_test[tested])
    return float(1 - (off**2).sum() / ((y_test[tested] - y_test[tested].mean()) ** 2).sum())


class Function:
    def __init__(self, latigraph: Latigraph, options: argparse.Namespace, training: Path,
                 test: Path) -> None:
        self.latigraph, self.options, self.test_folder = latigraph, options, test
        self.reservoir = options.reservoir.split()
        say("scores of training circuits")
        self.names, self.train = read_scores(latigraph, training, *self.reservoir)
        say("scores of held-out circuits")
        _, self.test = read_scores(latigraph, test, *self.reservoir)
        self.z = [codes_of(latigraph, options.model, f) for f in (training, test)]
        self.properties = [properties_of(latigraph, f) for f in (training, test)]
        self.base = [size_density(p) for p in self.properties]

    def reading(self) -> list[dict[str, Any]]:
        """How well codes tell scores of circuits of other neurons."""
        rows = []
        for k, name in enumerate(self.names):
            y, y_test = self.train[:, k], self.test[:, k]
            rows.append({"score": name, "mean": float(np.nanmean(y_test)),
                         "sd": float(np.nanstd(y_test)),
                         "codes": r2(self.z[0], y, self.z[1], y_test),
                         "size_density": r2(self.base[0], y, self.base[1], y_test)})
        return rows

    def sd(self, score: str) -> float:
        return float(np.nanstd(self.train[:, self.names.index(score)], ddof=1))

    def best_single(self, score: str) -> tuple[str, float]:
        """The statistic that tells most of the score beyond size and density, and its change that
        goes with one unit of the score's."""
        y = self.train[:, self.names.index(score)]
        base = np.column_stack([np.ones(len(y)), self.base[0]])
        left = y - base @ np.linalg.lstsq(base, y, rcond=None)[0]
        best, slope, most = "", 0.0, -1.0
        for name in SINGLE:
            x = self.properties[0].column(name)
            if not np.isfinite(x).all():
                continue
            x = x - base @ np.linalg.lstsq(base, x, rcond=None)[0]
            r = abs(float(np.corrcoef(x, left)[0, 1]))
            if r > most:
                best, slope, most = name, float(x @ x / (x @ left)), r
        return best, slope

    def steer(self, like: Path, asked: str, work: Path) -> tuple[dict[str, Any], Path]:
        to = Path(tempfile.mkdtemp(dir=work)) / "out"
        out = self.latigraph.run("steer", self.options.model, "--like", like, "--to", asked,
                                 "--only-keep", "density", "--count", self.options.count, "--threads",
                                 self.latigraph.threads, "--quiet", "--json", "-o", to)
        return json.loads(out), to

    def steered(self, score: str, step: float, work: Path) -> dict[str, Any]:
        """Achieved change of the score in SDs of the training circuits, with density kept: asked for
        by itself, and by the best single statistic."""
        files = sorted(self.test_folder.iterdir())
        chosen = [files[int(i)] for i in np.linspace(0, len(files) - 1, self.options.steered)]
        single, slope = self.best_single(score)
        column = self.properties[0].column(single)
        got: dict[str, list[float]] = {"achieved": [], "single": [], "density": []}
        for like in chosen:
            say(f"{score} of {like.name}")
            _, start = read_scores(self.latigraph, like, "--score", score)
            out, to = self.steer(like, f"{score}={start[0, 0] + step * self.sd(score)!r}", work)
            _, made = read_scores(self.latigraph, to, "--score", score)
            got["achieved"].append((np.nanmean(made) - start[0, 0]) / self.sd(score))
            got["density"].append(out["side_effects"]["density"])
            before = properties_of(self.latigraph, like).column(single)[0]
            value = float(np.clip(before + slope * step * self.sd(score), np.nanmin(column),
                                  np.nanmax(column)))
            _, to = self.steer(like, f"{single}={value!r}", work)
            _, made = read_scores(self.latigraph, to, "--score", score)
            got["single"].append((np.nanmean(made) - start[0, 0]) / self.sd(score))
        return {"score": score, "asked": step, "single_statistic": single, **got}

    def speed(self) -> list[tuple[int, float]]:
        """Seconds of all scores of one circuit on one thread, reading the file included."""
        files = sorted(self.test_folder.iterdir())
        nodes = self.properties[1].column("nodes")
        rows = []
        for i in (int(np.argmin(nodes)), int(np.argmax(nodes))):
            start = time.monotonic()
            self.latigraph.run("reservoir", files[i], "--quiet", "--threads", 1,
                               *self.reservoir)
            rows.append((int(nodes[i]), time.monotonic() - start))
        return rows


def mean_error(values: Sequence[float]) -> str:
    error = np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else float("nan")
    return f"{np.mean(values):+.2f} ± {error:.2f}"


def run(options: argparse.Namespace, work: Path) -> None:
    found = shutil.which(options.latigraph)
    if found is None:
        raise FileNotFoundError(f"there is no command {options.latigraph}; say --latigraph")
    latigraph = Latigraph(found, options.threads)
    training, test = options.training, options.test
    if (training is None) != (test is None):
        raise ValueError("--training and --test go together")
    if training is None:
        how = SETS["mouse"]
        training, test = (
            latigraph.sample(options.data / how.connectome, how.shape, how.selections[side], count,
                             seed, work / SIDES[side])
            for side, count, seed in ((0, options.training_circuits, 1), (2, options.circuits, 3)))
    function = Function(latigraph, options, training, test)
    reading = function.reading()
    print(f"\n{len(function.train)} training circuits, {len(function.test)} held-out circuits of "
          "other neurons\n")
    print_table(["score", "mean", "sd", "R² from z", "from size and density"],
                [[r["score"], f"{r['mean']:.4g}", f"{r['sd']:.2g}", f"{r['codes']:.2f}",
                  f"{r['size_density']:.2f}"] for r in reading])
    speed = function.speed()
    print("\nAll scores of a circuit, one thread: "
          + ", ".join(f"{n} neurons {s:.2f} s" for n, s in speed))
    steered = [function.steered(score, step, work) for score, step in STEERED
               if options.steered > 0 and score in function.names]
    if steered:
        print(f"\nSteered with density kept, {options.steered} held-out circuits, {options.count} "
              "circuits each; SD of the training circuits\n")
        print_table(["score", "asked", "achieved", "density moved", "by the best single statistic"],
                    [[s["score"], f"{s['asked']:+g}", mean_error(s["achieved"]),
                      mean_error(s["density"]), f"{mean_error(s['single'])} "
                      f"({s['single_statistic']})"] for s in steered])
    if options.json:
        options.json.write_text(json.dumps({"reading": reading, "steered": steered, "speed": speed},
                                           indent=1), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="latigraph-function."))
    try:
        run(options, work)
    except (CommandError, OSError, ValueError) as error:
        print(f"bench/function: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0
