#!/usr/bin/env python3
"""Writes one page of section 3 for every public function. Usage: man.py SOURCE VERSION FOLDER"""

import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from comments import Reference, spans  # noqa: E402


def roff(text):
    """Text that troff prints as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def prose(text):
    shown = {"text": "{}", "code": "\\fB{}\\fR", "parameter": "\\fI{}\\fR", "function": "\\fB{}\\fR(3)",
             "type": "\\fB{}\\fR"}
    return "".join(shown[kind].format(roff(part.removesuffix("()") if kind == "function" else part))
                   for kind, part in spans(text)).strip()


def synopsis(function):
    """The prototype, one line for each parameter where one line for all is too long."""
    code = function.prototype
    if len(code) > 70:
        head, _, inside = code.partition("(")
        code = head + "(\n    " + ",\n    ".join(part.strip() for part in inside[:-1].split(",")) + ")"
    return roff(code) + ";"


def page(function, version):
    brief = prose(function.brief).rstrip(".")
    yield f'.\\" Made by man.py from {function.place.split(":")[0]}; do not edit.'
    yield f'.TH {function.name} 3 "" "latigraph {version}" "latigraph library"'
    yield f".SH NAME\n{roff(function.name)} \\- {brief}"
    yield f".SH SYNOPSIS\n.nf\n#include <latigraph/{function.header}>\n\n{synopsis(function)}\n.fi"
    if function.text:
        yield ".SH DESCRIPTION\n" + "\n.PP\n".join(prose(part) for part in function.text)
    if function.about:
        yield ".SH PARAMETERS"
        for name in function.parameters:
            yield f".TP\n.I {roff(name)}\n{prose(function.about.get(name, ''))}"
    if function.returns:
        yield ".SH RETURN VALUE\n" + prose(function.returns)
    if function.complexity:
        yield ".SH TIME COMPLEXITY\n" + prose(function.complexity)
    if function.examples:
        yield ".SH EXAMPLE"
        for title, code in function.examples:
            yield f"{prose(title[:1].upper() + title[1:])}\n.PP\n.EX\n{roff(code)}\n.EE"
    see = [part.removesuffix("()") for kind, part in spans(function.see) if kind == "function"]
    others = ", ".join(f"\\fB{roff(name)}\\fR(3)" for name in see)
    yield ".SH SEE ALSO\n" + ", ".join(filter(None, [others, "\\fBlatigraph\\fR(1)"]))


def main(source, version, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("latigraph_*.3"):
        old.unlink()
    for function in Reference(source).functions.values():
        if function.place:
            text = "\n".join(page(function, version)) + "\n"
            (folder / f"{function.name}.3").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
