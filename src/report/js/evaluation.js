/** The evaluation of the model and where everything comes from. */

import { h, howToRead, scroller } from "./dom.js";
import { counted, people, withInterval, withUnit } from "./format.js";
import { downloads, saveText } from "./save.js";
import { csv } from "./write.js";

export function evaluationSection(data, fileOf) {
  const { circuits, rows, discrepancy } = data.evaluation;
  const columns = ["name", "value", "low", "high", "floor", "unit"];
  const floors = rows.some((row) => Number.isFinite(row.floor));
  const isNumber = Number.isFinite(discrepancy);
  return h("div", { class: "panel" },
    h("p", {}, `Measured on ${counted(circuits, "circuit")}.`,
      isNumber ? ` The discrepancy between generated and real circuits is ${people(discrepancy)}.` : ""),
    scroller("evaluation of the model", h("table", {},
      h("caption", { class: "unseen" }, "Evaluation of the model"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Figure"), h("th", { scope: "col", class: "figure" }, "Value (95 % interval)"),
        floors ? h("th", { scope: "col", class: "number" }, "Floor") : null)),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name, row.help ? h("span", { class: "explained" }, row.help) : null),
        h("td", { class: "figure" }, withUnit(withInterval(row.value, row.low, row.high), row.unit)),
        floors ? h("td", { class: "number" }, people(row.floor)) : null))))),
    howToRead("Each row is one figure; the interval says how far it may be from its value on other circuits of the same kind.",
      floors ? " A floor is the value that two random halves of the real circuits give; no generator can be judged below it." : "",
      isNumber ? " A discrepancy of 0 means that generated and real circuits cannot be distinguished by the statistics compared." : ""),
    downloads("the evaluation", [["Evaluation (CSV)", () =>
      saveText(csv(columns, rows.map((row) => columns.map((name) => row[name]))), "text/csv", `${fileOf("evaluation")}.csv`)]]));
}

export function provenanceSection(data) {
  const { version, command, seed, date, rows, remarks } = data.provenance;
  const pairs = [
    ...(rows ?? []).map(({ name, value }) => [name, value]),
    ["model", `${data.model.name}, ${counted(data.model.dimensions, "coordinate")} of the code`],
    ["seed", seed], ["version", version ? `latigraph ${version}` : null], ["date", date],
  ].filter(([, value]) => value !== null && value !== undefined && value !== "");
  const coordinates = data.model.coordinates ?? [];
  return h("div", { class: "panel" },
    h("dl", {}, pairs.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    command ? [h("p", {}, "The command or call that made the report:"), h("pre", { tabindex: "0" }, h("code", {}, command))] : null,
    remarks?.length ? [h("h3", { class: "apart" }, "Remarks"), h("ul", {}, remarks.map((remark) => h("li", {}, remark.text)))] : null,
    coordinates.length ? h("details", {}, h("summary", {}, "Coordinates of the code"),
      h("ol", { class: "coordinates" }, coordinates.map((c) => h("li", {}, c.name, c.learned ? h("span", { class: "soft" }, " (learned)") : null)))) : null);
}
