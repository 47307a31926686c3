"""Arrays of numpy with labels. This module is imported when the first array is made."""

import numpy

from ._labels import is_column, place, table


class LabelledArray(numpy.ndarray):
    """An array of numpy whose entries can also be asked for by their labels.

    ``labels`` has a list for every axis, or None. Slices and element-wise results keep them.
    ``digest`` is the digest of the model if these are codes, so that no other model takes them.
    """

    digest = None

    def __new__(cls, data, labels):
        array = numpy.asarray(data).view(cls)
        array.labels = labels
        return array

    def __array_finalize__(self, other):
        self.labels = (None,) * self.ndim
        self.digest = getattr(other, "digest", None)

    def __array_wrap__(self, array, context=None, return_scalar=False):
        if context is not None and array.shape == self.shape:
            result = LabelledArray(array, self.labels)
            result.digest = self.digest
            return result
        return numpy.asarray(array)[()]

    def __getitem__(self, key):
        keys = key if isinstance(key, tuple) else (key,)
        if is_column(self.labels, key):
            keys = (slice(None), key)
        if len(keys) > self.ndim or any(one is None or one is ... for one in keys):
            return super().__getitem__(key)
        keys = tuple(map(place, self.labels, keys))
        value = super().__getitem__(keys)
        if isinstance(value, LabelledArray):
            value.labels = _labels_left(self.labels, keys)
        return value

    def _repr_html_(self):
        return table(self.tolist(), self.labels) if self.ndim in (1, 2) else None

    def __reduce__(self):
        return _with_digest, (LabelledArray, numpy.array(self), self.labels, self.digest)

    def __deepcopy__(self, memo):
        return _with_digest(LabelledArray, numpy.array(self), self.labels, self.digest)


def _with_digest(kind, values, labels, digest):
    made = kind(values, labels)
    made.digest = digest
    return made


def _labels_left(labels, keys):
    """The labels after indexing by numbers and slices; other keys lose all labels."""
    left = list(labels[len(keys) :])
    for names, key in reversed(list(zip(labels, keys))):
        if isinstance(key, slice):
            left.insert(0, names and names[key])
        elif not isinstance(key, (int, numpy.integer)) or isinstance(key, bool):
            return (None,) * (len(labels) + numpy.ndim(key) - 1)
    return tuple(left)
