"""Calls of operations by their names, as the table describes them."""

import collections
import inspect
import json
import keyword
import random
import sys
import textwrap

from . import _latigraph, _progress
from ._values import FROM_EXTENSION, INPUT_TYPES, OUTPUT_TYPES, TO_EXTENSION

#: Random seeds that a real number still holds exactly: graphs carry them as attributes.
_SEED_BITS = 53 if _latigraph.integer_size >= 64 else 31


def python_name(name):
    """`from` is no name in Python: `from_`."""
    return name + "_" if keyword.iskeyword(name) else name


class Result(tuple):
    """Several outputs: a named tuple that can also be asked by name.

    ``result.r2`` and ``result["r2"]`` are the same; ``result.keys()`` are the names, so that
    ``dict(result)`` works. ``result.row("density")`` takes from every output that has one entry for each
    of its ``properties`` (or ``names``, ``coordinates``) that of this one.
    """

    __slots__ = ()
    _fields = ()
    _lists = ("properties", "names", "coordinates")

    def __getitem__(self, key):
        if isinstance(key, str):
            if key not in self._fields:
                raise KeyError(key)
            return getattr(self, key)
        return tuple.__getitem__(self, key)

    def keys(self):
        return self._fields

    def row(self, name):
        for field in self._lists:
            labels = getattr(self, field, None)
            if isinstance(labels, list) and name in labels:
                place = labels.index(name)
                return {
                    key: self[key][place]
                    for key in self._fields
                    if hasattr(self[key], "__len__")
                    and not isinstance(self[key], str)
                    and len(self[key]) == len(labels)
                }
        raise KeyError(name)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{f}={_brief(self[f])}' for f in self._fields)})"


def _brief(value):
    """A value for people; what is long by its size."""
    if hasattr(value, "shape") and value.size > 6:
        return "×".join(map(str, value.shape)) + " array"
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list) and value and (len(value) > 6 or hasattr(value[0], "vcount")):
        return f"list of {len(value)}"
    return repr(value)


def _result_class(operation):
    names = [python_name(argument["name"]) for argument in operation.outputs]
    title = "".join(word.capitalize() for word in operation.name.split("_")) + "Result"
    plain = collections.namedtuple(title, names)
    doc = "\n".join(f"{n}: {a['doc']}" for n, a in zip(names, operation.outputs))
    return type(title, (Result, plain), {"__slots__": (), "_fields": plain._fields, "__doc__": doc})


class Operation:
    """One operation of the table, ready to be called."""

    def __init__(self, description):
        self.name = description["name"]
        self.module = description["module"]
        self.summary = description["summary"] or ""
        self.doc = description["doc"]
        self.uses_randomness = description["uses_randomness"]
        arguments = description["arguments"]
        self.inputs = [a for a in arguments if a["direction"] == "in"]
        self.outputs = [a for a in arguments if a["direction"] == "out"]
        self._types = {a["name"]: a["type"] for a in arguments}
        self._table_names = {python_name(a["name"]): a["name"] for a in self.inputs}
        self._result = _result_class(self) if len(self.outputs) > 1 else None
        self.signature = self._make_signature()

    # --- What it looks like ---

    def _make_signature(self):
        """Required arguments that come first may be given by place, all others by name only."""
        parameters, by_place = [], True
        for argument in self.inputs:
            by_place = by_place and not argument["optional"]
            kind = inspect.Parameter.POSITIONAL_OR_KEYWORD if by_place else inspect.Parameter.KEYWORD_ONLY
            parameters.append(
                inspect.Parameter(
                    python_name(argument["name"]),
                    kind,
                    default=default_of(argument) if argument["optional"] else inspect.Parameter.empty,
                    annotation=annotation_of(argument),
                )
            )
        return inspect.Signature(parameters, return_annotation=self.returns())

    def returns(self):
        if self._result is not None:
            return self._result.__name__
        return OUTPUT_TYPES[self.outputs[0]["type"]] if self.outputs else "None"

    def documentation(self):
        parts = [self.summary]
        if self.doc:
            parts.append(textwrap.fill(self.doc, 88))
        if self.uses_randomness:
            parts.append("A seed that is left out is drawn from Python's random.")
        for title, arguments in (("Arguments", self.inputs), ("Returns", self.outputs)):
            if arguments:
                lines = [describe_argument(argument) for argument in arguments]
                parts.append(f"{title}:\n" + "\n".join(lines))
        return "\n\n".join(parts)

    # --- Calls ---

    def call(self, given, outputs=None):
        """`given` by the table's names; None counts as left out."""
        inputs = {}
        for name, value in given.items():
            if value is not None:
                try:
                    inputs[name] = TO_EXTENSION[self._types[name]](value)
                except (TypeError, ValueError, OverflowError) as error:
                    error.args = (f"Argument {name!r} of {self.name}: {error}",)
                    raise
        if self.uses_randomness and "seed" not in inputs:
            inputs["seed"] = random.getrandbits(_SEED_BITS)
        wanted = tuple(a["name"] for a in self.outputs) if outputs is None else tuple(outputs)
        teller = _progress.current()
        try:
            raw = _latigraph.call(self.name, inputs, wanted, teller, _distance_to_user())
        finally:
            if isinstance(teller, _progress.Bar):
                teller.clear()
        values = {n: FROM_EXTENSION.get(self._types[n], _same)(raw[n]) for n in wanted}
        if outputs is not None:
            return values
        if self._result is not None:
            return self._result(*values.values())
        return next(iter(values.values()), None)

    def call_python(self, *args, **kwargs):
        """As the signature says."""
        return self.call(self.bind(*args, **kwargs))

    def bind(self, *args, **kwargs):
        """Arguments by the table's names."""
        bound = self.signature.bind(*args, **kwargs)
        return {self._table_names[name]: value for name, value in bound.arguments.items()}


def _same(value):
    return value


def _distance_to_user():
    """How many frames up the code stands that called this package: warnings point there."""
    frame, distance = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_globals.get("__package__") == __package__:
        frame, distance = frame.f_back, distance + 1
    return distance


def default_of(argument):
    """An optional argument's default as a value of Python."""
    text = argument["default"]
    if text is None:
        return None
    if argument["type"] == "boolean":
        return text == "true"
    return {"integer": int, "real": float}.get(argument["type"], str)(text)


def annotation_of(argument):
    if argument.get("choices"):
        kind = "Literal[" + ", ".join(f"'{choice}'" for choice in argument["choices"]) + "]"
    else:
        kind = INPUT_TYPES[argument["type"]]
    optional = argument["optional"] and argument["default"] is None
    return f"{kind} | None" if optional else kind


def describe_argument(argument):
    name = python_name(argument["name"])
    facts = [argument["type"].replace("_", " ")]
    if argument.get("choices"):
        facts.append("one of " + ", ".join(argument["choices"]))
    low, high = argument.get("min"), argument.get("max")
    if low is not None and high is not None and high < 2**53:
        facts.append(f"from {low} to {high}")
    elif low is not None:
        facts.append(f"at least {low}")
    if argument["direction"] == "in" and argument.get("default") is not None:
        facts.append(f"default {argument['default']}")
    text = f"{name} ({', '.join(facts)}): {argument['doc'] or ''}"
    return textwrap.fill(text, 88, initial_indent="    ", subsequent_indent="        ")


#: Operations by name, in the order of the table.
table = {}


def read_table():
    """Adds what is new; returns the names of all."""
    for description in json.loads(_latigraph.describe()):
        if description["name"] not in table:
            table[description["name"]] = Operation(description)
    return list(table)


def call(operation, /, outputs=None, **arguments):
    """Calls an operation by its name.

    With ``outputs``, names of those that are wanted, the result is a dict with these alone, and the
    others are not computed where that saves work. Without, it is what ``lg.ops.NAME`` returns.
    """
    if operation not in table:
        raise _latigraph.LatigraphValueError(f'There is no operation "{operation}".')
    described = table[operation]
    return described.call(described.bind(**arguments), outputs)
