"""latigraph teaches igraph to learn: generative models of circuits and their latent space.

    import latigraph as lg

    model = lg.load("mouse-v1-l23")
    graphs = model.generate(count=20, nodes=150)
    result = model.steer(reciprocity=0.2, like=graphs[0], keep=["density"], count=20)
    result["reciprocity"].achieved, result.circuits

Graphs are those of igraph; graphs of networkx, matrices of numpy and scipy and data frames of edges are
taken, too (``lg.graph_from_matrix``, ``lg.graph_from_table``). Every operation of the library is in ``lg.ops``; those of models are methods, and the others are functions of
this package: ``lg.properties(graphs)``. Seeds that are not given are drawn from ``random``. Calls of
several threads wait for one another, because igraph's state belongs to the process; the interpreter's
lock is released meanwhile. Python's igraph, whose import takes longer than that of this package, is
imported when a graph is first taken or given.
"""

import os as _os

_packaged = _os.path.join(_os.path.dirname(__file__), "models")
if _os.path.isdir(_packaged) and _packaged not in _os.environ.get("LATIGRAPH_MODEL_PATH", "").split(":"):
    # The library, and commands that the program starts, find the models of the package.
    _os.environ["LATIGRAPH_MODEL_PATH"] = ":".join(
        filter(None, [_os.environ.get("LATIGRAPH_MODEL_PATH"), _packaged])
    )

from . import _latigraph
from ._latigraph import (
    LatigraphError,
    LatigraphFileError,
    LatigraphRuntimeError,
    LatigraphValueError,
    LatigraphWarning,
)

_latigraph.load_modules()
if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_latigraph.after_fork)

from . import ops
from ._call import call, table as _table
from ._graphs import graph_from_matrix, graph_from_table
from ._html import Circuits
from ._model import Model, load, load_module
from ._progress import Bar, progress
from ._result import Figure, LatigraphRemark, Page, Record, Remark, Result

__version__ = _latigraph.version
__all__ = [
    "Bar",
    "Circuits",
    "Figure",
    "LatigraphError",
    "LatigraphFileError",
    "LatigraphRemark",
    "LatigraphRuntimeError",
    "LatigraphValueError",
    "LatigraphWarning",
    "Model",
    "Page",
    "Record",
    "Remark",
    "Result",
    "call",
    "graph_from_matrix",
    "graph_from_table",
    "load",
    "load_module",
    "ops",
    "progress",
]


def __getattr__(name):
    """Operations of the table are functions of the package: ``lg.properties``."""
    if name in ops.__all__:
        return _table[name].function(main=True)
    from ._values import did_you_mean

    raise AttributeError(f"module {__name__!r} has no attribute {name!r}{did_you_mean(name, ops.__all__)}")


def __dir__():
    return sorted({*globals(), *ops.__all__})
