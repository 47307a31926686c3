/** A network: neurons as circles, edges as lines; places by position or by springs. */

import { Figure, FONT } from "./figure.js";
import { THIN_ABOVE, thinned } from "./graph.js";
import { project, springPlaces } from "./layout.js";

const MARGIN = 16;
const REACH = 16;       // pixels from the pointer within which a neuron is meant
const TURN = 0.01;      // radians per pixel of dragging

/** Which edges are drawn: all (null), or those that thinning keeps. */
export const shownEdges = (graph, all) => (all ? null : thinned(graph));

/** Whether a graph has positions that can be drawn. */
export const hasPlaces = (graph) => Boolean(graph.positions) && graph.positions.length === 3 * graph.n &&
  graph.positions.some((p) => Number.isFinite(p));

export class Network {
  /** `graph` returns what to draw, `springs` the graph whose springs place the neurons (for linked drawings the same). */
  constructor({ view, graph, springs = graph, label }) {
    Object.assign(this, { view, graph, springs });
    this.figure = new Figure({
      label, role: "application", focusable: true,
      draw: (...given) => this.draw(...given), overlay: (...given) => this.overlay(...given),
    });
    const { canvas } = this.figure;
    canvas.addEventListener("pointerdown", (event) => this.press(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", () => (this.drag = null));
    canvas.addEventListener("pointercancel", () => (this.drag = null));
    canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && view.set({ neuron: -1, partner: -1 }));
    canvas.addEventListener("keydown", (event) => this.key(event));
    view.on(["neuron"], () => this.figure.hover());
    view.on(["place", "yaw", "pitch", "all"], () => this.figure.redraw());
  }

  solid() {
    return this.view.get("place") === "positions" && hasPlaces(this.graph());
  }

  /** Pixels of all neurons. Returns false while springs still move. */
  layOut(width, height) {
    const graph = this.graph();
    let [places, done] = [null, true];
    if (this.solid()) places = project(graph.positions, graph.n, this.view.get("yaw"), this.view.get("pitch"));
    else {
      const source = this.springs().n === graph.n ? this.springs() : graph;
      ({ places, done } = springPlaces(source, () => this.figure.redraw()));
    }
    const half = Math.min(width, height) / 2 - MARGIN;
    this.x = places.x.map((p) => width / 2 + p * half);
    this.y = places.y.map((p) => height / 2 + p * half);
    const size = Math.max(2.6, Math.min(6.5, (0.3 * half) / Math.sqrt(Math.max(1, graph.n))));
    this.size = places.near.map((near) => size * near ** 1.5);
    return done;
  }

  draw(context, width, height, colours) {
    const graph = this.graph();
    if (!this.layOut(width, height)) {
      Object.assign(context, { font: `13px ${FONT}`, fillStyle: colours.soft, textAlign: "center" });
      context.fillText("Placing the neurons …", width / 2, height / 2);
      return;
    }
    const shown = shownEdges(graph, this.view.get("all"));
    const edges = [];
    for (let e = 0; e < graph.m; e++) if (!shown || shown[e]) edges.push(e);
    const faint = Math.max(0.16, Math.min(0.75, 11 / Math.sqrt(edges.length + 1)));
    this.drawEdges(context, edges, colours, faint, 1);
    this.drawNeurons(context, colours);
  }

  drawEdges(context, edges, colours, alpha, width) {
    const graph = this.graph();
    const seen = (e) => Number.isFinite(this.x[graph.from[e]] + this.x[graph.to[e]]) && graph.from[e] !== graph.to[e];
    context.globalAlpha = alpha;
    for (const mutual of [0, 1]) {
      const drawn = edges.filter((e) => graph.mutual[e] === mutual && seen(e) && (!mutual || graph.from[e] < graph.to[e]));
      context.strokeStyle = mutual ? colours.mutual : colours.oneWay;
      context.lineWidth = width * (mutual ? 1.4 : 1);
      context.beginPath();
      drawn.forEach((e) => {
        context.moveTo(this.x[graph.from[e]], this.y[graph.from[e]]);
        context.lineTo(this.x[graph.to[e]], this.y[graph.to[e]]);
      });
      context.stroke();
      if (!mutual) this.drawHeads(context, drawn, colours.oneWay, Math.min(1, 1.4 * alpha), width);
      context.globalAlpha = alpha;
    }
    context.globalAlpha = 1;
  }

  /** Arrowheads at the rims of the receivers. */
  drawHeads(context, edges, colour, alpha, width) {
    const graph = this.graph();
    const long = (graph.n > THIN_ABOVE ? 2.5 : 4) + 2 * width;
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.beginPath();
    for (const e of edges) {
      const [i, j] = [graph.from[e], graph.to[e]];
      const [dx, dy] = [this.x[j] - this.x[i], this.y[j] - this.y[i]];
      const length = Math.hypot(dx, dy);
      if (length < 2 * long) continue;
      const [ux, uy] = [dx / length, dy / length];
      const [tx, ty] = [this.x[j] - ux * (this.size[j] + 0.5), this.y[j] - uy * (this.size[j] + 0.5)];
      context.moveTo(tx, ty);
      context.lineTo(tx - long * ux - 0.4 * long * uy, ty - long * uy + 0.4 * long * ux);
      context.lineTo(tx - long * ux + 0.4 * long * uy, ty - long * uy - 0.4 * long * ux);
      context.closePath();
    }
    context.fill();
  }

  drawNeurons(context, colours, only = null) {
    const graph = this.graph();
    const order = (only ?? Array.from({ length: graph.n }, (_, i) => i)).slice();
    order.sort((a, b) => this.size[a] - this.size[b]);
    context.strokeStyle = colours.panel;
    context.lineWidth = 1;
    for (const i of order) {
      if (!Number.isFinite(this.x[i])) continue;
      context.fillStyle = graph.types ? colours.classOf(graph.types[i]) : colours.ink;
      context.beginPath();
      context.arc(this.x[i], this.y[i], this.size[i], 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  }

  /** The neuron pointed at with all of its edges, above the rest, which fades. */
  overlay(context, width, height, colours) {
    const graph = this.graph();
    const neuron = this.view.get("neuron");
    if (!this.x || neuron < 0 || neuron >= graph.n || !Number.isFinite(this.x[neuron])) return;
    context.globalAlpha = 0.72;
    context.fillStyle = colours.panel;
    context.fillRect(0, 0, width, height);
    context.globalAlpha = 1;
    const edges = [];
    const met = new Set([neuron]);
    for (let e = 0; e < graph.m; e++) {
      if (graph.from[e] !== neuron && graph.to[e] !== neuron) continue;
      edges.push(e);
      met.add(graph.from[e]).add(graph.to[e]);
    }
    this.drawEdges(context, edges, colours, 0.9, 1.5);
    this.drawNeurons(context, colours, [...met]);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(this.x[neuron], this.y[neuron], this.size[neuron] + 3, 0, 2 * Math.PI);
    context.stroke();
  }

  nearest(px, py) {
    let best = -1;
    let least = REACH ** 2;
    this.x?.forEach((x, i) => {
      const distance = (x - px) ** 2 + (this.y[i] - py) ** 2;
      if (distance < least) [best, least] = [i, distance];
    });
    return best;
  }

  press(event) {
    this.view.set({ neuron: this.nearest(...this.figure.at(event)), partner: -1 });
    if (!this.solid()) return;
    this.drag = [event.clientX, event.clientY];
    this.figure.canvas.setPointerCapture(event.pointerId);
  }

  move(event) {
    if (!this.drag) {
      this.view.set({ neuron: this.nearest(...this.figure.at(event)), partner: -1 });
      return;
    }
    const [dx, dy] = [event.clientX - this.drag[0], event.clientY - this.drag[1]];
    this.drag = [event.clientX, event.clientY];
    this.turn(dx * TURN, dy * TURN);
  }

  turn(yaw, pitch) {
    const { view } = this;
    view.set({ neuron: -1, yaw: view.get("yaw") + yaw, pitch: Math.max(-1.57, Math.min(1.57, view.get("pitch") + pitch)) });
  }

  key(event) {
    const step = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
    if (event.key === "Escape") this.view.set({ neuron: -1, partner: -1 });
    if (!step || !this.solid() || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.turn(...step);
  }
}
