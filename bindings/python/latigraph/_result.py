"""Results of operations: fields with names, entries with labels, tables, figures, remarks."""

import html
import os
import shutil
import types
import typing

from . import _html, _latigraph
from ._labels import labelled
from ._values import did_you_mean


class Remark(typing.NamedTuple):
    """A caveat on a result: its kind, the property, circuit or output concerned ("": all), a sentence."""

    kind: str
    about: str
    text: str


class LatigraphRemark(_latigraph.LatigraphWarning):
    """A remark on a result, as a warning. ``kind`` and ``about`` are those of the remark."""

    def __init__(self, text, kind="", about=""):
        super().__init__(text)
        self.kind = kind
        self.about = about


class Record(types.SimpleNamespace):
    """Everything that a result says about one label: ``record.asked`` or ``record["asked"]``."""

    def __getitem__(self, name):
        return self.__dict__[name]

    def keys(self):
        return self.__dict__.keys()

    def _repr_html_(self):
        shown = {n: v for n, v in self.__dict__.items() if isinstance(v, str) or not hasattr(v, "__len__")}
        return _html.table([[value] for value in shown.values()], list(shown)) if shown else None


class Figure:
    """A figure, which notebooks display. ``save`` writes it to a file: .svg, .png or .pdf."""

    def __init__(self, draw):
        self._draw = draw
        self.svg = draw("svg").decode()

    def _repr_svg_(self):
        return self.svg

    def save(self, path):
        form = os.path.splitext(os.fspath(path))[1][1:].lower() or "svg"
        image = self.svg.encode() if form == "svg" else self._draw(form)
        with open(path, "wb") as file:
            file.write(image)


class Page:
    """A report: one page of HTML, which notebooks display. ``save`` writes it to a file."""

    def __init__(self, text, height=720):
        self.html = text
        self._height = height

    def __str__(self):
        return self.html

    def __repr__(self):
        return f"<latigraph.Page of {len(self.html.encode()) / 1e6:.1f} MB; save() writes it to a file>"

    def _repr_html_(self):
        # The frame keeps styles and names of the page and of the notebook apart.
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" title="latigraph report" '
            f'style="width: 100%; height: {self._height:d}px; border: 0"></iframe>'
        )

    def save(self, path):
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(self.html)


# --- Results ------------------------------------------------------------------------------------------


class Result:
    """The outputs of an operation.

    ``result.asked`` and ``result["asked"]`` are one output; ``result.asked["reciprocity"]`` is one entry
    of it by its label; ``result["reciprocity"]`` is a record of all entries with that label, so that
    ``result["reciprocity"].asked`` is the same number. ``dict(result)`` has all outputs.
    ``result.remarks`` are the caveats that came as warnings, and those that are too small for a warning.
    """

    operation = None  #: set by the class of each operation

    def __init__(self, values, remarks=(), inputs=None):
        self.remarks = [Remark(*remark) for remark in remarks]
        self._inputs = inputs or {}
        self._values = {
            self.operation.python_names[output["name"]]: self._with_labels(output, values)
            for output in self.operation.outputs
        }

    def _words(self, axis, values):
        """The labels of an axis: words, or the texts of another argument."""
        if axis is None or "|" in axis:
            return axis and axis.split("|")
        return list(values.get(axis) or self._inputs.get(axis) or ())

    def _with_labels(self, output, values):
        value = values[output["name"]]
        if output["type"] not in ("vector", "matrix", "string_list"):
            return value
        value = labelled(value, self._words(output["rows"], values), self._words(output["columns"], values))
        if "coordinates" in (output["rows"], output["columns"]) and hasattr(value, "labels"):
            value.digest = values.get("digest")
        return value

    def __reduce__(self):
        callbacks = [i["name"] for i in self.operation.inputs if i["type"].startswith("callback")]
        inputs = {name: value for name, value in self._inputs.items() if name not in callbacks}
        return _restored, (self.operation.name, self._plain(), self.remarks, inputs)

    def _plain(self):
        """The values by the names of the table."""
        return {o["name"]: self._values[self.operation.python_names[o["name"]]] for o in self.operation.outputs}

    # --- Fields and records ---

    def keys(self):
        return self._values.keys()

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __contains__(self, key):
        """Is it an output or a label?"""
        return key in self._values or key in self._all_labels()

    def __dir__(self):
        return [*super().__dir__(), *self._values]

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._values:
            hint = "." if name.startswith("_") else did_you_mean(name, self._values)
            raise AttributeError(f"{type(self).__name__} has no output {name!r}{hint}")
        return self._values[name]

    def __getitem__(self, key):
        return self._values[key] if key in self._values else self.record(key)

    def record(self, label):
        """All entries with this label, over all outputs; of a matrix its row or column."""
        found = {
            name: value[label]
            for name, value in self._values.items()
            if any(label in (names or ()) for names in getattr(value, "labels", ()))
        }
        if not found:
            known = [*self._values, *self._all_labels()]
            raise KeyError(f"There is no output or label {label!r}{did_you_mean(label, known)}")
        return Record(**found)

    def _all_labels(self):
        for value in self._values.values():
            for names in getattr(value, "labels", ()):
                yield from names or ()

    # --- Tables ---

    def to_dataframe(self, axis=None):
        """A pandas.DataFrame with one row per label of an axis.

        ``axis`` is the output that has the labels, such as "properties"; left out, the labels of the
        first vector or matrix. Columns are the outputs with these labels. The columns of the first matrix
        have their labels as names, those of others "sd:reciprocity".
        """
        import pandas

        axes = [o["rows"] for o in self.operation.outputs if o["rows"] and o["type"] != "string_list"]
        if axis is None and not axes:
            raise _latigraph.LatigraphValueError(f'Operation "{self.operation.name}" gives no labelled table.')
        axis = axis if axis is not None else axes[0]
        columns, matrices = {}, 0
        for output in self.operation.outputs:
            name = self.operation.python_names[output["name"]]
            if output["rows"] != axis:
                continue
            if output["type"] == "matrix":
                before = f"{name}:" if matrices else ""
                matrices += 1
                titles = self._words(output["columns"], self._plain()) or ()
                for k, column in enumerate(zip(*self._values[name])):
                    columns[before + (titles[k] if k < len(titles) else str(k + 1))] = list(column)
            else:
                columns[name] = list(self._values[name])
        if not columns:
            raise _latigraph.LatigraphValueError(f"No output has rows {axis!r}{did_you_mean(axis, axes)}")
        return pandas.DataFrame(columns, index=pandas.Index(self._words(axis, self._plain()), name=axis))

    def _render(self, form, width=0, graphs=False, style=None):
        """A text or a figure, which the library makes of the values."""
        values = self._plain()
        wanted = [o["name"] for o in self.operation.outputs if graphs or "graph" not in o["type"]]
        outputs = self.operation.to_extension({name: values[name] for name in wanted})
        labels = {output["rows"] for output in self.operation.outputs}
        inputs = {n: v for n, v in self._inputs.items() if graphs or n in labels}
        inputs = self.operation.to_extension(inputs)
        return _latigraph.render(self.operation.name, inputs, outputs, form, width, style or {})

    def __repr__(self):
        try:
            text = self._render("table", shutil.get_terminal_size((100, 24)).columns).decode()
        except _latigraph.LatigraphError:  # an operation of a module that only takes values
            text = ""
        text = text.replace(", see --json", "").rstrip()  # the command says where the rest is
        return text or "\n".join(f"{name}: {_brief(value)}" for name, value in self._values.items())

    def _repr_html_(self):
        try:
            return self._render("html").decode()
        except _latigraph.LatigraphError:
            return None

    def plot(self, **style):
        """
        The figure of the operation, as the command draws it with --figure.

        The style is that of the operation ``figure``: ``width`` and ``height`` in mm, ``dpi`` of a .png,
        ``theme`` ("light", "dark" or "print"), ``palette`` and ``title``.
        """
        if not self.operation.has_figure:
            raise _latigraph.LatigraphValueError(f'Operation "{self.operation.name}" has no figure.')
        style = {name: str(value) for name, value in style.items() if value is not None}
        return Figure(lambda form: self._render(form, graphs=True, style=style))


def _restored(name, values, remarks, inputs):
    from ._call import table

    return table[name].result_class(values, remarks, inputs)


def _brief(value):
    """A value in a few words."""
    if hasattr(value, "shape") and value.size > 6:
        return "×".join(map(str, value.shape)) + " array"
    if isinstance(value, list) and value and (len(value) > 6 or hasattr(value[0], "vcount")):
        return f"list of {len(value)}"
    return str(value)
