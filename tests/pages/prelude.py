# What pages call the objects that they do not make. Runs before each of their blocks in Python.
from types import SimpleNamespace

import igraph
import latigraph
import latigraph as lg
import numpy
import pandas  # noqa: F401 (for to_dataframe)

model = lg.load("mouse-v1-l23")
graph = connectome = igraph.Graph.Read_GraphML("graph.graphml")
graphs = lg.read_graphs("circuits").circuits
strains = ["one", "other"] * 3
folders = ["worm1", "worm2", "worm3", "worm4", "0h", "5h", "8h", "16h"]
traces, cells = numpy.load("recording.npy"), [f"cell {k}" for k in range(12)]
encoder = SimpleNamespace(weight=numpy.random.default_rng(1).normal(size=(20, 30)))
decoder = SimpleNamespace(weight=numpy.random.default_rng(2).normal(size=(30, 20)))
