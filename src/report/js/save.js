/** Files that the reader takes out of the page. */

import { button, h } from "./dom.js";

export function save(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export const saveText = (text, type, name) => save(new Blob([text], { type: `${type};charset=utf-8` }), name);

/** A list of downloads that opens on demand. Items are [text, function] or null. */
export function downloads(what, items) {
  return h("details", { class: "downloads" },
    h("summary", {}, `Download ${what}`),
    h("div", { class: "buttons" }, items.filter(Boolean).map(([text, call]) => button(text, call))));
}

/** The two files of a drawing as items of such a list. */
export function drawingItems(text, figure, name) {
  return [[`${text} (SVG)`, () => figure.saveSvg(name())], [`${text} (PNG)`, () => figure.savePng(name())]];
}
