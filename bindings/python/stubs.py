"""Writes the type stubs of the package, ops.pyi and __init__.pyi, into a folder.

    python stubs.py FOLDER

Operations, their results and records come from the table, and so do the properties and options that are
keywords. `make update-python-stubs` keeps the stubs with the sources, and a test compares them.
"""

import inspect
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path = [folder for folder in sys.path if folder != HERE]  # the package as built, not its sources

import latigraph  # noqa: E402
from latigraph import _call  # noqa: E402

WIDTH = 100
HEADER = "# Made by stubs.py from the table of operations; not to be edited: make update-python-stubs\n"

FACE = '''from os import PathLike
from types import SimpleNamespace
from typing import Callable, Iterator, KeysView, Literal, NamedTuple, Protocol, Sequence, SupportsIndex, Union, overload

import numpy as np
import pandas as pd
from igraph import Graph

from . import ops as ops
from .ops import (
{functions}
)

__version__: str

# --- Arguments ---

class _Igraph(Protocol):
    def vcount(self) -> int: ...
    def ecount(self) -> int: ...

class _Networkx(Protocol):
    def number_of_nodes(self) -> int: ...
    def is_directed(self) -> bool: ...

class _SparseMatrix(Protocol):
    @property
    def shape(self) -> tuple[int, ...]: ...
    def tocoo(self) -> object: ...

class _Array(Protocol):
    @property
    def shape(self) -> tuple[int, ...]: ...
    def __array__(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]: ...

class _Frame(Protocol):
    @property
    def columns(self) -> Sequence[str]: ...
    def to_csv(self) -> object: ...

GraphLike = Union[_Igraph, _Networkx, _SparseMatrix, _Array, _Frame]
class _WithCircuits(Protocol):
    circuits: Circuits

Graphs = Union[GraphLike, Sequence[GraphLike], _WithCircuits]
Texts = Union[str, PathLike[str], Sequence[Union[str, PathLike[str]]]]
VectorLike = Union[float, Sequence[float], _Array]
MatrixLike = Union[Sequence[float], Sequence[Sequence[float]], _Array]
Function = Union[Callable[[Graph], Union[float, None]], tuple[str, Callable[[Graph], Union[float, None]]]]
Functions = Union[Function, Sequence[Function], dict[str, Callable[[Graph], Union[float, None]]]]
Properties = Union[str, Function, Sequence[Union[str, Function]]]
Requests = Union[str, Sequence[str], dict[str, Union[float, str]], dict[Function, Union[float, str]]]
Progress = Union[bool, Callable[[str, float], object]]

# --- Results: arrays of numpy where it is installed, lists where it is not ---

_Index = Union[int, str]

class Vector(np.ndarray[tuple[int], np.dtype[np.float64]]):
    labels: tuple[Union[list[str], None], ...]
    @overload  # type: ignore[override]
    def __getitem__(self, key: _Index) -> float: ...
    @overload
    def __getitem__(self, key: Union[slice, Sequence[int]]) -> Vector: ...

class Matrix(np.ndarray[tuple[int, int], np.dtype[np.float64]]):
    labels: tuple[Union[list[str], None], ...]
    @overload  # type: ignore[override]
    def __getitem__(self, key: tuple[_Index, _Index]) -> float: ...
    @overload
    def __getitem__(self, key: Union[_Index, tuple[_Index, slice], tuple[slice, _Index]]) -> Vector: ...
    @overload
    def __getitem__(self, key: Union[slice, tuple[slice, slice]]) -> Matrix: ...

class Circuits(list[Graph]):
    @overload  # type: ignore[override]
    def __getitem__(self, key: SupportsIndex) -> Graph: ...
    @overload
    def __getitem__(self, key: slice) -> Circuits: ...

class Words(list[str]):
    labels: tuple[Union[list[str], None], ...]
    @overload  # type: ignore[override]
    def __getitem__(self, key: _Index) -> str: ...
    @overload
    def __getitem__(self, key: slice) -> list[str]: ...

class Remark(NamedTuple):
    kind: str
    about: str
    text: str

class Record(SimpleNamespace):
    def __getitem__(self, name: str) -> Union[float, str, Vector]: ...
    def keys(self) -> KeysView[str]: ...

class Figure:
    svg: str
    def save(self, path: Union[str, PathLike[str]]) -> None: ...

class Page:
    html: str
    def __init__(self, text: str, height: int = 720) -> None: ...
    def save(self, path: Union[str, PathLike[str]]) -> None: ...

class Result:
    remarks: list[Remark]
    def keys(self) -> KeysView[str]: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __contains__(self, key: object) -> bool: ...
    def to_dataframe(self, axis: Union[str, None] = ...) -> pd.DataFrame: ...
    def plot(
        self,
        *,
        width: float | None = None,
        height: float | None = None,
        dpi: float | None = None,
        theme: str | None = None,
        palette: str | None = None,
        title: str | None = None,
    ) -> Figure: ...

class LatigraphError(Exception): ...
class LatigraphValueError(LatigraphError, ValueError): ...
class LatigraphRuntimeError(LatigraphError, RuntimeError): ...
class LatigraphFileError(LatigraphError, OSError): ...
class LatigraphWarning(UserWarning): ...

class LatigraphRemark(LatigraphWarning):
    kind: str
    about: str

# --- Progress ---

class Bar:
    def __init__(self, stream: object = None) -> None: ...
    def __call__(self, message: str, percent: float) -> None: ...
    def clear(self) -> None: ...

class progress:
    def __init__(self, callback: Union[Progress, None] = True) -> None: ...
    def __enter__(self) -> progress: ...
    def __exit__(self, *exception: object) -> None: ...

# --- Models ---
'''
NAMES = """Circuits Figure GraphLike Graphs Function Functions Matrix MatrixLike Model Progress Properties Record Requests
Result Texts Vector VectorLike Words""".split()


def kind(annotation):
    """An annotation as text."""
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
    """A function's stub: on one line if it fits, else with one argument per line."""
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


def signature_of(operation):
    """The signature of an operation with the properties of the table for **properties."""
    known = list(operation.signature.parameters.values())
    if not operation.takes_requests:
        return operation.signature
    taken = {p.name for p in known}
    known[-1:] = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=..., annotation="float | str")
        for name in _call._property_keywords()
        if name not in taken
    ]
    return operation.signature.replace(parameters=known)


def fields(operation, types, outputs):
    return [f"    {operation.python_names[o['name']]}: {types[o['type']]}" for o in outputs]


def result(operation):
    """The classes of an operation's several outputs, and of what they say about one label."""
    name, record = operation.returns(), operation.class_name("Record")
    labelled = [o for o in operation.outputs if o["rows"] or o["columns"]]
    lines = []
    if labelled:
        entries = {"vector": "float", "string_list": "str", "matrix": "Vector"}
        lines += [f"class {record}(Record):", *fields(operation, entries, labelled), ""]
    lines += [f"class {name}(Result):", *fields(operation, _call.OUTPUT_TYPES, operation.outputs)]
    by_type = {}
    for output in operation.outputs:
        by_type.setdefault(_call.OUTPUT_TYPES[output["type"]], []).append(output["name"])
    chosen = [(f"Literal[{', '.join(map(repr, names))}]", type_) for type_, names in by_type.items()]
    chosen += [("str", record)] if labelled else []
    for key, type_ in chosen:
        lines += ["    @overload"] if len(chosen) > 1 else []
        # A field wins over a label of the same name, so that the first overloads may overlap the last.
        ignored = "  # type: ignore[misc]" if labelled and key != "str" and type_ not in (record, "Graph") else ""
        lines.append(f"    def __getitem__(self, key: {key}) -> {type_}: ...{ignored}")
    if labelled:
        lines.append(f"    def record(self, label: str) -> {record}: ...")
    return "\n".join(lines)


def operations():
    return [operation for operation in _call.table.values() if operation.module == "latigraph"]


def ops_stub():
    parts = [
        HEADER + "from os import PathLike\nfrom typing import Literal, Sequence, overload\n\n"
        "from igraph import Graph\n\nfrom . import (\n    " + ",\n    ".join(NAMES) + ",\n)"
    ]
    for operation in operations():
        if len(operation.outputs) > 1:
            parts.append(result(operation))
        parts.append(function(operation.name, signature_of(operation)))
    return "\n\n".join(parts) + "\n"


def of_model(operation, method):
    """An operation as a method of models."""
    first, *rest = signature_of(operation).parameters.values()
    own = first.replace(name="self", annotation=inspect.Parameter.empty)
    returned = inspect.signature(method).return_annotation
    signature = inspect.Signature([own, *rest], return_annotation=returned)
    return function(operation.name, signature, "    ")


def model_stub():
    parts = ["class Model:\n    def __init__(self, handle: object, name: str | None = None) -> None: ..."]
    for name, member in vars(latigraph.Model).items():
        if isinstance(member, property):
            returns = kind(inspect.signature(member.fget).return_annotation)
            parts.append(f"    @property\n    def {name}(self) -> {returns}: ...")
        elif name in _call.table:
            parts.append(of_model(_call.table[name], member))
        elif callable(member) and not name.startswith("_"):
            parts.append(function(name, inspect.signature(member), "    "))
    return "\n".join(parts)


def face_stub():
    results = {operation.returns() for operation in operations() if operation.name in vars(latigraph.Model)}
    functions = [o for o in operations() if o.name not in vars(latigraph.Model)]
    whole = [o for o in functions if o.returns() == o.returns(main=True)]
    imported = sorted(o.name for o in whole)
    listed = [f"    {name} as {name}," for name in imported]
    listed += [f"    {name} as {name}," for name in sorted(results) if name.endswith("Result")]
    parts = [HEADER + FACE.replace("{functions}", "\n".join(listed)) + model_stub()]
    for name in ("load", "load_module"):
        parts.append(function(name, inspect.signature(getattr(latigraph, name))))
    for operation in functions:
        if operation not in whole:
            signature = operation.signature.replace(return_annotation=operation.returns(main=True))
            parts.append(function(operation.name, signature))
    parts.append(
        "def graph_from_table(\n    edges: Union[pd.DataFrame, pd.Series[float]],\n"
        "    nodes: Union[pd.DataFrame, None] = ...,\n"
        "    **options: str,\n"
        ") -> Graph: ...")
    parts.append(
        "def graph_from_matrix(\n    matrix: Union[_Array, _SparseMatrix, pd.DataFrame],\n"
        "    nodes: Union[pd.DataFrame, None] = ...,\n    positions: Union[_Array, None] = ...,\n"
        "    unit: Union[str, None] = ...,\n    connectome: Union[str, None] = ...,\n) -> Graph: ...")
    parts.append("def call(operation: str, /, **arguments: object) -> object: ...")
    return "\n\n".join(parts) + "\n"


def main(folder):
    for name, text in (("ops.pyi", ops_stub()), ("__init__.pyi", face_stub())):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
