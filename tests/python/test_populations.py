"""Graphs of several animals through Python: kinds of edges, undirected graphs, warnings."""

import math
import unittest

import igraph

import latigraph as lg


def animal(names, edges, directed=True, **attributes):
    graph = igraph.Graph(n=len(names), edges=[(names.index(e[0]), names.index(e[1])) for e in edges], directed=directed)
    graph.vs["name"] = list(names)
    graph.es["weight"] = [e[2] for e in edges]
    for name, values in attributes.items():
        graph.es[name] = values
    return graph


def three():
    return [
        animal("ABC", [("A", "B", 2), ("B", "C", 1)]),
        animal("BAD", [("A", "B", 4), ("D", "A", 3)]),
        animal("ABCD", [("A", "B", 6), ("B", "C", 3), ("C", "D", 5), ("A", "C", 1)]),
    ]


class Populations(unittest.TestCase):
    def test_align(self):
        result = lg.align(three())
        self.assertEqual((result.all, result.common), (4, 2))
        self.assertEqual(list(result.neurons), list("ABCD"))
        for graph in result.aligned:
            self.assertEqual(graph.vs["name"], list("ABCD"))
        self.assertEqual(result.aligned[1].vs["present"], [True, True, False, True])
        self.assertEqual(result.aligned[1].es["weight"], [4, 3])

    def test_kinds(self):
        """Parallel edges of two kinds, which circuits could not hold, come through unchanged."""
        kinds = [["chemical", "electrical"], ["electrical", "chemical"]]
        graphs = [
            animal("AB", [("A", "B", 2), ("A", "B", 1)], kind=kinds[0]),
            animal("AB", [("A", "B", 5), ("A", "B", 4)], kind=kinds[1]),
        ]
        aligned = lg.align(graphs).aligned
        self.assertEqual([graph.es["kind"] for graph in aligned], kinds)
        self.assertEqual(aligned[1].es["weight"], [5, 4])
        common = lg.consensus(aligned, kind="kind").consensus
        self.assertEqual(common.es["kind"], ["chemical", "electrical"])
        self.assertEqual(common.es["weight"], [3, 3])
        with self.assertWarnsRegex(Warning, "2 parallel edges were added"):
            self.assertEqual(lg.consensus(aligned).consensus.es["weight"], [6])
        with self.assertWarnsRegex(Warning, "At least 5 animals"):
            change = lg.variability(graphs * 2, kind="kind")
        self.assertEqual(list(change.edges), ["A → B (chemical)", "A → B (electrical)"])
        self.assertEqual(list(change.change), ["stable", "stable"])

    def test_undirected(self):
        graphs = [animal("AB", [("A", "B", 2)], directed=False), animal("BA", [("B", "A", 6)], directed=False)]
        common = lg.consensus(graphs).consensus
        self.assertFalse(common.is_directed())
        self.assertEqual(common.es["weight"], [4])
        self.assertEqual(common["animals"], 2)

    def test_variability(self):
        with self.assertWarnsRegex(Warning, "At least 5 animals"):
            result = lg.variability(three(), ages=[1, 2, 4])
        self.assertEqual(list(result.edges), ["A → B", "A → C", "B → C", "C → D", "D → A"])
        self.assertAlmostEqual(result.slope["A → B"], 9 / 7)
        self.assertAlmostEqual(result.p["A → B"], 1 / 3)
        self.assertTrue(math.isnan(result.q_value["A → B"]))
        self.assertEqual(list(result.change_edges), [2, 2, 0, 1])
        self.assertEqual(result.graph.es["change"], list(result.change))
        growing = [animal("AB", [("A", "B", 2 * k + 1)]) for k in range(6)]
        self.assertEqual(list(lg.variability(growing).change), ["developmental"])

    def test_refusals(self):
        for graphs, options, message in (
            (three()[:1], {}, "at least two graphs"),
            (three() + [animal("XYZ", [("X", "Y", 1)])], {}, '"X", "Y", "Z", theirs with "A", "B", "C"'),
            (three() + [animal("AB", [("A", "B", 1)], directed=False)], {}, "is undirected"),
            (three() + [animal("AA", [])], {}, 'two vertices called "A"'),
            (three(), {"by": "cell"}, 'no vertex attribute "cell"'),
        ):
            with self.subTest(message), self.assertRaisesRegex(ValueError, message):
                lg.consensus(graphs, **options)
        with self.assertRaisesRegex(ValueError, "There are 2 ages, but 3 graphs"):
            lg.variability(three(), ages=[1, 2])


if __name__ == "__main__":
    unittest.main()
