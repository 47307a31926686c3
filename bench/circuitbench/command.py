# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""The latigraph command: what is asked of it, and the seconds that it took."""
from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .circuits import Circuit, read_folder


class CommandError(RuntimeError):
    pass


@dataclass(frozen=True)
class Latigraph:
    path: str
    threads: int

    def run(self, *arguments: object) -> str:
        command = [self.path, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise CommandError(f"{' '.join(command)}\n{done.stderr.strip()}")
        return done.stdout

    def has(self, command: str) -> bool:
        return f"\n  {command} " in self.run("--help")

    def sample(self, connectome: Path, shape: Sequence[str], select: str, count: int, seed: int,
               to: Path, identity: str = "") -> Path:
        options = ["--select", select] if select else []
        options += ["--identity", identity] if identity else []
        self.run("sample", connectome, *shape, *options, "--count", count, "--seed", seed,
                 "--quiet", "-o", to)
        return to

    def fit(self, training: Path, validation: Path | None, settings: Sequence[str], seed: int,
            to: Path) -> float:
        """Without validation circuits the command cuts some off."""
        start = time.monotonic()
        options = [word for setting in settings for word in ("--set", setting)]
        options += ["--validate", str(validation)] if validation is not None else []
        self.run("fit", training, *options, "--seed", seed, "--threads", self.threads, "--quiet",
                 "-o", to)
        return time.monotonic() - start

    def evaluate(self, model: Path, circuits: Path, budget: float | None = None) -> dict[str, Any]:
        """With a budget of bits also the AUC as the weight of the KL term falls."""
        curve = ["--curve", "--budget", budget] if budget is not None else []
        out = self.run("evaluate", model, circuits, *curve, "--threads", self.threads, "--quiet",
                       "--json")
        return json.loads(out)

    def generate_many(self, model: Path, circuits: Path, seed: int,
                      disjoint: Path | None) -> dict[str, Any]:
        """Compares 512 generated circuits with real ones, and real ones of other neurons."""
        other = ["--disjoint", disjoint] if disjoint else []
        out = self.run("evaluate", model, circuits, "--refine", 0, "--generate", *other, "--seed",
                       seed, "--threads", self.threads, "--quiet", "--json")
        return json.loads(out)

    def compare(self, real: Path, generated: Path, paired: bool) -> dict[str, Any]:
        options = ["--paired"] if paired else []
        return json.loads(self.run("compare", real, generated, *options, "--threads", self.threads,
                                   "--quiet", "--json"))

    def generate_like(self, model: Path, circuits: Path, seed: int, to: Path) -> list[Circuit]:
        """One circuit from the code and node data of each; `to` must not exist."""
        result = []
        for i, path in enumerate(sorted(circuits.iterdir())):
            self.run("generate", model, "--like", path, "--seed", seed + 1000 * i, "--threads",
                     self.threads, "--quiet", "-o", to)
            result += read_folder(to)
            shutil.rmtree(to)
        return result

    def generate(self, model: Path, count: int, seed: int, to: Path) -> list[Circuit]:
        """Unconditional circuits."""
        self.run("generate", model, "--count", count, "--seed", seed, "--threads", self.threads,
                 "--quiet", "-o", to)
        return read_folder(to)
