"""What the tests share: the artificial circuits and the model that tests/integration/tiny_model writes."""

import functools
import glob
import os

import latigraph as lg
from latigraph import _latigraph

DATA = os.environ["LATIGRAPH_TEST_DATA"]
SOURCE = os.environ["LATIGRAPH_SOURCE"]
BUILD = os.environ["LATIGRAPH_BUILD"]


@functools.cache
def model():
    return lg.load(os.path.join(DATA, "MODEL"))


@functools.cache
def circuits(count=12):
    paths = sorted(glob.glob(os.path.join(DATA, "circuits", "*.graphml")))
    return lg.ops.read_graphs(paths[:count]).circuits


def fits_linked(version, integer_size):
    """Does an igraph of this version lay graphs out as the one that the extension is linked with?"""
    major, minor = version.split(".")[:2]
    linked_major, linked_minor = _latigraph.igraph_version.split(".")[:2]
    return integer_size == 64 and major == linked_major and (major != "0" or minor == linked_minor)


def linked_igraph():
    """The shared library of igraph that the extension has loaded, or None if there is none to be seen."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as file:
            paths = {line.split(None, 5)[5].strip() for line in file if "/libigraph." in line}
    except OSError:
        return None
    return min(paths, default=None)


def measured(graphs, properties, **options):
    """Properties by their names, with one number for each graph."""
    result = lg.properties(graphs, properties, **options)
    return dict(zip(result.properties, zip(*result.values)))


def same_graphs(first, second):
    """Edges and attributes, over two lists."""
    return len(first) == len(second) and all(map(same_graph, first, second))


def same_graph(first, second):
    return (
        first.vcount() == second.vcount()
        and first.get_edgelist() == second.get_edgelist()
        and all(first[name] == second[name] for name in first.attributes())
        and all(first.vs[name] == second.vs[name] for name in first.vertex_attributes())
        and all(first.es[name] == second.es[name] for name in first.edge_attributes())
    )
