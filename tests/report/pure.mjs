/** The functions of the report page that need no browser: decoding, statistics, numbers, files, palette. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeBytes, decodeEdges, decodeFloats, decodeGraph } from "../../src/report/js/decode.js";
import { commonPrefix, fileName, people, signed, withInterval, withUnit } from "../../src/report/js/format.js";
import { createGraph, orderOf, sharedEdges, summary, thin } from "../../src/report/js/graph.js";
import { VIRIDIS, classColour } from "../../src/report/js/palette.js";
import { createStore } from "../../src/report/js/store.js";
import { csv, edgeList, graphml } from "../../src/report/js/write.js";
import { bitsOf, floatsOf, pairsOf, pageWith, uniform } from "./sample.mjs";

const pairs = ({ from, to }) => from.map((i, e) => [i, to[e]]);
const EDGES = [[0, 1], [1, 0], [1, 2], [2, 3], [3, 1]];
const graphOf = (n, edges, more = {}) => createGraph(decodeGraph({ n, m: edges.length, bits: bitsOf(n, edges), ...more }));

test("bits and pairs decode to the same edges", () => {
  const random = uniform(7);
  for (const n of [1, 2, 7, 8, 9, 31, 64, 300]) {
    const edges = [];
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j && random() < 0.2) edges.push([i, j]);
    assert.deepEqual(pairs(decodeEdges({ n, bits: bitsOf(n, edges) })), edges);
    assert.deepEqual(pairs(decodeEdges({ n, pairs: pairsOf(n, edges) })), edges);
  }
});

test("the least significant bit comes first", () => {
  // 2 neurons: cell 1 is the edge 0 -> 1, cell 2 is 1 -> 0.
  assert.deepEqual(pairs(decodeEdges({ n: 2, bits: btoa("\x02") })), [[0, 1]]);
  assert.deepEqual(pairs(decodeEdges({ n: 2, bits: btoa("\x04") })), [[1, 0]]);
});

test("pairs are bytes up to 256 neurons and little-endian words above", () => {
  assert.deepEqual(pairs(decodeEdges({ n: 256, pairs: btoa("\xff\x00") })), [[255, 0]]);
  assert.deepEqual(pairs(decodeEdges({ n: 300, pairs: btoa("\x01\x01\x02\x00") })), [[257, 2]]);
});

test("data that cannot be are refused", () => {
  assert.throws(() => decodeEdges({ n: 9, bits: btoa("\x01") }), /too short/);
  assert.throws(() => decodeEdges({ n: 3, pairs: btoa("\x00\x03") }), /beyond the 3 neurons/);
  assert.deepEqual(decodeEdges({ n: 3, pairs: "" }), { from: [], to: [] });
});

test("types, positions and weights are decoded", () => {
  assert.deepEqual([...decodeFloats(floatsOf([1.5, -2, NaN]))], [1.5, -2, NaN]);
  assert.deepEqual([...decodeBytes(btoa("\x00\xff"))], [0, 255]);
  const graph = decodeGraph({ n: 2, bits: btoa("\x02"), types: btoa("\x01\xff"), positions: floatsOf([0, 0, 0, 1, 2, 3]), weights: floatsOf([4]) });
  assert.deepEqual([...graph.types], [1, -1]);
  assert.equal(graph.positions[5], 3);
  assert.equal(graph.weights[0], 4);
});

test("statistics of a graph", () => {
  const graph = graphOf(4, EDGES);
  assert.deepEqual(summary(graph), { neurons: 4, edges: 5, mutualPairs: 1, density: 5 / 12, reciprocity: 0.4 });
  assert.deepEqual([...graph.degrees.out], [1, 2, 1, 1]);
  assert.deepEqual([...graph.degrees.in], [1, 2, 1, 1]);
  assert.deepEqual([...graph.degrees.mutual], [1, 1, 0, 0]);
  assert.deepEqual(summary(graphOf(1, [])), { neurons: 1, edges: 0, mutualPairs: 0, density: null, reciprocity: null });
  assert.equal(sharedEdges(graph, graphOf(4, [[0, 1], [2, 3], [3, 0]])), 2);
});

test("orders of neurons are permutations, by type and by degree", () => {
  const graph = graphOf(4, EDGES, { types: btoa("\x01\xff\x00\x01") });
  assert.deepEqual(orderOf(graph, "given"), [0, 1, 2, 3]);
  assert.deepEqual(orderOf(graph, "degree"), [1, 0, 2, 3]);
  assert.deepEqual(orderOf(graph, "type"), [2, 0, 3, 1]);
});

test("thinning keeps both edges of a pair, some edge of every neuron, and few of all", () => {
  const random = uniform(3);
  const edges = [];
  for (let i = 0; i < 120; i++) for (let j = 0; j < 120; j++) if (i !== j && random() < 0.15) edges.push([i, j]);
  const graph = graphOf(120, edges);
  const kept = thin(graph);
  const met = new Set();
  for (let e = 0; e < graph.m; e++) {
    if (!kept[e]) continue;
    met.add(graph.from[e]).add(graph.to[e]);
    const back = graph.from.findIndex((i, k) => i === graph.to[e] && graph.to[k] === graph.from[e]);
    if (back >= 0) assert.equal(kept[back], 1);
  }
  assert.equal(met.size, 120);
  const count = kept.reduce((sum, flag) => sum + flag, 0);
  assert.ok(count < 0.5 * graph.m, `${count} of ${graph.m}`);
});

test("thinning keeps the edges that figures draw", () => {
  // tests/unit/figure_network.c has the same circuit and the same numbers.
  const edges = [];
  for (let i = 0; i < 120; i++) {
    for (let j = 0; j < 120; j++) if (i !== j && ((i * i + 3 * j) % 17 === 0 || (i + 2 * j) % 19 === 0)) edges.push([i, j]);
  }
  const flags = thin(graphOf(120, edges));
  const kept = [...flags.keys()].filter((e) => flags[e]);
  assert.equal(edges.length, 1539);
  assert.equal(kept.length, 492);
  assert.equal(kept.reduce((sum, e) => (31 * sum + e) % 1000003, 0), 792692);
});

test("numbers are rounded for people", () => {
  const cases = [[0, "0"], [1, "1"], [-3, "−3"], [0.123456, "0.123"], [12.345, "12.3"], [123.45, "123"], [1234.5, "1\u202f235"],
    [1234567, "1\u202f234\u202f567"], [0.00012345, "1.2 × 10⁻⁴"], [-2.5e9, "−2.5 × 10⁹"], [null, "–"], [NaN, "–"], [undefined, "–"], [150, "150"]];
  for (const [value, text] of cases) assert.equal(people(value), text);
  assert.equal(signed(0.5), "+0.5");
  assert.equal(signed(-0.5), "−0.5");
  assert.equal(withInterval(0.82345, 0.7812, 0.8634), "0.82 (0.78 to 0.86)");
  assert.equal(withInterval(0.30061, 0.29661, 0.30461), "0.301 (0.297 to 0.305)");
  assert.equal(withInterval(7423.4, 7310.2, 7539.9), "7\u202f423 (7\u202f310 to 7\u202f540)");
  assert.equal(withInterval(0.5, null, null), "0.5");
  assert.equal(withInterval(null, null, null), "–");
  assert.equal(withUnit("3", "mm"), "3\u00a0mm");
  assert.equal(withUnit("3", "edges per neuron"), "3 edges per neuron");
  assert.equal(withUnit("–", "mm"), "–");
});

test("names of files", () => {
  assert.equal(fileName("mouse v1", "x/y", null), "mouse_v1-x_y");
  assert.equal(fileName("../../etc"), "etc");
  assert.equal(fileName("</script>"), "script");
  assert.equal(fileName("日本"), "report");
  assert.equal(commonPrefix(["a_b-01", "a_b-02"]), "a_b-");
  assert.equal(commonPrefix(["one"]), "");
});

test("tables as CSV", () => {
  assert.equal(csv(["a", "b"], [["x,y", 1.5], ['say "no"', null], ["two\nlines", NaN]]),
    'a,b\r\n"x,y",1.5\r\n"say ""no""",\r\n"two\nlines",\r\n');
  assert.equal(edgeList(graphOf(2, [[0, 1]], { labels: ["A,B", "C"], weights: floatsOf([2.5]) })), 'source,target,weight\r\n"A,B",C,2.5\r\n');
});

test("graphs as GraphML", () => {
  const text = graphml(graphOf(2, [[0, 1]], { labels: ["<a>&\u0001", "b"], types: btoa("\x00\xff"), weights: floatsOf([0.5]) }), 'x"y', ["t<1>"]);
  assert.match(text, /<graph id="x&quot;y" edgedefault="directed">/);
  assert.match(text, /<node id="n0"><data key="name">&lt;a&gt;&amp;\uFFFD<\/data><data key="type">t&lt;1&gt;<\/data><\/node>/);
  assert.match(text, /<node id="n1"><data key="name">b<\/data><\/node>/);
  assert.match(text, /<edge source="n0" target="n1"><data key="weight">0.5<\/data><\/edge>/);
});

test("a store calls listeners of what changed, once", () => {
  const calls = [];
  const store = createStore({ a: 1, b: 2 });
  store.on(["a", "b"], () => calls.push("ab"));
  store.on(["b"], () => calls.push("b"));
  store.set({ a: 3 });
  store.set({ a: 3 });
  store.set({ a: 4, b: 5 });
  assert.deepEqual(calls, ["ab", "ab", "b"]);
});

test("data in the page cannot end their element", () => {
  const page = pageWith('<title>@LATIGRAPH_TITLE@</title><script type="application/json">@LATIGRAPH_DATA@</script>', { title: "</title><b>", x: "</script>$&\u2028" });
  assert.equal(page.split("</script>").length, 2);
  assert.ok(!page.includes("<b>"));
});

/* Colours: lightness (CIE L*), contrast (WCAG) and what dichromats see (Viénot, Brettel and Mollon, 1999). */

const linearOf = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a, b) => {
  const [x, y] = [luminance(linearOf(a)), luminance(linearOf(b))].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
const times = (matrix, v) => matrix.map((row) => row.reduce((sum, c, k) => sum + c * v[k], 0));
const DICHROMATS = {
  protanopia: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
  deuteranopia: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
};
function lab(rgb) {
  const [x, y, z] = times([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], rgb);
  const f = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [a, b, c] = [f(x / 0.9505), f(y), f(z / 1.089)];
  return [116 * b - 16, 500 * (a - b), 200 * (b - c)];
}
const difference = (a, b, see = (rgb) => rgb) => Math.hypot(...lab(see(linearOf(a))).map((c, k) => c - lab(see(linearOf(b)))[k]));

const css = readFileSync(new URL("../../src/report/page.css", import.meta.url), "utf8");
function themeColours(name) {
  const block = css.slice(css.indexOf(`[data-theme="${name}"] {`)).split("}")[0];
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, key, value]) => [key, value]));
}

for (const theme of ["light", "dark"]) {
  test(`colours of the ${theme} theme can be told apart`, () => {
    const c = themeColours(theme);
    const grey = Math.abs(lab(linearOf(c["one-way"]))[0] - lab(linearOf(c.mutual))[0]);
    assert.ok(grey >= 20, `one-way and mutual edges differ by ${grey} L*`);
    for (const [kind, matrix] of Object.entries(DICHROMATS)) {
      const seen = difference(c["one-way"], c.mutual, (rgb) => times(matrix, rgb));
      assert.ok(seen >= 20, `one-way and mutual edges differ by ${seen} under ${kind}`);
      for (let a = 0; a < 4; a++) {
        for (let b = 0; b < a; b++) {
          const far = difference(c[`class-${a}`], c[`class-${b}`], (rgb) => times(matrix, rgb));
          assert.ok(far >= 10, `classes ${b} and ${a} differ by ${far} under ${kind}`);
        }
      }
    }
    for (const name of ["one-way", "mutual"]) assert.ok(contrast(c[name], c.panel) >= 3, `${name}: ${contrast(c[name], c.panel)}`);
    for (const name of ["ink", "soft", "link"]) assert.ok(contrast(c[name], c.panel) >= 4.5 && contrast(c[name], c.paper) >= 4.5, name);
    assert.ok(contrast(c.ink, c.outside) >= 4.5);
  });
}

test("24 classes have 24 colours", () => {
  const c = themeColours("light");
  const classes = Array.from({ length: 8 }, (_, k) => c[`class-${k}`]);
  const colours = Array.from({ length: 24 }, (_, k) => classColour(k, classes, c.panel, c.ink));
  assert.equal(new Set(colours).size, 24);
  assert.equal(classColour(24, classes, c.panel, c.ink), classes[0]);
});

test("the scale of values rises in lightness", () => {
  const light = VIRIDIS.map((hex) => lab(linearOf(hex))[0]);
  for (let k = 1; k < light.length; k++) assert.ok(light[k] > light[k - 1] + 3);
});
