/**
 * Places of neurons in a drawn network. With positions they are those, seen in perspective from a direction that
 * the reader turns; without, or on demand, springs between connected neurons find places (d3-force). The springs
 * run in slices between frames, so that the page stays responsive, and start from the same places every time.
 */

import { forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { thinned } from "./graph.js";

const TICKS = 220;
const SLICE = 6;        // milliseconds of work between two frames
const EYE = 4;          // distance of the eye in units of the circuit's radius

/** Centre and largest distance of the neurons whose positions are known. */
function frame(positions, n) {
  const centre = [0, 0, 0];
  const finite = (i) => [0, 1, 2].every((k) => Number.isFinite(positions[3 * i + k]));
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (!finite(i)) continue;
    count++;
    for (let k = 0; k < 3; k++) centre[k] += (positions[3 * i + k] - centre[k]) / count;
  }
  let radius = 0;
  for (let i = 0; i < n; i++) {
    if (finite(i)) radius = Math.max(radius, Math.hypot(...[0, 1, 2].map((k) => positions[3 * i + k] - centre[k])));
  }
  return { centre, radius: radius || 1 };
}

/** Moves and scales places, so that they fill the square from −1 to 1. */
function fit({ x, y, near }) {
  const finite = (list) => list.filter((p) => Number.isFinite(p));
  const range = (list) => [Math.min(...finite(list)), Math.max(...finite(list))];
  const [[x0, x1], [y0, y1]] = [range(x), range(y)];
  const half = Math.max(x1 - x0, y1 - y0, 1e-9) / 2;
  return { x: x.map((p) => (p - (x0 + x1) / 2) / half), y: y.map((p) => (p - (y0 + y1) / 2) / half), near };
}

const placesOf = (nodes) => fit({
  x: Float64Array.from(nodes, (p) => p.x), y: Float64Array.from(nodes, (p) => p.y), near: new Float64Array(nodes.length).fill(1),
});

/**
 * Positions seen from a direction: x, y within −1 to 1, y downwards, and the nearness of each neuron (about 1).
 * Neurons without a position get NaN and are not drawn.
 */
export function project(positions, n, yaw, pitch) {
  const { centre, radius } = frame(positions, n);
  const [sy, cy, sp, cp] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  const places = { x: new Float64Array(n), y: new Float64Array(n), near: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const [x, y, z] = [0, 1, 2].map((k) => (positions[3 * i + k] - centre[k]) / radius);
    const [turned, depth] = [cy * x + sy * z, cy * z - sy * x];
    const [lifted, away] = [cp * y - sp * depth, sp * y + cp * depth];
    const near = EYE / (EYE + away);
    places.x[i] = turned * near;
    places.y[i] = lifted * near;
    places.near[i] = near;
  }
  return fit(places);
}

class Springs {
  constructor(graph) {
    this.listeners = new Set();
    this.nodes = Array.from({ length: graph.n }, () => ({}));
    const shown = thinned(graph);
    const links = [];
    for (let e = 0; e < graph.m; e++) {
      const [source, target] = [graph.from[e], graph.to[e]];
      if (source !== target && (!shown || shown[e])) links.push({ source, target });
    }
    this.simulation = forceSimulation(this.nodes).stop()
      .force("link", forceLink(links).distance(28))
      .force("charge", forceManyBody().strength(-60).distanceMax(400))
      .force("x", forceX().strength(0.07))
      .force("y", forceY().strength(0.07))
      .alphaDecay(1 - 0.001 ** (1 / TICKS));
    this.left = TICKS;
    this.places = placesOf(this.nodes);
    this.slice = this.slice.bind(this);
    requestAnimationFrame(this.slice);
  }

  slice() {
    const end = performance.now() + SLICE;
    while (this.left > 0 && performance.now() < end) {
      this.simulation.tick();
      this.left--;
    }
    if (this.left > 0) requestAnimationFrame(this.slice);
    else {
      this.places = placesOf(this.nodes);
      this.listeners.forEach((call) => call());
      this.listeners.clear();
    }
  }
}

const springs = new WeakMap();

/** Places by springs; `changed` is called when they are found, if they are not known yet. */
export function springPlaces(graph, changed) {
  if (!springs.has(graph)) springs.set(graph, new Springs(graph));
  const layout = springs.get(graph);
  if (layout.left > 0) layout.listeners.add(changed);
  return { places: layout.places, done: layout.left === 0 };
}
