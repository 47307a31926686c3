"""The Python reference: signatures from the type stubs, texts from the docstrings and the operations."""

import ast
import inspect

from rst import escaped, indented, literal, title, toctree, write


def docstrings(folder):
    """Docstrings of the package by name, "Model.steer" for a method."""
    found = {}
    for path in sorted(folder.glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found[node.name] = ast.get_docstring(node)
                for inner in node.body if isinstance(node, ast.ClassDef) else ():
                    if isinstance(inner, ast.FunctionDef):
                        found[f"{node.name}.{inner.name}"] = ast.get_docstring(inner)
    return {name: text for name, text in found.items() if text}


def signature(node, method=False):
    arguments = ast.unparse(node.args)
    if method:
        arguments = arguments.removeprefix("self, ").removeprefix("self")
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({arguments}){returns}"


def of_operation(operation):
    """What the table says of an operation: text, then one field for each argument."""
    lines = [escaped(operation["summary"])]
    if operation.get("doc"):
        lines += ["", escaped(operation["doc"])]
    lines.append("")
    for argument in operation["arguments"]:
        if argument["direction"] == "in":
            lines.append(f":param {argument['name']}: {escaped(argument['doc'])}")
    outputs = [argument for argument in operation["arguments"] if argument["direction"] == "out"]
    if len(outputs) == 1:
        lines.append(f":returns: {escaped(outputs[0]['doc'])}")
    elif outputs:
        lines.append(":returns: a result with these fields:")
        lines.append("")
        lines += [f"   * {literal(output['name'])}: {escaped(output['doc'])}" for output in outputs]
    return "\n".join(lines)


def described(name, docs, table):
    if name in docs:
        # Docstrings are plain text with ``code`` in it; examples are indented.
        return inspect.cleandoc(docs[name]).replace("\n\n    ", "\n\n.. code-block:: python\n\n    ", 1)
    operation = table.get(name.rpartition(".")[2])
    return of_operation(operation) if operation else ""


def is_public(node):
    return isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")


def of_class(node, docs, table):
    bases = ", ".join(map(ast.unparse, node.bases))
    yield f".. py:class:: {node.name}\n\n{indented(described(node.name, docs, table) or 'Derived from ' + literal(bases) + '.')}\n"
    for inner in node.body:
        if not isinstance(inner, ast.FunctionDef) or inner.name.startswith("_"):
            continue
        about = indented(described(f"{node.name}.{inner.name}", docs, table))
        if any(ast.unparse(one) == "property" for one in inner.decorator_list):
            yield indented(f".. py:property:: {inner.name}\n   :type: {ast.unparse(inner.returns)}\n\n{about}\n")
        else:
            yield indented(f".. py:method:: {signature(inner, method=True)}\n\n{about}\n")


def package_page(stub, docs, table):
    yield title("latigraph")
    yield ".. default-domain:: py\n\n.. py:module:: latigraph\n"
    functions = [node for node in stub.body if is_public(node) and isinstance(node, ast.FunctionDef)]
    classes = [node for node in stub.body if is_public(node) and isinstance(node, ast.ClassDef)]
    yield title("Functions", "-")
    for node in functions:
        yield f".. py:function:: {signature(node)}\n\n{indented(described(node.name, docs, table))}\n"
    yield title("Classes", "-")
    for node in classes:
        yield from of_class(node, docs, table)


def operations_page(stub, table):
    yield title("latigraph.ops")
    yield ".. default-domain:: py\n\n.. py:module:: latigraph.ops\n"
    yield "Every operation of the library as a function. A seed that is left out is drawn from ``random``.\n"
    for node in stub.body:
        if isinstance(node, ast.FunctionDef) and node.name in table:
            yield f".. py:function:: {signature(node)}\n\n{indented(of_operation(table[node.name]))}\n"


def build(source, table, folder):
    package = source / "bindings/python/latigraph"
    table = {operation["name"]: operation for operation in table}
    docs = docstrings(package)
    stub = ast.parse((package / "__init__.pyi").read_text())
    write(folder / "python", "latigraph", "\n".join(package_page(stub, docs, table)))
    stub = ast.parse((package / "ops.pyi").read_text())
    write(folder / "python", "ops", "\n".join(operations_page(stub, table)))
    intro = "The page :doc:`/doc/python` shows the package at work. These pages list all of it.\n\n"
    write(folder / "python", "index", f"{title('Python reference')}\n{intro}" + toctree(["latigraph", "ops"]))
