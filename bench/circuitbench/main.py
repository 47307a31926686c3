# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Command line of bench/quality."""
from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import ceiling, table
from .command import CommandError, Latigraph
from .experiment import Effort, Experiment, Outcome, say


@dataclass(frozen=True)
class Cut:
    """How circuits are cut from a connectome: the neurons of each side are disjoint."""

    connectome: str
    shape: tuple[str, ...]
    selections: tuple[str, str, str]
    disjoint: str  # as large a part of the connectome as that of the test side, without it


SIZE = ("--size", "100:200")
SETS = {
    "mouse": Cut("mouse_v1_minnie65_l23_exc", ("--shape", "column", "--axis", "y", *SIZE),
                 ("x_um<700", "x_um>730,x_um<800", "x_um>830"), "x_um<660"),
    "larva": Cut("drosophila_larva_left_hemisphere", ("--shape", "neighbours", *SIZE),
                 ("hash<0.5", "hash>=0.5,hash<0.7", "hash>=0.7"), "hash<0.3"),
}
WORMS = "celegans_witvliet_development"
PAIRS = {
    "worms": (f"{WORMS}/dataset7_Adult_50h", f"{WORMS}/dataset8_Adult_50h",
              ("--shape", "ball", "--size", "60:100"), "name"),
}
SIDES = ("training", "validation", "test")
CHECKOUT = Path(__file__).resolve().parents[2]


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="bench/quality", description=__doc__)
    data = os.environ.get("LATIGRAPH_DATA", str(CHECKOUT.parent / "shared" / "data"))
    p.add_argument("--data", type=Path, default=Path(data), metavar="FOLDER",
                   help="connectomes (default: $LATIGRAPH_DATA, or %(default)s)")
    p.add_argument("--set", dest="sets", action="append", choices=[*SETS, *PAIRS], metavar="NAME",
                   help=f"which sets ({', '.join([*SETS, *PAIRS])}; default: all); may be repeated")
    p.add_argument("--pair", type=Path, nargs=2, metavar="CONNECTOME",
                   help="two folders of tables with the same neurons, such as two hemispheres, in "
                        "place of --set: the noise ceiling")
    p.add_argument("--identity", default="name", metavar="COLUMN",
                   help="column that says which neurons of a pair are the same (default: name)")
    p.add_argument("--shape", default="neighbours", metavar="SHAPE",
                   help="shape of the circuits of a pair, as in latigraph sample (default: "
                        "neighbours)")
    p.add_argument("--size", default="100:200", metavar="MIN:MAX",
                   help="neurons of a circuit of a pair (default: 100:200)")
    for side in SIDES:
        p.add_argument(f"--{side}", type=Path, metavar="DIR",
                       help=f"folder of {side} circuits, in place of --set; give all three")
    p.add_argument("--latigraph", default=os.environ.get("LATIGRAPH", "latigraph"),
                   metavar="COMMAND", help="the built command (default: $LATIGRAPH, or PATH's)")
    p.add_argument("--seeds", type=int, default=3, metavar="K", help="(default: 3)")
    p.add_argument("--circuits", type=int, metavar="N",
                   help="test circuits, and as many for validation (default: 64)")
    p.add_argument("--training-circuits", type=int, metavar="N", help="(default: 800)")
    p.add_argument("--steps", type=int, metavar="N", help="steps of fit (default: fit's own)")
    p.add_argument("--fit-set", action="append", default=[], metavar="KEY=VALUE",
                   help="an option of `latigraph fit`; may be repeated")
    p.add_argument("--budget", type=float, default=800, metavar="BITS",
                   help="bits of codes at which the AUC is given (default: 800)")
    p.add_argument("--skip", action="append", default=[], choices=("sbm", "blocks", "vae"),
                   help="leave a family of baselines out; may be repeated")
    p.add_argument("--epochs", type=int, metavar="N",
                   help="most passes of an auto-encoder over the training circuits (default: 12)")
    p.add_argument("--threads", type=int, default=2, metavar="N", help="(default: 2)")
    p.add_argument("--quick", action="store_true", help="a first look in about two minutes")
    p.add_argument("--json", type=Path, metavar="FILE", help="also write all figures here")
    p.add_argument("--keep", type=Path, metavar="DIR", help="keep circuits and models here")
    return p


def effort_of(options: argparse.Namespace) -> Effort:
    settings = list(options.fit_set)
    steps = options.steps or (150 if options.quick else None)
    if steps:
        settings = [f"steps={steps}", f"baseline-steps={max(1, steps // 2)}", *settings]
    seeds = range(1, (1 if options.quick else options.seeds) + 1)
    common = {"seeds": list(seeds), "budget": options.budget, "settings": settings,
              "skip": frozenset(options.skip)}
    if options.quick:
        return Effort(restarts=1, epochs=options.epochs or 40, betas=(), **common)
    return Effort(epochs=options.epochs or 12, **common)


def cut(latigraph: Latigraph, name: str, options: argparse.Namespace, work: Path) -> list[Path]:
    how = SETS[name]
    connectome = options.data / how.connectome
    if not connectome.exists():
        raise FileNotFoundError(f"{connectome} does not exist; say --data FOLDER")
    held_out = options.circuits or (16 if options.quick else 64)
    counts = (options.training_circuits or (120 if options.quick else 800), held_out, held_out)
    return [
        latigraph.sample(connectome, how.shape, selection, count, seed, work / side)
        for seed, (side, selection, count) in enumerate(zip(SIDES, how.selections, counts), 1)
    ]


def pair_of(name: str, options: argparse.Namespace) -> ceiling.Pair:
    if options.pair:
        shape = ("--shape", options.shape, "--size", options.size)
        return ceiling.Pair(*options.pair, shape, options.identity)
    first, second, shape, identity = PAIRS[name]
    return ceiling.Pair(options.data / first, options.data / second, shape, identity)


def run_pair(latigraph: Latigraph, name: str, options: argparse.Namespace,
             work: Path) -> dict[str, object]:
    counts = (options.training_circuits or (60 if options.quick else 300),
              options.circuits or (16 if options.quick else 64))
    sides = ceiling.Ceiling(latigraph, effort_of(options), pair_of(name, options), *counts,
                            work).run()
    ceiling.show(name, sides)
    return {side.name: {"other": side.other, "effective": side.effective,
                        "methods": table.as_json(side.outcomes)} for side in sides}


def cut_disjoint(latigraph: Latigraph, name: str, options: argparse.Namespace, work: Path) -> Path:
    """As many real circuits of other neurons as are generated."""
    how = SETS[name]
    count = 64 if options.quick else 512
    return latigraph.sample(options.data / how.connectome, how.shape, how.disjoint, count,
                            len(SIDES) + 1, work / "disjoint")


def show(title: str, experiment: Experiment, outcomes: Sequence[Outcome]) -> None:
    sizes = [len(x) for x in (experiment.training, experiment.validation, experiment.test)]
    print(f"\n## {title}: {sizes[0]} training, {sizes[1]} validation, {sizes[2]} test circuits\n")
    print(table.fit_table(outcomes, experiment.effort.budget))
    for heading, reports in (("From the codes of test circuits, or the fit to each, against them",
                              lambda o: o.from_codes),
                             ("Unconditional, against training circuits", lambda o: o.unconditional)):
        text = table.generation_table(outcomes, reports)
        if text:
            print(f"\n{heading}\n\n{text}")
    print(f"\n{table.headline(outcomes[0])}")
    if outcomes[0].from_codes:
        print(f"\nlatigraph, from codes, property by property\n\n"
              f"{table.property_table(outcomes[0])}")
    notes = [f"{o.method}: {o.note}" for o in outcomes if o.note] + experiment.notes
    print("\n" + "\n".join(f"* {note}" for note in dict.fromkeys(notes)), flush=True)


def run(options: argparse.Namespace, work: Path) -> None:
    found = shutil.which(options.latigraph)
    if found is None:
        raise FileNotFoundError(f"there is no command {options.latigraph}; say --latigraph")
    latigraph, effort = Latigraph(found, options.threads), effort_of(options)
    given = [getattr(options, side) for side in SIDES]
    names = ["given"] if any(given) else ["pair"] if options.pair else (
        options.sets or [*SETS, *PAIRS])
    if any(given) and not all(given):
        raise ValueError("--training, --validation and --test go together")
    results = {}
    for name in names:
        start = time.monotonic()
        folder = work / name
        folder.mkdir()
        say(f"{name}: circuits")
        if name not in SETS and name != "given":
            results[name] = run_pair(latigraph, name, options, folder)
            continue
        folders = given if any(given) else cut(latigraph, name, options, folder)
        disjoint = None if any(given) else cut_disjoint(latigraph, name, options, folder)
        experiment = Experiment(latigraph, effort, folders, folder, disjoint)
        outcomes = experiment.run()
        show(name, experiment, outcomes)
        say(f"{name}: {time.monotonic() - start:.0f} s")
        results[name] = {"methods": table.as_json(outcomes), "notes": experiment.notes}
    if options.json:
        partial = options.json.with_name(options.json.name + ".partial")
        partial.write_text(json.dumps(results, indent=1), encoding="utf-8")
        partial.replace(options.json)


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    work = options.keep or Path(tempfile.mkdtemp(prefix="latigraph-bench."))
    try:
        work.mkdir(parents=True, exist_ok=True)
        run(options, work)
    except (CommandError, OSError, ValueError) as error:
        print(f"bench/quality: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    return 0
