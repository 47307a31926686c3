/** Steering: what the model makes of a request, computed beforehand for a grid of requests. */

import { Figure, FONT } from "./figure.js";
import { button, choice, fill, h, howToRead, newId, scroller, table } from "./dom.js";
import { circuitDrawings, createView } from "./drawings.js";
import { counted, people, signed, withInterval, withUnit } from "./format.js";
import { graphOf, sharedEdges } from "./graph.js";
import { downloads, drawingItems, saveText } from "./save.js";
import { drawAxes, linear, roundRange } from "./scale.js";
import { csv, graphml } from "./write.js";

const MOVERS = 12;

/** The circuit of a step, which has the neurons of the circuit that all steps of a property start from. */
const wholes = new WeakMap();
function circuitOf(data, { like }, { circuit }) {
  const source = data.circuits[like];
  if (!source || source.n !== circuit.n) return graphOf(circuit);
  if (!wholes.has(circuit)) {
    const { types, positions, labels } = source;
    wholes.set(circuit, { ...circuit, types: circuit.types ?? types, positions: circuit.positions ?? positions, labels: circuit.labels ?? labels });
  }
  return graphOf(wholes.get(circuit));
}

/** Index of the step that requests the start. */
export function startOf(steering) {
  const { steps, start } = steering;
  return steps.reduce((best, step, k) => (Math.abs(step.requested - start) < Math.abs(steps[best].requested - start) ? k : best), 0);
}

/** Index of the step that is shown first: about one SD above the start, within the data if that is as near. */
export function firstShown(steering) {
  const start = startOf(steering);
  const cost = (step, k) => Math.abs(step.in_sd - 1) + (step.outside ? 1 : 0) + (k === start ? 100 : 0);
  const costs = steering.steps.map(cost);
  return costs.indexOf(Math.min(...costs));
}

/** Ranges [low, high] of requests outside the data; they reach half-way to the next step within. */
export function outsideRanges(steps, [low, high]) {
  const ranges = [];
  const edge = (a, b, end) => (steps[a] && steps[b] ? (steps[a].requested + steps[b].requested) / 2 : end);
  for (let k = 0; k < steps.length; k++) {
    if (!steps[k].outside) continue;
    const first = k;
    while (steps[k + 1]?.outside) k++;
    ranges.push([edge(first - 1, first, low), edge(k, k + 1, high)]);
  }
  return ranges;
}

/** Requested values across, achieved ones upwards, with intervals. */
class Response {
  constructor(current, chosen, choose) {
    Object.assign(this, { current, chosen });
    this.figure = new Figure({ label: "Achieved against requested values", ratio: (width) => (width < 500 ? 0.9 : 0.62),
      draw: (...given) => this.draw(...given) });
    this.figure.canvas.addEventListener("click", (event) => {
      const [px] = this.figure.at(event);
      const away = this.current().steering.steps.map((step) => Math.abs(this.x(step.requested) - px));
      choose(away.indexOf(Math.min(...away)));
    });
  }

  draw(context, width, height, colours) {
    const { steering, property } = this.current();
    const { steps } = steering;
    const box = { left: 50, top: 36, right: width - 12, bottom: height - 42 };
    const x = linear(roundRange(steps.map((s) => s.requested)), [box.left, box.right]);
    const y = linear(roundRange(steps.flatMap((s) => [s.achieved, s.low, s.high, s.requested])), [box.bottom, box.top]);
    this.x = x;
    this.drawOutside(context, outsideRanges(steps, x.domain), box, x, colours);
    const unit = property.unit ? ` (${property.unit})` : "";
    drawAxes(context, box, x, y, [`requested ${property.label}${unit}`, "achieved"], colours);
    context.strokeStyle = colours.soft;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    context.beginPath();
    const [low, high] = [Math.max(x.domain[0], y.domain[0]), Math.min(x.domain[1], y.domain[1])];
    context.moveTo(x(low), y(low));
    context.lineTo(x(high), y(high));
    context.stroke();
    context.setLineDash([]);
    this.drawSteps(context, steps, x, y, colours);
  }

  drawOutside(context, ranges, box, x, colours) {
    for (const [low, high] of ranges) {
      context.fillStyle = colours.outside;
      context.fillRect(x(low), box.top, x(high) - x(low), box.bottom - box.top);
      if (x(high) - x(low) < 60) continue;
      context.fillStyle = colours.soft;
      context.font = `11px ${FONT}`;
      context.textAlign = "center";
      context.textBaseline = "top";
      context.fillText(x(high) - x(low) < 100 ? "outside" : "outside the data", (x(low) + x(high)) / 2, box.top + 6);
    }
  }

  drawSteps(context, steps, x, y, colours) {
    context.strokeStyle = colours.classes[0];
    context.lineWidth = 1.5;
    context.beginPath();
    for (const step of steps) {
      if (!Number.isFinite(step.low) || !Number.isFinite(step.high)) continue;
      context.moveTo(x(step.requested), y(step.low));
      context.lineTo(x(step.requested), y(step.high));
    }
    context.stroke();
    steps.forEach((step, k) => {
      if (!Number.isFinite(step.achieved)) return;
      const chosen = k === this.chosen();
      context.fillStyle = chosen ? colours.accent : colours.classes[0];
      context.beginPath();
      context.arc(x(step.requested), y(step.achieved), chosen ? 7 : 4, 0, 2 * Math.PI);
      context.fill();
    });
  }
}

/** Bars for the other properties, largest change first. */
function moverBars(step, properties, all, showAll) {
  const movers = step.movers ?? [];
  if (!movers.length) return h("p", { class: "soft" }, "Nothing else moved.");
  const largest = Math.max(...movers.map((m) => Math.abs(m.change))) || 1;
  const bar = ({ property, change, from, to }) => {
    const { label, unit } = properties[property];
    const wide = (48 * Math.abs(change)) / largest;
    return h("li", {},
      h("span", { class: "mover-name" }, label),
      h("span", { class: "mover-bar", "aria-hidden": "true" },
        h("span", { class: change < 0 ? "fall" : "rise", style: { left: `${change < 0 ? 50 - wide : 50}%`, width: `${wide}%` } })),
      h("span", { class: "mover-text" }, `${signed(change)} SD`,
        h("span", { class: "soft" }, ` ${people(from)} → ${withUnit(people(to), unit)}`)));
  };
  return h("div", {},
    h("ul", { class: "movers" }, (all ? movers : movers.slice(0, MOVERS)).map(bar)),
    movers.length > MOVERS ? button(all ? "Show the largest" : `Show all ${movers.length}`, showAll) : null);
}

/** What the request came to, in sentences. */
function outcome({ property }, step) {
  const unit = (text) => withUnit(text, property.unit);
  return [
    h("p", { class: "result" }, "Requested ", h("strong", {}, unit(people(step.requested))),
      ` (${signed(step.in_sd)} SD), achieved `, h("strong", {}, unit(withInterval(step.achieved, step.low, step.high))), "."),
    h("p", { class: "soft" }, `Mean of ${counted(step.count, "circuit")} and its 95 % interval; `,
      `the circuits differ by an SD of ${people(step.spread)}.`),
    step.reached === false ? h("p", { class: "outside-note" }, h("strong", {}, "Out of reach. "),
      step.outside || !step.why ? "The nearest value that the model can give is shown." : step.why) : null,
    step.outside ? h("p", { class: "outside-note" }, h("strong", {}, "Outside the data. "),
      step.why ?? "No training circuit is like this; take the result as an extrapolation.") : null,
    step.why && !step.outside && step.reached !== false ? h("p", { class: "soft" }, step.why) : null,
  ];
}

const COLUMNS = ["in_sd", "requested", "achieved", "low", "high", "spread", "count", "outside", "reached"];

function stepsCsv(data) {
  return csv(["property", ...COLUMNS], data.steering.flatMap((steering) =>
    steering.steps.map((step) => [data.properties[steering.property].name, ...COLUMNS.map((name) => step[name])])));
}

function moversCsv({ steering, property }, data) {
  return csv(["property", "requested", "moved", "change_sd", "from", "to"], steering.steps.flatMap((step) =>
    (step.movers ?? []).map((m) => [property.name, step.requested, data.properties[m.property].name, m.change, m.from, m.to])));
}

function stepsTable({ steering, property }) {
  const rows = steering.steps.map((step) => [people(step.requested), signed(step.in_sd),
    withInterval(step.achieved, step.low, step.high), people(step.spread), step.outside ? "yes" : "no"]);
  return h("details", {}, h("summary", {}, "All steps as a table"),
    scroller("all steps", table(`Steering ${property.label}`, ["Requested", "In SD", "Achieved (95 % interval)", "SD of circuits", "Outside the data"], rows, [0, 1, 2, 3])));
}

export function steeringSection(data, fileOf) {
  let which = 0;
  let chosen = 0;
  let all = false;
  const current = () => ({ steering: data.steering[which], property: data.properties[data.steering[which].property] });
  const step = () => current().steering.steps[chosen];
  const start = () => current().steering.steps[startOf(current().steering)];

  const slider = h("input", { type: "range", id: newId("slider"), min: "0", step: "1", oninput: () => go(Number(slider.value)) });
  const [track, result, moved, steps, kept] = ["div", "div", "div", "div", "p"].map((tag) => h(tag, {}));
  track.className = "track";
  kept.className = "soft";
  result.setAttribute("role", "status");
  const response = new Response(current, () => chosen, (k) => go(k));
  const view = createView();
  const [before, after] = [start, step].map((of) => () => circuitOf(data, current().steering, of()));
  const drawn = data.steering.every((s) => s.steps.every((one) => one.circuit));
  const drawings = drawn ? circuitDrawings(view, [
    { title: () => "before", graph: before, springs: before },
    { title: () => `after: ${current().property.label} ${people(step().requested)}`, graph: after, springs: before },
  ], data.types) : null;

  const show = () => {
    const { steering, property } = current();
    slider.max = String(steering.steps.length - 1);
    slider.value = String(chosen);
    slider.setAttribute("aria-valuetext", `${property.label} ${people(step().requested)} requested, ${people(step().achieved)} achieved` +
      (step().outside ? ", outside the data" : ""));
    fill(track, steering.steps.map((one, k) => h("span", { class: `${one.outside ? "out" : "in"}${k === chosen ? " now" : ""}` })));
    fill(result, outcome(current(), step()));
    fill(moved, step() === start() ? h("p", { class: "soft" }, "This is the start; differences are chance.") : null, moverBars(step(), data.properties, all, () => {
      all = !all;
      show();
      moved.querySelector("button").focus();
    }));
    response.figure.setLabel(`Achieved against requested ${property.label}: requested ${people(step().requested)}, ` +
      `achieved ${withInterval(step().achieved, step().low, step().high)}`);
    response.figure.redraw();
    if (!drawings) return;
    drawings.changed();
    fill(kept, before().n === after().n ? `${people(sharedEdges(before(), after()))} of ${people(before().m)} edges are in both circuits. `
        + "Each step is drawn anew, so most of the others differ by chance: compare the numbers and the pattern, not single edges. "
        + "To change as few edges of one circuit as possible, use “latigraph steer --edit”." : "");
  };
  const go = (k) => {
    chosen = k;
    show();
  };
  const select = (value) => {
    which = Number(value);
    chosen = firstShown(current().steering);
    fill(steps, stepsTable(current()));
    show();
  };
  const property = choice("Property to steer", data.steering.map((s, k) => [String(k), data.properties[s.property].label]), "0", select);
  select("0");
  const named = (kind) => fileOf("steering", current().property.name, kind);
  return [
    h("div", { class: "columns" },
      h("div", { class: "panel" },
        h("div", { class: "controls" }, property.element,
          h("div", { class: "field wide" }, h("label", { for: slider.id }, "Requested value"), slider, track)),
        result, response.figure.element,
        howToRead("Each dot is one request; on the dashed line a request is met exactly. Vertical lines are 95 % intervals of the achieved mean. Shaded requests are outside the data: no training circuit is like them."),
        steps),
      h("div", { class: "panel" },
        h("h3", {}, "What else moved"), moved,
        howToRead("Changes against the start in standard deviations of the training circuits, the largest first; bars to the right are increases. The numbers are the means before and after."),
        downloads("steering", [
          ["All steps (CSV)", () => saveText(stepsCsv(data), "text/csv", `${fileOf("steering")}.csv`)],
          ["What else moved (CSV)", () => saveText(moversCsv(current(), data), "text/csv", `${named("moved")}.csv`)],
          ...drawingItems("Response", response.figure, () => named("response")),
          ...(drawings ? [
            ["Circuit before (GraphML)", () => saveText(graphml(before(), "before", data.types), "application/xml", `${named("before")}.graphml`)],
            ["Circuit after (GraphML)", () => saveText(graphml(after(), "after", data.types), "application/xml", `${named("after")}.graphml`)],
            ...drawings.drawn.flatMap(({ matrix, network }, k) => [
              ...drawingItems(`Matrix ${k ? "after" : "before"}`, matrix.figure, () => named(k ? "after-matrix" : "before-matrix")),
              ...drawingItems(`Network ${k ? "after" : "before"}`, network.figure, () => named(k ? "after-network" : "before-network"))])] : []),
        ]))),
    drawings ? h("div", { class: "panel" }, h("h3", {}, "Before and after"), drawings.element, kept,
      howToRead("Both circuits show the same neurons in the same order and at the same places; pointing at a neuron marks it in all drawings.")) : null,
  ];
}
