"""Values of arguments, by the types of the table of operations, to what the extension reads and back.

Vectors are bytes of real numbers and matrices (rows, columns, bytes) with one column after the other.
They come back as arrays of numpy where it is installed, as lists where it is not.
"""

import array
import difflib
import functools
import json
import math
import numbers
import operator
import os

from . import _latigraph
from ._graphs import from_raw, is_graph, to_raw
from ._html import Circuits


@functools.cache
def numpy():
    """The package numpy, or None where it is missing; it takes longer to import than all of this one."""
    try:
        import numpy as package
    except ImportError:
        return None
    return package


def did_you_mean(word, known):
    """The end of a sentence: '; did you mean "density"?' if a known word is close, or a full stop."""
    close = difflib.get_close_matches(word, list(known), 1, 0.7)
    return f"; did you mean {close[0]!r}?" if close else "."


# --- To the extension -------------------------------------------------------------------------------


def items_of(value, what):
    """What is in a list, or anything that can be gone through."""
    try:
        return list(value)
    except TypeError:
        raise TypeError(f"{what} are needed, not {type(value).__name__}.") from None


def _graphs(value):
    """A graph, several, or a result with circuits in it."""
    value = getattr(value, "circuits", value)
    return [to_raw(graph) for graph in ([value] if is_graph(value) else items_of(value, "Graphs"))]


def _vector(value):
    """Numbers; one number counts as a vector of one."""
    value = [value] if isinstance(value, numbers.Real) else value
    return array.array("d", map(float, value)).tobytes()


def _rows(value):
    """A list of rows; one row of numbers counts as a matrix of one."""
    rows = list(value)
    if rows and not hasattr(rows[0], "__len__"):
        rows = [rows]
    return [list(map(float, row)) for row in rows]


def _matrix(value):
    if numpy() is not None:
        table = numpy().atleast_2d(numpy().asarray(value, dtype=float))
        if table.ndim != 2:
            raise ValueError(f"A matrix has two dimensions, not {table.ndim}.")
        return (*table.shape, table.tobytes(order="F"))
    rows = _rows(value)
    if len({len(row) for row in rows}) > 1:
        raise ValueError("The rows of a matrix must be equally long.")
    flat = array.array("d", (number for column in zip(*rows) for number in column))
    return (len(rows), len(rows[0]) if rows else 0, flat.tobytes())


def _integer(value):
    """A whole number that igraph's integers hold; a real number is none, even 3.0."""
    number = operator.index(value)
    bits = number.bit_length()
    if bits >= _latigraph.integer_size:
        raise OverflowError(f"A number of {bits} bits is more than igraph's integers hold.")
    return number


def _boolean(value):
    if value is True or value is False or type(value).__name__ in ("bool_", "bool"):
        return bool(value)
    raise TypeError(f"True or False is needed, not {value!r}.")


def _string(value):
    if isinstance(value, dict):
        value = json.dumps(value)
    if isinstance(value, os.PathLike):
        value = os.fsdecode(value)
    if not isinstance(value, str):
        raise TypeError(f"A text is needed, not {value!r:.60}.")
    if "\0" in value:
        raise ValueError(f"A text must not have a NUL character in it: {value!r:.60}.")
    return value


def _strings(value):
    """One text counts as a list of one."""
    if isinstance(value, (str, os.PathLike)):
        value = [value]
    return [_string(text) for text in items_of(value, "Texts")]


def is_texts(value):
    """Is it a text or path, or a list of them?"""
    items = value if isinstance(value, (list, tuple)) and value else [value]
    return all(isinstance(item, (str, os.PathLike)) for item in items)


def _model(value):
    handle = getattr(value, "_handle", None)
    if handle is None:
        raise TypeError(f"A model is needed, not {type(value).__name__}.")
    return handle


def name_of(function):
    """What a function is called as a property."""
    if isinstance(function, tuple):
        return function[0]
    name = getattr(function, "__name__", type(function).__name__)
    return "lambda" if name == "<lambda>" else name


def _function(value):
    """A function of an igraph.Graph, or (name, function), as a property; None is "not defined"."""
    name, function = value if isinstance(value, tuple) else (name_of(value), value)
    if not callable(function):
        raise TypeError(f"A function of a graph is needed, not {type(function).__name__}.")

    def measure(raw):
        number = function(from_raw(raw))
        try:
            return math.nan if number is None else float(number)
        except (TypeError, ValueError, OverflowError) as error:
            error.args = (f"The property {name!r} gave {number!r:.60}, not one number.",)
            raise

    return (_string(name), measure)


def _is_function(value):
    """A function of a graph, or its pair with a name?"""
    return callable(value) or (
        isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str) and callable(value[1])
    )


def functions_in(value):
    """Functions of a graph as a list; a dict has their names."""
    if isinstance(value, dict):
        return list(value.items())
    return [value] if _is_function(value) else items_of(value, "Functions of a graph")


def _functions(value):
    return [_function(item) for item in functions_in(value)]


def _request(name, value):
    """ "density" and "+1sd" as "density=+1sd"; a change such as "+=0.05" has its own sign."""
    if isinstance(value, str):
        return name + value if value.startswith(("+=", "-=")) else f"{name}={value}"
    try:
        return f"{name}={float(value)!r}"
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"{name} is asked to be {value!r}; a number or a text is needed.") from None


def names_and_functions(value):
    """("density", f) as (["density", "f"], [f]): all names, and the functions among them.

    A dict is for requests: its keys are names or functions, its values what they should become.
    """
    if isinstance(value, (str, os.PathLike)) or _is_function(value):
        value = [value]
    items = items_of(value, "Names and functions of properties")
    names = [item if isinstance(item, (str, os.PathLike)) else name_of(item) for item in items]
    functions = [item for item in items if not isinstance(item, (str, os.PathLike))]
    for item in functions:
        if not _is_function(item):
            raise TypeError(f"Names and functions of properties are needed, not {type(item).__name__}.")
    if isinstance(value, dict):
        names = [_request(name, wanted) for name, wanted in zip(names, value.values())]
    return names, functions


TO_EXTENSION = {
    "graph": to_raw,
    "graph_list": _graphs,
    "vector": _vector,
    "matrix": _matrix,
    "integer": _integer,
    "real": float,
    "boolean": _boolean,
    "string": _string,
    "string_list": _strings,
    "model": _model,
    "callback": _function,
    "callback_list": _functions,
    "bytes": bytes,
}

# --- From the extension -----------------------------------------------------------------------------


def _numbers(data):
    if numpy() is not None:
        return numpy().frombuffer(data, dtype=float)
    return array.array("d", bytes(data)).tolist()


def _table(raw):
    rows, columns, data = raw
    if numpy() is not None:
        return numpy().frombuffer(data, dtype=float).reshape((rows, columns), order="F")
    flat = _numbers(data)
    return [flat[i::rows] if columns else [] for i in range(rows)]


def _list_of_graphs(raw):
    return Circuits(from_raw(graph) for graph in raw)


def _new_model(handle):
    from ._model import Model

    return Model(handle)


FROM_EXTENSION = {
    "graph": from_raw,
    "graph_list": _list_of_graphs,
    "vector": _numbers,
    "matrix": _table,
    "model": _new_model,
}

# --- As annotations ---------------------------------------------------------------------------------

#: What each type looks like in signatures and stubs, as an input and as an output.
INPUT_TYPES = {
    "graph": "GraphLike",
    "graph_list": "Graphs",
    "vector": "VectorLike",
    "matrix": "MatrixLike",
    "integer": "int",
    "real": "float",
    "boolean": "bool",
    "string": "str | PathLike[str]",
    "string_list": "Texts",
    "model": "Model",
    "callback": "Function",
    "callback_list": "Functions",
    "bytes": "bytes",
}
OUTPUT_TYPES = {
    "graph": "Graph",
    "graph_list": "Circuits",
    "vector": "Vector",
    "matrix": "Matrix",
    "integer": "int",
    "real": "float",
    "boolean": "bool",
    "string": "str",
    "string_list": "Words",
    "model": "Model",
    "bytes": "bytes",
}
