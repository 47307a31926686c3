# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of what the methods got."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .experiment import Outcome, Rows

SUMMARY = (("relative_error", "rel. error", 100, 1), ("ks", "KS", 1, 3), ("mmd", "MMD²", 1, 4),
           ("triad_difference", "triads", 1, 3), ("discrepancy", "discrep.", 1, 3))
EMPTY = "-"


def spread(values: Sequence[float], decimals: int, scale: float = 1) -> str:
    """Mean and SD; the mean alone where there is one value."""
    known = scale * np.array([v for v in values if v is not None], dtype=float)
    if known.size == 0 or np.isnan(known).any():
        return EMPTY
    if known.size == 1:
        return f"{known[0]:.{decimals}f}"
    return f"{known.mean():.{decimals}f} ± {known.std(ddof=1):.{decimals}f}"


def over_seeds(rows: Rows) -> list[float]:
    """The mean over circuits, one for each seed."""
    return [float(np.nanmean(row)) for row in rows]


def of_circuits(rows: Rows) -> np.ndarray:
    return np.mean(rows, axis=0)


def against(outcome: Outcome, reference: Outcome) -> str:
    """Mean difference of a circuit's bits and its standard error over circuits."""
    if not outcome.bits or outcome is reference:
        return EMPTY
    difference = of_circuits(outcome.bits) - of_circuits(reference.bits)
    error = difference.std(ddof=1) / np.sqrt(len(difference)) if len(difference) > 1 else 0
    return f"{difference.mean():+.0f} ± {error:.0f}"


def percent(outcome: Outcome, random: Outcome) -> str:
    if not outcome.bits:
        return EMPTY
    share = of_circuits(outcome.bits).mean() / of_circuits(random.bits).mean()
    return f"{100 * (share - 1):+.1f} %"


def seconds(value: float) -> str:
    return EMPTY if np.isnan(value) else f"{value:.1f}"


def lay_out(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(header, *rows)]
    rule = ["-" * width for width in widths]

    def line(cells: Sequence[str]) -> str:
        first, *others = [c.ljust(w) if i == 0 else c.rjust(w)
                          for i, (c, w) in enumerate(zip(cells, widths))]
        return "| " + " | ".join([first, *others]) + " |"

    return "\n".join(map(line, [header, rule, *rows]))


def fit_table(outcomes: Sequence[Outcome], budget: float) -> str:
    model = outcomes[0]
    random = next(o for o in outcomes if o.method == "Erdős–Rényi")
    header = ["", "bits per circuit", "against ER", "of these sent", "more than latigraph", "AUC",
              "AUC of node data", f"AUC at <= {budget:.0f} bits", "seconds to fit"]
    rows = [
        [o.method, spread(over_seeds(o.bits), 0), percent(o, random), spread(over_seeds(o.told), 0),
         against(o, model), spread(over_seeds(o.auc), 3), spread(over_seeds(o.auc_node_data), 3),
         spread(o.auc_at_budget, 3), seconds(o.fit_seconds)]
        for o in outcomes if o.bits
    ]
    return lay_out(header, rows)


def interval(outcome: Outcome) -> str:
    """95 % interval of the percentage against Erdős–Rényi, mean over seeds."""
    if not outcome.intervals:
        return EMPTY
    low, high = (np.mean([i[end] for i in outcome.intervals]) for end in ("low", "high"))
    return f"{low:+.0f} to {high:+.0f} %"


def ceiling_table(outcomes: Sequence[Outcome]) -> str:
    reference = outcomes[0]
    random = next(o for o in outcomes if o.method == "Erdős–Rényi")
    header = ["", "bits per circuit", "against ER", "95 % interval", "of these sent",
              f"more than {reference.method}", "AUC"]
    return lay_out(header, [
        [o.method, spread(over_seeds(o.bits), 0), percent(o, random), interval(o),
         spread(over_seeds(o.told), 0), against(o, reference), spread(over_seeds(o.auc), 3)]
        for o in outcomes])


def _values(reports: Sequence[dict[str, Any]], key: str, part: str) -> list[float]:
    return [report["summary"][key][part] for report in reports]


def generation_table(outcomes: Sequence[Outcome],
                     reports_of: Callable[[Outcome], list[dict[str, Any]]]) -> str:
    """Relative errors in percent. The first row is what real halves get against each other, the
    others what a real half gets against as many generated circuits; the discrepancy is given for
    all circuits as well."""
    shown = [o for o in outcomes if reports_of(o)]
    if not shown:
        return ""
    header = ["", *(title for _, title, _, _ in SUMMARY), "discrep. of all", "seconds"]
    floor = reports_of(shown[0])
    rows = [["real against real (floor)",
             *(spread(_values(floor, key, "floor")[:1], decimals, scale)
               for key, _, scale, decimals in SUMMARY), EMPTY, EMPTY]]
    for o in shown:
        rows.append([o.method,
                     *(spread(_values(reports_of(o), key, "matched"), decimals, scale)
                       for key, _, scale, decimals in SUMMARY),
                     spread(_values(reports_of(o), "discrepancy", "value"), 3),
                     seconds(o.generate_seconds)])
    return lay_out(header, rows)


def headline(outcome: Outcome) -> str:
    """How well a classifier tells many generated circuits, and real ones of other neurons, from
    the test circuits; weights are compared, too."""
    lines = []
    for title, reports in (("generated from codes", outcome.many),
                           ("real, of other neurons", outcome.other_neurons)):
        known = [report for report in reports if report]
        if known:
            lines.append([title, *(spread([report[part]["value"] for report in known], 3)
                                   for part in ("discrepancy", "discrepancy_unseen"))])
    header = ["512 circuits or more", "discrepancy", "discrepancy, unseen"]
    return lay_out(header, lines) if lines else ""


def property_table(outcome: Outcome) -> str:
    """Relative error of each property, generated from codes by the model."""
    if not outcome.from_codes:
        return ""
    header = ["property", "real", "generated", "rel. error, %", "floor", "KS", "floor"]
    rows = []
    for name, first in outcome.from_codes[0]["properties"].items():
        parts = [report["properties"][name] for report in outcome.from_codes]
        if not first["real_count"] or not first["generated_count"]:
            continue
        rows.append([name, f"{first['real_mean']:.4g}",
                     f"{np.mean([x['generated_mean'] for x in parts]):.4g}",
                     spread([x["error_matched"] for x in parts], 1, 100),
                     spread([x["error_floor"] for x in parts[:1]], 1, 100),
                     spread([x["ks_matched"] for x in parts], 3),
                     spread([x["ks_floor"] for x in parts[:1]], 3)])
    return lay_out(header, rows)


def as_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    def clean(value: Any) -> Any:
        if isinstance(value, float) and not np.isfinite(value):
            return None
        if isinstance(value, dict):
            return {key: clean(v) for key, v in value.items()}
        return [clean(v) for v in value] if isinstance(value, list) else value

    return [clean(vars(o)) for o in outcomes]
