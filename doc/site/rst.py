"""What the writers of reference pages share: text as reStructuredText."""

import re

from comments import spans


def escaped(text):
    return re.sub(r"([\\*`|_])", r"\\\1", text)


def literal(text):
    return f"``{text}``" if text.strip() else ""


def prose(text):
    """A text with igraph's commands, or with names of functions, as reStructuredText."""
    shown = {
        "text": escaped,
        "code": literal,
        "parameter": lambda part: f"*{escaped(part)}*",
        "function": lambda part: f":c:func:`{part.removesuffix('()')}`",
        "type": lambda part: f":c:type:`{part}`",
    }
    parts = []
    for kind, part in spans(text):
        new = shown[kind](part)
        # Markup has to be set off from the letters around it.
        if new and parts and (kind != "text" or parts[-1][0] != "text"):
            before, after = parts[-1][1][-1:], new[:1]
            if not (before.isspace() or after.isspace()):
                new = "\\ " + new
        if new:
            parts.append((kind, new))
    return "".join(part for _, part in parts).strip()


def indented(text, width=3):
    return "\n".join(" " * width + line if line.strip() else "" for line in text.split("\n"))


def title(text, line="="):
    return f"{text}\n{line * (2 * len(text))}\n"


def code(text, language="c"):
    return f".. code-block:: {language}\n\n{indented(text.strip(chr(10)))}\n"


def toctree(pages, depth=1):
    return f".. toctree::\n   :maxdepth: {depth}\n\n{indented(chr(10).join(pages))}\n"


def write(folder, name, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.rst").write_text(text, encoding="utf-8")
