"""The type stubs as mypy reads them."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from support import SOURCE

MYPY = shutil.which("mypy") or "/usr/bin/mypy"
RIGHT = """
import latigraph as lg

model = lg.load("worm")
graphs = model.generate(count=3, seed=1)
result = model.steer(reciprocity=0.2, like=graphs[0], keep=["density", lambda g: 1.0], count=2)
number: float = result.achieved["reciprocity"] + result["reciprocity"].asked
method: str = result.method["reciprocity"]
codes = model.encode(graphs)
column: lg.Vector = codes.mean["reciprocity"]
entry: float = codes.mean[0, "reciprocity"]
model.generate(1, codes=codes.mean)
model.encode(result)
fitted: lg.Model = lg.fit(graphs, steps=3, node_data="none")
lg.properties(graphs, ["density", ("hubs", lambda g: None)]).to_dataframe()
"""
#: A line, and what mypy says about it.
WRONG = {
    "model.steer(reciprocty=0.2)": 'keyword argument "reciprocty".*did you mean "reciprocity"',
    "model.steer(reciprocity=0.2, cuont=2)": 'keyword argument "cuont".*did you mean "count"',
    "lg.fit([], stps=3)": 'keyword argument "stps".*did you mean "steps"',
    "model.encode(3)": 'incompatible type "int"',
    "model.encode([], thread=1)": 'keyword argument "thread"',
    "model.encode([]).maen": 'has no attribute "maen"',
    "model.steer(through='codes')": 'incompatible type "Literal',
    "whole: int = model.encode([]).mean[0, 0]": 'type "float", variable has type "int"',
}


@unittest.skipUnless(os.path.exists(MYPY), "no mypy")
@unittest.skipUnless(importlib.util.find_spec("numpy"), "no numpy")
class Types(unittest.TestCase):
    def check(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "program.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            command = [MYPY, "--strict", "--ignore-missing-imports", f"--python-executable={sys.executable}"]
            return subprocess.run(
                [*command, f"--cache-dir={folder}/cache", path],
                capture_output=True,
                text=True,
                cwd=folder,
                env={**os.environ, "MYPYPATH": os.path.join(SOURCE, "bindings", "python")},
            )

    def test_right_and_wrong_programs(self):
        done = self.check(RIGHT)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        first = len(RIGHT.splitlines())
        done = self.check(RIGHT + "\n".join(WRONG) + "\n")
        self.assertEqual(done.returncode, 1, done.stderr)
        for number, (line, message) in enumerate(WRONG.items(), first + 1):
            with self.subTest(line):
                self.assertRegex(done.stdout, rf"program.py:{number}: error: .*{message}")
        errors = re.findall(r"^(.*): error", done.stdout, re.M)
        self.assertEqual(len(errors), len(WRONG), done.stdout)


if __name__ == "__main__":
    unittest.main()
