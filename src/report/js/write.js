/** Text of the files that a reader takes away: CSV, GraphML, lists of edges. Numbers keep all of their digits. */

function csvCell(value) {
  if (value === null || value === undefined || (typeof value === "number" && !Number.isFinite(value))) return "";
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV with a header (RFC 4180). */
export function csv(columns, rows) {
  return [columns, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/** Characters that XML 1.0 has no way to write become U+FFFD. */
export function escapeXml(text) {
  return String(text)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Attributes of neurons: key, GraphML's type, and the value of neuron i (null: not known). */
function nodeColumns(graph, typeNames) {
  const columns = [];
  if (graph.labels) columns.push(["name", "string", (i) => graph.label(i)]);
  if (graph.types) columns.push(["type", "string", (i) => (graph.types[i] < 0 ? null : typeNames[graph.types[i]] ?? null)]);
  if (graph.positions) {
    ["x", "y", "z"].forEach((axis, k) => columns.push([axis, "double", (i) => {
      const at = graph.positions[3 * i + k];
      return Number.isFinite(at) ? at : null;
    }]));
  }
  return columns;
}

/** A graph as GraphML, with names, types, positions and weights where they are known. */
export function graphml(graph, name, typeNames = []) {
  const columns = nodeColumns(graph, typeNames);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...columns.map(([key, kind]) => `  <key id="${key}" for="node" attr.name="${key}" attr.type="${kind}"/>`),
  ];
  if (graph.weights) lines.push('  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>');
  lines.push(`  <graph id="${escapeXml(name)}" edgedefault="directed">`);
  for (let i = 0; i < graph.n; i++) {
    const data = columns
      .map(([key, , value]) => [key, value(i)])
      .filter(([, value]) => value !== null)
      .map(([key, value]) => `<data key="${key}">${escapeXml(value)}</data>`);
    lines.push(`    <node id="n${i}">${data.join("")}</node>`);
  }
  for (let e = 0; e < graph.m; e++) {
    const weight = graph.weights ? `<data key="weight">${graph.weights[e]}</data>` : "";
    lines.push(`    <edge source="n${graph.from[e]}" target="n${graph.to[e]}">${weight}</edge>`);
  }
  lines.push("  </graph>", "</graphml>", "");
  return lines.join("\n");
}

/** A graph as a table of edges. */
export function edgeList(graph) {
  const columns = graph.weights ? ["source", "target", "weight"] : ["source", "target"];
  const rows = graph.from.map((from, e) => {
    const ends = [graph.label(from), graph.label(graph.to[e])];
    return graph.weights ? [...ends, graph.weights[e]] : ends;
  });
  return csv(columns, rows);
}
