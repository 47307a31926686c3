/** A circuit as a graph: its edges, their partners, orders of its neurons and which edges are worth drawing. */

import { decodeGraph } from "./decode.js";

/** Indexes a decoded graph. `has(i, j)` tells whether neuron i sends to neuron j. */
export function createGraph(decoded) {
  const { n, from, to } = decoded;
  const cells = new Uint8Array(n * n);
  for (let e = 0; e < from.length; e++) cells[from[e] * n + to[e]] = 1;
  const has = (i, j) => cells[i * n + j] === 1;
  const degrees = { out: new Int32Array(n), in: new Int32Array(n), mutual: new Int32Array(n) };
  const mutual = new Uint8Array(from.length);
  for (let e = 0; e < from.length; e++) {
    const [i, j] = [from[e], to[e]];
    degrees.out[i]++;
    degrees.in[j]++;
    mutual[e] = i !== j && has(j, i) ? 1 : 0;
    if (mutual[e]) degrees.mutual[i]++;
  }
  const label = (i) => (decoded.labels ? String(decoded.labels[i]) : String(i));
  return { ...decoded, m: from.length, has, cells, degrees, mutual, label };
}

/** Graphs are decoded when they are first shown, and kept. */
const known = new WeakMap();
export function graphOf(raw) {
  if (!known.has(raw)) known.set(raw, createGraph(decodeGraph(raw)));
  return known.get(raw);
}

/** Numbers that describe a graph; null where they are not defined. */
export function summary(graph) {
  const { n, m } = graph;
  let mutual = 0;
  for (const flag of graph.mutual) mutual += flag;
  return {
    neurons: n,
    edges: m,
    mutualPairs: mutual / 2,
    density: n > 1 ? m / (n * (n - 1)) : null,
    reciprocity: m > 0 ? mutual / m : null,
  };
}

/** How many edges two graphs of the same neurons have in common. */
export function sharedEdges(a, b) {
  if (a.n !== b.n) return 0;
  let count = 0;
  for (let k = 0; k < a.cells.length; k++) count += a.cells[k] & b.cells[k];
  return count;
}

const total = (graph, i) => graph.degrees.out[i] + graph.degrees.in[i];

/**
 * Neurons in the order in which matrices show them: "given", "type" (within a type by degree) or "degree".
 * Neurons of unknown type come last.
 */
export function orderOf(graph, kind) {
  const order = Array.from({ length: graph.n }, (_, i) => i);
  const rank = (i) => (graph.types[i] < 0 ? Infinity : graph.types[i]);
  const byDegree = (a, b) => total(graph, b) - total(graph, a) || a - b;
  if (kind === "degree") order.sort(byDegree);
  if (kind === "type" && graph.types) {
    order.sort((a, b) => (rank(a) === rank(b) ? byDegree(a, b) : rank(a) - rank(b)));
  }
  return order;
}

/** Partners of each neuron, whatever the direction, as rows of bits. */
function partnerBits(graph) {
  const words = Math.ceil(graph.n / 32);
  const bits = new Uint32Array(graph.n * words);
  const set = (i, j) => { bits[i * words + (j >> 5)] |= 1 << (j & 31); };
  for (let e = 0; e < graph.m; e++) {
    if (graph.from[e] === graph.to[e]) continue;
    set(graph.from[e], graph.to[e]);
    set(graph.to[e], graph.from[e]);
  }
  return { words, bits };
}

function countBits(word) {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Shared partners of two neurons per partner of either (Jaccard's index). */
function similarity({ words, bits }, i, j) {
  let shared = 0;
  let either = 0;
  for (let w = 0; w < words; w++) {
    const a = bits[i * words + w];
    const b = bits[j * words + w];
    shared += countBits(a & b);
    either += countBits(a | b);
  }
  return shared / (either || 1);
}

/**
 * Which edges of a dense network to draw, one flag per edge. Every neuron of degree d keeps its d^exponent
 * pairs whose partners are most alike (Satuluri, Parthasarathy and Ruan, "Local graph sparsification for
 * scalable clustering", SIGMOD 2011): groups stay visible and no neuron loses all of its edges.
 */
export function thin(graph, exponent = 0.5) {
  const rows = partnerBits(graph);
  const pairs = new Map();
  const ranked = Array.from({ length: graph.n }, () => []);
  const key = (i, j) => Math.min(i, j) * graph.n + Math.max(i, j);
  for (let e = 0; e < graph.m; e++) {
    const [i, j] = [graph.from[e], graph.to[e]];
    if (i === j || pairs.has(key(i, j))) continue;
    pairs.set(key(i, j), false);
    const alike = similarity(rows, i, j);
    ranked[i].push([alike, j]);
    ranked[j].push([alike, i]);
  }
  ranked.forEach((list, i) => {
    list.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    list.slice(0, Math.ceil(list.length ** exponent)).forEach(([, j]) => pairs.set(key(i, j), true));
  });
  return Uint8Array.from({ length: graph.m }, (_, e) => (pairs.get(key(graph.from[e], graph.to[e])) ? 1 : 0));
}

/** Networks up to this number of neurons are drawn with all of their edges. */
export const THIN_ABOVE = 100;

/** The edges of a network that are drawn, found once for each graph; null where all are. */
const kept = new WeakMap();
export function thinned(graph) {
  if (graph.n <= THIN_ABOVE) return null;
  if (!kept.has(graph)) kept.set(graph, thin(graph));
  return kept.get(graph);
}
