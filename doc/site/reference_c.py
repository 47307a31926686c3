"""The C reference: one page for each public header."""

from comments import Function, Reference, joined, paragraphs
from rst import code, escaped, indented, literal, prose, title, toctree, write


def of_function(function):
    parts = [prose(function.brief), *map(prose, function.text)]
    fields = [f":param {name}: {prose(function.about.get(name, ''))}" for name in function.parameters]
    if function.returns:
        fields.append(f":returns: {prose(function.returns)}")
    parts.append("\n".join(fields))
    if function.complexity:
        parts.append(f"**Time complexity:** {prose(function.complexity)}")
    for about, text in function.examples:
        parts.append(f"**Example:** {prose(about[:1].upper() + about[1:])}\n\n{code(text)}")
    if function.see:
        parts.append(f"**See also:** {prose(function.see)}")
    parts.append(f"*Source:* {literal(function.place.split(':')[0])}")
    return f".. c:function:: {function.prototype}\n\n{indented(chr(10) + (chr(10) * 2).join(filter(None, parts)))}\n"


def of_declaration(item):
    about = "\n\n".join(map(prose, paragraphs(item.note)))
    body = f"{about}\n\n{code(item.code.replace('/**<', '/*'))}"
    if item.kind == "constants":
        return body
    return f".. c:{item.kind}:: {item.name}\n\n{indented(body)}\n"


def page(header):
    yield title(header.title)
    yield code(f"#include <latigraph/{header.name}>")
    for k, (heading, parts) in enumerate(header.sections):
        if k > 0:
            yield title(heading, "-")
        yield "\n\n".join(map(prose, parts)) + "\n"
    listed = [item for item in header.items if isinstance(item, Function)]
    if listed:
        rows = "\n".join(f"   * - :c:func:`{item.name}`\n     - {prose(item.brief)}" for item in listed)
        yield f".. list-table::\n   :widths: 40 60\n\n{rows}\n"
    for item in header.items:
        if isinstance(item, str):
            yield title(escaped(item), "-")
        else:
            yield of_function(item) if isinstance(item, Function) else of_declaration(item)


def build(source, folder):
    reference = Reference(source)
    names = []
    for header in reference.headers:
        if any(not isinstance(item, str) for item in header.items):
            names.append(header.name.removesuffix(".h"))
            write(folder / "c", names[-1], "\n".join(page(header)))
    intro = (source / "include/latigraph/latigraph.h").exists() and joined(
        """A program includes ``<latigraph/latigraph.h>``, which includes all of these headers. Every function
        has a manual page as well, for example ``man latigraph_encode``. Functions return igraph's error codes;
        what has an ``_init()`` function has to be freed by the matching ``_destroy()``.""")
    write(folder / "c", "index", title("C reference") + f"\n{intro}\n\n" + toctree(names))
    return reference.faults
