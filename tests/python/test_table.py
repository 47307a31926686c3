"""lg.ops against the table of operations."""

import inspect
import json
import os
import subprocess
import sys
import tempfile
import unittest

import igraph
import latigraph as lg
from latigraph import _call, _latigraph
from support import BUILD, SOURCE, circuits, model

#: Inputs that cannot be told from their types.
GIVEN = {
    "read_graphs": lambda folder: {"paths": [write(folder)]},
    "write_graph": lambda folder: {"path": os.path.join(folder, "w.gml")},
    "select": lambda folder: {"condition": "hash<0.5"},
    "sample": lambda folder: {"size_min": 5, "size_max": 8, "count": 2},
    "fit": lambda folder: {"options": ["steps=2", "baseline-steps=2", "hidden=8", "code=2"]},
    "model_read": lambda folder: {"path": save(folder)},
    "model_write": lambda folder: {"path": os.path.join(folder, "w.safetensors")},
    "write_weights": lambda folder: {"path": os.path.join(folder, "w.safetensors")},
    "steer": lambda folder: {"targets": ["density=+0.2sd"], "count": 2},
    "traverse": lambda folder: {"property": "density", "steps": 2, "count": 2},
    "interpolate": lambda folder: {"steps": 2, "count": 2},
    "axes": lambda folder: {"count": 2},
    "coordinate_effects": lambda folder: {"count": 2},
}
SHORT = {"steps": 300, "seeds": 1}
GIVEN.update(
    {
        operation.name: lambda folder: SHORT.copy()
        for operation in _call.table.values()
        if operation.outputs and {"radius", "steps"} <= {a["name"] for a in operation.inputs}
    }
)
PYTHON_TYPES = {
    "graph": igraph.Graph,
    "graph_list": list,
    "integer": int,
    "real": float,
    "boolean": bool,
    "string": str,
    "string_list": list,
    "model": lg.Model,
}


def write(folder):
    path = os.path.join(folder, "graph.graphml")
    lg.ops.write_graph(circuits()[0], path)
    return path


def save(folder):
    path = os.path.join(folder, "model.safetensors")
    model().save(path)
    return path


def value_for(argument):
    return {
        "graph": lambda: circuits()[0],
        "graph_list": circuits,
        "model": model,
        "callback": lambda: igraph.Graph.ecount,
        "callback_list": lambda: [igraph.Graph.ecount],
    }[argument["type"]]()


class Table(unittest.TestCase):
    def test_every_operation_is_a_function(self):
        names = [operation["name"] for operation in json.loads(_latigraph.describe())]
        self.assertEqual(lg.ops.__all__, names)
        for name in names:
            self.assertEqual(getattr(lg.ops, name).__name__, name)

    def test_names_defaults_and_texts(self):
        for described in json.loads(_latigraph.describe()):
            function = getattr(lg.ops, described["name"])
            inputs = [a for a in described["arguments"] if a["direction"] == "in"]
            parameters = inspect.signature(function).parameters
            self.assertEqual([n.rstrip("_") for n in parameters], [a["name"] for a in inputs])
            self.assertIn(described["summary"], function.__doc__)
            for argument, parameter in zip(inputs, parameters.values()):
                self.assertEqual(argument["optional"], parameter.default is not parameter.empty)
                if argument["default"] is not None:
                    kind = {"integer": int, "real": float, "boolean": "true".__eq__}
                    wanted = kind.get(argument["type"], str)(argument["default"])
                    self.assertEqual(wanted, parameter.default)
                    self.assertIs(type(wanted), type(parameter.default))
                self.assertIn(argument["doc"].split()[0], function.__doc__)
        self.assertIs(inspect.signature(lg.ops.generate).parameters["uncalibrated"].default, False)
        self.assertEqual(inspect.signature(lg.ops.sample).parameters["restart"].default, 0.15)

    def test_every_operation_can_be_called(self):
        for operation in _call.table.values():
            with self.subTest(operation.name), tempfile.TemporaryDirectory() as folder:
                inputs = GIVEN.get(operation.name, lambda _: {})(folder)
                for argument in operation.inputs:
                    if not argument["optional"] and argument["name"] not in inputs:
                        inputs[argument["name"]] = value_for(argument)
                result = operation.call(inputs)
                if len(operation.outputs) == 1:
                    result = (result,)
                for output, value in zip(operation.outputs, result or ()):
                    kind = PYTHON_TYPES.get(output["type"])
                    if kind is not None:
                        self.assertIsInstance(value, kind, output["name"])

    def test_help_shows_the_signature(self):
        shown = subprocess.run(
            [sys.executable, "-c", "import latigraph as lg; help(lg.ops.generate)"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        self.assertIn("generate(model: 'Model', *, codes:", shown)
        self.assertIn("Builds new circuits from codes.", shown)

    def test_results_are_named(self):
        result = lg.ops.encode(model(), circuits())
        self.assertEqual(result.keys(), ("mean", "sd"))
        self.assertIs(result["mean"], result.mean)
        self.assertIs(result[0], result.mean)
        self.assertEqual(list(dict(result)), ["mean", "sd"])
        with self.assertRaises(KeyError):
            result["nothing"]
        table = lg.ops.properties(circuits=circuits(), only=["density", "reciprocity"])
        self.assertEqual(table.row("density")["units"], table.units[0])

    def test_wanted_outputs_alone(self):
        result = lg.call("encode", ["sd"], model=model(), circuits=circuits())
        self.assertEqual(list(result), ["sd"])
        with self.assertRaisesRegex(TypeError, 'no output "nothing"'):
            lg.call("encode", ["nothing"], model=model(), circuits=circuits())

    def test_stubs_agree(self):
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(SOURCE, "bindings", "python", "stubs.py")
            subprocess.run([sys.executable, script, folder], check=True)
            for name in ("ops.pyi", "__init__.pyi"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    made = file.read()
                kept = os.path.join(SOURCE, "bindings", "python", "latigraph", name)
                with open(kept, encoding="utf-8") as file:
                    self.assertEqual(file.read(), made, f"{name}: make update-python-stubs")
                compile(made, name, "exec")

    def test_modules_add_operations(self):
        module = os.path.join(BUILD, "examples", ".libs", "module-hello.so")
        script = (
            "import sys, latigraph as lg, igraph\n"
            "g = igraph.Graph(4, [(0, 2), (1, 2), (3, 2), (0, 3)], directed=True)\n"
            "print(lg.load_module(sys.argv[1]), lg.ops.wedge_ratio(g), 'wedges' in lg.ops.__all__)\n"
            "print(lg.properties(g, ['wedge_ratio', 'igraph_girth']))\n"
            "from support import circuits, model\n"
            "found = model().directions(circuits(60), properties=['wedge_ratio'], seed=1)\n"
            "steered = model().steer(circuits()[0], wedge_ratio='+0.1sd', count=2, seed=1)\n"
            "ratios = [lg.ops.wedge_ratio(c) for c in steered.circuits]\n"
            "print(list(found.properties), abs(steered.mean[0] - sum(ratios) / 2) < 1e-9)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, module], capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("['wedges', 'wedge_ratio'] 0.75 True", done.stdout)
        self.assertIn("{'wedge_ratio': 0.75, 'igraph_girth': 3.0}", done.stdout)
        self.assertIn("['wedge_ratio'] True", done.stdout)
        with self.assertRaisesRegex(lg.LatigraphError, "refused: there is no such file"):
            lg.load_module("no-such-module.so")


if __name__ == "__main__":
    unittest.main()
