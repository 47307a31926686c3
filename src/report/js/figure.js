/**
 * A drawing on canvas. `draw` paints the base, which is kept as a bitmap, and `overlay` paints what follows the
 * pointer above it, so that pointing costs one copy. Both get a context and a size, so that the same code
 * writes SVG and PNG.
 */

import { h } from "./dom.js";
import { drawLegend, legendHeight } from "./legend.js";
import { save, saveText } from "./save.js";
import { coloursOf } from "./palette.js";
import { SvgContext } from "./svg.js";
import { theme } from "./theme.js";

export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
const EXPORT_WIDTH = 640;
const EXPORT_SCALE = 3;
const PRINT_SCALE = 3;
const figures = new Set();

/** Paints all drawings now, for a printer that does not wait. */
export function redrawAll() {
  figures.forEach((figure) => figure.paintNow());
}

theme.on(["colours"], () => figures.forEach((figure) => figure.redraw()));

/** An empty canvas of a size: the same one again, if it has that size. */
function bitmap(width, height, scale, canvas = document.createElement("canvas")) {
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  const context = canvas.getContext("2d");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return { canvas, context };
}

export class Figure {
  /**
   * `ratio` is the height per width: a number, or a function of the width. `legend` returns the entries of the
   * legend in some colours.
   */
  constructor({ label, ratio = 1, draw, overlay = null, legend = null, role = "img", focusable = false }) {
    Object.assign(this, { label, ratio, draw, overlay, legend, width: 0, height: 0, stale: true, waiting: false });
    this.canvas = h("canvas", { role, "aria-label": label, tabindex: focusable ? "0" : null });
    this.element = h("div", { class: "drawing" }, this.canvas);
    new ResizeObserver(() => this.resize()).observe(this.element);
    figures.add(this);
  }

  heightFor(width) {
    return Math.round(width * (typeof this.ratio === "function" ? this.ratio(width) : this.ratio));
  }

  resize() {
    const width = this.element.clientWidth;
    if (width === this.width || width === 0) return;
    this.width = width;
    this.height = this.heightFor(width);
    this.canvas.style.height = `${this.height}px`;
    this.onresize?.();
    this.redraw();
  }

  setLabel(label) {
    this.label = label;
    this.canvas.setAttribute("aria-label", label);
  }

  redraw() {
    this.stale = true;
    this.hover();
  }

  hover() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      if (this.waiting) this.paintNow();
    });
  }

  paintNow() {
    this.waiting = false;
    if (this.width === 0 || !theme.get("colours")) return;
    const scale = Math.max(theme.get("printing") ? PRINT_SCALE : 1, window.devicePixelRatio);
    const colours = theme.get("colours");
    if (this.stale || !this.base) {
      this.base = bitmap(this.width, this.height, scale, this.base?.canvas);
      this.base.context.save();
      this.draw(this.base.context, this.width, this.height, colours);
      this.base.context.restore();
      this.stale = false;
    }
    const { context } = bitmap(this.width, this.height, scale, this.canvas);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.base.canvas, 0, 0);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    this.overlay?.(context, this.width, this.height, colours);
    context.restore();
  }

  /** Coordinates of a pointer within the drawing. */
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** Paints everything for a file, in the colours of the light theme, for paper. `create` makes a context of a size. */
  paintFor(create) {
    const colours = coloursOf("light");
    const keys = this.legend?.(colours) ?? [];
    const height = this.heightFor(EXPORT_WIDTH);
    const whole = height + legendHeight(keys, EXPORT_WIDTH);
    const context = create(EXPORT_WIDTH, whole);
    context.fillStyle = colours.panel;
    context.fillRect(0, 0, EXPORT_WIDTH, whole);
    this.draw(context, EXPORT_WIDTH, height, colours);
    this.overlay?.(context, EXPORT_WIDTH, height, colours);
    drawLegend(context, keys, height, EXPORT_WIDTH, colours, FONT);
    this.redraw();
    return context;
  }

  saveSvg(name) {
    const context = this.paintFor((width, height) => new SvgContext(width, height, this.label));
    saveText(context.text(), "image/svg+xml", `${name}.svg`);
  }

  savePng(name) {
    const { canvas } = this.paintFor((width, height) => bitmap(width, height, EXPORT_SCALE).context);
    canvas.toBlob((blob) => save(blob, `${name}.png`));
  }
}
