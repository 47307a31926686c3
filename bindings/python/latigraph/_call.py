"""Operations as functions, as the table describes them."""

import contextlib
import functools
import inspect
import json
import keyword
import random
import re
import sys
import textwrap
import warnings

from . import _graphs, _latigraph, _progress
from ._result import LatigraphRemark, Result
from ._values import (
    FROM_EXTENSION,
    INPUT_TYPES,
    OUTPUT_TYPES,
    TO_EXTENSION,
    did_you_mean,
    functions_in,
    is_texts,
    names_and_functions,
)

#: Random seeds that a real number still holds exactly: graphs carry them as attributes.
_SEED_BITS = 53 if _latigraph.integer_size >= 64 else 31

#: What a method or function of the package returns of several outputs; lg.ops has all of them.
_MAIN = {"generate": "circuits", "fit": "model"}


def draw_seed():
    return random.getrandbits(_SEED_BITS)


def python_name(name):
    """`from` is no name in Python: `from_`."""
    return name + "_" if keyword.iskeyword(name) else name


class Operation:
    """One operation of the table, ready to be called."""

    def __init__(self, description):
        self.name = description["name"]
        self.module = description["module"]
        self.summary = description["summary"] or ""
        self.doc = description["doc"]
        self.uses_randomness = description["uses_randomness"]
        self.long_running = description["long_running"]
        self.has_figure = description["has_figure"]
        arguments = description["arguments"]
        self.inputs = [a for a in arguments if a["direction"] == "in"]
        self.outputs = [a for a in arguments if a["direction"] == "out"]
        self.python_names = {a["name"]: python_name(a["name"]) for a in arguments}
        self._types = {a["name"]: a["type"] for a in arguments}
        self._table_names = {python_name(a["name"]): a["name"] for a in self.inputs}
        self.takes_functions = "functions" in self._table_names
        self.takes_requests = self._types.get("targets") == "string_list"
        self._options = []  #: (name, default, range, text) of options that are keywords
        if self.name == "fit" and "options" in self._types:
            self._options = [o for o in _latigraph.fit_options() if o[0].replace("-", "_") not in self._types]
        self.result_class = type(self.class_name("Result"), (Result,), {"operation": self})
        self.signature = self._make_signature()

    # --- What it looks like ---

    def class_name(self, end):
        return "".join(word.capitalize() for word in self.name.split("_")) + end

    def _is_by_place(self, argument):
        """Required inputs, those that the command takes by place, the first list of circuits, the list
        of properties that are asked for, and the number of circuits to generate."""
        lists = [a for a in self.inputs if a["type"] == "string_list" and self.takes_functions]
        first = [a for a in self.inputs if a["type"] == "graph_list"][:1] + lists[:1]
        return (
            not argument["optional"]
            or argument["positional"]
            or argument in first
            or (self.name, argument["name"]) == ("generate", "count")
        )

    def _parameter(self, argument):
        by_place = self._is_by_place(argument)
        optional = argument["optional"] or (self.takes_requests and argument["name"] == "targets")
        return inspect.Parameter(
            python_name(argument["name"]),
            inspect.Parameter.POSITIONAL_OR_KEYWORD if by_place else inspect.Parameter.KEYWORD_ONLY,
            default=default_of(argument) if optional else inspect.Parameter.empty,
            annotation=self.annotation(argument),
        )

    def _make_signature(self):
        """Arguments by place come first; then by name options, progress and requests of properties."""
        hidden = "options" if self._options else None
        parameters = [self._parameter(a) for a in self.inputs if a["name"] != hidden]
        parameters += [option_parameter(*option) for option in self._options]
        by_name = inspect.Parameter.KEYWORD_ONLY
        if self.long_running:
            parameters.append(
                inspect.Parameter("progress", by_name, default=None, annotation="Progress | None")
            )
        if self.takes_requests:
            parameters.append(
                inspect.Parameter("properties", inspect.Parameter.VAR_KEYWORD, annotation="float | str")
            )
        parameters.sort(key=lambda p: (p.kind, p.kind < by_name and p.default is not p.empty))
        return inspect.Signature(parameters, return_annotation=self.returns())

    def annotation(self, argument):
        """The type of an argument as text."""
        kind = INPUT_TYPES[argument["type"]]
        if argument.get("choices"):
            kind = "Literal[" + ", ".join(f"'{choice}'" for choice in argument["choices"]) + "]"
        elif self.takes_requests and argument["name"] == "targets":
            return "Requests | None"
        elif self.takes_functions and argument["type"] == "string_list":
            kind = "Properties"
        elif argument["name"] == "card":
            kind = "dict[str, str] | str"
        optional = argument["optional"] and argument["default"] is None
        return f"{kind} | None" if optional else kind

    def returns(self, main=False):
        """The type of the result as text; `main`: of the main output alone, where there is one."""
        if main and self.name in _MAIN and len(self.outputs) > 1:
            return OUTPUT_TYPES[self._types[_MAIN[self.name]]]
        if len(self.outputs) > 1:
            return self.result_class.__name__
        return OUTPUT_TYPES[self.outputs[0]["type"]] if self.outputs else "None"

    @functools.cached_property
    def documentation(self):
        """The text of the function, for the operation, the method and the package alike."""
        parts = [self.summary]
        if self.doc:
            parts.append(textwrap.fill(self.doc, 88, break_on_hyphens=False))
        if self.takes_requests:
            parts.append(
                "Properties are keywords, with _ for -: reciprocity=0.2, mean_degree=\"+20%\",\n"
                "density=\"+1sd\", transitivity=\"+=0.05\". In targets they are a dict, whose keys may be\n"
                "functions of a graph, or texts."
            )
        if self.takes_functions:
            parts.append("Names of properties and functions of a graph may be mixed.")
        if self.uses_randomness:
            parts.append("A seed that is left out is drawn from Python's random.")
        for title, arguments in (("Arguments", self.inputs), ("Returns", self.outputs)):
            if arguments:
                lines = [describe_argument(argument) for argument in arguments]
                parts.append(f"{title}:\n" + "\n".join(lines))
        if self._options:
            lines = [f"    {n.replace('-', '_')} ({a}; default {d}): {t}" for n, d, a, t in self._options]
            parts.append("Options:\n" + "\n".join(lines))
        return "\n\n".join(parts)

    def function(self, main=False):
        """The operation as a function, which is a method of models if a model comes first.

        With `main` it returns the main output alone, where there is one.
        """
        output = _MAIN.get(self.name) if main and len(self.outputs) > 1 else None

        def function(*args, **kwargs):
            given = self.bind(args, kwargs)
            progress = given.pop("progress", None)
            with _progress.progress(progress) if progress is not None else contextlib.nullcontext():
                result = self.call(given)
            return result if output is None else result[output]

        function.__name__ = function.__qualname__ = self.name
        function.__module__ = f"{__package__}.ops"
        function.__doc__ = self.documentation
        if output is not None:
            function.__doc__ += f"\n\nOnly {output} is returned; lg.ops.{self.name} returns everything."
        function.__signature__ = self.signature.replace(return_annotation=self.returns(main))
        return function

    def written(self, given):
        """A call as a line of Python; circuits, which have no text, are called by the name of their argument."""
        name = given.get("name") or getattr(given.get("model"), "_name", None)
        texts = [] if name is None else [f"latigraph.load({name!r})"]
        for argument in self.inputs:
            value = given.get(argument["name"])
            if value is None or argument["name"] == "threads" or argument["option"] is None:
                continue
            plain = argument["type"] in ("string", "string_list", "integer", "real", "boolean", "vector")
            text = repr(value) if plain else argument["name"]
            if argument["type"] == "model":
                texts = texts or [text]
            else:
                texts.append(text if self._is_by_place(argument) else f"{python_name(argument['name'])}={text}")
        return f"{texts[0]}.{self.name}({', '.join(texts[1:])})"

    def is_measure(self):
        """Can it be used as a property: one number of one graph?"""
        needed = [a["type"] for a in self.inputs if not a["optional"]]
        numbers = [o for o in self.outputs if o["type"] in ("integer", "real", "boolean")]
        return needed == ["graph"] and len(numbers) == 1

    # --- Calls ---

    def bind(self, args, kwargs):
        """Arguments by the table's names; keywords beyond the signature are requests."""
        known = self.signature.parameters
        for name in kwargs:
            if name not in known and not (self.takes_requests and _is_property(name, kwargs)):
                words = [*known, *_property_keywords()] if self.takes_requests else known
                raise TypeError(f"{self.name}() has no argument {name!r}{did_you_mean(name, words)}")
        bound = self.signature.bind(*args, **kwargs).arguments
        requests = {_property_name(n): v for n, v in bound.pop("properties", {}).items()}
        options = {n.replace("_", "-"): v for n, v in bound.items() if n not in self._table_names}
        options.pop("progress", None)
        given = {self._table_names.get(n, n): v for n, v in bound.items() if n.replace("_", "-") not in options}
        given = {name: value for name, value in given.items() if value is not None}
        if options:
            given["options"] = [f"{name}={_option(value)}" for name, value in options.items()]
        return self._with_functions(given, requests)

    def _with_functions(self, given, requests):
        """Functions among the names of properties move to the argument `functions`."""
        if not self.takes_functions:
            return given
        functions = functions_in(given["functions"]) if "functions" in given else []
        for name in [n for n in given if self._types.get(n) == "string_list"]:
            try:
                given[name], more = names_and_functions(given[name])
            except TypeError as error:
                raise TypeError(f"Argument {name!r} of {self.name}: {error}") from None
            functions += [function for function in more if function not in functions]
        if requests:
            given["targets"] = given.get("targets", []) + names_and_functions(requests)[0]
        if functions:
            given["functions"] = functions
        return given

    def _with_digests(self, given):
        """Codes of a result carry the digest of their model, which the operation compares with its own."""
        digests = {f"{name}_digest": getattr(value, "digest", None) for name, value in given.items()}
        return {**{n: d for n, d in digests.items() if d is not None and n in self._types}, **given}

    def _with_files(self, given):
        """Paths given as the matrix `activity` are its files; a data frame has the names of its columns."""
        activity = given.get("activity")
        if "files" not in self._types or activity is None:
            return given
        if is_texts(activity):
            return {"files": activity, **{n: v for n, v in given.items() if n != "activity"}}
        columns = getattr(activity, "columns", None)
        if columns is not None and "neuron_names" in self._types and "neuron_names" not in given:
            given = {**given, "neuron_names": [str(name) for name in columns]}
        return given

    def to_extension(self, values):
        """Values by the table's names as the extension takes them."""
        converted = {}
        for name, value in values.items():
            try:
                converted[name] = TO_EXTENSION[self._types[name]](value)
            except (TypeError, ValueError, OverflowError) as error:
                error.args = (f"Argument {name!r} of {self.name}: {error}",)
                raise
        return converted

    def call(self, given):
        """`given` by the table's names."""
        given = self._with_files(self._with_digests(given))
        inputs = self.to_extension(given)
        if self.uses_randomness and "seed" not in inputs:
            inputs["seed"] = draw_seed()
        if "command" in self._types and "command" not in inputs:
            inputs["command"] = self.written({**given, "seed": inputs["seed"]})
        wanted = tuple(a["name"] for a in self.outputs)
        _graphs.let_threads_run()
        reporter, level = _progress.current(self.long_running), _distance_to_user()
        try:
            raw, remarks = _latigraph.call(self.name, inputs, wanted, reporter, level)
        finally:
            if isinstance(reporter, _progress.Bar):
                reporter.clear()
        for kind, about, text in remarks:
            if kind not in ("not-applicable", "note"):
                warnings.warn(LatigraphRemark(text, kind, about), stacklevel=level)
        values = {n: FROM_EXTENSION.get(self._types[n], _same)(raw[n]) for n in wanted}
        if len(self.outputs) > 1:
            return self.result_class(values, remarks, given)
        return next(iter(values.values()), None)


def _same(value):
    return value


def _distance_to_user():
    """How many frames above the caller the first code outside of this package is."""
    frame, distance = sys._getframe(1), 1
    while frame.f_back is not None and frame.f_globals.get("__package__") == __package__:
        frame, distance = frame.f_back, distance + 1
    return distance


# --- Keywords that are properties or options ----------------------------------------------------------


def _property_name(keyword):
    """The property that a keyword means: mean_degree is mean-degree."""
    return keyword if keyword in table else keyword.replace("_", "-")


def _property_keywords():
    """All properties of the table and operations that give one number of a graph, as keywords."""
    names = [name.replace("-", "_") for name in _latigraph.property_names()]
    return names + [o.name for o in table.values() if o.is_measure()]


def _is_property(keyword, kwargs):
    """Is it a property of the table, or of the functions that are given with it?"""
    functions = kwargs.get("functions")
    names = names_and_functions(list(functions_in(functions)))[0] if functions is not None else []
    return keyword in _property_keywords() or _property_name(keyword) in names


def _option(value):
    """An option of a fit as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def option_parameter(name, default, allowed, doc):
    """An option of a fit as a keyword, with the type that its default has."""
    value, kind = default, "str"
    if default in ("true", "false"):
        value, kind = default == "true", "bool"
    else:
        for number in (int, float):
            try:
                value, kind = number(default), "float"
                break
            except ValueError:
                pass
    if name == "node-data":
        kind = "Texts"
    return inspect.Parameter(
        name.replace("-", "_"), inspect.Parameter.KEYWORD_ONLY, default=value, annotation=kind
    )


# --- Arguments ------------------------------------------------------------------------------------------


def default_of(argument):
    """An optional argument's default as a value of Python."""
    text = argument["default"]
    if text is None:
        return None
    if argument["type"] == "boolean":
        return text == "true"
    return {"integer": int, "real": float, "vector": _numbers_of}.get(argument["type"], str)(text)


def _numbers_of(text):
    """A vector as the table writes it: numbers with commas, colons or blanks between them."""
    numbers = [float(number) for number in re.split("[,: ]+", text)]
    return tuple(int(number) if number.is_integer() else number for number in numbers)


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
    if argument["rows"] or argument["columns"]:
        labels = " × ".join(filter(None, (argument["rows"], argument["columns"])))
        facts.append(labels.replace("|", ", "))
    if argument["unit"]:
        facts.append(f"in {argument['unit']}")
    if argument["direction"] == "in" and argument.get("default") is not None:
        facts.append(f"default {argument['default']}")
    text = f"{name} ({', '.join(facts)}): {argument['doc'] or ''}"
    if argument["undefined"]:
        text += f" NaN if {argument['undefined']}."
    return textwrap.fill(text, 88, break_on_hyphens=False, initial_indent="    ", subsequent_indent="        ")


#: Operations by name, in the order of the table.
table = {}


def read_table():
    """Adds what is new; returns the names of all."""
    for description in json.loads(_latigraph.describe()):
        if description["name"] not in table:
            table[description["name"]] = Operation(description)
    return list(table)


def call(operation, /, **arguments):
    """Calls an operation by its name; the result is that of ``lg.ops.NAME``."""
    if operation not in table:
        raise _latigraph.LatigraphValueError(
            f'There is no operation "{operation}"{did_you_mean(operation, table)}'
        )
    return table[operation].function()(**arguments)
