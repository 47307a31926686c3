"""The faces of operations against their table."""

import ast
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import igraph
import latigraph as lg
from latigraph import _call, _latigraph
from support import BUILD, SOURCE, circuits, model



def functional():
    """A functional connectome of two inputs and one output."""
    graph = igraph.Graph([(0, 2), (1, 2)], directed=True)
    graph.vs["bias"] = [float("nan"), float("nan"), 1.0]
    return graph


#: Inputs whose values do not follow from their types.
GIVEN = {
    "read_graphs": lambda folder: {"paths": [write(folder)]},
    "inspect_graphs": lambda folder: {"paths": [write(folder)]},
    "write_graph": lambda folder: {"path": os.path.join(folder, "w.gml")},
    "select": lambda folder: {"condition": "hash<0.5"},
    "sample": lambda folder: {"size": [5, 8], "count": 2},
    "activity_factors": lambda folder: {"activity": [[k * k % 7, k * k * k % 11, k % 5, k * k % 13] for k in range(80)],
                                        "animals": 2, "rank": 2, "starts": 2},
    "activity_states": lambda folder: {"activity": [[k * k % 3, k * k * k % 4] for k in range(240)], "iterations": 3},
    "network": lambda folder: {"activity": [[k * k % 11, k * k * k % 7] for k in range(40)], "keep": "p=0.5", "shifts": 20},
    "align": lambda folder: {"graphs": circuits()[:1] * 2},
    "consensus": lambda folder: {"graphs": circuits()[:1] * 2},
    "variability": lambda folder: {"graphs": circuits()[:1] * 3},
    "latents": lambda folder: {"weights": [[i * k % 11 + 1, i * i * k % 7] for i in range(30) for k in (3,)], "neighbours": 4},
    "fit": lambda folder: {"options": ["steps=2", "baseline-steps=2", "hidden=8", "code=2"]},
    "model_read": lambda folder: {"path": save(folder)},
    "model_write": lambda folder: {"path": os.path.join(folder, "w.safetensors")},
    "card": lambda folder: {"path": save(folder)},
    "generate_edges": lambda folder: {"path": os.path.join(folder, "edges"), "nodes": 300, "uncalibrated": True},
    "steer": lambda folder: {"targets": ["density=+0.2sd"], "count": 2},
    "traverse": lambda folder: {"property": "density", "steps": 2, "count": 2},
    "report": lambda folder: {"count": 2, "steps": 0, "effects": 0, "evaluate": False},
    "interpolate": lambda folder: {"steps": 2, "count": 2},
    "axes": lambda folder: {"count": 2},
    "coordinate_effects": lambda folder: {"count": 2},
    "functional_fit": lambda folder: {"inputs": [[k * k % 11, k * k * k % 7] for k in range(40)], "outputs": [[k * k % 11] for k in range(40)], "steps": 3},
    "functional_respond": lambda folder: {"network": functional(), "inputs": [[k * k % 11, k * k * k % 7] for k in range(40)]},
    "functional_decode": lambda folder: {"counts": [[1, 0], [0, 1]], "maps": [[1, 0], [0, 1]], "places": [[0, 0], [1, 1]]},
    "bvc_place_cells": lambda folder: {"rooms": ["circle120"], "cells": 2, "minutes": 0.1},
    "surrogates": lambda folder: {"connectomes": circuits()[:1], "count": 2, "steps": 3, "steps_most": 20},
    "random": lambda folder: {"nodes": 30, "degrees": "poisson:4", "count": 2},
    "surrogate_test": lambda folder: {"connectomes": circuits()[:1], "count": 3, "only": ["reciprocity"], "steps_most": 20},
    "lesion": lambda folder: {"circuits": circuits()[:2], "property": ["density"], "random": 3, "set_max": 2},
    "covariance": lambda folder: {"circuit": circuits()[0], "density": 0.5},
    "synchrony": lambda folder: {"circuits": circuits()[:2], "couplings": [0.5, 2], "seeds": 2, "washout": 2, "duration": 2},
    "discriminate_maps": lambda folder: {"circuits": circuits()[:1] * 6, "labels": ["a", "b"] * 3, "permutations": 3},
}
SHORT = {"steps": 300, "seeds": 1}
GIVEN.update(
    {
        operation.name: lambda folder: SHORT.copy()
        for operation in _call.table.values()
        if {"radius", "washout"} <= {a["name"] for a in operation.inputs}
    }
)
GIVEN["write_weights"] = lambda folder: {"circuits": circuits()[0], "path": os.path.join(folder, "w.safetensors")}
PYTHON_TYPES = {
    "graph": igraph.Graph,
    "graph_list": list,
    "integer": int,
    "real": float,
    "boolean": bool,
    "string": str,
    "string_list": list,
    "model": lg.Model,
    "bytes": bytes,
}
COMMAND = os.path.join(BUILD, "latigraph")


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


def described():
    return json.loads(_latigraph.describe())


class Faces(unittest.TestCase):
    """Every operation in the table, in Python, in the stubs and in the command: the same words."""

    def test_every_operation_is_a_function(self):
        names = [operation["name"] for operation in described()]
        self.assertEqual(lg.ops.__all__, names)
        for operation in described():
            words = [argument["name"] for argument in operation["arguments"]]
            self.assertEqual(len(set(words)), len(words), operation["name"])
            name, inputs = operation["name"], [a for a in operation["arguments"] if a["direction"] == "in"]
            self.assertEqual(getattr(lg.ops, name).__name__, name)
            self.assertEqual(getattr(lg, name).__name__, name)
            self.assertEqual(hasattr(lg.Model, name), bool(inputs) and inputs[0]["type"] == "model", name)

    def test_signatures(self):
        """Names, kinds, defaults, choices, ranges, units and texts."""
        for operation in described():
            function = getattr(lg.ops, operation["name"])
            parameters = dict(inspect.signature(function).parameters)
            first, *blocks = re.split(r"\n(?=    \S)", function.__doc__)
            self.assertIn(" ".join(operation["summary"].split()), " ".join(first.split()))
            texts = {block.split()[0]: " ".join(block.split()) for block in blocks}
            for argument in operation["arguments"]:
                with self.subTest(f"{operation['name']}: {argument['name']}"):
                    self.check_text(argument, texts[_call.python_name(argument["name"])])
                    if argument["direction"] == "in" and (operation["name"], argument["name"]) != ("fit", "options"):
                        self.check_parameter(argument, parameters)

    def check_text(self, argument, text):
        facts, _, doc = text.partition("): ")
        self.assertTrue(doc.startswith(" ".join(argument["doc"].split())), doc)
        for fact in (argument["unit"], argument["rows"], argument["columns"], *argument.get("choices", ())):
            self.assertIn((fact or "").replace("|", ", "), facts)
        if argument.get("min") is not None and argument["max"] is not None and argument["max"] < 2**53:
            self.assertIn(f"from {argument['min']} to {argument['max']}", facts)
        if argument["undefined"]:
            self.assertIn(argument["undefined"], doc)

    def check_parameter(self, argument, parameters):
        parameter = parameters[_call.python_name(argument["name"])]
        optional = argument["optional"] or argument["name"] == "targets"
        self.assertEqual(optional, parameter.default is not parameter.empty)
        if argument["default"] is not None:
            kind = {"integer": int, "real": float, "boolean": "true".__eq__}
            if argument["type"] == "vector":
                wanted = tuple(map(float, argument["default"].replace(":", ",").split(",")))
            else:
                wanted = kind.get(argument["type"], str)(argument["default"])
                self.assertIs(type(wanted), type(parameter.default))
            self.assertEqual(wanted, parameter.default)
        for choice in argument.get("choices", ()):
            self.assertIn(repr(choice), parameter.annotation)

    def test_stubs(self):
        """The parameters of every stub are those of the function, with their defaults."""
        path = os.path.join(SOURCE, "bindings", "python", "latigraph", "ops.pyi")
        with open(path, encoding="utf-8") as file:
            stubs = {node.name: node for node in ast.parse(file.read()).body if hasattr(node, "name")}
        for name, operation in _call.table.items():
            stub = stubs[name].args
            known = {a.arg for a in [*stub.args, *stub.kwonlyargs]}
            signature = operation.signature.parameters
            self.assertLessEqual({p for p in signature if p != "properties"}, known, name)
            defaults = dict(zip([a.arg for a in stub.args][::-1], stub.defaults[::-1]))
            defaults.update(zip([a.arg for a in stub.kwonlyargs], stub.kw_defaults))
            for parameter in signature.values():
                if parameter.default is not parameter.empty:
                    self.assertEqual(ast.literal_eval(defaults[parameter.name]), parameter.default)
            if len(operation.outputs) > 1:
                fields = [f.target.id for f in stubs[operation.returns()].body if hasattr(f, "target")]
                self.assertEqual(fields, [_call.python_name(o["name"]) for o in operation.outputs])

    def command(self, *words):
        done = subprocess.run([COMMAND, *words], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_the_command_has_the_same_table(self):
        self.assertEqual(json.loads(self.command("ops", "--json")), described())

    def test_the_command_has_the_same_options(self):
        for operation in described():
            shown = " ".join(self.command(operation["name"].replace("_", "-"), "--help").split())
            for argument in operation["arguments"]:
                if argument["direction"] == "in" and argument["option"] and "callback" not in argument["type"]:
                    with self.subTest(f"{operation['name']}: {argument['name']}"):
                        self.check_option(argument, shown)

    def check_option(self, argument, shown):
        option = rf"--(no-)?{argument['option']}(?![a-z-])"
        place = re.search(option + rf"|(?<![A-Z_]){argument['name'].upper()}(?![A-Z_])", shown)
        self.assertIsNotNone(place)
        rest = shown[place.start() :]
        text = " ".join(argument["doc"].split())
        self.assertIn(text, shown)
        if "choices" in argument:
            self.assertIn("|".join(argument["choices"]), rest)
        # The command takes all processors; programs take one thread unless they ask for more.
        if argument["default"] is not None and argument["name"] != "threads" and argument["type"] != "boolean":
            self.assertIn(f"(default: {argument['default']})", rest[rest.index(text) :])


class Table(unittest.TestCase):
    def test_every_operation_can_be_called(self):
        for operation in _call.table.values():
            with self.subTest(operation.name), tempfile.TemporaryDirectory() as folder:
                inputs = GIVEN.get(operation.name, lambda _: {})(folder)
                for argument in operation.inputs:
                    if not argument["optional"] and argument["name"] not in inputs:
                        inputs[argument["name"]] = value_for(argument)
                result = operation.call(inputs)
                values = dict(result).values() if isinstance(result, lg.Result) else (result,)
                for output, value in zip(operation.outputs, values):
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
        self.assertIn("generate(model: 'Model', count: 'int' = 1, *, codes:", shown)
        self.assertIn("Arguments:", shown)

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
        module = os.path.join(BUILD, "examples", ".libs", "module-hello" + os.environ.get("MODULE_SUFFIX", ".so"))
        script = (
            "import sys, latigraph as lg, igraph\n"
            "g = igraph.Graph(4, [(0, 2), (1, 2), (3, 2), (0, 3)], directed=True)\n"
            "print(lg.load_module(sys.argv[1]), lg.ops.wedge_ratio(g), 'wedges' in lg.ops.__all__)\n"
            "print(lg.properties(g, ['wedge_ratio', 'igraph_girth']).values.tolist())\n"
            "from support import circuits, model\n"
            "found = model().directions(circuits(60), ['wedge_ratio'], seed=1)\n"
            "steered = model().steer(like=circuits()[0], wedge_ratio='+0.1sd', count=2, seed=1)\n"
            "ratios = [lg.ops.wedge_ratio(c) for c in steered.circuits]\n"
            "print(list(found.r2.labels[0]), abs(steered.achieved[0] - sum(ratios) / 2) < 1e-9)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, module], capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("['wedges', 'wedge_ratio'] 0.75 True", done.stdout)
        self.assertIn("[[0.75, 3.0]]", done.stdout)
        self.assertIn("['wedge_ratio'] True", done.stdout)
        with self.assertRaisesRegex(lg.LatigraphError, "refused: there is no such file"):
            lg.load_module("no-such-module.so")


if __name__ == "__main__":
    unittest.main()
