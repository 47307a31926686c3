"""Results: fields, labels, records, tables, remarks, figures."""

import copy
import html
import json
import math
import os
import pickle
import re
import tempfile
import unittest
import warnings

import latigraph as lg
from latigraph import _values
from support import circuits, model

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None


def steered(**options):
    given = {"reciprocity": "+0.2sd", "like": circuits()[0], "keep": ["density"], "count": 4, "seed": 1}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model().steer(**{**given, **options})


class Fields(unittest.TestCase):
    def test_by_name(self):
        result = steered()
        self.assertIs(result["achieved"], result.achieved)
        self.assertIs(dict(result)["achieved"], result.achieved)
        self.assertIn("achieved", dir(result))
        self.assertEqual(list(result), list(result.keys()))
        self.assertEqual(len(result), len(list(result)))
        with self.assertRaisesRegex(AttributeError, "SteerResult has no output 'achived'; did you mean 'achieved'"):
            result.achived
        with self.assertRaisesRegex(KeyError, "did you mean 'reciprocity'"):
            result["recprocity"]

    def test_by_label(self):
        result = steered(density="+0.1sd", keep=[])
        self.assertEqual(sorted(result.steered), ["density", "reciprocity"])
        for k, name in enumerate(result.steered):
            self.assertEqual(result.achieved[name], result.achieved[k])
            self.assertEqual(result.method[name], result.method[k])
            self.assertEqual(result[name].asked, result.asked[k])
            self.assertEqual(result[name]["asked"], result.asked[k])
        place = result.properties.index("reciprocity")
        self.assertEqual(result["reciprocity"].measured, result.measured[place])
        self.assertNotIn("asked", result["triad-300"].keys())
        self.assertIn("triad-300", result)
        self.assertIn("asked", result)
        self.assertNotIn("nothing", result)
        with self.assertRaisesRegex(KeyError, "no label 'densty'; did you mean 'density'"):
            result.achieved["densty"]

    def test_matrices(self):
        codes = model().encode(circuits())
        name, coordinate = codes.names[3], codes.coordinates[1]
        self.assertEqual(len(codes.coordinates), model().code_size)
        self.assertEqual(list(codes.mean[name]), list(codes.mean[3]))
        self.assertEqual([row[1] for row in codes.mean], list(codes.mean[coordinate]))
        self.assertEqual(codes.mean[name, coordinate], codes.mean[3][1])
        self.assertEqual(codes.mean[name][coordinate], codes.mean[3][1])
        self.assertEqual(codes.mean[coordinate][name], codes.mean[3][1])
        self.assertEqual(list(codes[name].mean), list(codes.mean[3]))

    @unittest.skipIf(numpy is None, "no numpy")
    def test_arrays_keep_labels(self):
        mean = model().encode(circuits()).mean
        names, coordinates = mean.labels
        self.assertEqual(mean[1:3].labels, (names[1:3], coordinates))
        self.assertEqual(mean[:, 2].labels, (names,))
        self.assertEqual(mean[::-1][names[0]].tolist(), mean[0].tolist())
        self.assertEqual((abs(mean) * 2)[names[1], coordinates[0]], 2 * abs(mean[1, 0]))
        self.assertIsInstance(mean.sum(), float)
        for copied in (pickle.loads(pickle.dumps(mean)), copy.deepcopy(mean)):
            self.assertEqual(copied.labels, mean.labels)
            self.assertTrue((copied == mean).all())
        # Where labels would no longer fit there are none, rather than wrong ones.
        for changed in (mean.T, mean[[2, 1]], mean[mean > 0], numpy.sort(mean, axis=0), mean.reshape(-1), mean[None]):
            self.assertEqual(set(changed.labels), {None})
        self.assertEqual(mean.mean(axis=0).shape, (len(coordinates),))

    def test_codes_belong_to_their_model(self):
        codes = model().encode(circuits())
        self.assertEqual(len(codes.digest), 16)
        self.assertEqual(codes.mean[0].digest, codes.digest)
        self.assertEqual(pickle.loads(pickle.dumps(codes)).mean.digest, codes.digest)
        graphs = model().generate(1, codes=codes.mean[:1], seed=1)
        self.assertEqual(graphs[0]["code_digest"], codes.digest)
        other = codes.mean[:1]
        other.digest = "0123456789abcdef"
        with self.assertRaisesRegex(lg.LatigraphError, "another model"):
            model().generate(1, codes=other)
        model().generate(1, codes=[list(map(float, codes.mean[0]))])  # by hand, without a digest

    def test_pickled(self):
        result = steered(keep=[("ones", lambda graph: graph.vcount() % 7)])
        again = pickle.loads(pickle.dumps(result))
        self.assertEqual(repr(again), repr(result))
        self.assertEqual(again.remarks, result.remarks)
        self.assertEqual(again["reciprocity"].achieved, result["reciprocity"].achieved)
        self.assertEqual(len(again.circuits), 4)


class Shown(unittest.TestCase):
    def test_tables(self):
        result = steered()
        self.assertRegex(repr(result), r"steered +start +asked +achieved")
        self.assertIn("… ", repr(result))
        self.assertNotIn("--json", repr(result))
        self.assertRegex(result._repr_html_(), "(?s)<table>.*<th>asked</th>.*reciprocity")

    def test_models(self):
        mouse = lg.load("mouse-v1-l23")
        self.assertRegex(
            repr(mouse), '^<latigraph.Model "mouse-v1-l23": 31 dimensions, circuits of 100-200 neurons, Columns.*>$'
        )
        self.assertIn("<tr><th>dimensions</th><td>31</td></tr>", mouse._repr_html_())
        self.assertEqual(repr(pickle.loads(pickle.dumps(mouse))), repr(mouse))
        self.assertRegex(repr(model()), "^<latigraph.Model.*: 4 dimensions, circuits of ")

    @unittest.skipIf(pandas is None, "no pandas")
    def test_data_frames(self):
        result = steered()
        frame = result.to_dataframe()
        self.assertEqual(frame.loc["reciprocity", "achieved"], result["reciprocity"].achieved)
        self.assertEqual(frame.loc["reciprocity", "method"], "layer")
        frame = result.to_dataframe("properties")
        self.assertEqual(list(frame.index), result.properties)
        self.assertEqual(frame.loc["density", "measured"], result["density"].measured)
        codes = model().encode(circuits())
        frame = codes.to_dataframe()
        first = codes.coordinates[0]
        self.assertEqual(list(frame.columns)[:4], codes.coordinates)
        self.assertEqual(list(frame[first]), list(codes.mean[first]))
        self.assertEqual(list(frame[f"sd:{first}"]), list(codes.sd[first]))
        with self.assertRaisesRegex(lg.LatigraphValueError, "did you mean 'properties'"):
            result.to_dataframe("propertes")

    def test_without_numpy(self):
        before, _values.numpy = _values.numpy, lambda: None
        try:
            codes, result = model().encode(circuits()), steered()
        finally:
            _values.numpy = before
        name, coordinate = codes.names[3], codes.coordinates[1]
        self.assertIsInstance(codes.mean, list)
        self.assertEqual(codes.mean[name, coordinate], codes.mean[3][1])
        self.assertEqual(codes.mean[coordinate][name], codes.mean[3][1])
        self.assertEqual(result.achieved["reciprocity"], result["reciprocity"].achieved)
        again = pickle.loads(pickle.dumps(result))
        self.assertEqual(again["reciprocity"].achieved, result["reciprocity"].achieved)
        self.assertEqual(repr(again), repr(result))


class Remarks(unittest.TestCase):
    def test_are_warnings(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = model().steer(reciprocity="+0.2sd", like=circuits()[0], count=1, seed=1)
        raised = [w for w in caught if w.category is lg.LatigraphRemark]
        self.assertEqual({w.filename for w in raised}, {__file__})
        texts = [remark.text for remark in result.remarks if remark.kind not in ("not-applicable", "note")]
        self.assertEqual([str(w.message) for w in raised], texts)
        self.assertTrue(any("the interval of a mean needs two circuits" in text for text in texts))
        self.assertTrue(math.isnan(result["reciprocity"].low))
        self.assertEqual({w.message.kind for w in raised}, {r.kind for r in result.remarks} - {"not-applicable", "note"})
        self.assertTrue(issubclass(lg.LatigraphRemark, lg.LatigraphWarning))

    def test_are_complete(self):
        """Every entry that is not defined has its reason among the remarks."""
        result = steered(count=1)
        texts = " ".join(remark.text for remark in result.remarks)
        for name, value in dict(result).items():
            if isinstance(value, float) and math.isnan(value) or hasattr(value, "dtype") and numpy.isnan(value).any():
                self.assertIn(name, texts)


class Figures(unittest.TestCase):
    def test_of_results(self):
        result = steered()
        if not result.operation.has_figure:
            with self.assertRaisesRegex(lg.LatigraphValueError, "has no figure"):
                result.plot()
            return
        self.check(result.plot())
        self.check(pickle.loads(pickle.dumps(result)).plot())
        styled = result.plot(width=100, theme="dark", title="Held & steered", dpi=None)
        self.check(styled)
        self.assertIn(">Held &amp; steered</text>", styled.svg)
        with self.assertRaisesRegex(lg.LatigraphValueError, "one of light, dark, print"):
            result.plot(theme="blue")
        with self.assertRaisesRegex(lg.LatigraphValueError, 'did you mean "width"\\? Its options'):
            result.plot(widht=100)

    def test_of_models(self):
        self.check(model().plot(circuits(), property="density", seed=1))
        with self.assertRaisesRegex(TypeError, "no argument 'proprty'; did you mean 'property'"):
            model().plot(circuits(), proprty="density")

    def test_bytes(self):
        self.assertTrue(model().figure(circuits(), seed=1, format="png").startswith(b"\x89PNG"))

    def test_reports(self):
        small = {"steps": 1, "step_count": 2, "effects": 0, "only": ["density"], "evaluate": False, "seed": 1}
        page = model().report(circuits()[:3], **small)
        data = json.loads(re.search('id="latigraph-data">(.*?)</script>', page.html, re.S)[1])
        self.assertEqual([c["m"] for c in data["circuits"]], [g.ecount() for g in circuits()[:3]])
        self.assertEqual(str(page), model().report(circuits()[:3], threads=2, **small).html)
        with tempfile.TemporaryDirectory() as folder:
            page.save(os.path.join(folder, "page.html"))
            with open(os.path.join(folder, "page.html"), "rb") as file:
                self.assertEqual(file.read(), page.html.encode())
        shown = model().explore(circuits()[:3], height=300, **small)._repr_html_()
        frame = re.fullmatch('<iframe srcdoc="([^"]*)".*height: 300px.*</iframe>', shown, re.S)
        self.assertEqual(html.unescape(frame[1]), page.html)
        with self.assertRaisesRegex(TypeError, "no argument 'stps'; did you mean 'steps'"):
            model().report(stps=1)

    def test_none(self):
        with self.assertRaisesRegex(lg.LatigraphValueError, "has no figure"):
            lg.list_properties().plot()
        self.check(model().encode(circuits()).plot())

    def check(self, figure):
        self.assertRegex(figure._repr_svg_(), r"(?s)<svg.*</svg>")
        with tempfile.TemporaryDirectory() as folder:
            for name, start in (("a.svg", b"<?xml"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")):
                figure.save(os.path.join(folder, name))
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertTrue(file.read().startswith(start), name)


if __name__ == "__main__":
    unittest.main()
