/**
 * Made-up data of a report: circuits with types and positions whose wiring depends on both, a steering grid and
 * everything else that the page shows. The same arguments give the same data.
 */

/** Uniform numbers from a seed (mulberry32). */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const base64 = (bytes) => Buffer.from(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, bytes.byteLength).toString("base64");

export function bitsOf(n, edges) {
  const bytes = new Uint8Array(Math.ceil((n * n) / 8));
  for (const [i, j] of edges) bytes[(i * n + j) >> 3] |= 1 << ((i * n + j) & 7);
  return base64(bytes);
}

export function pairsOf(n, edges) {
  return base64(n > 256 ? Uint16Array.from(edges.flat()) : Uint8Array.from(edges.flat()));
}

export const floatsOf = (numbers) => base64(Float32Array.from(numbers));

function neurons(n, types, random) {
  const kinds = Uint8Array.from({ length: n }, () => Math.floor(random() ** 1.4 * types));
  const places = Array.from({ length: n }, (_, i) => [(random() - 0.5) * 60 + 40 * kinds[i], (random() - 0.5) * 50, (random() - 0.5) * 70]);
  return { kinds, places };
}

function wire({ kinds, places }, density, reciprocity, random) {
  const n = kinds.length;
  const edges = new Set();
  const wanted = density * n * (n - 1);
  const reach = 45;
  while (edges.size < wanted) {
    const [i, j] = [Math.floor(random() * n), Math.floor(random() * n)];
    const away = Math.hypot(...places[i].map((p, k) => p - places[j][k]));
    if (i === j || random() > Math.exp(-away / reach) * (kinds[i] === kinds[j] ? 1 : 0.6)) continue;
    edges.add(i * n + j);
    if (random() < reciprocity) edges.add(j * n + i);
  }
  return [...edges].sort((a, b) => a - b).map((e) => [Math.floor(e / n), e % n]);
}

function graph(nodes, edges, labels) {
  const n = nodes.kinds.length;
  return {
    n, m: edges.length, bits: bitsOf(n, edges), types: base64(nodes.kinds), positions: nodes.places ? floatsOf(nodes.places.flat()) : null,
    weights: null, labels,
  };
}

const PROPERTIES = [
  ["density", "Density", null, "Edges per ordered pair of neurons."],
  ["reciprocity", "Reciprocity", null, "Share of edges whose reverse is an edge too."],
  ["clustering", "Clustering", "connected pairs per neuron", "Mean share of connected partners."],
  ["in_degree_cv", "Variation of in-degrees", null, "SD of the numbers of incoming edges per mean."],
  ["edge_length", "Mean edge length", "µm", "Mean distance of the two neurons of an edge."],
  ["wiring", "Wiring length", "mm", "Sum of the distances of all edges."],
];

function properties(count) {
  return Array.from({ length: count }, (_, k) => {
    const [name, label, unit, help] = PROPERTIES[k] ?? [`property_${k}`, `Property ${k}`, null, "A made-up property."];
    return { name, label, unit, help };
  });
}

function densityGrid(circuits) {
  const [columns, rows] = [48, 40];
  const box = { x0: -4, x1: 4, y0: -3, y1: 3 };
  const values = Float64Array.from({ length: columns * rows }, (_, cell) => {
    const x = box.x0 + ((cell % columns) + 0.5) * ((box.x1 - box.x0) / columns);
    const y = box.y0 + (Math.floor(cell / columns) + 0.5) * ((box.y1 - box.y0) / rows);
    return circuits.filter((c) => c.real).reduce((sum, c) => sum + Math.exp(-((x - c.x) ** 2 + (y - c.y) ** 2) / 0.3), 0);
  });
  const most = Math.max(...values, 1e-9);
  return { ...box, columns, rows, values: base64(Uint8Array.from(values, (v) => Math.round((255 * v) / most))) };
}

function steeringOf(property, list, nodes, random) {
  const start = 0.2 + 0.1 * property;
  const steps = Array.from({ length: 13 }, (_, k) => {
    const inSd = (k - 6) / 2;
    const requested = start + inSd * 0.03;
    const achieved = start + inSd * 0.027 + (random() - 0.5) * 0.004;
    const movers = list.map((_, other) => other).filter((other) => other !== property).map((other) => ({
      property: other, change: inSd * (random() - 0.5) * 0.9, from: 0.3, to: 0.3 + inSd * (random() - 0.5) * 0.05 }));
    movers.sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
    return {
      in_sd: inSd, requested, achieved, low: achieved - 0.004, high: achieved + 0.004, spread: 0.012, count: 40, reached: true,
      outside: Math.abs(inSd) > 2, why: Math.abs(inSd) > 2 ? "Only 0.4 % of the training circuits are as far out." : null,
      movers, circuit: graph(nodes, wire(nodes, 0.08, 0.15 + 0.03 * (inSd + 3), uniform(77 + k)), null),
    };
  });
  return { property, start, steps };
}

export function sample({ circuits = 200, n = 150, types = 6, properties: count = 30, positions = true, labels = null, evil = null, seed = 1 } = {}) {
  const random = uniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const list = properties(count);
  const groups = ["adult", "larva", "generated"];
  const nodesOf = () => neurons(n, types, random);
  const strip = (raw) => (positions ? raw : { ...raw, positions: null });
  let first = null;
  const made = Array.from({ length: circuits }, (_, k) => {
    const group = k % 10 === 9 ? 2 : k % 2;
    const [x, y] = [normal() + (group === 1 ? 1.2 : -0.6), 0.7 * normal() + (group === 1 ? -0.3 : 0.3)];
    const nodes = nodesOf();
    first ??= nodes;
    const edges = wire(nodes, 0.06 + 0.015 * Math.tanh(x) + 0.02, 0.2 + 0.05 * y, random);
    const values = list.map((_, p) => (p === 5 && k % 7 === 0 ? null : 0.3 + 0.05 * x * Math.cos(p) + 0.05 * y * Math.sin(p) + 0.02 * normal()));
    return { name: `${groups[group]} ${k}`, group, real: group !== 2, x, y, values, ...strip(graph(nodes, edges, labels ? labels(n) : null)) };
  });
  made.forEach((c, k) => {
    c.neighbours = made.map((d, j) => [(c.x - d.x) ** 2 + (c.y - d.y) ** 2, j]).filter(([, j]) => j !== k).sort((a, b) => a[0] - b[0]).slice(0, 6).map(([, j]) => j);
  });
  const data = {
    format: 1, title: "Circuits of a made-up brain",
    model: { name: "sample", dimensions: 24, coordinates: Array.from({ length: 24 }, (_, k) => ({ name: k < 17 ? `statistic ${k}` : `free ${k}`, learned: k >= 17 })) },
    provenance: {
      version: "0.9.0", command: "latigraph report sample circuits.safetensors -o report.html --seed 1", seed: "1", date: "2026-11-30",
      rows: [{ name: "data", value: "Two made-up connectomes of 3016 neurons." }, { name: "licence", value: "CC-BY-4.0" },
        { name: "citation", value: "Nobody (2026). A brain that does not exist." }, { name: "split", value: "by neuron" }, { name: "shared neurons", value: "0 of 3016" }],
      remarks: [{ kind: "left-out", text: "Weights are left out to keep the file below 3 MB." }],
    },
    position_unit: positions ? "µm" : null, groups, types: Array.from({ length: types }, (_, k) => ["sensory", "inter", "motor", "modulatory", "ring", "dorsal"][k] ?? `type ${k}`),
    properties: list, circuits: made,
    map: { share: [0.31, 0.18], density: densityGrid(made), arrows: list.map((_, p) => ({ property: p, x: 0.9 * Math.cos(p), y: 0.9 * Math.sin(p) })) },
    steering: [1, 0, 2].filter((p) => p < count).map((p) => {
      const s = steeringOf(p, list, first, random);
      return { ...s, like: 0, steps: s.steps.map((step) => ({ ...step, circuit: { ...step.circuit, types: null, positions: null } })) };
    }),
    directions: list.map((_, p) => ({ property: p, r2: 0.95 - 0.03 * p, r2_low: 0.93 - 0.035 * p, r2_high: 0.97 - 0.025 * p,
      control: p % 9 === 8 ? null : 1.02 - 0.02 * p, control_low: p % 9 === 8 ? null : 0.9 - 0.03 * p, control_high: p % 9 === 8 ? null : 1.12 - 0.015 * p })),
    evaluation: { circuits: 60, discrepancy: 0.043, rows: [
      { name: "Bits of a circuit", value: 7423.4, low: 7310.2, high: 7539.9, unit: "bits", floor: null, help: "Length of a description of a circuit by its code and its edges; fewer are better." },
      { name: "Bits without codes", value: 8122.1, low: 8001, high: 8240.8, unit: "bits", help: "The same by node data alone." },
      { name: "Discrepancy", value: 0.043, low: 0.031, high: 0.055, floor: 0.012, unit: null, help: "Distance of generated and real circuits." }] },
  };
  if (evil) spoil(data, evil);
  return data;
}

/** Puts a hostile text in place of every name. */
function spoil(data, evil) {
  data.title = data.model.name = data.provenance.command = evil;
  data.provenance.rows.push({ name: evil, value: evil });
  data.provenance.remarks.push({ kind: evil, text: evil });
  data.groups = data.groups.map(() => evil);
  data.types = data.types.map(() => evil);
  data.properties.forEach((p) => Object.assign(p, { label: evil, unit: evil, help: evil }));
  data.circuits.forEach((c) => Object.assign(c, { name: evil, labels: Array.from({ length: c.n }, () => evil) }));
  data.steering.forEach((s) => s.steps.forEach((step) => Object.assign(step, { why: evil })));
  data.evaluation.rows.forEach((row) => Object.assign(row, { name: evil, help: evil }));
}

const ESCAPES = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029" };

/** The page with data in it, as the library writes it. */
export function pageWith(page, data) {
  const text = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => ESCAPES[c]);
  const title = String(data.title).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return page.replace("@LATIGRAPH_TITLE@", () => title).replace("@LATIGRAPH_DATA@", () => text);
}
