# latigraph: generative models of circuits for igraph
# Copyright (C) 2026  The latigraph developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares the help of every command with the table of operations.

Every input of an operation must be in "latigraph NAME --help" as an option or argument, with its
text, choices and default, and the help must not have options that belong to nothing.
"""
import json
import re
import subprocess
import sys

LATIGRAPH = sys.argv[1]
# Two defaults belong to the command.
OWN_DEFAULTS = {"seed": "1", "threads": "one per processor"}
# Options that the command adds to those of the table.
FIGURE = {f"figure-{name}" for name in ("width", "height", "dpi", "theme", "palette", "title")}
GENERAL = FIGURE | {"output", "format", "force", "figure", "json", "csv", "quiet", "help"}
READING = set()
# The ending of the file says the format of a figure.
HIDDEN = {
    ("network", "activity"),
    ("figure", "format"),
    ("report", "name"),
    ("report", "command"),
    ("activity_factors", "activity"),
    ("activity_factors", "animals"),
    ("activity_states", "activity"),
    ("latents", "weights"),
    ("latents", "out_weights"),
    ("functional_fit", "inputs"),
    ("functional_respond", "inputs"),
    ("functional_decode", "counts"),
    *(("functional_fit", name) for name in ("outputs", "recording", "unseen_inputs", "unseen_outputs", "unseen_recording")),
    *(("functional_decode", name) for name in ("maps", "places", "positions", "reference")),
}
faults = []


def ask(*words):
    return subprocess.run([LATIGRAPH, *words], check=True, capture_output=True, text=True).stdout


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def sections_of(text):
    """The lines of the help by their heading, "Usage" first."""
    sections, name = {}, None
    for line in text.splitlines():
        heading = re.fullmatch(r"([A-Z][^.]*):", line)
        if heading:
            name = heading.group(1)
            sections[name] = []
        elif name is not None:
            sections[name].append(line)
    return sections


def items_of(lines):
    """The label and text of each item of a list with two columns."""
    items = []
    for line in lines:
        if re.match(r"  \S", line):
            label, _, text = line[2:].partition("  ")
            items.append([label, text])
        elif items and line.strip():
            items[-1][1] += " " + line.strip()
    return [(label.strip(), squeeze(text)) for label, text in items]


def options_of(lines):
    """Long name: (letter, value, text)."""
    options = {}
    for label, text in items_of(lines):
        match = re.fullmatch(r"(?:-(\w), )?--([a-z0-9-]+)(?:=(.*))?", label)
        assert match, label
        options[match.group(2)] = (match.group(1), match.group(3), text)
    return options


def is_shown(operation, argument):
    return (argument["direction"] == "in" and not argument["type"].startswith("callback")
            and (operation["name"], argument["name"]) not in HIDDEN)


def check_option(name, argument, options):
    negated = argument["type"] == "boolean" and argument["default"] == "true"
    option = ("no-" if negated else "") + argument["option"]
    if option not in options:
        faults.append(f"{name}: there is no option --{option}")
        return option
    letter, value, text = options[option]
    where = f"{name} --{option}"
    if letter != argument["letter"]:
        faults.append(f"{where}: the letter is {letter} instead of {argument['letter']}")
    if squeeze(argument["doc"]) not in text:
        faults.append(f"{where}: the help does not say: {argument['doc']}")
    if (value is None) != (argument["type"] == "boolean"):
        faults.append(f"{where}: the value is {value}")
    if argument.get("choices") and value != "|".join(argument["choices"]):
        faults.append(f"{where}: the choices are {value}")
    default = OWN_DEFAULTS.get(argument["name"], argument["default"])
    if default is not None and argument["type"] != "boolean":
        if not text.endswith(f"(default: {default})"):
            faults.append(f"{where}: the default {default} is missing: {text}")
    elif "(default:" in text:
        faults.append(f"{where}: there is a default: {text}")
    return option


def reading_options(operations):
    """The command adds the options of the operation that reads graphs to all that take graphs."""
    reader = next(o for o in operations if o["name"] == "read_graphs")
    return {a["option"] for a in reader["arguments"] if a["direction"] == "in" and a["optional"]} | {"memory"}


def check_operation(operation):
    name = operation["name"].replace("_", "-")
    text = ask(name, "--help")
    sections = sections_of(text)
    inputs = [a for a in operation["arguments"] if is_shown(operation, a)]
    marked = any(a["positional"] for a in inputs)
    positional = [a for a in inputs if (a["positional"] if marked else not a["optional"])]
    arguments = items_of(sections.get("Arguments", []))
    if [label for label, _ in arguments] != [a["name"].upper() for a in positional]:
        faults.append(f"{name}: the arguments are {arguments}")
    for argument, (_, doc) in zip(positional, arguments):
        if squeeze(argument["doc"]) != doc:
            faults.append(f"{name} {argument['name']}: the help says: {doc}")
    options = options_of(sections["Options"])
    reading = options_of(sections.get("Reading circuits", []))
    # Where --format is that of the files to write, the format of those to read has another name.
    writes = options.get("format", ("", "", ""))[2].startswith("Format of the files. ")
    for argument in inputs:
        if writes and argument["name"] == "format" and name == "read-graphs":
            argument["option"] = "input-format"
    known = {check_option(name, a, options) for a in inputs if a not in positional}
    for option in options:
        if option not in known | GENERAL:
            faults.append(f"{name}: --{option} belongs to no input")
    usage = squeeze(" ".join(sections["Usage"]))
    for argument in inputs:
        if argument not in positional and not argument["optional"]:
            value = options[argument["option"]][1]
            if f"--{argument['option']} {value}" not in usage:
                faults.append(f"{name}: the usage lacks --{argument['option']} {value}: {usage}")
    reads = any(a["type"] in ("graph", "graph_list") for a in inputs)
    wanted = {("input-format" if writes and o == "format" else o) for o in READING}
    wanted -= {a["name"] for a in inputs} | known
    if set(reading) - known != (wanted if reads else set()):
        faults.append(f"{name}: the options for reading are {sorted(reading)}")
    if set(options) & FIGURE and ("figure" not in options or not FIGURE <= set(options)):
        faults.append(f"{name}: the options of the figure are not complete")
    if ("figure" in options) != (operation["has_figure"] and operation["name"] != "figure"):
        faults.append(f"{name}: --figure is there although nothing is drawn, or the reverse")
    if squeeze(operation["summary"]) not in squeeze(text):
        faults.append(f"{name}: the summary is missing")
    if operation["example"] and operation["example"] not in text:
        faults.append(f"{name}: the example is missing")


def main():
    listed = {label for label, _ in items_of(sections_of(ask("--help"))["Commands"])} - {"ops"}
    operations = json.loads(ask("ops", "--json"))
    READING.update(reading_options(operations))
    for operation in operations:
        if operation["name"].replace("_", "-") in listed:
            listed.remove(operation["name"].replace("_", "-"))
            one = json.loads(ask("ops", operation["name"], "--json"))
            if one != operation:
                faults.append(f"{operation['name']}: one and all differ")
            check_operation(operation)
    if listed:
        faults.append(f"commands without an operation: {listed}")
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
