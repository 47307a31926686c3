/**
 * Graphs of the data block, from base64 to arrays. A graph is either "bits", the adjacency matrix row by
 * row with the least significant bit first, or "pairs" of ends; the writer takes what is shorter.
 */

/** Bytes of a base64 text. */
export function decodeBytes(text) {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/** Little-endian float32 numbers of a base64 text. */
export function decodeFloats(text) {
  const bytes = decodeBytes(text);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getFloat32(4 * i, true));
}

function edgesOfBits(bytes, n) {
  if (bytes.length * 8 < n * n) throw new Error(`the adjacency matrix of ${n} neurons is too short`);
  const from = [];
  const to = [];
  for (let i = 0, bit = 0; i < n; i++) {
    for (let j = 0; j < n; j++, bit++) {
      if ((bytes[bit >> 3] >> (bit & 7)) & 1) {
        from.push(i);
        to.push(j);
      }
    }
  }
  return { from, to };
}

function edgesOfPairs(bytes, n) {
  const wide = n > 256;
  const view = new DataView(bytes.buffer);
  const count = bytes.length / (wide ? 4 : 2);
  const end = (k) => (wide ? view.getUint16(2 * k, true) : bytes[k]);
  const from = [];
  const to = [];
  for (let e = 0; e < count; e++) {
    const [i, j] = [end(2 * e), end(2 * e + 1)];
    if (i >= n || j >= n) throw new Error(`edge ${e} names a neuron beyond the ${n} neurons`);
    from.push(i);
    to.push(j);
  }
  return { from, to };
}

/** The ends of all edges, in the order in which the weights are. */
export function decodeEdges(graph) {
  if (graph.bits) return edgesOfBits(decodeBytes(graph.bits), graph.n);
  if (graph.pairs) return edgesOfPairs(decodeBytes(graph.pairs), graph.n);
  return { from: [], to: [] };
}

/** A whole graph. Types are indices, -1 where the type is not known. */
export function decodeGraph(graph) {
  const { n } = graph;
  const types = graph.types ? Int16Array.from(decodeBytes(graph.types), (t) => (t === 255 ? -1 : t)) : null;
  return {
    n,
    ...decodeEdges(graph),
    types: types && types.length === n ? types : null,
    positions: graph.positions ? decodeFloats(graph.positions) : null,
    weights: graph.weights ? decodeFloats(graph.weights) : null,
    labels: graph.labels ?? null,
  };
}
