"""Properties of neurons and lesions, beside python-igraph and functions of this file."""

import math
import unittest
import warnings

import igraph

import latigraph as lg

from support import circuits


def alike(test, values, expected):
    test.assertEqual(len(values), len(expected))
    for value, number in zip(values, expected):
        if number is None or math.isnan(number):
            test.assertTrue(math.isnan(value), (value, number))
        else:
            test.assertAlmostEqual(value, number, places=9)


def skeleton(graph):
    return graph.as_undirected(mode="collapse")


EXPECTED = {
    "in-degree": lambda g: g.indegree(),
    "out-degree": lambda g: g.outdegree(),
    "triangles": lambda g: [
        sum(1 for clique in skeleton(g).cliques(3, 3) if v in clique) for v in range(g.vcount())
    ],
    "clustering": lambda g: skeleton(g).transitivity_local_undirected(mode="nan"),
    "betweenness": lambda g: g.betweenness(),
    "closeness-out": lambda g: g.closeness(mode="out", normalized=True),
    "closeness-in": lambda g: g.closeness(mode="in", normalized=True),
    "pagerank": lambda g: g.pagerank(),
    "coreness": lambda g: skeleton(g).coreness(),
}


class NodeProperties(unittest.TestCase):
    def test_are_those_of_igraph(self):
        graphs = [igraph.Graph.Erdos_Renyi(n=n, p=p, directed=True) for n, p in ((9, 0.1), (30, 0.1), (25, 0.4))]
        for graph in graphs:
            table = lg.node_properties(graph)
            for name, measure in EXPECTED.items():
                with self.subTest(name, n=graph.vcount()):
                    alike(self, table.values[:, name], measure(graph))

    def test_strengths(self):
        graph = igraph.Graph.Erdos_Renyi(n=20, p=0.3, directed=True)
        graph.es["weight"] = [1 + e / 7 for e in range(graph.ecount())]
        table = lg.node_properties(graph, only=["in-strength", "out-strength", "weighted-clustering"])
        alike(self, table.values[:, "in-strength"], graph.strength(mode="in", weights="weight"))
        alike(self, table.values[:, "out-strength"], graph.strength(mode="out", weights="weight"))
        both = graph.as_undirected(mode="collapse", combine_edges="sum")
        alike(self, table.values[:, "weighted-clustering"], [
            value if degree > 1 else math.nan
            for value, degree in zip(both.transitivity_local_undirected(mode="nan", weights="weight"), both.degree())
        ])

    def test_tables(self):
        table = lg.node_properties(circuits()[:3], only=["coreness", "out-degree"])
        rows = sum(graph.vcount() for graph in circuits()[:3])
        self.assertEqual(len(table.neurons), rows)
        self.assertEqual(list(table.properties), ["coreness", "out-degree"])
        self.assertEqual(len(set(table.circuit)), 3)
        try:
            frame = table.to_dataframe()
        except ImportError:
            self.skipTest("pandas is not installed")
        self.assertEqual(list(frame.columns), ["circuit", "coreness", "out-degree"])
        self.assertEqual(list(frame["out-degree"]), [d for g in circuits()[:3] for d in g.outdegree()])

    def test_wrong_names(self):
        with self.assertRaisesRegex(ValueError, 'did you mean "betweenness"'):
            lg.node_properties(circuits()[0], only=["betweeness"])
        with self.assertRaisesRegex(ValueError, "3 bounds"):
            lg.node_properties(circuits()[0], distances=[1, 2])

    def test_list(self):
        listed = lg.ops.list_node_properties()
        self.assertEqual(list(listed.names), list(lg.node_properties(circuits()[0]).properties))


class Lesions(unittest.TestCase):
    def test_bridge(self):
        graph = igraph.Graph.Full(5, directed=True) + igraph.Graph.Full(6, directed=True)
        graph.add_edge(2, 8)
        bridges = skeleton(graph).bridges()
        self.assertEqual(len(bridges), 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = lg.lesion(graph, "igraph_reachable_pairs", parts="edges", share=0.3, random=19, seed=1)
        self.assertEqual(list(result.set), ["2 → 8"])
        self.assertEqual(result.rank["2 → 8"], 1)
        self.assertAlmostEqual(result.effect["2 → 8"], -30 / 110)

    def test_functions(self):
        def edges(graph):
            return graph.ecount()

        graph = circuits()[0]
        result = lg.lesion(graph, edges, set_max=0)
        degrees = [-d for d in graph.degree()]
        alike(self, result.effect, degrees)
        self.assertEqual(result.mean, graph.ecount())

    def test_refused(self):
        with self.assertRaisesRegex(ValueError, "one property"):
            lg.lesion(circuits()[0], ["density", "reciprocity"])
        with self.assertRaisesRegex(ValueError, 'did you mean "density"'):
            lg.lesion(circuits()[0], "densty")
        with self.assertRaisesRegex(ValueError, "The limit is 3"):
            lg.lesion(circuits()[0], "density", parts_max=3)


if __name__ == "__main__":
    unittest.main()
