"""pip install: the wheel that the build backend makes, and the file that the README promises."""

import glob
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile

from support import BUILD, SOURCE


class Wheel(unittest.TestCase):
    def build(self, folder):
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]); import build_backend as b;"
            "print(b.build_wheel(sys.argv[2]))"
        )
        backend = os.path.join(SOURCE, "bindings", "python")
        subprocess.run(
            [sys.executable, "-c", script, backend, folder],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "LATIGRAPH_BUILD": BUILD, "MAKEFLAGS": ""},
        )
        (wheel,) = glob.glob(os.path.join(folder, "*.whl"))
        return wheel

    def test_imports_by_itself(self):
        """Unpacked elsewhere, with nothing else of latigraph in reach."""
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(self.build(folder)) as archive:
                names = archive.namelist()
                archive.extractall(os.path.join(folder, "site"))
            for name in ("latigraph/ops.pyi", "latigraph/py.typed", "latigraph/models/worm.safetensors"):
                self.assertIn(name, names)
            environment = {
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("LATIGRAPH", "PYTHON"))
            }
            environment["PYTHONPATH"] = os.path.join(folder, "site")
            script = (
                "import latigraph as lg, os\n"
                "print(lg.load('mouse-v1-l23').generate(2, nodes=20, seed=1)[0].vcount())\n"
                "print(lg.__file__, 'worm' in lg.models())\n"
            )
            done = subprocess.run(
                [sys.executable, "-c", script], env=environment, capture_output=True, text=True, cwd=folder
            )
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(f"20\n{os.path.join(folder, 'site', 'latigraph')}", done.stdout)
            self.assertIn("True", done.stdout)

    def test_pip(self):
        try:
            import pip  # noqa: F401
        except ImportError:
            self.skipTest("no pip")
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target"]
            done = subprocess.run(
                command + [folder, SOURCE],
                capture_output=True,
                text=True,
                env={**os.environ, "LATIGRAPH_BUILD": BUILD, "MAKEFLAGS": ""},
            )
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertTrue(os.path.exists(os.path.join(folder, "latigraph", "_latigraph.abi3.so")))
            self.assertTrue(glob.glob(os.path.join(folder, "latigraph-*.dist-info")))


if __name__ == "__main__":
    unittest.main()
