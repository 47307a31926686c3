"""pip install and python -m build: the wheel and the source tarball that the build backend makes."""

import email
import glob
import os
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

from support import BUILD, SOURCE


def call_backend(function, folder):
    """The path of what a function of the backend makes in a folder."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import build_backend as b;"
        f"print(b.{function}(sys.argv[2]))"
    )
    backend = os.path.join(SOURCE, "bindings", "python")
    done = subprocess.run(
        [sys.executable, "-c", script, backend, folder],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "LATIGRAPH_BUILD": BUILD, "MAKEFLAGS": ""},
    )
    return os.path.join(folder, done.stdout.splitlines()[-1])


class Wheel(unittest.TestCase):
    def test_metadata(self):
        """What pip asks first is what the wheel has, and can be read as a message."""
        with tempfile.TemporaryDirectory() as folder:
            info = call_backend("prepare_metadata_for_build_wheel", folder)
            with open(os.path.join(info, "METADATA"), "rb") as file:
                content = file.read()
            message = email.message_from_bytes(content)
            self.assertEqual(message["Name"], "latigraph")
            self.assertEqual(message["License-Expression"], "GPL-2.0-or-later")
            self.assertEqual(message.get_all("Requires-Dist"), ["igraph >=0.10", "numpy; extra == 'arrays'"])
            self.assertIn("Programming Language :: Python :: 3", message.get_all("Classifier"))
            self.assertTrue(message.get_payload().startswith("# latigraph"))
            self.assertTrue(os.path.exists(os.path.join(info, "licenses", "LICENSE")))
            with zipfile.ZipFile(call_backend("build_wheel", folder)) as archive:
                self.assertEqual(archive.read(os.path.basename(info) + "/METADATA"), content)

    def test_source_tarball(self):
        """It holds what a build needs, and nothing of the machine that made it."""
        with tempfile.TemporaryDirectory() as folder:
            path = call_backend("build_sdist", folder)
            with tarfile.open(path) as archive:
                members = {member.name: member for member in archive.getmembers()}
            root = os.path.basename(path).removesuffix(".tar.gz")
            for name in ("PKG-INFO", "configure", "pyproject.toml", "bindings/python/build_backend.py"):
                self.assertIn(f"{root}/{name}", members)
            self.assertEqual({(member.mtime, member.uname) for member in members.values()}, {(315532800, "")})

    def test_imports_by_itself(self):
        """Unpacked elsewhere, with nothing else of latigraph in reach."""
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(call_backend("build_wheel", folder)) as archive:
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
