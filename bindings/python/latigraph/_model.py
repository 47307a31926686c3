"""Models, and functions that load them and modules."""

import contextlib
import html
import inspect
import json
import os
import tempfile

from . import _latigraph, _progress, ops
from ._call import draw_seed, table
from ._result import Figure, Page

__all__ = ["Model", "load", "load_module"]


class Model:
    """A latent space learned from circuits: encoder, decoder, density of codes, directions.

    Models come from :func:`load` and :func:`fit`. Every operation of ``lg.ops`` whose first argument is
    a model is a method; ``generate`` returns the list of circuits alone. Models can be pickled, and shared by
    threads, whose calls wait for one another.
    """

    def __init__(self, handle, name=None):
        self._handle = handle
        self._name = name
        self._description = None

    def __reduce__(self):
        return _from_bytes, (self.to_bytes(), self._name)

    def to_bytes(self) -> bytes:
        """The contents of the model's file (safetensors)."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "model.safetensors")
            self.save(path)
            with open(path, "rb") as file:
                return file.read()

    def save(self, path: "str | PathLike[str]") -> None:
        """Writes the model to a file, which appears under its name only when it is complete."""
        ops.model_write(self, path)

    @property
    def description(self) -> "dict[str, object]":
        """Configuration, node data, origin, fit and directions."""
        if self._description is None:
            self._description = json.loads(ops.info(self).description)
        return self._description

    @property
    def code_size(self) -> int:
        """Number of dimensions of the code."""
        return self.description["config"]["code"]

    def _facts(self):
        """(title, text) of what a person wants to know first."""
        description = self.description
        card, neurons = description.get("card") or {}, description["neurons"]
        sizes = f"{neurons['smallest_circuit']:.0f}-{neurons['largest_circuit']:.0f} neurons"
        circuits = sum(group["circuits"] for group in description["groups"])
        facts = [
            ("name", self._name),
            ("title", card.get("title")),
            ("dimensions", str(self.code_size)),
            ("circuits", f"{circuits} of {sizes}"),
            ("data", card.get("data")),
            ("source", card.get("source")),
        ]
        return [(name, text) for name, text in facts if text]

    def __repr__(self):
        facts = dict(self._facts())
        title = facts.get("name") or facts.get("title")
        sizes = facts["circuits"].split(" of ")[1]
        parts = [f"{facts['dimensions']} dimensions, circuits of {sizes}"]
        if "name" in facts and "title" in facts:
            parts.append(facts["title"])
        if "data" in facts:
            parts.append(facts["data"].split(";")[0].split(". ")[0])
        quoted = f' "{title}"' if title else ""
        return f"<latigraph.Model{quoted}: {', '.join(parts)}>"

    def _repr_html_(self):
        rows = (f"<tr><th>{name}</th><td>{html.escape(text)}</td></tr>" for name, text in self._facts())
        return f"<table>{''.join(rows)}</table>"

    def plot(self, *args, **kwargs) -> Figure:
        """Draws the latent map of circuits and circuits along a direction.

        The arguments are those of the operation ``figure``, but for the format: notebooks show the
        figure, and its method ``save`` writes it as .svg, .png or .pdf.
        """
        given = {**table["figure"].bind((self, *args), kwargs)}
        given.setdefault("seed", draw_seed())  # so that all formats show the same figure
        progress = given.pop("progress", None)
        with _progress.progress(progress) if progress is not None else contextlib.nullcontext():
            return Figure(lambda form: table["figure"].call({**given, "format": form}))


    def report(self, *args, **kwargs) -> Page:
        """Makes a page to explore the model and circuits, in one file.

        The arguments are those of the operation ``report``. Notebooks display the page, and its method
        ``save`` writes it: ``model.report(graphs).save("report.html")``.
        """
        return Page(self._page(args, kwargs))

    def explore(self, *args, height: int = 720, **kwargs) -> Page:
        """Shows the page of ``report`` in a notebook, so many pixels high."""
        return Page(self._page(args, kwargs), height)

    def _page(self, args, kwargs):
        if self._name is not None:
            kwargs.setdefault("name", self._name)
        return table["report"].function()(self, *args, **kwargs)


def _sign(method, operation, left_out=(), more=()):
    """Gives a method that is written by hand the arguments of an operation."""
    first, *rest = table[operation].signature.parameters.values()
    own = first.replace(name="self", annotation=inspect.Parameter.empty)
    rest = [parameter for parameter in rest if parameter.name not in left_out]
    returned = inspect.signature(method).return_annotation
    method.__signature__ = inspect.Signature([own, *rest, *more], return_annotation=returned)


def _add_methods():
    for name, operation in table.items():
        first = operation.inputs[0] if operation.inputs else {}
        if first.get("type") == "model" and operation.module == "latigraph" and not hasattr(Model, name):
            setattr(Model, name, operation.function(main=True))
    _sign(Model.plot, "figure", ("format",))
    height = inspect.signature(Model.explore).parameters["height"]
    _sign(Model.explore, "report", more=(height,))
    _sign(Model.report, "report")


_add_methods()


def _from_bytes(data, name):
    with tempfile.NamedTemporaryFile(suffix=".safetensors") as file:
        file.write(data)
        file.flush()
        model = load(file.name)
    model._name = name
    return model


def load(name: "str | PathLike[str]") -> Model:
    """A model from a file, or a pretrained one by its name: ``lg.load("mouse-v1-l23")``.

    Names are looked for in the folders of LATIGRAPH_MODEL_PATH and where latigraph was installed.
    """
    model = ops.model_read(name)
    if not os.path.exists(name):
        model._name = str(name)
    return model


def load_module(path: "str | PathLike[str]") -> "list[str]":
    """Loads a module; its operations are then in ``lg.ops``. Returns their names."""
    before = set(table)
    _latigraph.load_modules(os.fspath(path))
    ops._fill()
    return [name for name in table if name not in before]
