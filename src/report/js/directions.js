/** Directions: how well the code predicts each property, and how well a step along it controls the property. */

import { choice, fill, h, howToRead, scroller } from "./dom.js";
import { withInterval } from "./format.js";
import { linear } from "./scale.js";
import { downloads, saveText } from "./save.js";
import { csv } from "./write.js";

/** A value with its interval on a short scale, beside the numbers; `mark` is the value to reach. */
function dot(value, low, high, domain, mark) {
  if (!Number.isFinite(value)) return null;
  const at = linear(domain, [0, 100]);
  const within = (x) => Math.min(100, Math.max(0, at(x)));
  const cut = (x) => x !== null && (at(x) < 0 || at(x) > 100);
  const bounded = Number.isFinite(low) && Number.isFinite(high);
  return h("span", { class: "range", "aria-hidden": "true" },
    h("span", { class: "range-mark", style: { left: `${at(mark)}%` } }),
    bounded ? h("span", { class: `range-interval${cut(low) ? " cut-low" : ""}${cut(high) ? " cut-high" : ""}`,
      style: { left: `${within(low)}%`, width: `${within(high) - within(low)}%` } }) : null,
    h("span", { class: "range-value", style: { left: `${within(value)}%` } }));
}

/** A cell with the numbers and their scale. */
const figure = (value, low, high, domain, mark) => h("td", {},
  h("div", { class: "figure-range" }, h("span", {}, withInterval(value, low, high)), dot(value, low, high, domain, mark)));

const ORDERS = {
  r2: ["R²", (d) => -(d.r2 ?? -Infinity)],
  control: ["control", (d) => Math.abs((d.control ?? Infinity) - 1)],
  name: ["name", null],
};

export function directionsSection(data, fileOf) {
  const label = (d) => data.properties[d.property].label;
  const body = h("tbody", {});
  const predicted = data.directions.some((d) => Number.isFinite(d.r2));
  const show = (kind) => {
    const [, key] = ORDERS[kind];
    const sorted = [...data.directions].sort((a, b) => (key ? key(a) - key(b) || label(a).localeCompare(label(b)) : label(a).localeCompare(label(b))));
    fill(body, sorted.map((d) => h("tr", {},
      h("th", { scope: "row" }, label(d)),
      predicted ? figure(d.r2, d.r2_low, d.r2_high, [-0.1, 1.02], 0) : null,
      figure(d.control, d.control_low, d.control_high, [-0.5, 2], 1))));
  };
  const order = choice("Sort by", Object.entries(ORDERS).map(([key, [text]]) => [key, text]), predicted ? "r2" : "control", show);
  if (!predicted) order.select.querySelector("[value=r2]").remove();
  show(order.select.value);
  const columns = ["r2", "r2_low", "r2_high", "control", "control_low", "control_high"];
  const rows = () => data.directions.map((d) => [data.properties[d.property].name, ...columns.map((name) => d[name])]);
  return h("div", { class: "panel" },
    h("div", { class: "controls" }, order.element),
    scroller("directions", h("table", { class: "directions" },
      h("caption", { class: "unseen" }, "Directions of the properties in the latent space"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Property"),
        predicted ? h("th", { scope: "col" }, "R² (95 % interval)") : null,
        h("th", { scope: "col" }, "Control slope (95 % interval)"))), body)),
    howToRead(predicted ? "R² is the share of a property's variance that the code predicts on circuits of other neurons, unless a remark says otherwise: 1 is all, at the line (0) nothing; there is none where the property is a coordinate of the code itself or was not measured." : "",
      " The control slope is the measured change per requested change: at the line (1) a request is met exactly, at 0 it has no effect.",
      " Intervals that leave the scale end in an arrow."),
    downloads("directions", [["Directions (CSV)", () => saveText(csv(["property", ...columns], rows()), "text/csv", `${fileOf("directions")}.csv`)]]));
}
