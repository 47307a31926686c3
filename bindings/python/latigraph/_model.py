"""Models: a thin face over the operations of the table."""

import inspect
import json
import os
import tempfile

from . import _latigraph
from ._call import Operation, annotation_of, call, default_of, describe_argument, python_name, table
from ._graphs import is_graph
from ._progress import current as _current, progress as _progress
from ._values import items_of, name_of, numpy

# --- Helpers ----------------------------------------------------------------------------------------


def _run(operation, options, outputs=None, /, **given):
    """Calls an operation; `options` are further arguments of it, by Python's names, and progress."""
    teller = options.pop("progress", None)
    arguments = {python_name(n): v for n, v in given.items() if v is not None}
    arguments.update(options)
    if teller is None:
        return call(operation, outputs, **arguments)
    with _progress(teller):
        return call(operation, outputs, **arguments)


def _names_and_functions(properties):
    """("density", f) as (["density", "f"], [f]): all names, and the functions among them."""
    if properties is None:
        return None, None
    if isinstance(properties, (str, tuple)) or callable(properties):
        properties = [properties] if not _is_plain_tuple(properties) else list(properties)
    names, functions = [], []
    for item in items_of(properties, "Names and functions of properties"):
        if isinstance(item, str):
            names.append(item)
        else:
            names.append(name_of(item))
            functions.append(item)
    return names, functions or None


def _is_plain_tuple(value):
    """A tuple of properties, rather than the pair of a name and a function."""
    return isinstance(value, tuple) and not (
        len(value) == 2 and isinstance(value[0], str) and callable(value[1])
    )


def _property_name(keyword):
    """The property that a keyword stands for: mean_degree is mean-degree."""
    return keyword if keyword in table else keyword.replace("_", "-")


def _target(name, value):
    """ "density" and "+1sd" as "density=+1sd"; a change such as "+=0.05" has its own sign."""
    if isinstance(value, str):
        return name + value if value.startswith(("+=", "-=")) else f"{name}={value}"
    try:
        return f"{name}={float(value)!r}"
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"{name} is asked to be {value!r}; a number or a text is needed.") from None


def _option(value):
    """An option of a fit as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(map(str, value))
    return str(value)


# --- What methods look like -------------------------------------------------------------------------


def _keywords(operation, taken):
    """The arguments of an operation that a method passes on, as keywords."""
    return [
        inspect.Parameter(
            python_name(argument["name"]),
            inspect.Parameter.KEYWORD_ONLY,
            default=default_of(argument) if argument["optional"] else inspect.Parameter.empty,
            annotation=annotation_of(argument),
        )
        for argument in operation.inputs
        if argument["name"] not in taken
    ]


def _passes_on(operation, *taken, returns=None):
    """Decorates a function whose ``**options`` are the arguments of an operation, but for `taken`."""

    def decorate(function):
        described = table.get(operation)
        if described is None:
            return function
        own = list(inspect.signature(function).parameters.values())
        rest = [p for p in own if p.kind is p.VAR_KEYWORD and p.name != "options"]
        own = [p for p in own if p.kind is not p.VAR_KEYWORD]
        used = {p.name for p in own} | set(taken) | {"model"}
        more = _keywords(described, used)
        teller = inspect.Parameter(
            "progress", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="Progress | None"
        )
        function.__signature__ = inspect.Signature(
            own + more + [teller] + rest, return_annotation=returns or described.returns()
        )
        lines = [describe_argument(a) for a in described.inputs if a["name"] not in used]
        results = [describe_argument(a) for a in described.outputs]
        function.__doc__ = inspect.cleandoc(function.__doc__)
        if lines:
            function.__doc__ += "\n\nFurther arguments:\n" + "\n".join(lines)
        if results and returns is None:
            function.__doc__ += "\n\nReturns:\n" + "\n".join(results)
        return function

    return decorate


# --- Models -----------------------------------------------------------------------------------------


class Model:
    """What was learnt from a set of circuits: encoder, decoder, density of codes, directions.

    Models come from :func:`load` and :func:`fit`. They can be pickled, and used by several threads,
    whose calls wait for one another.
    """

    def __init__(self, handle):
        self._handle = handle
        self._description = None

    def __reduce__(self):
        return _from_bytes, (self.to_bytes(),)

    def __repr__(self):
        return f"<latigraph.Model of {self.code_size} code dimensions>"

    def to_bytes(self) -> bytes:
        """The model as it stands in a file (safetensors)."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "model.safetensors")
            self.save(path)
            with open(path, "rb") as file:
                return file.read()

    def save(self, path: "str | PathLike[str]") -> None:
        """Writes the model to a file, which appears under its name only when it is complete."""
        call("model_write", model=self, path=path)

    @property
    def description(self) -> "dict[str, object]":
        """Configuration, node data, origin, fit and directions."""
        if self._description is None:
            self._description = json.loads(call("model_describe", ["json"], model=self)["json"])
        return self._description

    @property
    def code_size(self) -> int:
        """Dimensions of the code."""
        return call("model_describe", ["code_size"], model=self)["code_size"]

    @_passes_on("encode", "circuits")
    def encode(self, graphs: "Graphs", **options):
        """Finds the latent code of each graph: ``mean`` and ``sd``, one row a graph.

        Of one graph, rather than a list, they are one code each.
        """
        result = _run("encode", options, model=self, circuits=graphs)
        return type(result)(*(rows[0] for rows in result)) if is_graph(graphs) else result

    @_passes_on("decode", "circuit")
    def decode(self, graph: "GraphLike", **options):
        """Finds the edge probabilities of a graph at its code, n × n."""
        return _run("decode", options, model=self, circuit=graph)

    @_passes_on("generate", "codes", returns="list[Graph]")
    def generate(
        self,
        count: int = 1,
        nodes: int = 0,
        like: "GraphLike | None" = None,
        code: "MatrixLike | None" = None,
        **options,
    ):
        """Generates circuits: a list of graphs with node data, weights and code as attributes.

        ``code`` is one code for all or a matrix with one row for each; ``nodes=0`` is as many neurons as
        ``like``, or as a training circuit.
        """
        return _run(
            "generate", options, model=self, codes=code, count=count, nodes=nodes, like=like
        )

    @_passes_on("directions", "circuits", "only", "functions")
    def directions(
        self,
        graphs: "Graphs | None" = None,
        properties: "Properties | None" = None,
        **options,
    ):
        """Finds the directions of the code along which properties grow.

        ``properties`` are names and functions of a graph, in any mixture; left out: all of the table.
        Without graphs these are the directions that the model holds. ``result.row("density")`` is what
        is known of one.
        """
        names, functions = _names_and_functions(properties)
        return _run(
            "directions", options, model=self, circuits=graphs, only=names, functions=functions
        )

    @_passes_on("steer", "targets")
    def steer(
        self,
        like: "GraphLike | None" = None,
        targets: "Targets | None" = None,
        *,
        keep: "Properties | None" = None,
        functions: "Functions | None" = None,
        **properties: "float | str",
    ):
        """Generates circuits whose properties take asked values.

        Properties are keywords, with ``_`` for ``-``: ``reciprocity=0.2``, ``mean_degree="+20%"``,
        ``density="+1sd"``, ``transitivity="+=0.05"``. ``targets`` takes them as a dict, whose keys may
        be functions of a graph, or as texts (``"density=+1sd"``). ``like`` is a graph to start from.
        ``keep`` are names and functions to leave as they are: ``result.kept`` says how well.
        """
        known = {python_name(a["name"]) for a in table["steer"].inputs} | {"progress"}
        options = {name: properties.pop(name) for name in list(properties) if name in known}
        asked, more = _targets(targets)
        asked += [_target(_property_name(name), value) for name, value in properties.items()]
        own = list(functions.items()) if isinstance(functions, dict) else functions or []
        own = more + (list(own) if isinstance(own, (list, tuple)) else [own])
        kept, more = _names_and_functions(keep)
        own += [function for function in more or [] if function not in own]
        return _run(
            "steer", options, model=self, targets=asked, like=like, keep=kept, functions=own or None
        )

    @_passes_on("explain", "circuits", "asked", "functions")
    def explain(
        self,
        graphs: "Graphs | None" = None,
        properties: "Properties | None" = None,
        **options,
    ):
        """Tells from which coordinates of the code properties are read, of a model or of graphs.

        ``properties`` are names and functions of a graph, in any mixture; left out: all that the model
        has a direction of. Functions, and operations of the table, are learnt on the graphs.
        """
        names, functions = _names_and_functions(properties)
        return _run(
            "explain", options, model=self, circuits=graphs, asked=names, functions=functions
        )

    @_passes_on("evaluate", "circuits")
    def evaluate(self, graphs: "Graphs", **options):
        """Judges the model by how briefly it describes graphs, which should be of unseen neurons."""
        return _run("evaluate", options, model=self, circuits=graphs)

    @_passes_on("reservoir", "circuits", "scores", returns="dict[str, object]")
    def function(self, graphs: "Graphs", scores: "Sequence[str] | None" = None, **options):
        """Scores what graphs can compute as reservoirs, as :func:`latigraph.function` does; the model
        has no part in it."""
        return function(graphs, scores, **options)


def _targets(targets):
    """Texts, and the functions among the targets."""
    if targets is None:
        return [], []
    if isinstance(targets, str):
        return [targets], []
    if not isinstance(targets, dict):
        return items_of(targets, "Requests"), []
    functions = [key for key in targets if not isinstance(key, str)]
    names = [key if isinstance(key, str) else name_of(key) for key in targets]
    return [_target(name, value) for name, value in zip(names, targets.values())], functions


def _method(operation: Operation):
    """A method of a model for an operation that has none of its own: first argument, the model."""

    def method(self, *args, **options):
        teller = options.pop("progress", None)
        with _progress(teller if teller is not None else _current()):
            return operation.call_python(self, *args, **options)

    first, *rest = operation.signature.parameters.values()
    teller = inspect.Parameter(
        "progress", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="Progress | None"
    )
    method.__signature__ = operation.signature.replace(
        parameters=[first.replace(name="self", annotation=inspect.Parameter.empty), *rest, teller]
    )
    method.__doc__ = operation.documentation()
    method.__name__ = operation.name
    method.__qualname__ = f"Model.{operation.name}"
    return method


def _add_methods():
    for name, operation in table.items():
        first = operation.inputs[0] if operation.inputs else None
        if first and first["type"] == "model" and first["name"] == "model":
            if operation.module == "latigraph" and not name.startswith("model_"):
                if not hasattr(Model, name):
                    setattr(Model, name, _method(operation))


_add_methods()


def _from_bytes(data):
    with tempfile.NamedTemporaryFile(suffix=".safetensors") as file:
        file.write(data)
        file.flush()
        return load(file.name)


# --- Functions --------------------------------------------------------------------------------------


def load(name: "str | PathLike[str]") -> Model:
    """A model from a file, or a pretrained one by its name: ``lg.load("mouse-v1-l23")``.

    Names are looked for in the folders of LATIGRAPH_MODEL_PATH and where latigraph was installed.
    """
    return call("model_read", path=name)


def models() -> "list[str]":
    """The names of the pretrained models that are installed."""
    return call("models")


def fit(
    graphs: "Graphs",
    validation: "Graphs | None" = None,
    *,
    card: "dict[str, str] | str | None" = None,
    seed: "int | None" = None,
    threads: int = 1,
    progress: "Progress | None" = None,
    **options: "float | str | list[str]",
) -> Model:
    """Learns a latent space from graphs.

    ``validation`` are graphs of other neurons to watch, so that the best state is kept; left out, some
    neurons are cut off for that. ``card`` are facts to keep in the model.
    """
    texts = [f"{name.replace('_', '-')}={_option(value)}" for name, value in options.items()]
    return _run(
        "fit",
        {"progress": progress},
        circuits=graphs,
        validation=validation,
        options=texts or None,
        card=json.dumps(card) if isinstance(card, dict) else card,
        seed=seed,
        threads=threads,
    )


def _document_fit():
    lines = [
        f"    {name.replace('-', '_')} ({allowed}; default {default}): {doc}"
        for name, default, allowed, doc in _latigraph.fit_options()
        if name not in ("seed", "threads")
    ]
    fit.__doc__ = inspect.cleandoc(fit.__doc__) + "\n\nOptions:\n" + "\n".join(lines)


_document_fit()


def properties(
    graphs: "Graphs", properties: "Properties | None" = None, *, progress: "Progress | None" = None
):
    """Measures properties of graphs: a dict with one number for a graph, one column for a list.

    ``properties`` are names (of the table, or of operations such as ``igraph_girth``) and functions of a
    graph, in any mixture; left out: all of the table. What is not defined is NaN. A dict of columns is
    what ``pandas.DataFrame`` takes.
    """
    names, functions = _names_and_functions(properties)
    result = _run(
        "properties",
        {"progress": progress},
        ["values", "names"],
        circuits=graphs,
        only=names,
        functions=functions,
    )
    values = result["values"]
    if is_graph(graphs):
        return {name: float(value) for name, value in zip(result["names"], values[0])}
    columns = values.T if numpy is not None else list(zip(*values)) or [()] * len(result["names"])
    return {
        name: column if numpy is not None else list(column)
        for name, column in zip(result["names"], columns)
    }


@_passes_on("reservoir", "circuits", "scores", returns="dict[str, object]")
def function(graphs: "Graphs", scores: "Sequence[str] | None" = None, **options):
    """Scores what graphs can compute as reservoirs: a dict with one number for a graph, one column for
    a list.

    ``scores`` are names such as ``"memory-capacity"``; left out: all. Scores are slow, a good part of a
    second a graph. Each is a property, too: ``model.steer(graph, memory_capacity="+1sd")``. The seed is
    1 unless it is given, as it is there, so that scores of several calls can be compared. Standard
    errors, rewired copies and delay lines come from ``lg.ops.reservoir``.
    """
    options.setdefault("seed", 1)
    wanted = [scores] if isinstance(scores, str) else scores
    result = _run("reservoir", options, ["values", "names"], circuits=graphs, scores=wanted)
    values = result["values"]
    if is_graph(graphs):
        return {name: float(value) for name, value in zip(result["names"], values[0])}
    columns = values.T if numpy is not None else list(zip(*values)) or [()] * len(result["names"])
    return {
        name: column if numpy is not None else list(column)
        for name, column in zip(result["names"], columns)
    }


def load_module(path: "str | PathLike[str]") -> "list[str]":
    """Loads a module; its operations are then in ``lg.ops``. Returns their names."""
    from . import ops

    before = set(table)
    _latigraph.load_modules(os.fspath(path))
    ops._fill()
    return [name for name in table if name not in before]
