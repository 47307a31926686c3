/**
 * A 2-D context that writes SVG: it has the part of the canvas interface that the drawings use, so that the
 * same code draws on the screen and into a file. Text stays text.
 */

import { escapeXml } from "./write.js";

const BASELINES = { top: "text-before-edge", middle: "central", bottom: "text-after-edge", alphabetic: "auto" };
const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };
const short = (x) => String(Math.round(x * 100) / 100);

export class SvgContext {
  constructor(width, height, title) {
    this.size = [width, height];
    this.title = title;
    this.parts = [];
    this.stack = [];
    this.clips = 0;
    this.depth = 0;
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, dash: [],
      font: "12px sans-serif", textAlign: "start", textBaseline: "alphabetic" });
    this.beginPath();
  }

  save() {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, dash, font, textAlign, textBaseline, depth } = this;
    this.stack.push({ fillStyle, strokeStyle, lineWidth, globalAlpha, dash, font, textAlign, textBaseline, depth });
  }

  restore() {
    const state = this.stack.pop();
    for (; this.depth > state.depth; this.depth--) this.parts.push("</g>");
    Object.assign(this, state);
  }

  beginPath() { this.path = []; }
  moveTo(x, y) { this.path.push(`M${short(x)} ${short(y)}`); }
  lineTo(x, y) { this.path.push(`L${short(x)} ${short(y)}`); }
  closePath() { this.path.push("Z"); }
  rect(x, y, w, h) { this.path.push(`M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}Z`); }

  /** Whole circles only. */
  arc(x, y, r) {
    const [left, radius, across] = [short(x - r), short(r), short(2 * r)];
    this.path.push(`M${left} ${short(y)}a${radius} ${radius} 0 1 0 ${across} 0a${radius} ${radius} 0 1 0 -${across} 0Z`);
  }

  setLineDash(dash) { this.dash = dash; }

  clip() {
    const id = `clip${++this.clips}`;
    this.parts.push(`<clipPath id="${id}"><path d="${this.path.join("")}"/></clipPath><g clip-path="url(#${id})">`);
    this.depth++;
  }

  opacity() { return this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""; }

  fill() {
    this.parts.push(`<path d="${this.path.join("")}" fill="${escapeXml(this.fillStyle)}"${this.opacity()}/>`);
  }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.parts.push(`<path d="${this.path.join("")}" fill="none" stroke="${escapeXml(this.strokeStyle)}" ` +
      `stroke-width="${short(this.lineWidth)}"${dash}${this.opacity()}/>`);
  }

  fillRect(x, y, w, h) {
    this.parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" ` +
      `fill="${escapeXml(this.fillStyle)}"${this.opacity()}/>`);
  }

  fillText(text, x, y) {
    const [, weight, size, family] = /^(?:(\w+) )?([\d.]+)px (.*)$/.exec(this.font);
    this.parts.push(`<text x="${short(x)}" y="${short(y)}" font-size="${size}" font-family="${escapeXml(family)}"` +
      (weight ? ` font-weight="${weight}"` : "") +
      ` text-anchor="${ANCHORS[this.textAlign]}" dominant-baseline="${BASELINES[this.textBaseline]}" ` +
      `fill="${escapeXml(this.fillStyle)}"${this.opacity()}>${escapeXml(text)}</text>`);
  }

  /** Widths of letters are not known here; 0.55 em is the mean of sans-serif faces. */
  measureText(text) { return { width: 0.55 * parseFloat(/([\d.]+)px/.exec(this.font)[1]) * text.length }; }

  drawImage(canvas, x, y, w, h) {
    this.parts.push(`<image href="${canvas.toDataURL("image/png")}" x="${short(x)}" y="${short(y)}" ` +
      `width="${short(w)}" height="${short(h)}" preserveAspectRatio="none"${this.opacity()}/>`);
  }

  text() {
    const [width, height] = this.size;
    return `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n` +
      `<title>${escapeXml(this.title)}</title>\n${this.parts.join("\n")}\n</svg>\n`;
  }
}
