"""interfaces/*.yaml read by the rules of Stimulus, against the table of operations."""

import json
import os
import unittest

from latigraph import _latigraph
from support import SOURCE

try:
    import yaml
except ImportError:
    yaml = None

TYPES = {
    "graph": "GRAPH",
    "graph_list": "GRAPH_LIST",
    "vector": "VECTOR",
    "matrix": "MATRIX",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "BOOLEAN",
    "string": "CSTRING",
    "string_list": "VECTOR_STR",
    "model": "LATIGRAPH_MODEL",
    "callback": "LATIGRAPH_CALLBACK",
    "callback_list": "LATIGRAPH_CALLBACK_LIST",
    "bytes": "BYTES",
}


def read(name):
    with open(os.path.join(SOURCE, "interfaces", name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def parameter(text):
    """(words before the type, type, name, default): flags and mode come first, a default after "="."""
    head, _, default = text.partition("=")
    *words, kind, name = head.split()
    return words, kind, name, default.strip() or None


@unittest.skipIf(yaml is None, "no PyYAML")
class Interfaces(unittest.TestCase):
    def setUp(self):
        self.functions, self.types = read("functions.yaml"), read("types.yaml")
        self.table = json.loads(_latigraph.describe())

    def test_every_operation(self):
        self.assertEqual(
            [entry["NAME"] for entry in self.functions.values()],
            [operation["name"] for operation in self.table if operation["module"] == "latigraph"],
        )

    def check_argument(self, argument, words, kind, default):
        choices = argument.get("choices") if argument["type"] == "string" else None
        value = argument.get("default")
        if choices:
            self.assertEqual(list(self.types[kind]["DEFAULT"].values()), [f'"{c}"' for c in choices])
            value = value and value.upper()
            self.assertIn(value, [None, *self.types[kind]["DEFAULT"]])
        else:
            self.assertEqual(kind, TYPES[argument["type"]])
            if value is not None:
                value = {"boolean": value.capitalize(), "string": f'"{value}"'}.get(
                    argument["type"], value
                )
        self.assertIn(kind, self.types)
        self.assertEqual(default, value)
        self.assertEqual("OUT" in words, argument["direction"] == "out")
        if argument["direction"] == "in":
            self.assertEqual("OPTIONAL" in words, argument["optional"] and value is None)

    def test_every_argument(self):
        for operation in self.table:
            entry = self.functions[f"latigraph_operation_{operation['name']}"]
            parameters = [parameter(text) for text in entry.get("PARAMS", "").split(",")]
            self.assertEqual([p[2] for p in parameters], [a["name"] for a in operation["arguments"]])
            for argument, (words, kind, _, default) in zip(operation["arguments"], parameters):
                with self.subTest(f"{operation['name']} {argument['name']}"):
                    self.check_argument(argument, words, kind, default)
            self.assertLessEqual(sum("PRIMARY" in p[0] for p in parameters), 1)
            flags = entry.get("FLAGS", "")
            self.assertEqual("USES_RANDOMNESS" in flags, operation["uses_randomness"])
            self.assertEqual("LONG_RUNNING" in flags, operation["long_running"])

    def test_every_type_is_used(self):
        used = {
            parameter(text)[1]
            for entry in self.functions.values()
            for text in entry.get("PARAMS", "").split(",")
        }
        self.assertEqual(set(self.types), used | set(TYPES.values()))
        for kind in self.types.values():
            self.assertTrue(kind["CTYPE"])


if __name__ == "__main__":
    unittest.main()
