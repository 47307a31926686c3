"""latigraph teaches igraph to learn: generative models of circuits and their latent space.

    import latigraph as lg

    model = lg.load("mouse-v1-l23")
    graphs = model.generate(count=20, nodes=150)
    model.steer(graphs[0], reciprocity=0.2, keep=["density"], count=20).circuits

Graphs are those of igraph; directed graphs of networkx and sparse matrices of scipy are taken, too. Every
operation of the library is in ``lg.ops``. Seeds that are not given are drawn from ``random``. Calls of
several threads wait for one another, because igraph's state belongs to the process; the interpreter's
lock is given up meanwhile.
"""

import os as _os

_packaged = _os.path.join(_os.path.dirname(__file__), "models")
if _os.path.isdir(_packaged) and _packaged not in _os.environ.get("LATIGRAPH_MODEL_PATH", "").split(":"):
    # A package that carries its models tells the library, and commands that are started, where.
    _os.environ["LATIGRAPH_MODEL_PATH"] = ":".join(
        filter(None, [_os.environ.get("LATIGRAPH_MODEL_PATH"), _packaged])
    )

import igraph as _igraph  # noqa: F401  first: the extension looks whether the two are one

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
from ._call import Result, call
from ._model import Model, fit, function, load, load_module, models, properties
from ._progress import Bar, progress

__version__ = _latigraph.version
__all__ = [
    "Bar",
    "LatigraphError",
    "LatigraphFileError",
    "LatigraphRuntimeError",
    "LatigraphValueError",
    "LatigraphWarning",
    "Model",
    "Result",
    "call",
    "fit",
    "function",
    "load",
    "load_module",
    "models",
    "ops",
    "progress",
    "properties",
]
