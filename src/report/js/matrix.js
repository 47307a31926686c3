/** An adjacency matrix: row i, column j is filled where neuron i sends to neuron j. */

import { Figure } from "./figure.js";
import { people } from "./format.js";

const STRIP = 7;        // width of the strip of types
const GAP = 3;

export class Matrix {
  /** `view` holds the neuron pointed at and the order; `graph` returns what to draw, `order` its neurons in order. */
  constructor({ view, graph, order, label }) {
    Object.assign(this, { view, graph, order });
    this.figure = new Figure({
      label, role: "application", focusable: true,
      draw: (...given) => this.draw(...given), overlay: (...given) => this.overlay(...given),
    });
    const { canvas } = this.figure;
    canvas.addEventListener("pointermove", (event) => this.point(event));
    canvas.addEventListener("pointerdown", (event) => this.point(event));
    canvas.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && view.set({ neuron: -1, partner: -1 }));
    canvas.addEventListener("keydown", (event) => this.key(event));
    view.on(["neuron", "partner"], () => this.figure.hover());
    view.on(["order"], () => this.figure.redraw());
  }

  layOut(width) {
    const strip = this.graph().types ? STRIP + GAP : 0;
    this.start = strip + 1;
    this.side = width - strip - 2;
    this.cell = this.side / Math.max(1, this.graph().n);
    this.sorted = this.order();
    this.rank = new Int32Array(this.graph().n);
    this.sorted.forEach((neuron, k) => (this.rank[neuron] = k));
  }

  /** The pixels of a place in the order, at whole pixels where cells are small. */
  span(k) {
    const from = this.start + (this.cell < 4 ? Math.round(k * this.cell * 2) / 2 : k * this.cell);
    const to = this.start + (this.cell < 4 ? Math.round((k + 1) * this.cell * 2) / 2 : (k + 1) * this.cell);
    return [from, Math.max(0.5, to - from - (this.cell > 5 ? 0.75 : 0))];
  }

  draw(context, width, height, colours) {
    this.layOut(width);
    const graph = this.graph();
    for (const [wanted, colour] of [[0, colours.oneWay], [1, colours.mutual]]) {
      context.fillStyle = colour;
      context.beginPath();
      for (let e = 0; e < graph.m; e++) {
        if (graph.mutual[e] !== wanted) continue;
        const [y, high] = this.span(this.rank[graph.from[e]]);
        const [x, wide] = this.span(this.rank[graph.to[e]]);
        context.rect(x, y, wide, high);
      }
      context.fill();
    }
    if (graph.types) this.drawTypes(context, colours);
    context.strokeStyle = colours.line;
    context.lineWidth = 1;
    context.beginPath();
    context.rect(this.start - 0.5, this.start - 0.5, this.side + 1, this.side + 1);
    context.stroke();
  }

  drawTypes(context, colours) {
    this.sorted.forEach((neuron, k) => {
      context.fillStyle = colours.classOf(this.graph().types[neuron]);
      context.fillRect(0, this.start + k * this.cell, STRIP, this.cell + 0.3);
      context.fillRect(this.start + k * this.cell, 0, this.cell + 0.3, STRIP);
    });
  }

  overlay(context, width, height, colours) {
    const neuron = this.view.get("neuron");
    if (neuron < 0 || neuron >= this.graph().n) return;
    const at = this.start + this.rank[neuron] * this.cell;
    const thick = Math.max(this.cell, 2);
    context.globalAlpha = 0.28;
    context.fillStyle = colours.accent;
    context.fillRect(this.start, at, this.side, thick);
    context.fillRect(at, this.start, thick, this.side);
    context.globalAlpha = 1;
    context.fillRect(0, at, STRIP, thick);
    context.fillRect(at, 0, thick, STRIP);
    const partner = this.view.get("partner");
    if (partner < 0 || partner >= this.graph().n) return;
    context.strokeStyle = colours.accent;
    context.lineWidth = 2;
    context.beginPath();
    context.rect(this.start + this.rank[partner] * this.cell - 1, at - 1, thick + 2, thick + 2);
    context.stroke();
  }

  /** Row and column under the pointer. */
  point(event) {
    const [x, y] = this.figure.at(event);
    const placed = (pixel) => this.sorted?.[Math.floor((pixel - this.start) / this.cell)] ?? -1;
    const [row, column] = [placed(y), placed(x)];
    this.view.set({ neuron: row >= 0 ? row : column, partner: row >= 0 ? column : -1 });
  }

  key(event) {
    const last = this.graph().n - 1;
    const now = this.view.get("neuron") < 0 ? -1 : this.rank[this.view.get("neuron")];
    const to = { ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape") this.view.set({ neuron: -1, partner: -1 });
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.view.set({ neuron: this.sorted[Math.min(last, Math.max(0, to))], partner: -1 });
  }
}

/** What there is to say about the neuron (or the pair) that the reader points at. */
export function neuronText(graph, view, typeNames) {
  const neuron = view.get("neuron");
  if (neuron < 0 || neuron >= graph.n) return null;
  const name = (i) => {
    const type = graph.types && graph.types[i] >= 0 ? typeNames[graph.types[i]] : null;
    return `${graph.labels ? graph.label(i) : `neuron ${graph.label(i)}`}${type ? ` (${type})` : ""}`;
  };
  const partner = view.get("partner");
  if (partner >= 0 && partner < graph.n && partner !== neuron) {
    const [out, back] = [graph.has(neuron, partner), graph.has(partner, neuron)];
    const verb = out && back ? "and" : out ? "sends to" : back ? "receives from" : "has no edge with";
    return `${name(neuron)} ${verb} ${name(partner)}${out && back ? " send to each other" : ""}.`;
  }
  const { degrees } = graph;
  return `${name(neuron)} sends to ${people(degrees.out[neuron])} and receives from ${people(degrees.in[neuron])}; ` +
    `${people(degrees.mutual[neuron])} of these are mutual.`;
}
