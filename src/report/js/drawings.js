/**
 * The two drawings of a circuit, and the choices that belong to them. Several circuits of the same neurons share
 * one view: the same order, the same places, the same neuron pointed at.
 */

import { choice, fill, h, tick } from "./dom.js";
import { counted, people } from "./format.js";
import { THIN_ABOVE, orderOf, summary } from "./graph.js";
import { legendElements } from "./legend.js";
import { Matrix, neuronText } from "./matrix.js";
import { Network, hasPlaces, shownEdges } from "./network.js";
import { createStore } from "./store.js";
import { theme } from "./theme.js";

export const createView = () => createStore({
  neuron: -1, partner: -1, order: "type", place: "positions", all: false, yaw: -0.4, pitch: 0.25,
});

/** What the drawings say in numbers. */
export function summaryText(graph) {
  const { neurons, edges, mutualPairs, density, reciprocity } = summary(graph);
  return `${counted(neurons, "neuron")}, ${counted(edges, "edge")}, ${counted(mutualPairs, "mutual pair")}; ` +
    `density ${people(density)}, reciprocity ${people(reciprocity)}`;
}

/** Which edges of the network are drawn, in a sentence; empty where it is all. */
function thinText(graph, all) {
  const shown = shownEdges(graph, all);
  if (!shown) return "";
  const drawn = shown.reduce((sum, flag) => sum + flag, 0);
  if (drawn === graph.m) return "";
  return `The network shows ${people(drawn)} of ${people(graph.m)} edges: for each neuron those whose ends share most ` +
    "partners. Point at a neuron to see all of its edges.";
}

/** Colours of the types that occur, and of the two kinds of edges. */
function legend(graphs, typeNames, colours) {
  const square = (colour, text) => ({ shape: "square", colour, text });
  const used = new Set(graphs.flatMap((graph) => (graph.types ? [...graph.types] : [])));
  const types = [...used].sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
  return [
    square(colours.oneWay, "one-way edge"), square(colours.mutual, "mutual edge"),
    ...(types.length ? [{ text: "Types:" }] : []),
    ...types.map((k) => square(colours.classOf(k), k < 0 ? "type not known" : typeNames[k])),
  ];
}

/**
 * Drawings of the circuits that `parts` lists: { title, graph, springs } with functions that return what is
 * current. Returns the element, the drawings and a function to call when the circuits change.
 */
export function circuitDrawings(view, parts, typeNames) {
  const drawn = parts.map(({ title, graph, springs }) => ({
    graph,
    heading: h("h4", {}),
    title,
    text: h("p", { class: "soft" }),
    matrix: new Matrix({ view, graph, order: () => orderOf(orderSource(parts, graph), view.get("order")), label: "Adjacency matrix" }),
    network: new Network({ view, graph, springs, label: "Network" }),
  }));
  for (const { graph, matrix, network } of drawn) {
    matrix.figure.legend = network.figure.legend = (colours) => legend([graph()], typeNames, colours);
  }
  const status = h("p", { class: "status", role: "status" });
  const keys = h("div", { class: "legend" });
  const thinning = h("p", { class: "soft" });
  const graphs = () => drawn.map((part) => part.graph());
  const controls = drawingControls(view);

  const point = () => {
    const texts = drawn.map((part) => [part.title(), neuronText(part.graph(), view, typeNames)]).filter(([, text]) => text);
    fill(status, texts.length === 0 ? "Point at a neuron in either drawing, or focus a matrix and use the arrow keys."
      : drawn.length === 1 ? texts[0][1] : texts.map(([title, text]) => h("span", { class: "line" }, `${title}: ${text}`)));
  };
  const legends = () => fill(keys, legendElements(legend(graphs(), typeNames, theme.get("colours"))));
  const thinned = () => fill(thinning, thinText(drawn[0].graph(), view.get("all")));
  const changed = () => {
    view.set({ neuron: -1, partner: -1 });
    for (const part of drawn) {
      fill(part.heading, part.title());
      fill(part.text, summaryText(part.graph()));
      part.matrix.figure.setLabel(`Adjacency matrix, ${part.title()}: ${summaryText(part.graph())}`);
      part.network.figure.setLabel(`Network, ${part.title()}: ${summaryText(part.graph())}`);
      part.matrix.figure.redraw();
      part.network.figure.redraw();
    }
    controls.show(graphs());
    legends();
    thinned();
    point();
  };
  view.on(["neuron", "partner"], point);
  view.on(["all"], thinned);
  theme.on(["colours"], legends);
  const element = h("div", {}, controls.element,
    h("div", { class: `circuits of-${drawn.length}` }, drawn.map((part) => h("div", { class: "circuit" },
      part.heading, part.text, h("div", { class: "pair" }, part.matrix.figure.element, part.network.figure.element)))),
    keys, status, thinning);
  return { element, drawn, changed };
}

/** The circuit whose neurons give the order: the first one, if the neurons are the same. */
function orderSource(parts, graph) {
  const [first, own] = [parts[0].graph(), graph()];
  return first.n === own.n ? first : own;
}

function drawingControls(view) {
  const order = choice("Order of neurons", [["type", "by type"], ["degree", "by number of edges"], ["given", "as in the data"]],
    view.get("order"), (value) => view.set({ order: value }));
  const place = choice("Places", [["positions", "positions (drag to turn)"], ["springs", "by connections"]],
    view.get("place"), (value) => view.set({ place: value }));
  const all = tick("Draw all edges", view.get("all"), (value) => view.set({ all: value }));
  const show = (graphs) => {
    place.element.hidden = !graphs.some(hasPlaces);
    all.element.hidden = !graphs.some((graph) => graph.n > THIN_ABOVE);
    const typed = graphs.some((graph) => graph.types);
    order.select.querySelector("[value=type]").hidden = !typed;
    if (!typed && view.get("order") === "type") {
      view.set({ order: "degree" });
      order.select.value = "degree";
    }
  };
  return { element: h("div", { class: "controls" }, order.element, place.element, all.element), show };
}
