/** Elements made of data. Texts become text nodes, never markup, so that no name can act. */

/** An element with properties ("on…" are listeners, "aria-…", "data-…" and the like attributes) and children. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") Object.entries(value).forEach(([name, text]) => element.style.setProperty(name, text));
    else element.setAttribute(key, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

/** Appends children; null and false are left out, lists are opened, other values become text. */
export function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** Puts children in place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

let numbered = 0;
export const newId = (name) => `${name}-${++numbered}`;

/** A labelled choice. Options are [value, text]. */
export function choice(label, options, value, onchange) {
  const id = newId("choice");
  const select = h("select", { id, onchange: () => onchange(select.value) },
    options.map(([key, text]) => h("option", { value: key }, text)));
  select.value = value;
  return { element: h("div", { class: "field" }, h("label", { for: id }, label), select), select };
}

/** A labelled check box. */
export function tick(label, checked, onchange) {
  const box = h("input", { type: "checkbox", checked, onchange: () => onchange(box.checked) });
  return { element: h("label", { class: "tick" }, box, label), box };
}

export const button = (text, onclick, properties = {}) => h("button", { type: "button", onclick, ...properties }, text);

/** A sentence that says how to read a drawing. */
export const howToRead = (...text) => h("p", { class: "how" }, ...text);

/** A box that scrolls by itself when its content is too large; the keyboard reaches it. */
export const scroller = (label, ...children) => h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": `Table: ${label}` }, ...children);

/** A table with a caption; cells are texts or nodes, numeric columns are right-aligned. */
export function table(caption, columns, rows, numeric = []) {
  const cell = (tag, value, k) => h(tag, { class: numeric.includes(k) ? "number" : null, scope: tag === "th" ? "col" : null }, value);
  return h("table", {},
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, columns.map((name, k) => cell("th", name, k)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, k) => k === 0
      ? h("th", { scope: "row" }, value) : cell("td", value, k))))));
}
