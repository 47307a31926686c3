"""Graphs of other libraries to what the extension reads, and back.

The extension takes a graph as (source, n, directed, edges, graph, vertex, edge attributes) and gives
(n, directed, sources, targets, graph, vertex, edge attributes). Python's igraph holds an igraph of its own,
so no graph is ever handed from one to the other: edges are copied, from memory where that is safe and as a
list otherwise.
"""

import functools
import hashlib
import numbers
import os
import sys
import tempfile
import threading

from . import _latigraph

#: igraph's integers as memoryviews call them.
_INTEGER = "q" if _latigraph.integer_size == 64 else "i"


def _igraph():
    """Python's igraph, imported when it is first needed."""
    import igraph

    return igraph


@functools.cache
def _copies_memory():
    """May edges be copied from the memory of Python's igraph? Only between equals."""
    igraph = _igraph()
    return _latigraph.use_igraph(
        getattr(igraph, "__igraph_version__", ""), getattr(igraph._igraph, "INTEGER_SIZE", 0)
    )


def let_threads_run():
    """With Python's igraph in place, the extension knows whether other threads may run during a call."""
    if threading.active_count() > 1:
        _igraph()


def _plain(values):
    """Numbers of numpy as Python's own."""
    first = next((value for value in values if value is not None), None)
    if hasattr(first, "item") and not isinstance(first, (str, bytes)):
        return [value.item() if hasattr(value, "item") else value for value in values]
    return values


def _note(value):
    """Numbers in a row, such as a code, become a text, as latigraph writes them."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)) and value and all(isinstance(v, numbers.Real) for v in value):
        return " ".join(format(float(v), ".9g") for v in value)
    return value


def _from_igraph(graph):
    attributes = (
        {str(name): _note(graph[name]) for name in graph.attributes()},
        {str(name): _plain(graph.vs[name]) for name in graph.vertex_attributes()},
        {str(name): _plain(graph.es[name]) for name in graph.edge_attributes()},
    )
    edges = None if _copies_memory() else graph.get_edgelist()
    return (graph, graph.vcount(), graph.is_directed(), edges, *attributes)


def _columns(rows):
    """[{"a": 1}, {"b": 2}] as {"a": [1, None], "b": [None, 2]}."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {str(name): _plain([row.get(name) for row in rows]) for name in names}


def _from_networkx(graph):
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    edges, data = [], []
    for source, target, attributes in graph.edges(data=True):
        edges.append((number[source], number[target]))
        data.append(attributes)
    vertices = _columns([graph.nodes[node] for node in nodes])
    if "name" not in vertices and nodes != list(range(len(nodes))):
        vertices["name"] = [str(node) for node in nodes]
    notes = {str(name): _note(value) for name, value in graph.graph.items()}
    return (None, len(nodes), graph.is_directed(), edges, notes, vertices, _columns(data))


def _from_matrix(matrix):
    """Row i, column j of a matrix of numpy or scipy: an edge from i to j, with the entry as its weight.

    NaN on the diagonal is no edge, as some tools mark it so.
    """
    if _is_table(matrix):
        return _from_frame(matrix)
    if _is_a(matrix, "numpy", "matrix"):
        matrix = matrix.A
    if getattr(matrix, "ndim", 2) != 2 or matrix.dtype.kind in "cSUMmV":
        raise TypeError(
            f"An adjacency matrix has two dimensions of real numbers; this one has {matrix.ndim}, of type {matrix.dtype}."
        )
    rows, columns = matrix.shape
    if rows != columns:
        raise ValueError(f"An adjacency matrix must be square; this one is {rows} by {columns}.")
    if hasattr(matrix, "tocoo"):
        entries = matrix.tocoo()
        sources, targets, weights = entries.row, entries.col, entries.data
    else:
        sources, targets = (matrix != 0).nonzero()
        weights = matrix[sources, targets]
    kept = (weights != 0) & ((sources != targets) | (weights == weights))
    edges = list(zip(sources[kept].tolist(), targets[kept].tolist()))
    weighted = weights.dtype.kind != "b"
    return (None, rows, True, edges, {}, {}, {"weight": weights[kept].tolist()} if weighted else {})


def _is_a(value, module, name):
    """Is it of a class of a module that the program has imported?"""
    module = sys.modules.get(module)
    return module is not None and isinstance(value, getattr(module, name))


def _is_igraph(value):
    return _is_a(value, "igraph", "GraphBase")


def _is_table(value):
    return _is_a(value, "pandas", "DataFrame")


def _is_square_frame(frame):
    """Is a data frame an adjacency matrix? Then its columns have numbers and the names of its rows."""
    names = {str(name) for name in frame.columns}
    return (
        len(names) == len(frame.columns) == len(frame.index) > 0
        and {str(name) for name in frame.index} == names
        and all(dtype.kind in "biuf" for dtype in frame.dtypes)
    )


def _from_frame(frame):
    """A data frame that is an adjacency matrix. Its rows may be in another order than its columns."""
    if not _is_square_frame(frame):
        raise ValueError(
            "A data frame is an adjacency matrix if its index has the names of its columns, each once, and all "
            f"entries are numbers; this one is {len(frame.index)} by {len(frame.columns)}. graph_from_table() reads "
            "a data frame with a row per edge."
        )
    names = [str(name) for name in frame.columns]
    row = {str(name): i for i, name in enumerate(frame.index)}
    source, n, directed, edges, notes, vertices, data = _from_matrix(frame.to_numpy()[[row[name] for name in names]])
    if names != [str(i) for i in range(n)]:
        vertices["name"] = names
    return (source, n, directed, edges, notes, vertices, data)


def graph_from_table(edges, nodes=None, **options):
    """The graph of a data frame of edges, and perhaps one of neurons.

    Columns are found by their usual names, as in files; options are those of ``lg.ops.read_graphs``, such as
    ``source``, ``target``, ``id``, ``weight``, ``positions`` and ``connectome``. An index that has a name
    becomes a column, and so do those of a MultiIndex, as ``groupby(["pre", "post"]).size()`` gives them. Ids
    keep all their digits if they are integers or texts.
    """
    from . import ops

    if _is_a(edges, "pandas", "Series"):
        edges = edges.to_frame("weight" if edges.name is None else edges.name)

    with tempfile.TemporaryDirectory() as parent:
        texts = [
            None if frame is None else frame.to_csv(index=any(name is not None for name in frame.index.names))
            for frame in (edges, nodes)
        ]
        # The name depends on the edges, so that circuits without a connectome do not pass for one.
        digest = hashlib.sha256(texts[0].encode("utf-8", "surrogatepass")).hexdigest()[:12]
        folder = os.path.join(parent, f"table-{digest}")
        os.mkdir(folder)
        for text, name in zip(texts, ("edges.csv", "nodes.csv")):
            if text is not None:
                with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                    file.write(text)
        graphs = ops.read_graphs([folder], **options).circuits
    if len(graphs) != 1:
        raise ValueError(f"The table holds {len(graphs)} circuits, one per subject; give the rows of one of them.")
    return graphs[0]


def graph_from_matrix(matrix, nodes=None, positions=None, unit=None, connectome=None):
    """The graph of an adjacency matrix of numpy, scipy or pandas: row i, column j is the weight of the edge i → j.

    A data frame has the names of the neurons in its index and in its columns.
    ``nodes`` is a data frame with a row per neuron; its column "name", else its index, names the neurons.
    ``positions`` is an array (n, 2 or 3) in ``unit``.
    """
    _, n, directed, edges, _, vertices, data = _from_matrix(matrix)
    graph = _igraph().Graph(n, edges, directed=directed, vertex_attrs=vertices)
    for name, values in data.items():
        graph.es[name] = values
    for name, rows in (("nodes", nodes), ("positions", positions)):
        if rows is not None and len(rows) != n:
            raise ValueError(f"There are {len(rows)} rows of {name}, but {n} neurons; give one row per neuron.")
    if nodes is not None:
        graph.vs["name"] = [str(name) for name in nodes.index]
        for name in nodes.columns:
            values = nodes[name].tolist()
            graph.vs[str(name)] = [str(v) for v in values] if name == "name" else values
    if positions is not None:
        axes = list(zip(*getattr(positions, "values", positions)))
        if len(axes) not in (2, 3):
            raise ValueError(f"Positions have 2 or 3 columns, but these have {len(axes)}.")
        for axis, name in zip(axes, "xyz"):
            graph.vs[name if not unit else f"{name}_{unit}"] = [float(value) for value in axis]
    if connectome is not None:
        graph["connectome"] = connectome
    return graph


def is_graph(value):
    """Is it a graph, rather than a list of them?"""
    if _is_igraph(value) or _is_table(value) or _is_a(value, "networkx", "Graph"):
        return True
    if _is_a(value, "numpy", "ndarray"):
        return value.ndim == 2
    sparse = sys.modules.get("scipy.sparse")
    return sparse is not None and sparse.issparse(value)


def to_raw(value):
    """A graph of igraph or networkx, a matrix of numpy or scipy, or a data frame, for the extension."""
    if _is_igraph(value):
        return _from_igraph(value)
    if _is_table(value):
        return _from_frame(value) if _is_square_frame(value) else _from_igraph(graph_from_table(value))
    if is_graph(value):
        return _from_networkx(value) if hasattr(value, "edges") else _from_matrix(value)
    raise TypeError(
        "A graph is needed (igraph.Graph, networkx.DiGraph, a matrix of numpy or scipy, or a data frame "
        f"of edges), not {type(value).__name__}."
        + (" ops.read_graphs([path]) reads files." if isinstance(value, (str, os.PathLike)) else "")
    )


def from_raw(raw):
    """An igraph.Graph with attributes; the text "code" becomes a list of numbers again."""
    n, directed, sources, targets, notes, vertices, data = raw
    edges = zip(memoryview(sources).cast(_INTEGER), memoryview(targets).cast(_INTEGER))
    graph = _igraph().Graph(n, edges, directed=directed)
    for name, value in notes.items():
        graph[name] = [float(v) for v in value.split()] if name == "code" and value else value
    for name, values in vertices.items():
        graph.vs[name] = values
    for name, values in data.items():
        graph.es[name] = values
    return graph
