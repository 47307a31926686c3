"""Graphs cross unharmed, whoever made them."""

import math
import random
import time
import unittest
import unittest.mock
import warnings

import igraph
import latigraph as lg
from latigraph import _graphs
from support import circuits, fits_linked, measured, same_graph

try:
    import networkx
except ImportError:
    networkx = None
try:
    import numpy
    import scipy.sparse
except ImportError:
    scipy = None


def there_and_back(graph):
    """Through the library, which makes a circuit of it and a graph again."""
    return lg.select(graph, condition="hash<2").selected


def attributed():
    """Every kind of attribute, a missing one in each, and names beyond ASCII."""
    graph = igraph.Graph(4, [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2)], directed=True)
    graph["name"] = "Körbchen 🧠"
    graph["note"] = "zwei\nZeilen"
    graph["temperature"] = 36.6
    graph.vs["name"] = ["α", "β", "γ", "δ"]
    graph.vs["Zelltyp"] = ["Korb", None, "Pyramide", "Korb"]
    graph.vs["größe"] = [1.5, 2.5, None, -0.25]
    graph.vs["layer"] = [2, 3, 4, 5]
    graph.es["weight"] = [1.0, 2.5, 3.25, 4.0, 5.0]
    return graph


class Attributes(unittest.TestCase):
    def test_survive(self):
        graph = attributed()
        back = there_and_back(graph)
        self.assertEqual(back.get_edgelist(), sorted(graph.get_edgelist()))
        for name in ("name", "Zelltyp", "größe", "layer"):
            self.assertEqual(back.vs[name], graph.vs[name], name)
        weights = dict(zip(graph.get_edgelist(), graph.es["weight"]))
        self.assertEqual(dict(zip(back.get_edgelist(), back.es["weight"])), weights)
        for name in ("name", "note", "temperature"):
            self.assertEqual(back[name], graph[name], name)

    def test_the_graph_given_is_left_alone(self):
        graph = attributed()
        there_and_back(graph)
        self.assertTrue(same_graph(graph, attributed()))

    def test_truth_values_are_categories(self):
        graph = igraph.Graph(3, [(0, 1), (1, 2)], directed=True)
        graph.vs["proofread"] = [True, False, True]
        graph.vs["checked"] = [True, None, False]
        back = there_and_back(graph)
        self.assertEqual(back.vs["proofread"], ["true", "false", "true"])
        self.assertEqual(back.vs["checked"], ["true", None, "false"])

    def test_long_identifiers_keep_every_digit(self):
        graph = igraph.Graph(2, [(0, 1)], directed=True)
        graph.vs["root"] = [864691135572385061, 864691135572385062]
        self.assertEqual(
            there_and_back(graph).vs["root"], ["864691135572385061", "864691135572385062"]
        )

    def test_what_cannot_be_kept_is_told(self):
        graph = igraph.Graph(2, [(0, 1)], directed=True)
        graph.vs["where"] = [{"x": 1}, {"x": 2}]
        with self.assertWarnsRegex(lg.LatigraphWarning, 'Vertex attribute "where".*type dict'):
            self.assertNotIn("where", there_and_back(graph).vertex_attributes())

    def test_codes_are_numbers(self):
        graph = igraph.Graph(2, [(0, 1)], directed=True)
        graph["code"] = [0.5, -2.25]
        self.assertEqual(there_and_back(graph)["code"], [0.5, -2.25])

    def test_bad_texts(self):
        graph = igraph.Graph(2, [(0, 1)], directed=True)
        graph.vs["name"] = ["a\0b", "c"]
        with self.assertRaisesRegex(ValueError, "NUL"):
            there_and_back(graph)
        graph.vs["name"] = ["\udcff", "c"]
        self.assertEqual(there_and_back(graph).vs["name"], ["\udcff", "c"])

    def test_numpy(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("no numpy")
        graph = igraph.Graph(3, [(0, 1), (1, 2)], directed=True)
        graph.vs["number"] = numpy.array([1, 2, 3], dtype=numpy.int32)
        graph.vs["flag"] = numpy.array([True, False, True])
        back = there_and_back(graph)
        self.assertEqual(back.vs["number"], [1, 2, 3])
        self.assertEqual(back.vs["flag"], ["true", "false", "true"])


class Crossing(unittest.TestCase):
    def test_order_of_edges_and_vertices(self):
        graph = igraph.Graph(5, [(4, 0), (0, 4), (2, 1)], directed=True)
        seen = []
        lg.properties(graph, [("seen", lambda g: seen.append(g) or 1.0)])
        self.assertEqual(seen[0].vcount(), 5)
        self.assertEqual(set(seen[0].get_edgelist()), set(graph.get_edgelist()))
        self.assertTrue(seen[0].is_directed())

    def test_lists_of_edges_do_as_well(self):
        """As with an igraph in Python that is laid out in another way."""
        fits = fits_linked(igraph.__igraph_version__, igraph._igraph.INTEGER_SIZE)
        self.assertEqual(_graphs._copies_memory(), fits)
        copied = [there_and_back(graph) for graph in circuits()]
        with unittest.mock.patch.object(_graphs, "_copies_memory", lambda: False):
            listed = [there_and_back(graph) for graph in circuits()]
        self.assertTrue(all(map(same_graph, copied, listed)))

    def test_other_layouts_are_not_read(self):
        use = _graphs._latigraph.use_igraph
        try:
            for version in ("0.9.10", "0.10.2", "0.10.17", "1.0.1", "1.1.0", "2.0.0"):
                self.assertEqual(use(version, 64), fits_linked(version, 64), version)
                self.assertFalse(use(version, 32), version)
            self.assertFalse(use("", 0))
            with self.assertRaises(TypeError):  # and edges are then not looked for in memory
                raw = (circuits()[0], 1, True, None, {}, {}, {})
                _graphs._latigraph.call("igraph_girth", {"graph": raw}, (), None, 1)
        finally:
            own = igraph.__igraph_version__, igraph._igraph.INTEGER_SIZE
            self.assertEqual(use(*own), fits_linked(*own))

    def test_subclasses_and_copies(self):
        class Circuit(igraph.Graph):
            pass

        graph = Circuit(3, [(0, 1), (1, 2), (2, 0)], directed=True)
        self.assertEqual(lg.ops.igraph_girth(graph), 3)
        self.assertEqual(lg.ops.igraph_girth(graph.copy()), 3)

    def test_undirected_surrogates(self):
        ring = igraph.Graph.Ring(12)
        ring.vs["type"] = ["a", "b"] * 6
        ring.es["weight"] = list(range(1, 13))
        ring["species"] = "worm"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = lg.surrogates([ring], keep="degrees", count=3, seed=1).surrogates
            test = lg.surrogate_test([ring], only=["transitivity"], count=3, seed=1)
        for graph in made:
            self.assertFalse(graph.is_directed())
            self.assertEqual(graph.degree(), [2] * 12)
            self.assertEqual(sorted(graph.es["weight"]), ring.es["weight"])
            self.assertEqual(graph.vs["type"], ring.vs["type"])
            self.assertEqual(graph["species"], "worm")
        self.assertEqual(list(test.rungs), ["degrees"])

    def test_functions_are_tested(self):
        def most(graph):
            """Largest degree."""
            return max(graph.degree())

        ring = igraph.Graph.Ring(12)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            named = lg.surrogate_test([ring], only=[most], keep=["edges"], count=19, seed=1)
            added = lg.surrogate_test([ring], functions={"most": most}, keep=["degrees"], count=3, seed=1)
        self.assertEqual(list(named.properties), ["most"])
        self.assertEqual((named.observed[0], named.mean[0][0] > 2), (2, True))
        self.assertEqual(added.properties[-1], "most")
        self.assertEqual((added.mean[-1][0], added.sd[-1][0]), (2, 0))

    def test_refused(self):
        with self.assertRaisesRegex(lg.LatigraphValueError, "undirected"):
            there_and_back(igraph.Graph.Ring(4))
        for wrong in (3, "graph", [1, 2], circuits()):
            with self.assertRaises(TypeError):
                lg.ops.igraph_girth(wrong)
        with self.assertRaisesRegex(TypeError, "Argument 'circuits' of encode: A graph is needed"):
            lg.ops.encode(lg.load("worm"), ["a"])

    def test_edge_cases(self):
        self.assertEqual(lg.ops.igraph_weak_components(igraph.Graph(0, directed=True)), 0)
        self.assertEqual(lg.ops.overlap([], []).shared, 0)
        self.assertEqual(there_and_back(igraph.Graph(3, directed=True)).vcount(), 3)
        with self.assertWarnsRegex(lg.LatigraphWarning, "1 self-loops"):
            there_and_back(igraph.Graph(2, [(0, 1), (1, 1)], directed=True))

    def test_a_million_edges(self):
        """0.5 s each way; asserted at twice that, in processor time, for busy machines."""
        n, m = 100000, 1000000
        draw = random.Random(1)
        graph = igraph.Graph(
            n, [(draw.randrange(n), draw.randrange(n)) for _ in range(m)], directed=True
        )
        start = time.process_time()
        lg.ops.igraph_max_out_degree(graph)
        there = time.process_time() - start
        spent = []

        def out(raw):
            for _ in range(3):
                start = time.process_time()
                _graphs.from_raw(raw)
                spent.append(time.process_time() - start)
            return 1.0

        warnings.simplefilter("ignore")  # a few loops and parallel edges
        inputs = {"circuits": [_graphs.to_raw(graph)], "only": ["out"], "functions": [("out", out)]}
        _graphs._latigraph.call("properties", inputs, ("values",), None, 1)
        print(f"1e6 edges: {there:.3f} s there, {min(spent):.3f} s back")
        self.assertLess(there, 1.0)
        self.assertLess(min(spent), 1.0)


class Identity(unittest.TestCase):
    """Neurons that are the same in several animals."""

    @staticmethod
    def worm(connectome, names, ring):
        graph = igraph.Graph.Ring(len(names), directed=True)
        graph["connectome"] = connectome
        graph.vs["name"] = names
        graph.vs["cell"] = [name[:3] if name != ring else None for name in names]
        return graph

    def setUp(self):
        self.first = self.worm("a", ["AVAL", "AVAR", "AVBL", "AVDL", "x1"], "x1")
        self.second = self.worm("b", ["AVAL", "AVAR", "AVEL", "x1"], "x1")

    def test_overlap(self):
        plain = lg.overlap(self.first, self.second)
        self.assertEqual((plain.shared, plain.shared_identities, plain.identified_neurons), (0, 0, 0))
        named = lg.overlap([self.first], [self.second], identity="name")
        self.assertEqual((named.shared, named.shared_identities, named.known_identities), (0, 3, 3))
        cells = lg.overlap(self.first, self.second, identity="cell")
        self.assertEqual((cells.identities_first, cells.identities_second, cells.shared_identities), (3, 2, 1))
        self.assertEqual((cells.identified_neurons, cells.known_identities), (3, 2))
        with self.assertRaisesRegex(lg.LatigraphValueError, '"cell"'):
            lg.overlap(self.first, self.second, identity="kind")

    def test_graph_attribute(self):
        for graph in (self.first, self.second):
            graph["identity"] = "cell"
        self.assertEqual(lg.overlap(self.first, self.second).shared_identities, 1)
        part = lg.select(self.first, condition="cell=AVA").selected
        self.assertEqual(part["identity"], "cell")
        cut = lg.ops.sample(self.first, shape="whole", identity="name").circuits[0]
        self.assertEqual(cut["identity"], "name")


class OtherLibraries(unittest.TestCase):
    @unittest.skipIf(networkx is None, "no networkx")
    def test_networkx(self):
        graph = networkx.DiGraph(species="fly")
        graph.add_node("a", kind="excitatory", size=1)
        graph.add_node("b", kind="inhibitory")
        graph.add_node("c")
        graph.add_edge("a", "b", weight=2.0)
        graph.add_edge("c", "a", weight=3.0)
        back = there_and_back(graph)
        self.assertEqual(back.vs["name"], ["a", "b", "c"])
        self.assertEqual(back.vs["kind"], ["excitatory", "inhibitory", None])
        self.assertEqual(back.vs["size"], [1, None, None])
        self.assertEqual(dict(zip(back.get_edgelist(), back.es["weight"])), {(0, 1): 2, (2, 0): 3})
        self.assertEqual(back["species"], "fly")
        self.assertEqual(list(measured([graph] * 2, ["density"])["density"]), [2 / 6] * 2)
        with self.assertRaisesRegex(lg.LatigraphValueError, "undirected"):
            there_and_back(networkx.path_graph(3))

    @unittest.skipIf(scipy is None, "no scipy")
    def test_numpy(self):
        matrix = numpy.array([[0, 3, 0], [4, 0, 1], [2, 0, 0.0]])
        self.assertEqual(list(measured(matrix, ["reciprocity"])["reciprocity"]), [0.5])
        self.assertEqual(len(measured([matrix, matrix], ["density"])["density"]), 2)
        graph = lg.graph_from_matrix(matrix, positions=numpy.eye(3), unit="um", connectome="worm")
        self.assertEqual(graph.es["weight"], [3, 4, 1, 2])
        self.assertEqual((graph.vs["x_um"], graph["connectome"]), ([1, 0, 0], "worm"))
        matrix[1, 1] = numpy.nan
        self.assertEqual(lg.graph_from_matrix(matrix).ecount(), 4)
        with self.assertRaisesRegex(ValueError, "square"):
            lg.graph_from_matrix(matrix[:2])
        with self.assertRaisesRegex(ValueError, "2 rows of positions, but 3 neurons"):
            lg.graph_from_matrix(matrix, positions=numpy.eye(2))
        with self.assertRaisesRegex(ValueError, "have 1"):
            lg.graph_from_matrix(matrix, positions=numpy.ones((3, 1)))

    def test_table(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("no pandas")
        first = 864691135012345678
        edges = pandas.DataFrame({"pre": [first, first, first + 1], "post": [first + 1, first + 1, first + 2]})
        edges["n_syn"] = [5, 7, 9]
        nodes = pandas.DataFrame({"id": [first, first + 1, first + 2], "x": [0.5, None, 2], "y": [1, 2, 3.0]})
        graph = lg.graph_from_table(edges, nodes, connectome="cortex")
        self.assertEqual(graph.vs["name"], [str(first + k) for k in range(3)])
        self.assertEqual(dict(zip(graph.get_edgelist(), graph.es["weight"])), {(0, 1): 12, (1, 2): 9})
        self.assertEqual((graph.vs["x"][0], graph["connectome"]), (0.5, "cortex"))
        self.assertEqual(list(measured(edges, ["density"])["density"]), [2 / 6])
        one, other = (pandas.DataFrame({"from": ["u"], "to": [end]}) for end in "vw")
        self.assertEqual(lg.graph_from_table(one)["name"], lg.graph_from_table(one)["name"])
        self.assertNotEqual(lg.graph_from_table(one)["name"], lg.graph_from_table(other)["name"])
        sums = pandas.DataFrame({"pre": ["u", "u", "v"], "post": ["v", "v", "u"]}).groupby(["pre", "post"]).size()
        self.assertEqual(lg.graph_from_table(sums).es["weight"], [2, 1])
        several = pandas.DataFrame({"from": ["u", "v"], "to": ["v", "u"], "subject": ["s1", "s2"]})
        with self.assertRaisesRegex(ValueError, "holds 2 circuits, one per subject"):
            lg.graph_from_table(several)

    def test_matrix_frame(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("no pandas")
        frame = pandas.DataFrame([[0, 0, 0], [1, 0, 0], [0, 2, 0]], index=["b", "c", "a"], columns=["a", "b", "c"])
        for graph in (lg.graph_from_matrix(frame), there_and_back(frame)):
            edges = {tuple(graph.vs[v]["name"] for v in edge.tuple): edge["weight"] for edge in graph.es}
            self.assertEqual(edges, {("c", "a"): 1, ("a", "b"): 2})
        numbered = pandas.DataFrame(numpy.eye(4)[[1, 2, 3, 0]])
        self.assertNotIn("name", lg.graph_from_matrix(numbered).vs.attributes())
        with self.assertRaisesRegex(ValueError, "the names of its columns"):
            lg.graph_from_matrix(frame.rename(index={"a": "d"}))
        with self.assertRaisesRegex(TypeError, "real numbers"):
            lg.graph_from_matrix(numpy.array([["0", "1"], ["0", "0"]]))
        self.assertEqual(lg.graph_from_matrix(numpy.matrix([[0, 2], [0, 0]])).es["weight"], [2])
        with self.assertRaisesRegex(TypeError, "read_graphs"):
            lg.properties("circuits")

    @unittest.skipIf(scipy is None, "no scipy")
    def test_scipy(self):
        dense = [[0, 2, 0], [0, 0, 0.5], [0, 0, 0]]
        for form in (scipy.sparse.csr_matrix, scipy.sparse.coo_matrix, scipy.sparse.csc_matrix):
            back = there_and_back(form(dense))
            self.assertEqual(back.get_edgelist(), [(0, 1), (1, 2)])
            self.assertEqual(back.es["weight"], [2, 0.5])
        marked = scipy.sparse.csr_matrix([[numpy.nan, 2.0], [0.0, 0.0]])
        self.assertEqual(there_and_back(marked).get_edgelist(), [(0, 1)])
        flags = scipy.sparse.csr_matrix([[False, True], [False, False]])
        self.assertEqual(there_and_back(flags).edge_attributes(), [])
        with self.assertRaisesRegex(ValueError, "2 by 3"):
            there_and_back(scipy.sparse.csr_matrix((2, 3)))


class Numbers(unittest.TestCase):
    def test_not_defined_is_nan(self):
        acyclic = igraph.Graph(3, [(0, 1), (1, 2)], directed=True)
        self.assertTrue(math.isnan(lg.ops.igraph_girth(acyclic)))


if __name__ == "__main__":
    unittest.main()
