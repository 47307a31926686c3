/** Light or dark: what the reader's system says until the reader chooses; printed pages are light. */

import { createStore } from "./store.js";
import { coloursOf } from "./palette.js";

export const theme = createStore({ colours: null, printing: false });

const dark = matchMedia("(prefers-color-scheme: dark)");
const print = matchMedia("print");
let chosen = "system";
let printing = false;

function apply() {
  const wanted = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
  const paper = printing || print.matches;
  const name = paper ? "light" : wanted;
  document.documentElement.dataset.theme = name;
  theme.set({ colours: coloursOf(name), printing: paper });
}

export function chooseTheme(name) {
  chosen = name;
  apply();
}

/** Calls `redraw` at once when the page goes to a printer and when it comes back. */
export function startTheme(redraw) {
  const setPrinting = (value) => {
    printing = value;
    apply();
    redraw();
  };
  dark.addEventListener("change", apply);
  print.addEventListener("change", () => setPrinting(print.matches));
  addEventListener("beforeprint", () => setPrinting(true));
  addEventListener("afterprint", () => setPrinting(false));
  apply();
}
