"""The reference of the command, from its help texts, and of the operations, from their table."""

import json
import re
import subprocess

from rst import code, escaped, indented, literal, title, toctree, write


def run(command, *arguments):
    done = subprocess.run([command, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


# --- The command ------------------------------------------------------------------------------------


def blocks(text):
    """The parts of a help text as (heading or None, lines)."""
    heading, lines = None, []
    for line in text.splitlines():
        if re.fullmatch(r"[A-Z][^.]*:", line):
            yield heading, lines
            heading, lines = line[:-1], []
        elif not line and heading == "Usage":
            yield heading, lines
            heading, lines = None, []
        else:
            lines.append(line)
    yield heading, lines


def items(lines):
    """Items of a list, "  label   text" with indented lines after it, as (label, text)."""
    for line in lines:
        # Options are set off by two spaces; the names of commands are single words.
        found = re.match(r"  (-.*?)(?:  +(\S.*))?$|  ([a-z-]+) +(\S.*)$|  (\S.*)$", line)
        if found and not line.startswith("   "):
            yield [found[1] or found[3] or found[5], found[2] or found[4] or ""]
        elif line.strip():
            yield [None, line.strip()]


def merged(lines):
    result = []
    for label, text in items(lines):
        if label is None and result:
            result[-1][1] = f"{result[-1][1]} {text}".strip()
        else:
            result.append([label or "", text])
    return result


def prose(lines):
    text = "\n".join(line.strip() for line in lines).strip()
    text = "\n\n".join(re.sub(r"\s+", " ", part) for part in text.split("\n\n"))
    text = escaped(text)
    # 'latigraph ops NAME' in a help text is a command.
    return re.sub(r"'(latigraph[^']*)'", lambda found: literal(found[1].replace("\\", "")), text)


def of_help(text):
    for heading, lines in blocks(text):
        if heading is None:
            if any(lines):
                yield prose(lines) + "\n"
        elif heading == "Usage" or heading.startswith("Example"):
            if heading != "Usage":
                yield title(heading, "-")
            yield code("\n".join(line[2:] for line in lines), "text")
        else:
            yield title(heading, "-")
            for label, about in merged(lines):
                if label.startswith("-"):
                    yield f".. option:: {label}\n\n{indented(prose([about]))}\n"
                else:
                    yield f"{literal(label)}\n{indented(prose([about]) or '..')}\n"


def command_pages(command, folder):
    main = run(command, "--help")
    overview = dict(blocks(main)).get("Commands", [])
    names = [label for label, _ in merged(overview)]
    for name in names:
        text = "\n".join(of_help(run(command, name, "--help")))
        write(folder / "command", name, f"{title('latigraph ' + name)}\n.. program:: latigraph {name}\n\n{text}")
    text = "\n".join(of_help(main))
    write(folder / "command", "index",
          f"{title('The command')}\n.. program:: latigraph\n\n{text}\n{title('Pages', '-')}\n{toctree(names)}")


# --- Operations -------------------------------------------------------------------------------------


def operations(command):
    """The table of operations of the library itself, as JSON describes it."""
    names = [line.split()[0] for line in run(command, "ops").splitlines() if line.strip()]
    return [json.loads(run(command, "ops", name, "--json")) for name in names]


def range_of(argument):
    parts = [argument["type"].replace("_", " ")]
    if argument.get("choices"):
        parts.append(" or ".join(literal(choice) for choice in argument["choices"]))
    if argument.get("min") is not None and argument.get("max") is not None:
        parts.append(f"{argument['min']} to {argument['max']}")
    if argument.get("unit"):
        parts.append(escaped(argument["unit"]))
    if argument.get("default") not in (None, ""):
        parts.append(f"default {literal(argument['default'])}")
    elif argument.get("optional") and argument["direction"] == "in":
        parts.append("optional")
    return ", ".join(parts)


def of_operation(operation):
    yield title(operation["name"], "-")
    yield escaped(operation["summary"]) + "\n"
    if operation.get("doc"):
        yield escaped(operation["doc"]) + "\n"
    for direction, heading in (("in", "Inputs"), ("out", "Outputs")):
        rows = [argument for argument in operation["arguments"] if argument["direction"] == direction]
        if rows:
            yield f"**{heading}**\n"
        for argument in rows:
            yield f"{literal(argument['name'])} ({range_of(argument)})\n{indented(escaped(argument['doc']))}\n"


def operation_pages(table, folder):
    text = [title("Operations"), """An operation is a function that describes itself: its arguments with their
types, ranges and defaults. The command, Python, R and C programs call operations by these names.
``latigraph ops NAME`` prints the same description.
"""]
    for operation in table:
        text += of_operation(operation)
    write(folder / "operations", "index", "\n".join(text))


def build(command, folder):
    command_pages(command, folder)
    table = operations(command)
    operation_pages(table, folder)
    return table
