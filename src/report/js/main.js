/** The page: reads the data, makes the sections that there are data for. */

import { add, choice, fill, h } from "./dom.js";
import { counted, fileName } from "./format.js";
import { circuitSection } from "./circuit.js";
import { directionsSection } from "./directions.js";
import { evaluationSection, provenanceSection } from "./evaluation.js";
import { mapSection } from "./map.js";
import { redrawAll } from "./figure.js";
import { steeringSection } from "./steering.js";
import { createStore } from "./store.js";
import { chooseTheme, startTheme } from "./theme.js";

const FORMAT = 1;

function readData() {
  const data = JSON.parse(document.getElementById("latigraph-data").textContent);
  if (data.format !== FORMAT) throw new Error(`these data have format ${data.format}, and this page reads format ${FORMAT}`);
  const empty = { groups: [], types: [], properties: [], circuits: [], steering: [], directions: [], evaluation: null };
  return { ...empty, ...data, map: data.map ?? {} };
}

function lead(data) {
  const real = data.circuits.filter((circuit) => circuit.real).length;
  const made = data.circuits.length - real;
  const kinds = [real ? counted(real, "real circuit") : null, made ? counted(made, "generated circuit") : null].filter(Boolean).join(" and ");
  return `${kinds ? `${kinds[0].toUpperCase()}${kinds.slice(1)} on the latent map of` : "What is known of"} the model ${data.model.name}, ` +
    `which describes a circuit by ${counted(data.model.dimensions, "number")}.`;
}

/** The sections that there are data for: id, heading, introduction and what makes the content. */
function sections(data) {
  const state = createStore({ circuit: 0, colour: data.groups.length > 1 || !data.properties.length ? (data.groups.length ? "group" : "none") : "0" });
  const fileOf = (...parts) => fileName(data.model.name, ...parts);
  return [
    data.circuits.length && ["map", "Circuits", () =>
      h("div", { class: "columns" }, mapSection(data, state, fileOf), circuitSection(data, state, fileOf))],
    data.steering.length && ["steering", "Steering", () => steeringSection(data, fileOf)],
    data.directions.length && ["directions", "Directions", () => directionsSection(data, fileOf)],
    data.evaluation && ["evaluation", "Evaluation", () => evaluationSection(data, fileOf)],
    ["provenance", "Provenance", () => provenanceSection(data)],
  ].filter(Boolean);
}

function start() {
  const data = readData();
  const main = document.querySelector("main");
  startTheme(redrawAll);
  fill(document.querySelector("h1"), data.title);
  fill(document.getElementById("lead"), lead(data));
  const themes = choice("Theme", [["system", "as the system"], ["light", "light"], ["dark", "dark"]], "system", chooseTheme);
  const list = sections(data);
  add(document.querySelector("nav"), [list.map(([id, heading]) => h("a", { href: `#${id}` }, heading)), themes.element]);
  add(main, list.map(([id, heading, content]) =>
    h("section", { id, "aria-labelledby": `${id}-heading` }, h("h2", { id: `${id}-heading` }, heading), content())));
}

try {
  start();
} catch (error) {
  fill(document.querySelector("main"), h("p", { class: "outside-note" }, `The report cannot be shown: ${error.message}.`));
  throw error;
}
