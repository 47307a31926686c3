#!/usr/bin/env python3
"""Prints how much of the library the unit programs cover. Usage: coverage.py [OPTION]... BUILD

BUILD is a build folder whose objects were compiled with --coverage and whose unit programs have
been run; `make coverage` makes one.

  --check          exit with 1 below the shares that LEAST states
  --missing PART   list the lines and branches not taken of files whose path contains PART

A line counts if gcov finds code on it, in src/ without src/cli, which integration tests run. A
branch counts if gcov does: each way out of every condition, of every part of an && or ||, and of
every failure of IGRAPH_CHECK() and of an allocation. Only assertions are left out, lines and
branches of statements that match ASSERTION: they cannot fail in a correct program. Code of a
header counts once, wherever it is compiled in.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
ASSERTION = re.compile(r"\b(g_assert\w*|IGRAPH_ASSERT|g_return_\w+|g_error|IGRAPH_FATAL\w*) *\(")
LEFT_OUT = ("cli",)
LEAST = {"lines": {"": 97.0}, "branches": {"model": 90.0, "generate": 90.0, "latent": 90.0}}


def measure(data, build):
    """Yields (path, line, number of runs, runs per branch) of one object of the build."""
    call = ["gcov", "--json-format", "--branch-probabilities", "--stdout", str(data.relative_to(build))]
    answer = subprocess.run(call, cwd=build, capture_output=True, text=True, check=True).stdout
    found = []
    for report in filter(None, answer.splitlines()):
        for file in json.loads(report)["files"]:
            path = (build / file["file"]).resolve()
            if not path.is_relative_to(TOP / "src") or path.relative_to(TOP / "src").parts[0] in LEFT_OUT:
                continue
            for line in file["lines"]:
                runs = tuple(branch["count"] for branch in line["branches"])
                found.append((path, line["line_number"], line["count"], runs))
    return found


def collect(build):
    """Returns {path: {line: runs}} and {path: {line: {number of branches: runs of each}}}."""
    lines, branches = defaultdict(lambda: defaultdict(int)), defaultdict(lambda: defaultdict(dict))
    data = sorted(build.glob("src/**/*.gcno"))
    if not data:
        sys.exit(f"coverage.py: no object in {build} was compiled with --coverage.")
    with ThreadPoolExecutor(cpu_count()) as pool:
        for found in pool.map(lambda each: measure(each, build), data):
            for path, line, count, runs in found:
                lines[path][line] += count
                if runs:
                    known = branches[path][line].get(len(runs), (0,) * len(runs))
                    branches[path][line][len(runs)] = tuple(map(sum, zip(known, runs)))
    return lines, branches


def drop_assertions(lines, branches):
    for path in lines:
        text = path.read_text().splitlines()
        for line in list(lines[path]):
            if ASSERTION.search(text[line - 1]):
                del lines[path][line]
                branches[path].pop(line, None)


def flat(by_number):
    """The branches of a line; code that is compiled in two ways counts in the way that is taken most."""
    return max(by_number.values(), key=lambda runs: sum(run > 0 for run in runs) / len(runs))


def list_missing(part, lines, branches):
    for path in sorted(lines):
        name = str(path.relative_to(TOP))
        if part not in name:
            continue
        text = path.read_text().splitlines()
        for line in sorted(lines[path]):
            runs = flat(branches[path][line]) if line in branches[path] else ()
            if lines[path][line] == 0 or 0 in runs:
                taken = "never run" if lines[path][line] == 0 else "".join("+-"[run == 0] for run in runs)
                print(f"{name}:{line}: {taken:9} {text[line - 1].strip()}")


def share(covered, count):
    return 100.0 * covered / count if count > 0 else 100.0


def summarise(lines, branches):
    """Returns {module: [lines, covered lines, branches, covered branches]}; "" is the library."""
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for path in lines:
        runs = [run for by_number in branches[path].values() for run in flat(by_number)]
        counts = (len(lines[path]), sum(run > 0 for run in lines[path].values()), len(runs),
                  sum(run > 0 for run in runs))
        for module in (path.relative_to(TOP / "src").parts[0], ""):
            sums[module] = list(map(sum, zip(sums[module], counts)))
    return sums


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing")
    options = parser.parse_args()
    lines, branches = collect(options.build.resolve())
    drop_assertions(lines, branches)
    if options.missing is not None:
        list_missing(options.missing, lines, branches)
    sums = summarise(lines, branches)
    print(f"{'module':12}{'lines':>8}{'covered':>10}{'branches':>10}{'covered':>10}")
    for module in [*sorted(filter(None, sums)), ""]:
        count, covered, ways, taken = sums[module]
        print(f"{module or 'the library':12}{count:8}{share(covered, count):9.2f}%{ways:10}{share(taken, ways):9.2f}%")
    below = 0
    for kind, first in (("lines", 0), ("branches", 2)):
        for module, least in LEAST[kind].items():
            reached = share(sums[module][first + 1], sums[module][first])
            if reached < least:
                print(f"{module or 'the library'}: {reached:.2f} % of the {kind}, less than {least:g} %")
                below += 1
    return 1 if options.check and below > 0 else 0


if __name__ == "__main__":
    sys.exit(main())
