"""Graphs of other libraries to what the extension reads, and back.

The extension takes a graph as (source, n, directed, edges, graph, vertex, edge attributes) and gives
(n, directed, sources, targets, graph, vertex, edge attributes). Python's igraph holds an igraph of its own,
so no graph is ever handed from one to the other: edges are copied, from memory where that is safe and as a
list otherwise.
"""

import numbers
import sys

import igraph

from . import _latigraph

#: May edges be copied from the memory of Python's igraph? Only between equals.
_COPIES_MEMORY = _latigraph.use_igraph(
    getattr(igraph, "__igraph_version__", ""), getattr(igraph._igraph, "INTEGER_SIZE", 0)
)

#: igraph's integers as memoryviews call them.
_INTEGER = "q" if _latigraph.integer_size == 64 else "i"


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
    edges = None if _COPIES_MEMORY else graph.get_edgelist()
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


def _from_scipy(matrix):
    """Row i, column j: an edge from i to j, with the entry as its weight."""
    rows, columns = matrix.shape
    if rows != columns:
        raise ValueError(f"An adjacency matrix must be square; this one is {rows} by {columns}.")
    entries = matrix.tocoo()
    kept = entries.data != 0
    edges = list(zip(entries.row[kept].tolist(), entries.col[kept].tolist()))
    weights = entries.data[kept]
    weighted = weights.dtype.kind != "b"
    return (None, rows, True, edges, {}, {}, {"weight": weights.tolist()} if weighted else {})


def is_graph(value):
    """Is it a graph, rather than a list of them?"""
    if isinstance(value, igraph.GraphBase):
        return True
    networkx = sys.modules.get("networkx")
    if networkx is not None and isinstance(value, networkx.Graph):
        return True
    sparse = sys.modules.get("scipy.sparse")
    return sparse is not None and sparse.issparse(value)


def to_raw(value):
    """A graph of igraph or networkx or a sparse matrix of scipy, for the extension."""
    if isinstance(value, igraph.GraphBase):
        return _from_igraph(value)
    if is_graph(value):
        return _from_networkx(value) if hasattr(value, "edges") else _from_scipy(value)
    raise TypeError(
        "A graph is needed (igraph.Graph, networkx.DiGraph or a sparse matrix of scipy), not "
        f"{type(value).__name__}."
    )


def from_raw(raw):
    """An igraph.Graph with attributes; the text "code" becomes a list of numbers again."""
    n, directed, sources, targets, notes, vertices, data = raw
    edges = zip(memoryview(sources).cast(_INTEGER), memoryview(targets).cast(_INTEGER))
    graph = igraph.Graph(n, edges, directed=directed)
    for name, value in notes.items():
        graph[name] = [float(v) for v in value.split()] if name == "code" and value else value
    for name, values in vertices.items():
        graph.vs[name] = values
    for name, values in data.items():
        graph.es[name] = values
    return graph
