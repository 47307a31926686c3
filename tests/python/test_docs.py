"""The snippets of README.md and doc/python.md run as they stand, one after the other."""

import os
import re
import tempfile
import unittest

import latigraph as lg
from support import SOURCE, circuits


def snippets(path):
    """Blocks between ```python and ```."""
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return re.findall(r"^```python\n(.*?)^```$", file.read(), re.M | re.S)


class Snippets(unittest.TestCase):
    def run_all(self, path, least):
        found = snippets(path)
        self.assertGreaterEqual(len(found), least)
        with tempfile.TemporaryDirectory() as folder:
            before = os.getcwd()
            os.chdir(folder)
            try:
                names = {"__name__": "snippet"}
                os.mkdir("circuits")
                for i, graph in enumerate(circuits(30)):
                    lg.ops.write_graph(graph, f"circuits/{i:02}.graphml")
                for number, text in enumerate(found):
                    exec(compile(text, f"{path}, snippet {number + 1}", "exec"), names)
            finally:
                os.chdir(before)

    def test_readme(self):
        self.run_all("README.md", 1)

    def test_doc(self):
        self.run_all("doc/python.md", 9)


if __name__ == "__main__":
    unittest.main()
