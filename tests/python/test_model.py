"""The face: models and what they do."""

import copy
import json
import math
import os
import pickle
import random
import subprocess
import sys
import tempfile
import unittest

import igraph
import latigraph as lg
from latigraph import _call, _latigraph, _values
from support import DATA, circuits, measured, model, same_graphs


def mutual_pairs(graph):
    """A property of our own: mutual pairs a neuron."""
    return sum(graph.is_mutual()) / 2 / graph.vcount()


def decoded(model, graph):
    return model.decode(graph).probabilities


class Models(unittest.TestCase):
    def test_by_name_and_path(self):
        self.assertIn("mouse-v1-l23", lg.models())
        self.assertIn("mouse", lg.models()["mouse-v1-l23"].title)
        self.assertEqual(lg.load("mouse-v1-l23").code_size, 31)
        self.assertEqual(model().code_size, 4)
        self.assertIn("groups", model().description)
        with self.assertRaises(lg.LatigraphFileError) as caught:
            lg.load("no-such-model")
        self.assertIsInstance(caught.exception, OSError)
        self.assertIn("no-such-model", str(caught.exception))

    def test_reservoir(self):
        graphs = circuits()[:2]
        short = {"steps": 300, "seeds": 2, "seed": 1}
        scores = lg.reservoir(graphs, **short)
        self.assertEqual((len(scores.values), len(scores.values[0])), (2, 10))
        one = lg.reservoir(graphs[1], scores=["memory-capacity", "narma10"], **short)
        self.assertEqual(list(one.values[0]), [scores.values[1, name] for name in ("memory-capacity", "narma10")])
        with self.assertRaises(lg.LatigraphValueError):
            lg.reservoir(graphs, scores=["nothing"])
        asked = measured(graphs[0], ["memory-capacity", "density"])
        whole = lg.reservoir(graphs[0], scores="memory-capacity", seed=1)
        self.assertEqual(asked["memory-capacity"][0], whole.values[0, "memory-capacity"])

    def test_pickled(self):
        again = pickle.loads(pickle.dumps(model()))
        with open(os.path.join(DATA, "MODEL"), "rb") as file:
            self.assertEqual(again.to_bytes(), file.read())
        self.assertTrue(
            same_graphs(again.generate(3, seed=1), copy.deepcopy(model()).generate(3, seed=1))
        )

    def test_saved(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "größe.safetensors")
            model().save(path)
            self.assertEqual(lg.load(path).to_bytes(), model().to_bytes())

    def test_score_as_keyword(self):
        """The score memory-capacity has an operation of another name; the value alone is refused here."""
        with self.assertRaisesRegex(lg.LatigraphValueError, '"memory-capacity=much" asks for "much", which is no number'):
            model().steer(memory_capacity="much")

    def test_fit(self):
        fitted = [
            lg.fit(
                circuits(),
                seed=3,
                steps=4,
                baseline_steps=2,
                hidden=8,
                code=2,
                node_data="none",
                card={"title": "A test"},
                threads=threads,
            )
            for threads in (1, 2)
        ]
        self.assertEqual(fitted[0].code_size, 2 + 7)
        self.assertEqual(fitted[0].description["card"]["title"], "A test")
        self.assertEqual(fitted[0].to_bytes(), fitted[1].to_bytes())
        with self.assertRaisesRegex(TypeError, "no argument 'hiden'; did you mean 'hidden'"):
            lg.fit(circuits(), hiden=8)
        self.assertIn("kl_weight (0.001 to 1; default 1)", lg.fit.__doc__)
        self.assertIs(type(lg.ops.fit(circuits(), steps=2, baseline_steps=2, hidden=8, code=2).model), lg.Model)


class Work(unittest.TestCase):
    def test_encode(self):
        codes = model().encode(circuits())
        self.assertEqual((len(codes.mean), len(codes.mean[0])), (12, 4))
        one = model().encode(circuits()[3])
        self.assertEqual(list(one.mean[0]), list(codes.mean[3]))
        self.assertEqual(list(one.sd[0]), list(codes.sd[3]))
        self.assertEqual(codes.coordinates, model().info().coordinates)

    def test_decode(self):
        graph = circuits()[0]
        rates = decoded(model(), graph)
        n = graph.vcount()
        self.assertEqual((len(rates), len(rates[0])), (n, n))
        self.assertTrue(all(rates[i][i] == 0 for i in range(n)))
        self.assertTrue(all(0 < rates[i][j] < 1 for i in range(n) for j in range(n) if i != j))
        # Rows are sources: of pairs with one edge the side that has it is the likelier one.
        mouse = lg.load("mouse-v1-l23")
        graph = mouse.generate(nodes=60, seed=1)[0]
        rates = decoded(mouse, graph)
        one_way = [(i, j) for i, j in graph.get_edgelist() if not graph.are_connected(j, i)]
        right = sum(rates[i][j] > rates[j][i] for i, j in one_way)
        self.assertGreater(right, 0.7 * len(one_way))

    def test_generate(self):
        code = model().encode(circuits()[0]).mean
        graphs = model().generate(count=3, nodes=15, codes=code, seed=1)
        self.assertEqual([graph.vcount() for graph in graphs], [15] * 3)
        self.assertTrue(all(isinstance(graph, igraph.Graph) for graph in graphs))
        for got, asked in zip(graphs[0]["code"], code[0]):
            self.assertAlmostEqual(got, asked, places=5)
        self.assertEqual(graphs[0]["seed"], 1)
        like = model().generate(2, like=circuits()[0], seed=2)[0]
        self.assertEqual(like.vs["name"], circuits()[0].vs["name"])
        rows = model().encode(circuits()[:3]).mean
        self.assertEqual(len(model().generate(codes=rows)), 3)
        self.assertEqual(len(model().generate(2, codes=[list(row) for row in rows])), 6)
        whole = lg.ops.generate(model(), 2, seed=1)
        self.assertTrue(same_graphs(whole.circuits, model().generate(2, seed=1)))
        self.assertEqual(list(whole.neurons), [graph.vcount() for graph in whole.circuits])
        with self.assertRaisesRegex(lg.LatigraphValueError, "2"):
            model().generate(codes=[1.0, 2.0])
        with self.assertRaises(ValueError):
            model().generate(2, codes=[[1.0, 2.0], [1.0]])

    def test_directions(self):
        held = model().directions()
        self.assertIn("density", held.r2.labels[0])
        self.assertEqual(len(held["density"].steps), 4)
        self.assertEqual(held["density"].r2, held.r2["density"])
        found = model().directions(circuits(40), ["reciprocity", mutual_pairs], seed=1)
        self.assertEqual(found.r2.labels[0], ["reciprocity", "mutual_pairs"])

    def test_steer(self):
        graph = circuits()[0]
        result = model().steer(like=graph, density="+10%", only_keep=[], count=6, seed=1)
        self.assertEqual(len(result.circuits), 6)
        start = graph.density(loops=False)
        self.assertAlmostEqual(result.asked[0] / result.start[0], 1.1, places=6)
        self.assertLess(abs(result.start[0] - start), 0.1)
        for text in ("density=+10%", "density = +10%"):
            same = model().steer([text], like=graph, only_keep=[], count=6, seed=1)
            self.assertTrue(same_graphs(same.circuits, result.circuits))
        both = model().steer(
            {"density": 0.2}, like=graph, reciprocity="+=0", out_degree_cv=0.5, count=2, seed=1
        )
        self.assertEqual([round(float(x), 6) for x in both.asked[::2]], [0.2, 0.5])
        self.assertAlmostEqual(both.asked[1], both.start[1])
        with self.assertRaisesRegex(TypeError, "fame"):
            model().steer(like=graph, fame=1)
        with self.assertRaisesRegex(lg.LatigraphValueError, "fame"):
            model().steer({"fame": 1})
        with self.assertRaises(lg.LatigraphValueError):
            model().steer(like=graph)

    def test_steer_towards_functions(self):
        graph = circuits()[0]
        result = model().steer({mutual_pairs: mutual_pairs(graph)}, like=graph, count=2, seed=1)
        self.assertAlmostEqual(result.asked[0], mutual_pairs(graph))
        self.assertEqual(
            round(float(result.achieved[0]), 6),
            round(sum(map(mutual_pairs, result.circuits)) / 2, 6),
        )

    def test_steer_keeps_functions(self):
        graph = circuits()[0]
        result = model().steer(
            like=graph,
            reciprocity="+0.5sd",
            keep=["density", mutual_pairs, "igraph_local_efficiency"],
            count=4,
            seed=1,
        )
        self.assertEqual(list(result.kept_method), ["layer", "least-side-effects", "least-side-effects"])
        self.assertEqual(len(result.kept), 3)
        table = len(_latigraph.property_names())
        self.assertEqual(result.kept[1], result.side_effects[table])
        self.assertEqual(result.kept[2], result.side_effects[table + 1])
        self.assertTrue(all(math.isfinite(x) for x in [*result.kept, *result.kept_error]))
        alone = model().steer(like=graph, density="+0.3sd", keep=mutual_pairs, count=2, seed=1)
        self.assertEqual(list(alone.kept_method), ["least-side-effects"])
        default = model().steer(like=graph, density="+0.3sd", count=2, seed=1)
        self.assertEqual(len(default.kept), 0)
        with self.assertRaisesRegex(lg.LatigraphValueError, "mutual_pairs is to be kept"):
            model().steer({mutual_pairs: 0.1}, like=graph, keep=[mutual_pairs], count=2)
        with self.assertRaisesRegex(lg.LatigraphValueError, "seven cannot be kept"):
            model().steer(like=graph, density=0.2, keep=[("seven", lambda g: 7)], count=2)
        with self.assertRaisesRegex(ZeroDivisionError, "zero"):
            model().steer(like=graph, density=0.2, keep=[("bad", lambda g: 1 / 0)], count=2)

    def test_explain_functions(self):
        graphs = circuits(40)
        explained = model().explain(graphs, ["reciprocity", ("mine", lambda g: g.reciprocity()), "igraph_diameter"])
        self.assertEqual(explained.properties, ["reciprocity", "mine", "igraph_diameter"])
        found = model().directions(graphs, ["reciprocity"], seed=1)
        for learned, known in zip(explained.weight[1], found.weights[0]):
            self.assertAlmostEqual(learned, known, places=9)
        self.assertAlmostEqual(sum(explained.part[1]), explained.reading[1] - explained.base[1], places=9)
        self.assertAlmostEqual(explained.measured[1], explained.measured[0], places=9)
        with self.assertRaisesRegex(lg.LatigraphValueError, "needs circuits to learn it from"):
            model().explain(only=[mutual_pairs])
        with self.assertRaisesRegex(ZeroDivisionError, "zero"):
            model().explain(graphs, [("bad", lambda g: 1 / 0)])

    def test_explain_and_evaluate(self):
        explained = model().explain(only=["density"])
        self.assertEqual(explained.properties, ["density"])
        self.assertEqual(len(explained.share[0]), len(explained.coordinates))
        judged = model().evaluate(circuits()[:3], refine=0, samples=1, seed=1)
        self.assertGreater(judged.bits_erdos_renyi, 0)
        self.assertAlmostEqual(
            judged.bits_total,
            judged.bits_code + judged.bits_nodes + judged.bits_edges + (
                0 if math.isnan(judged.bits_weights) else judged.bits_weights
            ),
            places=6,
        )

    def test_methods_of_the_table(self):
        walk = model().traverse("density", steps=2, count=2, seed=1)
        self.assertEqual(len(walk.position), 2)
        self.assertIn("Walks the code", model().traverse.__doc__)
        with self.assertRaises(TypeError):
            model().traverse("density", nothing=1)

    def test_properties(self):
        graphs = circuits()[:4]
        table = lg.properties(graphs)
        self.assertEqual(table.properties, _latigraph.property_names())
        for graph, density in zip(graphs, table.values["density"]):
            self.assertAlmostEqual(density, graph.density(loops=False))
        mixed = measured(graphs, ["igraph_girth", mutual_pairs, "density"])
        self.assertEqual(list(mixed), ["igraph_girth", "mutual_pairs", "density"])
        self.assertEqual(list(mixed["mutual_pairs"]), [mutual_pairs(graph) for graph in graphs])
        self.assertEqual(lg.properties(graphs[0], "density").values[0, 0], table.values[0, "density"])


class WithoutNumpy(unittest.TestCase):
    """The same numbers as lists."""

    def test_lists(self):
        code = model().encode(circuits()).mean
        rates = decoded(model(), circuits()[0])
        numpy, _values.numpy = _values.numpy, lambda: None
        try:
            plain = model().encode(circuits()).mean
            self.assertIsInstance(plain, list)
            self.assertIsInstance(plain[0], list)
            self.assertEqual(plain, [list(row) for row in code])
            self.assertEqual(decoded(model(), circuits()[0]), [list(row) for row in rates])
            graphs = model().generate(codes=plain, seed=5)
            with self.assertRaises(ValueError):
                model().generate(2, codes=[[1.0, 2.0], [1.0]])
        finally:
            _values.numpy = numpy
        self.assertTrue(same_graphs(graphs, model().generate(codes=code, seed=5)))

    def test_numpy_is_not_needed(self):
        script = (
            "import sys\nsys.modules['numpy'] = None\n"
            "import latigraph as lg\n"
            f"m = lg.load({os.path.join(DATA, 'MODEL')!r})\n"
            "g = m.generate(3, seed=1)\n"
            "print(type(m.encode(g).mean).__mro__, type(m.encode(g).mean[0]).__mro__)\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("<class 'list'>"), 2)


class Seeds(unittest.TestCase):
    def test_given(self):
        self.assertTrue(same_graphs(model().generate(3, seed=7), model().generate(3, seed=7)))
        self.assertFalse(same_graphs(model().generate(3, seed=7), model().generate(3, seed=8)))
        threads = [model().generate(3, seed=7, threads=n) for n in (1, 2)]
        self.assertTrue(same_graphs(*threads))

    def test_of_random(self):
        def draw():
            random.seed(11)
            return model().generate(3)

        first, second = draw(), draw()
        self.assertTrue(same_graphs(first, second))
        self.assertFalse(same_graphs(first, model().generate(3)))
        random.seed(11)
        self.assertEqual(first[0]["seed"], random.getrandbits(_call._SEED_BITS))

    def test_out_of_range(self):
        with self.assertRaisesRegex(lg.LatigraphValueError, '"seed".*-1'):
            model().generate(seed=-1)
        with self.assertRaises(OverflowError):
            model().generate(seed=2**70)


class Description(unittest.TestCase):
    def test_is_json(self):
        self.assertEqual(
            model().description, json.loads(model().info().description)
        )


if __name__ == "__main__":
    unittest.main()
