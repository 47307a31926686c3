# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""One set of circuits, every method: the same training, validation and test circuits for all."""
from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from . import block, nulls
from .circuits import Circuit, auc, read_folder, with_edges, without_data, write_folder
from .command import Latigraph

Rows = list[list[float]]  # one row a seed (or a single one), one number a circuit


@dataclass(frozen=True)
class Effort:
    """How much is spent; `quick` is for a first look."""

    seeds: Sequence[int]
    budget: float = 800.0
    settings: Sequence[str] = ()
    restarts: int = 2
    epochs: int = 12
    betas: Sequence[float] = (0.2,)
    skip: frozenset[str] = frozenset()


@dataclass
class Outcome:
    """What one method got. Empty: does not apply."""

    method: str
    bits: Rows = field(default_factory=list)
    told: Rows = field(default_factory=list)
    auc: Rows = field(default_factory=list)
    auc_node_data: Rows = field(default_factory=list)
    auc_at_budget: list[float] = field(default_factory=list)
    curve: list[Any] = field(default_factory=list)
    intervals: list[dict[str, float]] = field(default_factory=list)
    from_codes: list[dict[str, Any]] = field(default_factory=list)
    unconditional: list[dict[str, Any]] = field(default_factory=list)
    many: list[dict[str, Any]] = field(default_factory=list)  # 512 circuits from codes
    other_neurons: list[dict[str, Any]] = field(default_factory=list)  # real ones instead
    fit_seconds: float = float("nan")
    generate_seconds: float = float("nan")
    note: str = ""


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


class Experiment:
    def __init__(self, latigraph: Latigraph, effort: Effort, folders: Sequence[Path],
                 work: Path, disjoint: Path | None = None) -> None:
        self.latigraph, self.effort, self.work = latigraph, effort, work
        self.disjoint = disjoint
        self.folders = dict(zip(("training", "validation", "test"), folders))
        sets = {name: read_folder(folder) for name, folder in self.folders.items()}
        self.training, self.validation, self.test = sets.values()
        self.can_compare = latigraph.has("compare")
        every = np.linspace(0, len(self.training) - 1, min(len(self.training), len(self.test)))
        self.real_test = write_folder(self.test, work / "real-test")
        self.real_training = write_folder([self.training[int(i)] for i in every],
                                          work / "real-training")
        self.notes: list[str] = []
        if not self.can_compare:
            self.notes.append("generated circuits: skipped, this latigraph has no `compare`")

    # --- Comparison of circuits

    def compare(self, circuits: Sequence[Circuit], name: str, real: Path) -> list[dict[str, Any]]:
        if not self.can_compare:
            return []
        folder = write_folder(circuits, self.work / name)
        return [self.latigraph.compare(real, folder, paired=real == self.real_test)]

    def compare_drawn(self, draws: Sequence[np.ndarray], name: str) -> list[dict[str, Any]]:
        """Edges drawn for each test circuit, in order."""
        circuits = [with_edges(c, edges) for c, edges in zip(self.test, draws)]
        return self.compare(circuits, name, self.real_test)

    # --- The model, and what `evaluate` says of simple ones

    def run_model(self) -> list[Outcome]:
        model, data = Outcome("latigraph"), Outcome("node data alone")
        random, dyads = Outcome("Erdős–Rényi"), Outcome("dyads")
        fit_seconds, generate_seconds = [], []
        for seed in self.effort.seeds:
            say(f"latigraph, seed {seed}")
            file = self.work / f"model-{seed}"
            fit_seconds.append(self.latigraph.fit(self.folders["training"],
                                                  self.folders["validation"],
                                                  self.effort.settings, seed, file))
            report = self.latigraph.evaluate(file, self.folders["test"], self.effort.budget)
            many = self.latigraph.generate_many(file, self.folders["test"], seed, self.disjoint)
            model.many.append(many["generated_summary"])
            model.other_neurons.append(many["disjoint_summary"])
            if report["shared_neurons"]:
                self.notes.append(f"{report['shared_neurons']:.0f} neurons of the test circuits "
                                  "also occur in training circuits")
            each = list(report["per_circuit"].values())
            model.bits.append([c["bits_total"] for c in each])
            model.told.append([c["bits_code"] + c["bits_nodes"] for c in each])
            model.auc.append([c["auc"] for c in each])
            model.auc_node_data.append([c["auc_node_data"] for c in each])
            model.auc_at_budget.append(report["auc_at_budget"])
            model.curve.append([{"kl_weight": report["curve_kl_weight"][name], **point}
                                for name, point in report["curve_points"].items()])
            data.bits.append([c["bits_node_data"] for c in each])
            data.auc.append([c["auc_node_data"] for c in each])
            random.bits = [[c["bits_erdos_renyi"] for c in each]]
            dyads.bits = [[c["bits_dyad"] for c in each]]
            generate_seconds.append(self._generate_from_model(model, file, seed))
        model.fit_seconds = float(np.mean(fit_seconds))
        model.generate_seconds = float(np.mean(generate_seconds))
        for outcome in (data, random, dyads):
            outcome.told = [[0.0] * len(self.test)]
        data.note = "the model's baseline without codes, fitted with it"
        return [model, data, random, dyads]

    def _generate_from_model(self, outcome: Outcome, file: Path, seed: int) -> float:
        if not self.can_compare:
            return float("nan")
        start = time.monotonic()
        like = self.latigraph.generate_like(file, self.folders["test"], seed, self.work / "like")
        seconds = time.monotonic() - start
        outcome.from_codes += self.compare(like, f"model-{seed}-codes", self.real_test)
        free = self.latigraph.generate(file, len(self.test), seed, self.work / f"free-{seed}")
        outcome.unconditional += self.compare(free, f"model-{seed}-nothing", self.real_training)
        return seconds

    # --- Null models of each circuit

    def run_null(self, name: str, pool: ProcessPoolExecutor) -> Outcome:
        say(name)
        outcome, seeds = Outcome(name), list(self.effort.seeds)
        tasks = [(name, circuit, seeds, self.effort.restarts) for circuit in self.test]
        results = list(pool.map(nulls.apply, tasks, chunksize=2))
        if any(result is None for result in results):
            outcome.note = "needs positions"
            return outcome
        if not np.isnan(results[0].bits):
            outcome.bits = [[r.bits for r in results]]
            outcome.told = [[r.told for r in results]]
        if not np.isnan(results[0].auc):
            outcome.auc = [[r.auc for r in results]]
        for k, seed in enumerate(seeds):
            outcome.from_codes += self.compare_drawn([r.draws[k] for r in results],
                                                     f"{name}-{seed}")
        outcome.fit_seconds = sum(r.fit_seconds for r in results)
        outcome.generate_seconds = sum(r.generate_seconds for r in results)
        return outcome

    # --- Type x distance

    def run_blocks(self) -> list[Outcome]:
        say("types x distance")
        start = time.monotonic()
        model = block.fit(self.training, self.validation)
        seconds = time.monotonic() - start
        fixed = [model.probabilities(c) for c in self.test]
        scaled = [block.with_density(p, c) for p, c in zip(fixed, self.test)]
        density = [block.density_bits(c) for c in self.test]
        outcomes = []
        for name, rates, told in (("types x distance", fixed, [0.0] * len(self.test)),
                                  ("... and density", scaled, density)):
            outcome = Outcome(name, told=[told], fit_seconds=seconds, note=model.describe())
            outcome.bits = [[t + block.bits(p, c) for t, p, c in zip(told, rates, self.test)]]
            outcome.auc = [[auc(p, c) for p, c in zip(rates, self.test)]]
            for seed in self.effort.seeds:
                start = time.monotonic()
                random = np.random.default_rng(seed)
                draws = [random.random(p.shape) < p for p in rates]
                outcome.generate_seconds = time.monotonic() - start
                outcome.from_codes += self.compare_drawn(draws, f"{name}-{seed}")
            outcomes.append(outcome)
        return outcomes

    # --- The padded auto-encoder

    def run_vae(self, name: str, kind: str, orders: Sequence[str]) -> Outcome:
        """Neurons in the order that is best on validation, with every seed."""
        from . import vae  # PyTorch is heavy and may be absent

        vae.limit_threads(self.latigraph.threads)
        width = max(c.n for c in self.training + self.validation + self.test)
        padded: dict[str, list[vae.Padded]] = {}
        start = time.monotonic()

        def train(order: str, beta: float, seed: int) -> vae.Trained:
            if order not in padded:
                sets = (self.training, self.validation, self.test)
                padded[order] = [vae.pad(s, width, order) for s in sets]
            data = padded[order]
            trained = vae.train(data[0], data[1], getattr(vae, kind), order, beta, seed,
                                self.effort.epochs)
            trained.validation_bits += self._order_bits(self.validation, order)
            say(f"{name}, {trained.describe()}: "
                f"{trained.validation_bits:.0f} bits on validation")
            return trained

        first, *others = self.effort.seeds
        chosen = min((train(order, 1.0, first) for order in orders),
                     key=lambda t: t.validation_bits)
        seeds = [chosen] + [train(chosen.order, 1.0, seed) for seed in others]
        outcome = Outcome(name, note=chosen.describe())
        outcome.fit_seconds = (time.monotonic() - start) / (len(seeds) + len(orders) - 1)
        for seed, trained in zip(self.effort.seeds, seeds):
            self._judge_vae(outcome, trained, padded[chosen.order], seed)
        lower = [train(chosen.order, beta, first) for beta in self.effort.betas]
        self._trace_vae(outcome, seeds[:1] + lower, padded[chosen.order][2])
        return outcome

    def _order_bits(self, circuits: Sequence[Circuit], order: str) -> float:
        from . import vae

        return float(np.mean([vae.order_bits(c, order) for c in circuits]))

    def _judge_vae(self, outcome: Outcome, trained: Any, data: Sequence[Any], seed: int) -> None:
        from . import vae

        total, code = vae.bits(trained, data[2])
        order = np.array([vae.order_bits(c, trained.order) for c in self.test])
        outcome.bits.append((total + order).tolist())
        outcome.told.append((code + order).tolist())
        rates = vae.reconstruct(trained, data[2])
        outcome.auc.append([auc(p, c) for p, c in zip(rates, self.test)])
        start = time.monotonic()
        random = np.random.default_rng(seed)
        draws = [random.random(p.shape) < p for p in vae.from_posterior(trained, data[2], seed)]
        outcome.generate_seconds = time.monotonic() - start
        outcome.from_codes += self.compare_drawn(draws, f"{outcome.method}-{seed}-codes")
        sizes = random.choice([c.n for c in self.training], len(self.test))
        free = [without_data(random.random(p.shape) < p, f"{i:04d}")
                for i, p in enumerate(vae.from_prior(trained, sizes, seed))]
        outcome.unconditional += self.compare(free, f"{outcome.method}-{seed}-nothing",
                                             self.real_training)

    def _trace_vae(self, outcome: Outcome, trained: Sequence[Any], data: Any) -> None:
        """AUC against bits of codes as beta falls, for the first seed."""
        from . import vae

        points = []
        for t in trained:
            told = float(vae.bits(t, data)[1].mean()) + self._order_bits(self.test, t.order)
            rates = vae.reconstruct(t, data)
            value = float(np.mean([auc(p, c) for p, c in zip(rates, self.test)]))
            points.append({"kl_weight": t.beta, "bits_codes": told, "auc": value})
        outcome.curve = [points]
        within = [p["auc"] for p in points if p["bits_codes"] <= self.effort.budget]
        outcome.auc_at_budget = [max(within)] if within else []

    # --- All of them

    def _is_missing(self, package: str, methods: str) -> bool:
        if importlib.util.find_spec(package) is not None:
            return False
        self.notes.append(f"{methods}: skipped, the Python package {package} is not installed")
        return True

    def run(self) -> list[Outcome]:
        skip = set(self.effort.skip)
        if self._is_missing("graph_tool", "nested block models"):
            skip.add("sbm")
        if self._is_missing("torch", "auto-encoders"):
            skip.add("vae")
        outcomes = {o.method: o for o in self.run_model()}
        names = [name for name in nulls.NULLS
                 if "sbm" not in skip or name not in nulls.NEEDS_GRAPH_TOOL]
        with ProcessPoolExecutor(self.latigraph.threads) as pool:
            for name in names:
                outcome = self.run_null(name, pool)
                if name in outcomes:  # bits are those of `evaluate`
                    outcomes[name].from_codes = outcome.from_codes
                    outcomes[name].generate_seconds = outcome.generate_seconds
                else:
                    outcomes[name] = outcome
        if "blocks" not in skip:
            outcomes.update((o.method, o) for o in self.run_blocks())
        if "vae" not in skip:
            outcomes["padded VAE"] = self.run_vae("padded VAE", "PaddedVae", ("data", "degree"))
            # Codes of neurons do not depend on the order.
            outcomes["VGAE"] = self.run_vae("VGAE", "NodeVae", ("data",))
        return list(outcomes.values())
