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
from latigraph import _call, _values
from support import DATA, circuits, model, same_graphs


def mutual_pairs(graph):
    """A property of our own: mutual pairs a neuron."""
    return sum(graph.is_mutual()) / 2 / graph.vcount()


class Models(unittest.TestCase):
    def test_by_name_and_path(self):
        self.assertIn("mouse-v1-l23", lg.models())
        self.assertEqual(lg.load("mouse-v1-l23").code_size, 24)
        self.assertEqual(model().code_size, 4)
        self.assertIn("groups", model().description)
        self.assertEqual(repr(model()), "<latigraph.Model of 4 code dimensions>")
        with self.assertRaises(lg.LatigraphFileError) as caught:
            lg.load("no-such-model")
        self.assertIsInstance(caught.exception, OSError)
        self.assertIn("no-such-model", str(caught.exception))

    def test_function(self):
        graphs = circuits()[:2]
        short = {"steps": 300, "seeds": 2}
        scores = lg.function(graphs, **short)
        self.assertEqual(len(scores), 10)
        self.assertTrue(all(len(column) == 2 for column in scores.values()))
        one = model().function(graphs[1], ["memory-capacity", "narma10"], **short)
        self.assertEqual(one["memory-capacity"], scores["memory-capacity"][1])
        self.assertEqual(list(one), ["memory-capacity", "narma10"])
        with self.assertRaises(lg.LatigraphValueError):
            lg.function(graphs, ["nothing"])
        asked = lg.properties(graphs[0], ["memory-capacity", "density"])
        self.assertEqual(
            asked["memory-capacity"], lg.function(graphs[0], "memory-capacity")["memory-capacity"]
        )

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
        self.assertEqual(fitted[0].code_size, 2)
        self.assertEqual(fitted[0].description["card"]["title"], "A test")
        self.assertEqual(fitted[0].to_bytes(), fitted[1].to_bytes())
        with self.assertRaisesRegex(lg.LatigraphValueError, "no-such-option"):
            lg.fit(circuits(), no_such_option=1)
        self.assertIn("kl_weight (0.001 to 1; default 1)", lg.fit.__doc__)


class Work(unittest.TestCase):
    def test_encode(self):
        codes = model().encode(circuits())
        self.assertEqual((len(codes.mean), len(codes.mean[0])), (12, 4))
        one = model().encode(circuits()[3])
        self.assertEqual(list(one.mean), list(codes.mean[3]))
        self.assertEqual(list(one.sd), list(codes.sd[3]))

    def test_decode(self):
        graph = circuits()[0]
        rates = model().decode(graph)
        n = graph.vcount()
        self.assertEqual((len(rates), len(rates[0])), (n, n))
        self.assertTrue(all(rates[i][i] == 0 for i in range(n)))
        self.assertTrue(all(0 < rates[i][j] < 1 for i in range(n) for j in range(n) if i != j))
        # Rows are sources: of pairs with one edge the side that has it is the likelier one.
        mouse = lg.load("mouse-v1-l23")
        graph = mouse.generate(nodes=60, seed=1)[0]
        rates = mouse.decode(graph)
        one_way = [(i, j) for i, j in graph.get_edgelist() if not graph.are_connected(j, i)]
        right = sum(rates[i][j] > rates[j][i] for i, j in one_way)
        self.assertGreater(right, 0.7 * len(one_way))

    def test_generate(self):
        code = model().encode(circuits()[0]).mean
        graphs = model().generate(count=3, nodes=15, code=code, seed=1)
        self.assertEqual([graph.vcount() for graph in graphs], [15] * 3)
        self.assertTrue(all(isinstance(graph, igraph.Graph) for graph in graphs))
        for told, asked in zip(graphs[0]["code"], code):
            self.assertAlmostEqual(told, asked, places=5)
        self.assertEqual(graphs[0]["seed"], 1)
        like = model().generate(2, like=circuits()[0], seed=2)[0]
        self.assertEqual(like.vs["name"], circuits()[0].vs["name"])
        rows = model().encode(circuits()[:3]).mean
        self.assertEqual(len(model().generate(3, code=rows)), 3)
        self.assertEqual(len(model().generate(3, code=[list(row) for row in rows])), 3)
        with self.assertRaisesRegex(lg.LatigraphValueError, "2"):
            model().generate(code=[1.0, 2.0])
        with self.assertRaises(ValueError):
            model().generate(2, code=[[1.0, 2.0], [1.0]])

    def test_directions(self):
        held = model().directions()
        self.assertIn("density", held.properties)
        self.assertEqual(len(held.weights), len(held.properties))
        row = held.row("density")
        self.assertEqual(len(row["steps"]), 4)
        self.assertEqual(row["r2"], held.r2[held.properties.index("density")])

    @unittest.skipUnless(
        "functions" in str(_call.table["directions"].signature), "the table has no such argument"
    )
    def test_directions_of_functions(self):
        found = model().directions(circuits(40), properties=["reciprocity", mutual_pairs], seed=1)
        self.assertEqual(found.properties, ["reciprocity", "mutual_pairs"])

    def test_steer(self):
        graph = circuits()[0]
        result = model().steer(graph, density="+10%", keep=[], count=6, seed=1)
        self.assertEqual(len(result.circuits), 6)
        start = graph.density(loops=False)
        self.assertAlmostEqual(result.asked[0] / result.start[0], 1.1, places=6)
        self.assertLess(abs(result.start[0] - start), 0.1)
        for text in ("density=+10%", "density = +10%"):
            same = model().steer(graph, [text], keep=[], count=6, seed=1)
            self.assertTrue(same_graphs(same.circuits, result.circuits))
        both = model().steer(
            graph, {"density": 0.2}, reciprocity="+=0", out_degree_cv=0.5, count=2, seed=1
        )
        self.assertEqual([round(float(x), 6) for x in both.asked[::2]], [0.2, 0.5])
        self.assertAlmostEqual(both.asked[1], both.start[1])
        with self.assertRaisesRegex(lg.LatigraphValueError, "fame"):
            model().steer(graph, fame=1)
        with self.assertRaises(lg.LatigraphValueError):
            model().steer(graph)

    def test_steer_towards_functions(self):
        graph = circuits()[0]
        result = model().steer(graph, {mutual_pairs: mutual_pairs(graph)}, count=2, seed=1)
        self.assertAlmostEqual(result.asked[0], mutual_pairs(graph))
        self.assertEqual(
            round(float(result.mean[0]), 6),
            round(sum(map(mutual_pairs, result.circuits)) / 2, 6),
        )

    def test_steer_keeps_functions(self):
        graph = circuits()[0]
        result = model().steer(
            graph,
            reciprocity="+0.5sd",
            keep=["density", mutual_pairs, "igraph_local_efficiency"],
            count=4,
            seed=1,
        )
        self.assertEqual(list(result.kept_method), ["layer", "least-side-effects", "least-side-effects"])
        self.assertEqual(len(result.kept), 3)
        table = len(lg.ops.properties().names)
        self.assertEqual(result.kept[1], result.side_effects[table])
        self.assertEqual(result.kept[2], result.side_effects[table + 1])
        self.assertTrue(all(math.isfinite(x) for x in [*result.kept, *result.kept_error]))
        alone = model().steer(graph, density="+0.3sd", keep=mutual_pairs, count=2, seed=1)
        self.assertEqual(list(alone.kept_method), ["least-side-effects"])
        default = model().steer(graph, density="+0.3sd", count=2, seed=1)
        self.assertEqual(len(default.kept), 0)
        with self.assertRaisesRegex(lg.LatigraphValueError, "mutual_pairs is to be kept"):
            model().steer(graph, {mutual_pairs: 0.1}, keep=[mutual_pairs], count=2)
        with self.assertRaisesRegex(lg.LatigraphValueError, "seven cannot be kept"):
            model().steer(graph, density=0.2, keep=[("seven", lambda g: 7)], count=2)
        with self.assertRaisesRegex(ZeroDivisionError, "zero"):
            model().steer(graph, density=0.2, keep=[("bad", lambda g: 1 / 0)], count=2)

    def test_explain_functions(self):
        graphs = circuits(40)
        told = model().explain(graphs, ["reciprocity", ("mine", lambda g: g.reciprocity()), "igraph_diameter"])
        self.assertEqual(told.properties, ["reciprocity", "mine", "igraph_diameter"])
        found = model().directions(graphs, ["reciprocity"], seed=1)
        for learnt, known in zip(told.weight[1], found.weights[0]):
            self.assertAlmostEqual(learnt, known, places=9)
        self.assertAlmostEqual(sum(told.part[1]), told.reading[1] - told.base[1], places=9)
        self.assertAlmostEqual(told.measured[1], told.measured[0], places=9)
        with self.assertRaisesRegex(lg.LatigraphValueError, "needs circuits to learn it from"):
            model().explain(properties=[mutual_pairs])
        with self.assertRaisesRegex(ZeroDivisionError, "zero"):
            model().explain(graphs, [("bad", lambda g: 1 / 0)])

    def test_explain_and_evaluate(self):
        told = model().explain(properties=["density"])
        self.assertEqual(told.properties, ["density"])
        self.assertEqual(len(told.share[0]), len(told.coordinates))
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
        self.assertEqual(list(table), lg.ops.properties().names)
        for graph, density in zip(graphs, table["density"]):
            self.assertAlmostEqual(density, graph.density(loops=False))
        mixed = lg.properties(graphs, ["igraph_girth", mutual_pairs, "density"])
        self.assertEqual(list(mixed), ["igraph_girth", "mutual_pairs", "density"])
        self.assertEqual(list(mixed["mutual_pairs"]), [mutual_pairs(graph) for graph in graphs])
        one = lg.properties(graphs[0], ["density"])
        self.assertEqual(one, {"density": float(table["density"][0])})
        self.assertEqual(list(lg.properties([], ["density"])["density"]), [])


class WithoutNumpy(unittest.TestCase):
    """The same numbers as lists."""

    def test_lists(self):
        code = model().encode(circuits()).mean
        rates = model().decode(circuits()[0])
        numpy, _values.numpy = _values.numpy, None
        try:
            plain = model().encode(circuits()).mean
            self.assertIsInstance(plain, list)
            self.assertIsInstance(plain[0], list)
            self.assertEqual(plain, [list(row) for row in code])
            self.assertEqual(model().decode(circuits()[0]), [list(row) for row in rates])
            graphs = model().generate(12, code=plain, seed=5)
            with self.assertRaises(ValueError):
                model().generate(2, code=[[1.0, 2.0], [1.0]])
        finally:
            _values.numpy = numpy
        self.assertTrue(same_graphs(graphs, model().generate(12, code=code, seed=5)))

    def test_numpy_is_not_needed(self):
        script = (
            "import sys\nsys.modules['numpy'] = None\n"
            "import latigraph as lg\n"
            f"m = lg.load({os.path.join(DATA, 'MODEL')!r})\n"
            "g = m.generate(3, seed=1)\n"
            "print(type(m.encode(g).mean), lg.properties(g, ['density'])['density'].__class__)\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("<class 'list'> <class 'list'>", done.stdout)


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
            model().description, json.loads(lg.ops.model_describe(model()).json)
        )


if __name__ == "__main__":
    unittest.main()
