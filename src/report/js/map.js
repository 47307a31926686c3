/** The latent map: every circuit is a point, near ones have similar codes. */

import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { Figure, FONT } from "./figure.js";
import { button, choice, fill, h, howToRead } from "./dom.js";
import { commonPrefix, people, withUnit } from "./format.js";
import { legendElements } from "./legend.js";
import { VIRIDIS, scaleColour } from "./palette.js";
import { downloads, drawingItems, saveText } from "./save.js";
import { drawAxes, linear, roundRange } from "./scale.js";
import { csv } from "./write.js";
import { decodeBytes } from "./decode.js";
import { theme } from "./theme.js";

const GROUP = "group";
const NOTHING = "none";
const REACH = 24;       // pixels from the pointer within which a circuit is meant
const POINT = 5;
const FAINT = 12;       // density of 255 below which the map need not reach
const FINE = 14;        // steps to which the ends of the map are rounded

/** What the points are coloured by: a colour for each circuit and what the legend says. */
function colouring(data, key) {
  if (key === GROUP) return { of: (circuit, colours) => colours.classOf(circuit.group), text: (c) => data.groups[c.group] ?? "no group" };
  if (key === NOTHING) return { of: (_, colours) => colours.classOf(0), text: () => "" };
  const k = Number(key);
  const property = data.properties[k];
  const values = data.circuits.map((c) => c.values[k]).filter((v) => v !== null);
  const range = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const share = (value) => (range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5);
  return {
    property, range,
    of: (c, colours) => (c.values[k] === null ? colours.unknown : scaleColour(share(c.values[k]))),
    text: (c) => `${property.label}: ${withUnit(people(c.values[k]), property.unit)}`,
  };
}

/** The ranges of both axes within which the density can be seen. */
function denseBox({ columns, rows, x0, x1, y0, y1, values }) {
  const bytes = decodeBytes(values);
  const seen = { x: [], y: [] };
  bytes.forEach((value, cell) => {
    if (value < FAINT) return;
    seen.x.push(x0 + (((cell % columns) + 0.5) / columns) * (x1 - x0));
    seen.y.push(y0 + ((Math.floor(cell / columns) + 0.5) / rows) * (y1 - y0));
  });
  return seen;
}

/** The density of the training codes as an image of one colour whose opacity is the density. */
function densityImage(density, colour) {
  const { columns, rows } = density;
  const bytes = decodeBytes(density.values);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: columns, height: rows });
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, columns, rows);
  const image = context.getImageData(0, 0, columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      image.data[4 * ((rows - 1 - row) * columns + column) + 3] = bytes[row * columns + column] ?? 0;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function pointPath(context, circuit, x, y, size) {
  if (circuit.real) context.arc(x, y, size, 0, 2 * Math.PI);
  else {
    const half = size * 1.25;
    context.moveTo(x, y - half);
    context.lineTo(x + half, y);
    context.lineTo(x, y + half);
    context.lineTo(x - half, y);
    context.closePath();
  }
}

function arrow(context, [x0, y0], [x1, y1]) {
  const angle = Math.atan2(y1 - y0, x1 - x0);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  for (const side of [-1, 1]) {
    context.moveTo(x1, y1);
    context.lineTo(x1 - 9 * Math.cos(angle + side * 0.45), y1 - 9 * Math.sin(angle + side * 0.45));
  }
  context.stroke();
}

/** A short text beside a point, on a ground of its own, within the drawing. */
function note(context, text, x, y, width, colours) {
  context.font = `12px ${FONT}`;
  const wide = context.measureText(text).width + 12;
  const left = Math.min(Math.max(2, x + 10), width - wide - 2);
  const top = y > 40 ? y - 30 : y + 12;
  context.fillStyle = colours.panel;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(left, top, wide, 21);
  context.fill();
  context.stroke();
  context.fillStyle = colours.ink;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(text, left + 6, top + 11);
}

class LatentMap {
  constructor(data, state) {
    Object.assign(this, { data, state, transform: zoomIdentity, hovered: -1, densities: new Map() });
    const seen = data.map.density ? denseBox(data.map.density) : { x: [], y: [] };
    this.range = {
      x: roundRange([...data.circuits.map((c) => c.x), ...seen.x], FINE),
      y: roundRange([...data.circuits.map((c) => c.y), ...seen.y], FINE),
    };
    this.figure = new Figure({
      label: "Latent map of the circuits", role: "application", focusable: true,
      ratio: (width) => (width < 500 ? 1 : 0.72),
      draw: (...given) => this.draw(...given), overlay: (...given) => this.overlay(...given),
      legend: (colours) => legend(data, state.get("colour"), colours),
    });
    this.listen();
    state.on(["circuit", "colour"], () => this.figure.redraw());
  }

  layOut(width, height) {
    const box = { left: 46, top: 36, right: width - 10, bottom: height - 42 };
    this.box = box;
    const base = [linear(this.range.x, [box.left, box.right]), linear(this.range.y, [box.bottom, box.top])];
    const [t, rangeOf] = [this.transform, (scale, apply, ends) => ends.map((end) => scale.invert(apply(end)))];
    this.x = linear(rangeOf(base[0], (p) => t.invertX(p), [box.left, box.right]), [box.left, box.right]);
    this.y = linear(rangeOf(base[1], (p) => t.invertY(p), [box.bottom, box.top]), [box.bottom, box.top]);
  }

  place(circuit) {
    return [this.x(circuit.x), this.y(circuit.y)];
  }

  density(colours) {
    if (!this.densities.has(colours.density)) {
      this.densities.set(colours.density, densityImage(this.data.map.density, colours.density));
    }
    return this.densities.get(colours.density);
  }

  draw(context, width, height, colours) {
    this.layOut(width, height);
    const { box, data, x, y } = this;
    const [first, second] = data.map.share ?? [];
    const named = (axis, share) => (Number.isFinite(share) ? `${axis} (${people(100 * share)} % of the variance)` : axis);
    drawAxes(context, box, x, y, [named("latent axis 1", first), named("latent axis 2", second)], colours);
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.clip();
    const d = data.map.density;
    if (d) {
      context.globalAlpha = 0.8;
      context.drawImage(this.density(colours), x(d.x0), y(d.y1), x(d.x1) - x(d.x0), y(d.y0) - y(d.y1));
      context.globalAlpha = 1;
    }
    this.drawPoints(context, colours);
    context.restore();
  }

  drawPoints(context, colours) {
    const { of } = colouring(this.data, this.state.get("colour"));
    context.strokeStyle = colours.rim;
    context.lineWidth = 0.7;
    for (const circuit of this.data.circuits) {
      context.beginPath();
      pointPath(context, circuit, ...this.place(circuit), POINT);
      context.fillStyle = of(circuit, colours);
      context.fill();
      context.stroke();
    }
  }

  overlay(context, width, height, colours) {
    const { data, state } = this;
    const selected = data.circuits[state.get("circuit")];
    if (selected) this.drawSelected(context, selected, colours);
    const circuit = data.circuits[this.hovered] ?? selected;
    if (!circuit) return;
    const [x, y] = this.place(circuit);
    if (circuit !== selected) {
      context.strokeStyle = colours.ink;
      context.lineWidth = 2;
      context.beginPath();
      pointPath(context, circuit, x, y, POINT + 3);
      context.stroke();
    }
    const text = this.hovered >= 0 ? colouring(data, state.get("colour")).text(circuit) : "";
    if (this.inside(x, y)) note(context, text ? `${circuit.name} · ${text}` : circuit.name, x, y, width, colours);
  }

  inside(x, y) {
    const { left, right, top, bottom } = this.box;
    return x >= left && x <= right && y >= top && y <= bottom;
  }

  drawSelected(context, selected, colours) {
    const { left, top, right, bottom } = this.box;
    const at = this.place(selected);
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    context.strokeStyle = colours.soft;
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.beginPath();
    for (const k of selected.neighbours ?? []) {
      context.moveTo(...at);
      context.lineTo(...this.place(this.data.circuits[k]));
    }
    context.stroke();
    context.setLineDash([]);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2.5;
    const step = (this.data.map.arrows ?? []).find((a) => String(a.property) === this.state.get("colour"));
    if (step) arrow(context, at, [this.x(selected.x + step.x), this.y(selected.y + step.y)]);
    context.beginPath();
    pointPath(context, selected, ...at, POINT + 4);
    context.stroke();
    context.restore();
  }

  nearest(px, py) {
    let best = -1;
    let least = REACH ** 2;
    this.data.circuits.forEach((circuit, k) => {
      const [x, y] = this.place(circuit);
      const distance = (x - px) ** 2 + (y - py) ** 2;
      if (distance < least) [best, least] = [k, distance];
    });
    return best;
  }

  /** The circuit that an arrow key leads to: near, and more ahead than aside. */
  neighbour(dx, dy) {
    const { data, state } = this;
    const from = this.place(data.circuits[state.get("circuit")]);
    let best = state.get("circuit");
    let least = Infinity;
    data.circuits.forEach((circuit, k) => {
      const [x, y] = this.place(circuit);
      const ahead = (x - from[0]) * dx + (y - from[1]) * dy;
      const aside = Math.abs((x - from[0]) * dy - (y - from[1]) * dx);
      if (ahead > 0.5 && aside <= 1.5 * ahead && ahead + 2 * aside < least) [best, least] = [k, ahead + 2 * aside];
    });
    return best;
  }

  listen() {
    const { canvas } = this.figure;
    this.zoom = zoom().scaleExtent([1, 40])
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || document.activeElement === canvas
        : event.type.startsWith("touch") ? event.touches.length > 1 : !event.button))
      .on("zoom", ({ transform }) => {
        this.transform = transform;
        this.figure.redraw();
      });
    this.figure.onresize = () => {
      const { width, height } = this.figure;
      this.zoom.extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]]);
    };
    select(canvas).call(this.zoom).on("dblclick.zoom", null);
    canvas.addEventListener("pointermove", (event) => this.point(this.nearest(...this.figure.at(event))));
    canvas.addEventListener("pointerleave", () => this.point(-1));
    canvas.addEventListener("click", (event) => {
      const found = this.nearest(...this.figure.at(event));
      if (found >= 0) this.state.set({ circuit: found });
    });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  point(k) {
    if (k === this.hovered) return;
    this.hovered = k;
    this.figure.canvas.style.cursor = k >= 0 ? "pointer" : "grab";
    this.figure.hover();
  }

  zoomBy(factor) {
    select(this.figure.canvas).call(this.zoom.scaleBy, factor);
  }

  zoomOut() {
    select(this.figure.canvas).call(this.zoom.transform, zoomIdentity);
  }

  key(event) {
    const last = this.data.circuits.length - 1;
    const goTo = (circuit) => () => this.state.set({ circuit });
    const keys = {
      ArrowLeft: () => goTo(this.neighbour(-1, 0))(), ArrowRight: () => goTo(this.neighbour(1, 0))(),
      ArrowUp: () => goTo(this.neighbour(0, -1))(), ArrowDown: () => goTo(this.neighbour(0, 1))(),
      Home: goTo(0), End: goTo(last),
      "+": () => this.zoomBy(1.5), "=": () => this.zoomBy(1.5), "-": () => this.zoomBy(1 / 1.5), 0: () => this.zoomOut(),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    this.hovered = -1;
    keys[event.key]();
  }
}

/** What colours and shapes mean. */
function legend(data, key, colours) {
  const { property, range } = colouring(data, key);
  const entries = [];
  if (key === GROUP) {
    const used = [...new Set(data.circuits.map((c) => c.group))].sort((a, b) => a - b);
    entries.push(...used.map((k) => ({ shape: "square", colour: colours.classOf(k), text: data.groups[k] ?? "no group" })));
  } else if (property) {
    entries.push({ ramp: VIRIDIS, low: people(range[0]), high: withUnit(people(range[1]), property.unit) });
    if (data.circuits.some((c) => c.values[Number(key)] === null)) entries.push({ shape: "square", colour: colours.unknown, text: "no value" });
  }
  if (data.circuits.some((c) => c.real)) entries.push({ shape: "circle", colour: colours.soft, text: "real" });
  if (data.circuits.some((c) => !c.real)) entries.push({ shape: "diamond", colour: colours.soft, text: "generated" });
  if (data.map.density) entries.push({ shape: "square", colour: colours.density, text: "training codes" });
  return entries;
}

/** All circuits with their places and values. */
function circuitTable(data) {
  const columns = ["circuit", "group", "real", "neurons", "edges", "axis_1", "axis_2", ...data.properties.map((p) => p.name)];
  const rows = data.circuits.map((c) => [c.name, data.groups[c.group] ?? null, c.real, c.n, c.m, c.x, c.y, ...c.values]);
  return csv(columns, rows);
}

/** The nearest circuits, as buttons that select them. */
function neighbourButtons(data, state) {
  const element = h("div", { class: "buttons names" });
  const prefix = commonPrefix(data.circuits.map((circuit) => circuit.name));
  const shown = (name) => (prefix.length > 8 ? `…${name.slice(prefix.length)}` : name);
  const show = () => fill(element, (data.circuits[state.get("circuit")].neighbours ?? []).map((k) =>
    button(shown(data.circuits[k].name), () => state.set({ circuit: k }), { "aria-label": data.circuits[k].name })));
  state.on(["circuit"], show);
  show();
  return data.circuits.length > 1 ? [h("h3", { class: "apart" }, "Nearest circuits"), element] : null;
}

export function mapSection(data, state, fileOf) {
  const map = new LatentMap(data, state);
  const keys = h("div", { class: "legend" });
  const help = h("p", { class: "soft" });
  const options = [
    ...(data.groups.length ? [[GROUP, "group"]] : [[NOTHING, "nothing"]]),
    ...data.properties.map((property, k) => [String(k), property.label]),
  ];
  const colourBy = choice("Colour by", options, state.get("colour"), (colour) => state.set({ colour }));
  const show = () => {
    fill(keys, legendElements(legend(data, state.get("colour"), theme.get("colours"))));
    fill(help, data.properties[Number(state.get("colour"))]?.help ?? "");
  };
  state.on(["colour"], show);
  theme.on(["colours"], show);
  show();
  const arrowText = data.map.arrows?.length
    ? " The arrow leads from the selected circuit to where the colouring property is one SD higher." : "";
  return h("div", { class: "panel still" },
    h("div", { class: "controls" }, colourBy.element,
      h("div", { class: "buttons" },
        button("+", () => map.zoomBy(1.5), { "aria-label": "Zoom in" }),
        button("−", () => map.zoomBy(1 / 1.5), { "aria-label": "Zoom out" }),
        button("Whole map", () => map.zoomOut()))),
    map.figure.element, keys, help,
    howToRead("Each point is a circuit; near points have similar codes. Shading shows where the training codes are dense.",
      " Dashed lines lead from the selected circuit to its nearest neighbours among all coordinates of the code.", arrowText,
      h("span", { class: "screen" }, " Click a point, or focus the map and use the arrow keys; drag to move, + and − to zoom.")),
    downloads("the map", [
      ...drawingItems("Map", map.figure, () => fileOf("map")),
      ["Circuits and values (CSV)", () => saveText(circuitTable(data), "text/csv", `${fileOf("circuits")}.csv`)],
    ]),
    neighbourButtons(data, state));
}
