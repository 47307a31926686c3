"""Writes the type stubs of the package, ops.pyi and __init__.pyi, into a folder.

    python stubs.py FOLDER

Operations come from the table; the face is looked at as it is imported, and `steer` names the properties of
the table. `make update-python-stubs` keeps the result with the sources, and a test compares.
"""

import inspect
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path = [folder for folder in sys.path if folder != HERE]  # the package as built, not its sources

import latigraph  # noqa: E402
from latigraph import _call, _model  # noqa: E402

WIDTH = 100
HEADER = '''# Made by stubs.py from the table of operations; not to be edited: make update-python-stubs
from os import PathLike
from typing import Any, Callable, Literal, NamedTuple, Sequence, Union

from igraph import Graph
'''
TYPES = '''
# numpy's arrays where it is installed, lists where it is not.
Vector = Any
Matrix = Any
GraphLike = Any  # igraph.Graph, networkx.DiGraph, a sparse matrix of scipy
Graphs = Union[GraphLike, Sequence[GraphLike]]
Texts = Union[str, PathLike[str], Sequence[Union[str, PathLike[str]]]]
MatrixLike = Union[Sequence[float], Sequence[Sequence[float]], Any]
Function = Union[Callable[[Graph], float], tuple[str, Callable[[Graph], float]]]
Functions = Union[Function, Sequence[Function], dict[str, Callable[[Graph], float]]]
'''
FACE_TYPES = '''
Properties = Union[str, Function, Sequence[Union[str, Function]]]
Targets = Union[dict[Any, Union[float, str]], Sequence[str]]
Progress = Union[bool, Callable[[str, float], object]]
'''


def kind(annotation):
    """An annotation as text."""
    if annotation is inspect.Signature.empty:
        return "Any"
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def text_of(parameter):
    name = ("**" if parameter.kind is parameter.VAR_KEYWORD else "") + parameter.name
    if parameter.annotation is not parameter.empty:
        name += ": " + kind(parameter.annotation)
    if parameter.default is not parameter.empty:
        shown = "..." if parameter.default is ... else repr(parameter.default)
        name += (" = " if ":" in name else "=") + shown
    return name


def function(name, signature, indent=""):
    """A function's stub: on one line if it fits, else one argument a line."""
    arguments, by_name = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not by_name:
            arguments.append("*")
            by_name = True
        arguments.append(text_of(parameter))
    returns = kind(signature.return_annotation)
    line = f"{indent}def {name}({', '.join(arguments)}) -> {returns}: ..."
    if len(line) <= WIDTH:
        return line
    return f"{indent}def {name}(\n" + "".join(f"{indent}    {a},\n" for a in arguments) + (
        f"{indent}) -> {returns}: ..."
    )


def result(operation):
    """The class of an operation's several outputs."""
    lines = [f"class {operation.returns()}(NamedTuple):"]
    lines += [
        f"    {_call.python_name(o['name'])}: {_call.OUTPUT_TYPES[o['type']]}" for o in operation.outputs
    ]
    return "\n".join(
        lines
        + [
            "    def __getitem__(self, key: Any) -> Any: ...",
            "    def keys(self) -> tuple[str, ...]: ...",
            "    def row(self, name: str) -> dict[str, Any]: ...",
        ]
    )


def builtin_operations():
    return [operation for operation in _call.table.values() if operation.module == "latigraph"]


def ops_stub():
    parts = [HEADER + "\nfrom . import Model\n" + TYPES]
    for operation in builtin_operations():
        if len(operation.outputs) > 1:
            parts.append(result(operation))
        parts.append(function(operation.name, operation.signature))
    return "\n\n".join(parts) + "\n"


def with_properties(signature):
    """steer's keywords: the properties of the table, and of operations by way of any other."""
    names = latigraph.call("properties", outputs=["names"])["names"]
    last = signature.parameters["properties"]
    known = [
        inspect.Parameter(
            name.replace("-", "_"), inspect.Parameter.KEYWORD_ONLY, default=..., annotation="float | str"
        )
        for name in names
    ]
    others = [p for p in signature.parameters.values() if p is not last]
    taken = {p.name for p in others}
    return signature.replace(parameters=others + [p for p in known if p.name not in taken] + [last])


def model_stub():
    parts = ["class Model:", "    def __init__(self, handle: object) -> None: ..."]
    for name, member in vars(_model.Model).items():
        if isinstance(member, property):
            returns = kind(inspect.signature(member.fget).return_annotation)
            parts.append(f"    @property\n    def {name}(self) -> {returns}: ...")
        elif callable(member) and not name.startswith("_"):
            signature = inspect.signature(member)
            if name == "steer":
                signature = with_properties(signature)
            parts.append(function(name, signature, "    "))
    return "\n".join(parts)


def face_stub():
    classes = ["\nclass LatigraphError(Exception): ..."]
    classes += ["class LatigraphValueError(LatigraphError, ValueError): ..."]
    classes += ["class LatigraphRuntimeError(LatigraphError, RuntimeError): ..."]
    classes += ["class LatigraphFileError(LatigraphError, OSError): ..."]
    classes += ["class LatigraphWarning(UserWarning): ..."]
    names = sorted({o.returns() for o in builtin_operations() if len(o.outputs) > 1})
    imports = "from . import ops as ops\nfrom .ops import (\n    "
    imports += ",\n    ".join(
        names + ["Function", "Functions", "GraphLike", "Graphs", "Matrix", "MatrixLike", "Texts", "Vector"]
    )
    parts = [HEADER + "\n" + imports + ",\n)\n" + FACE_TYPES, "__version__: str", "\n".join(classes)]
    parts.append(
        "class Result(tuple[Any, ...]):\n"
        "    def keys(self) -> tuple[str, ...]: ...\n"
        "    def row(self, name: str) -> dict[str, Any]: ..."
    )
    parts.append(
        "class Bar:\n"
        "    def __init__(self, stream: Any = None) -> None: ...\n"
        "    def __call__(self, message: str, percent: float) -> None: ...\n"
        "    def clear(self) -> None: ..."
    )
    parts.append(
        "class progress:\n"
        "    def __init__(self, callback: Progress | None = True) -> None: ...\n"
        "    def __enter__(self) -> progress: ...\n"
        "    def __exit__(self, *exception: object) -> None: ..."
    )
    parts.append(model_stub())
    for name in ("call", "fit", "function", "load", "load_module", "models", "properties"):
        parts.append(function(name, inspect.signature(getattr(latigraph, name))))
    return "\n\n".join(parts) + "\n"


def main(folder):
    for name, text in (("ops.pyi", ops_stub()), ("__init__.pyi", face_stub())):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
