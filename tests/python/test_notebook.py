"""The notebook in examples runs in a kernel, displays what it says, and can be interrupted."""

import asyncio
import html
import json
import os
import re
import shutil
import sys
import tempfile
import unittest
import zlib

import latigraph as lg
from latigraph import _html, _progress
from support import SOURCE, circuits, model

try:
    import ipykernel  # noqa: F401
    import nbclient
    import nbformat
except ImportError:
    nbclient = None

#: Names of the kinds of output that each cell with code has, by a word of its code.
SHOWN = {
    "lg.load": "text/html",
    "graphs[:4]": "text/html",
    "model.steer": "text/html",
    "result.plot": "image/svg+xml",
    'result["reciprocity"]': "text/html",
    "codes.mean": "text/html",
    "model.plot": "image/svg+xml",
    "model.explore": "text/html",
}


class Kernel(unittest.TestCase):
    """Cells that a kernel of this Python runs."""

    def setUp(self):
        if nbclient is None:
            self.skipTest("nbclient or ipykernel is missing (Debian: python3-nbclient, python3-ipykernel)")
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        kernel = os.path.join(self.folder, "kernels", "python3")
        os.makedirs(kernel)
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        with open(os.path.join(kernel, "kernel.json"), "w", encoding="utf-8") as file:
            json.dump({"argv": command, "display_name": "Python 3", "language": "python"}, file)
        os.environ.update(JUPYTER_PATH=self.folder, IPYTHONDIR=self.folder, JUPYTER_RUNTIME_DIR=self.folder)

    def client(self, notebook, **options):
        resources = {"metadata": {"path": self.folder}}
        return nbclient.NotebookClient(notebook, kernel_name="python3", timeout=120, resources=resources, **options)

    def test_example(self):
        notebook = nbformat.read(os.path.join(SOURCE, "examples", "first-steps.ipynb"), as_version=4)
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        self.assertFalse(any(cell.outputs for cell in cells), "the notebook is kept without its outputs")
        self.client(notebook).execute()
        for word, kind in SHOWN.items():
            cell = next(cell for cell in cells if word in cell.source)
            kinds = [name for output in cell.outputs for name in output.get("data", {})]
            self.assertIn(kind, kinds, cell.source)
        page = cells[-1].outputs[-1].data["text/html"]
        self.assertRegex(page, '^<iframe srcdoc="&lt;!DOCTYPE html')
        self.assertIn("latigraph.load('mouse", html.unescape(html.unescape(page)))

    def test_progress_and_interruption(self):
        """The bar of a long call is shown and taken away; SIGINT ends the call, and the kernel goes on."""
        long = "import latigraph as lg\nmodel = lg.load('mouse-v1-l23')\nmodel.generate(count=100000, nodes=100)"
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(text) for text in (long, "len(model.generate(count=2, nodes=50))")]
        )
        client = self.client(notebook, allow_errors=True)

        async def run():
            async with client.async_setup_kernel():
                first = asyncio.ensure_future(client.async_execute_cell(notebook.cells[0], 0))
                for _ in range(600):
                    await asyncio.sleep(0.05)
                    shown = [o for o in notebook.cells[0].outputs if "<progress" in o.get("data", {}).get("text/html", "")]
                    if shown:
                        break
                self.assertTrue(shown, "no progress was shown")
                await client.km.interrupt_kernel()
                await first
                await client.async_execute_cell(notebook.cells[1], 1)

        asyncio.run(run())
        kinds = [output.get("ename") for output in notebook.cells[0].outputs]
        self.assertIn("KeyboardInterrupt", kinds)
        self.assertFalse(any("<progress" in str(output) for output in notebook.cells[0].outputs))
        self.assertEqual(notebook.cells[1].outputs[-1].data["text/plain"], "2")


class Shown(unittest.TestCase):
    """What is shown, without a kernel."""

    def test_circuits(self):
        shown = circuits()
        self.assertIsInstance(shown, lg.Circuits)
        self.assertIsInstance(shown[:3], lg.Circuits)
        text = shown._repr_html_()
        self.assertEqual(text.count("<img"), _html.CIRCUITS)
        self.assertIn(f"and {len(shown) - _html.CIRCUITS} more", text)
        graph = shown[0].copy()
        graph["name"] = "<b>"
        self.assertIn("&lt;b&gt;", lg.Circuits([graph])._repr_html_())
        self.assertNotIn("<b>", lg.Circuits([graph])._repr_html_())
        self.assertEqual(lg.Circuits()._repr_html_(), "<div></div>")

    def test_matrix(self):
        """A dark pixel for every edge, at the places of its neurons."""
        graph = circuits()[0]
        png = lg.Circuits([graph])._repr_png_()
        n = graph.vcount()
        data = re.search(rb"IDAT(.*)....\0\0\0\0IEND", png, re.S)[1]
        rows = zlib.decompress(data)
        width = (n + 7) // 8 + 1
        place = {v: k for k, v in enumerate(_html._order(graph))}
        dark = {
            (i, j)
            for i in range(n)
            for j in range(n)
            if not rows[i * width + 1 + j // 8] >> (7 - j % 8) & 1
        }
        self.assertEqual(dark, {(place[a], place[b]) for a, b in graph.get_edgelist()})

    def test_tables(self):
        codes = model().encode(circuits())
        text = codes.mean._repr_html_()
        self.assertIn("<th>reciprocity</th>", text)
        self.assertEqual((codes.mean + 1).labels, codes.mean.labels)
        self.assertIn("<table>", codes.mean[0]._repr_html_())
        many = _html.table([[k] for k in range(1000)], None)
        self.assertEqual(many.count("<tr>"), _html.ROWS + 1)
        self.assertIn("<td>999</td>", many)
        steered = model().steer(reciprocity="+0.1sd", count=2, seed=1)
        self.assertIn("<th>achieved</th>", steered["reciprocity"]._repr_html_())

    def test_progress_is_silent_without_notebook(self):
        self.assertIsNone(_progress.current(True))
        with lg.progress(None):
            self.assertIsNone(_progress.current(True))

    def test_call_in_report(self):
        small = dict(steps=0, effects=0, evaluate=False)
        page = lg.load("worm").report(count=2, seed=3, **small).html
        self.assertIn("latigraph.load('worm').report(steps=0, effects=0, count=2, evaluate=False, seed=3)", page)


if __name__ == "__main__":
    unittest.main()
