"""Vectors and matrices whose entries can also be asked for by their labels."""

from . import _html
from ._values import did_you_mean


def place(labels, key):
    """The number of a label; other keys as they are."""
    if not isinstance(key, str):
        return key
    if labels is None or key not in labels:
        raise KeyError(f"There is no label {key!r}{did_you_mean(key, labels or ())}")
    return labels.index(key)


def is_column(labels, key):
    """Is the key a label of the columns of a matrix rather than of its rows?"""
    return (
        len(labels) == 2
        and isinstance(key, str)
        and key not in (labels[0] or ())
        and key in (labels[1] or ())
    )


def table(values, labels):
    """A vector as a column and a matrix as a table, or None of what has lost its labels."""
    if not any(labels):
        return None
    if len(labels) == 1:
        return _html.table([[value] for value in values], labels[0])
    return _html.table(values, *labels)


class LabelledList(list):
    """A list whose entries can also be asked for by their labels. A matrix is a list of its rows."""

    digest = None  #: digest of the model, if these are codes

    def __init__(self, values, labels):
        super().__init__(values)
        self.labels = labels

    def __getitem__(self, key):
        if isinstance(key, tuple):
            return self[key[0]][key[1]]
        if is_column(self.labels, key):
            return LabelledList([row[key] for row in self], self.labels[:1])
        return super().__getitem__(place(self.labels[0], key))

    def _repr_html_(self):
        return table(self, self.labels)


def labelled(value, rows, columns=None):
    """A vector, matrix or list of texts with its labels, where there is one for each entry."""
    if isinstance(value, list):
        is_matrix = bool(value) and isinstance(value[0], list)
        if is_matrix:
            value = [labelled(row, columns) for row in value]
        sizes = (len(value), len(value[0])) if is_matrix else (len(value),)
        kind = LabelledList
    else:
        from ._arrays import LabelledArray

        sizes, kind = value.shape, LabelledArray
    fitting = tuple(
        names if names and len(set(names)) == len(names) == size else None
        for names, size in zip((rows, columns), sizes)
    )
    return kind(value, fitting) if any(fitting) else value
