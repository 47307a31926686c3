# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench/control: how exactly steering hits, what it moves besides, and what must fail."""
from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from .command import CommandError, Latigraph
from .main import CHECKOUT, SETS, SIDES

STATISTICS = ("density", "reciprocity", "out-degree-cv", "in-degree-cv", "degree-correlation",
              "transitivity", "assortativity", "edge-length")
DERIVED = ("path-length", "modularity")
PAIRS = (("reciprocity", "transitivity"), ("density", "out-degree-cv"),
         ("reciprocity", "degree-correlation"), ("transitivity", "in-degree-cv"))
UNPROTECTED = ("feed-forward", "feed-forward-excess", "giant-scc", "path-length", "modularity",
               "spectral-radius")
STEPS = (-2.0, -1.0, 1.0, 2.0)


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


@dataclass
class Properties:
    """Properties of a set of circuits: one row a circuit, NaN where not defined."""

    names: list[str]
    value: np.ndarray

    def column(self, name: str) -> np.ndarray:
        return self.value[:, self.names.index(name)]


def properties_of(latigraph: Latigraph, folder: Path) -> Properties:
    out = json.loads(latigraph.run("properties", folder, "--json", "--quiet"))
    names = out["properties"]
    number = [[float("nan") if row[k] is None else float(row[k]) for k in names]
              for row in out["values"].values()]
    value = np.array(number)
    nodes = 1 + value[:, names.index("mean-degree")] / value[:, names.index("density")]
    return Properties([*names, "nodes"], np.column_stack([value, np.round(nodes)]))


class Expectation:
    """What real circuits with given statistics and size are like: quadratic ridge regression."""

    def __init__(self, real: Properties, statistics: Sequence[str]) -> None:
        self.statistics = [*statistics, "nodes"]
        x = np.column_stack([self._raw(real.column(s), s) for s in self.statistics])
        self.mean, self.sd = x.mean(axis=0), x.std(axis=0) + 1e-9
        self.basis = self._basis((x - self.mean) / self.sd)
        self.real = real

    @staticmethod
    def _raw(value: np.ndarray, name: str) -> np.ndarray:
        return np.log(np.maximum(value, 1e-9)) if name in ("density", "nodes") else value

    @staticmethod
    def _basis(z: np.ndarray) -> np.ndarray:
        z = np.clip(z, -4, 4)
        products = [z[:, i] * z[:, j] for i in range(z.shape[1]) for j in range(i + 1)]
        return np.column_stack([np.ones(len(z)), z, *products])

    def of(self, name: str, measured: dict[str, float], nodes: int) -> float:
        """The mean of property `name` over real circuits like these, in its unit."""
        y = self.real.column(name)
        known = np.isfinite(y)
        penalty = 3.0 * np.eye(self.basis.shape[1])
        penalty[0, 0] = 0
        b = self.basis[known]
        weight = np.linalg.solve(b.T @ b + penalty, b.T @ y[known])
        value = np.array([[nodes if s == "nodes" else measured[s] for s in self.statistics]])
        x = np.column_stack([self._raw(value[:, k], s) for k, s in enumerate(self.statistics)])
        return float((self._basis((x - self.mean) / self.sd) @ weight)[0])


@dataclass
class Trial:
    """One call of `steer`: what was asked in SDs of the training circuits, and what came."""

    circuit: int
    step: dict[str, float]
    asked: dict[str, float]
    got: dict[str, float]
    reached: bool
    side_effects: dict[str, float | None]
    measured: dict[str, float | None]
    least: float
    nodes: int


@dataclass
class Figures:
    """One row of the table, a list over seeds."""

    slope: list[float] = field(default_factory=list)
    r2: list[float] = field(default_factory=list)
    offset: list[float] = field(default_factory=list)
    error: list[float] = field(default_factory=list)
    side_effects: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    reached: list[float] = field(default_factory=list)


def fit_slope(x: np.ndarray, y: np.ndarray) -> float:
    d = x - x.mean()
    return float(d @ (y - y.mean()) / (d @ d)) if d @ d > 0 else float("nan")


class Control:
    def __init__(self, latigraph: Latigraph, model: Path | str, training: Path, test: Path,
                 options: argparse.Namespace, seed: int, work: Path) -> None:
        self.latigraph, self.model, self.work, self.seed = latigraph, model, work, seed
        self.options = options
        self.training = properties_of(latigraph, training)
        self.test = properties_of(latigraph, test)
        files = sorted(test.iterdir())
        self.chosen = [int(i) for i in np.linspace(0, len(files) - 1, options.circuits)]
        self.files = files
        self.statistics = [s for s in STATISTICS
                           if s in self.training.names
                           and np.isfinite(self.training.column(s)).all()]
        self.expectation = Expectation(self.training, self.statistics)
        self.sd = {name: float(np.nanstd(self.training.column(name), ddof=1))
                   for name in self.training.names
                   if np.isfinite(self.training.column(name)).sum() > 1}

    def bounds(self, name: str) -> tuple[float, float]:
        """The range of the training circuits."""
        column = self.training.column(name)
        return float(np.nanmin(column)), float(np.nanmax(column))

    def ask(self, circuit: int, steps: dict[str, float]) -> Trial:
        words: list[str] = []
        start: dict[str, float] = {}
        for name, step in steps.items():
            start[name] = float(self.test.column(name)[circuit])
            low, high = self.bounds(name)
            value = float(np.clip(start[name] + step * self.sd[name], low, high))
            words += ["--to", f"{name}={value!r}"]
        to = Path(tempfile.mkdtemp(dir=self.work)) / "out"
        out = json.loads(self.latigraph.run(
            "steer", self.model, "--like", self.files[circuit], *words, "--count",
            self.options.count, "--seed", self.seed * 1000 + circuit, "--threads", 1, "--quiet",
            "--json", "-o", to))
        shutil.rmtree(to.parent)
        asked = {name: (value - start[name]) / self.sd[name]
                 for name, value in out["asked"].items()}
        got = {name: (value - start[name]) / self.sd[name]
               for name, value in out["achieved"].items()}
        return Trial(circuit, steps, asked, got, all(out["reached"].values()),
                     out["side_effects"], out["measured"], out["least_side_effects"] or 0.0,
                     int(self.test.column("nodes")[circuit]))

    def ask_all(self, requests: Iterable[tuple[int, dict[str, float]]]) -> list[Trial]:
        with ThreadPoolExecutor(self.options.threads) as pool:
            return list(pool.map(lambda request: self.ask(*request), requests))

    def single(self, name: str) -> list[Trial]:
        return self.ask_all((c, {name: step}) for c in self.chosen for step in STEPS)

    # --- Figures

    def figures(self, name: str, trials: Sequence[Trial], into: Figures) -> None:
        x = np.array([t.asked[name] for t in trials])
        y = np.array([t.got[name] for t in trials])
        into.slope.append(fit_slope(x, y))
        into.r2.append(float(1 - ((y - x) ** 2).sum() / ((x - x.mean()) ** 2).sum()))
        into.offset.append(float((y - x).mean()))
        into.error.append(float(np.abs(y - x).mean()))
        others = [s for s in self.statistics if s not in trials[0].asked]
        leaks = [abs(fit_slope(x, np.array([t.side_effects[s] for t in trials], dtype=float)))
                 for s in others]
        into.side_effects.append(float(np.mean(leaks)))
        into.least.append(float(np.mean([t.least / abs(a) for t, a in zip(trials, x)
                                         if abs(a) > 0.25] or [0])))
        into.reached.append(float(np.mean([t.reached for t in trials])))

    def off_course(self, name: str, measured: dict[str, float | None], nodes: int) -> float:
        """How far a property is from that of real circuits with these statistics, in SDs."""
        value = measured.get(name)
        if value is None:
            return float("nan")
        return (value - self.expectation.of(name, measured, nodes)) / self.sd[name]

    def unprotected(self, asked: dict[str, list[Trial]]) -> dict[str, tuple[float, float]]:
        """Of steered circuits less of the real circuits that they start from, for requests of one
        SD: mean over all, and mean absolute value over kinds of requests."""
        result = {}
        for name in UNPROTECTED:
            if name not in self.training.names:
                continue
            real = {c: self.off_course(name, dict(zip(self.test.names, self.test.value[c])),
                                       int(self.test.column("nodes")[c])) for c in self.chosen}
            groups = []
            for statistic, trials in asked.items():
                for sign in (-1.0, 1.0):
                    off = [self.off_course(name, t.measured, t.nodes) - real[t.circuit]
                           for t in trials if t.step[statistic] == sign]
                    groups.append(float(np.nanmean(off)))
            result[name] = (float(np.mean(groups)), float(np.mean(np.abs(groups))))
        return result


# --- Tables

def spread(values: Sequence[float], digits: int = 2) -> str:
    mean = f"{np.mean(values):.{digits}f}"
    return mean if len(values) < 2 else f"{mean} ± {np.std(values, ddof=1):.{digits}f}"


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    print("\n| " + " | ".join(header) + " |\n|" + " --- |" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def print_figures(title: str, figures: dict[str, Figures]) -> None:
    print(f"\n{title}")
    print_table(["asked", "slope", "R² (identity)", "offset, SD", "mean error, SD",
                 "side effects on the others, SD/SD", "least possible", "reached"],
                [[name, spread(f.slope), spread(f.r2, 3), spread(f.offset), spread(f.error),
                  spread(f.side_effects), spread(f.least) if max(f.least) > 0 else "-",
                  spread(f.reached)]
                 for name, f in figures.items()])


# --- The command

def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/control", description=__doc__)
    data = os.environ.get("LATIGRAPH_DATA", str(CHECKOUT.parent / "shared" / "data"))
    p.add_argument("--data", type=Path, default=Path(data), metavar="FOLDER",
                   help="connectomes (default: $LATIGRAPH_DATA, or %(default)s)")
    p.add_argument("--set", dest="sets", action="append", choices=[*SETS], metavar="NAME",
                   help=f"which sets ({', '.join(SETS)}; default: all); may be repeated")
    p.add_argument("--training", type=Path, metavar="DIR",
                   help="circuits of the fit, in place of --set; with --test and --model")
    p.add_argument("--test", type=Path, metavar="DIR", help="circuits to start from")
    p.add_argument("--model", type=Path, metavar="FILE", help="the model fitted to --training")
    p.add_argument("--latigraph", default=os.environ.get("LATIGRAPH", "latigraph"),
                   metavar="COMMAND", help="the built command (default: $LATIGRAPH, or PATH's)")
    p.add_argument("--seeds", type=int, default=3, metavar="K", help="models (default: 3)")
    p.add_argument("--circuits", type=int, default=10, metavar="N",
                   help="test circuits to start from (default: 10)")
    p.add_argument("--count", type=int, default=16, metavar="N",
                   help="circuits generated for each request (default: 16)")
    p.add_argument("--training-circuits", type=int, default=800, metavar="N", help="(default: 800)")
    p.add_argument("--fit-set", action="append", default=[], metavar="KEY=VALUE",
                   help="an option of `latigraph fit`; may be repeated")
    p.add_argument("--threads", type=int, default=2, metavar="N", help="(default: 2)")
    p.add_argument("--json", type=Path, metavar="FILE", help="also write all figures here")
    p.add_argument("--keep", type=Path, metavar="DIR",
                   help="keep circuits and models here, and use what is there already")
    return p


def prepare(latigraph: Latigraph, name: str, seed: int, options: argparse.Namespace,
            work: Path) -> tuple[Path, Path, Path]:
    """Circuits to train on and to start from (the same for all seeds) and a model."""
    if options.model:
        return options.training, options.test, options.model
    how = SETS[name]
    counts = (options.training_circuits, 64, 64)
    folders = {side: work / side for side in SIDES}
    for k, (side, selection, count) in enumerate(zip(SIDES, how.selections, counts), 1):
        if not folders[side].exists():
            latigraph.sample(options.data / how.connectome, how.shape, selection, count, k,
                             folders[side])
    model = work / f"seed-{seed}.safetensors"
    if not model.exists():
        say(f"{name}, seed {seed}: fit")
        latigraph.fit(folders["training"], folders["validation"], options.fit_set, seed, model)
    return folders["training"], folders["test"], model


def negative_controls(latigraph: Latigraph, model: Path, training: Path, test: Path,
                      names: Sequence[str]) -> list[dict[str, Any]]:
    """R² of properties when codes are shuffled, or circuits rewired with their degrees kept."""
    asked = [word for name in names for word in ("--property", name)]
    out = json.loads(latigraph.run("directions", model, training, test, *asked, "--rewired",
                                   "--effects", 0, "--json", "--quiet", "--threads",
                                   latigraph.threads))
    keys = ("r2", "r2_partial", "r2_shuffled", "r2_rewired")
    print("\nNegative controls: R² of properties from codes, folds by neuron (last seed)")
    rows = [{"property": name, **{key: out[key][name] for key in keys}}
            for name in out["directions"]]
    print_table(["property", "R²", "partial", "codes shuffled", "circuits rewired"],
                [[row["property"], *("-" if row[key] is None else f"{row[key]:.2f}"
                                     for key in keys)] for row in rows])
    return rows


def run_set(latigraph: Latigraph, name: str, options: argparse.Namespace,
            work: Path) -> dict[str, Any]:
    one: dict[str, Figures] = {}
    two: dict[str, Figures] = {}
    derived: dict[str, Figures] = {}
    off: dict[str, list[tuple[float, float]]] = {}
    for seed in range(1, options.seeds + 1):
        training, test, model = prepare(latigraph, name, seed, options, work)
        control = Control(latigraph, model, training, test, options, seed, work)
        everything: dict[str, list[Trial]] = {}
        for statistic in control.statistics:
            say(f"{name}, seed {seed}: {statistic}")
            trials = control.single(statistic)
            everything[statistic] = trials
            control.figures(statistic, trials, one.setdefault(statistic, Figures()))
        for pair in PAIRS:
            if not set(pair) <= set(control.statistics):
                continue
            say(f"{name}, seed {seed}: {' and '.join(pair)}")
            trials = control.ask_all((c, {pair[0]: a, pair[1]: b}) for c in control.chosen
                                     for a, b in ((1, 1), (1, -1), (-1, 1)))
            for asked in pair:
                label = f"{asked} (with {pair[1] if asked == pair[0] else pair[0]})"
                control.figures(asked, trials, two.setdefault(label, Figures()))
        for property_ in DERIVED:
            say(f"{name}, seed {seed}: {property_}")
            control.figures(property_, control.ask_all(
                (c, {property_: step}) for c in control.chosen for step in (-1.0, 1.0)),
                derived.setdefault(property_, Figures()))
        for key, value in control.unprotected(everything).items():
            off.setdefault(key, []).append(value)
    print(f"\n## {name}")
    print_figures("One statistic, the others kept", one)
    print_figures("Two at once", two)
    print_figures("Through the statistics, by the least side effects", derived)
    print("\nSteered circuits (requests of one SD) against real ones with the same statistics, less "
          "what the real circuits are off by, SD")
    print_table(["property", "mean", "mean absolute value over requests"],
                [[key, spread([v[0] for v in value]), spread([v[1] for v in value])]
                 for key, value in off.items()])
    negative = negative_controls(latigraph, model, training, test, (*control.statistics, *DERIVED))
    return {"one": {k: vars(v) for k, v in one.items()}, "two": {k: vars(v) for k, v in two.items()},
            "derived": {k: vars(v) for k, v in derived.items()}, "unprotected": off,
            "negative": negative}


def run(options: argparse.Namespace, work: Path) -> None:
    found = shutil.which(options.latigraph)
    if found is None:
        raise FileNotFoundError(f"there is no command {options.latigraph}; say --latigraph")
    given = [options.training, options.test, options.model]
    if any(given) and not all(given):
        raise ValueError("--training, --test and --model go together")
    if any(given):
        options.seeds = 1
    latigraph = Latigraph(found, options.threads)
    results = {}
    for name in ["given"] if any(given) else options.sets or list(SETS):
        folder = work / name
        folder.mkdir(parents=True, exist_ok=True)
        results[name] = run_set(latigraph, name, options, folder)
    if options.json:
        partial = options.json.with_name(options.json.name + ".partial")
        partial.write_text(json.dumps(results, indent=1), encoding="utf-8")
        partial.replace(options.json)


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    work = options.keep or Path(tempfile.mkdtemp(prefix="latigraph-control."))
    try:
        work.mkdir(parents=True, exist_ok=True)
        run(options, work)
    except (CommandError, OSError, ValueError) as error:
        print(f"bench/control: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    return 0
