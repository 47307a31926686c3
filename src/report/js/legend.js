/**
 * What colours and shapes mean. An entry is { text, colour, shape } with the shape "square", "circle" or "diamond",
 * a text alone, or { ramp, low, high }, a scale of colours. The page shows entries as elements, and files that a
 * reader takes away have them drawn below the drawing.
 */

import { h } from "./dom.js";

const LINE = 20;
const MARK = 10;
const RAMP = 110;
const LETTER = 6.6;     // mean width of a letter of 12 pixels

const shapes = {
  square: (context, x, y) => context.rect(x, y - MARK / 2, MARK, MARK),
  circle: (context, x, y) => context.arc(x + MARK / 2, y, MARK / 2, 0, 2 * Math.PI),
  diamond: (context, x, y) => {
    context.moveTo(x, y);
    context.lineTo(x + MARK / 2, y - 0.6 * MARK);
    context.lineTo(x + MARK, y);
    context.lineTo(x + MARK / 2, y + 0.6 * MARK);
    context.closePath();
  },
};

function element({ text, colour, shape, ramp, low, high }) {
  if (ramp) {
    return h("div", { class: "ramp" }, h("span", {}, low),
      h("span", { class: "ramp-bar", style: { "background-image": `linear-gradient(to right, ${ramp.join(",")})` } }), h("span", {}, high));
  }
  return h("span", { class: "key" }, shape ? h("span", { class: `mark ${shape}`, style: { "background-color": colour }, "aria-hidden": "true" }) : null, text);
}

export const legendElements = (entries) => entries.map(element);

const widthOf = ({ text, shape, ramp, low, high }) =>
  (ramp ? RAMP + 16 + LETTER * (low.length + high.length) : (shape ? MARK + 6 : 0) + LETTER * text.length);

/** Lines of entries that fit a width: [entry, x] each. */
function lines(entries, width) {
  const all = [[]];
  let x = 4;
  for (const entry of entries) {
    const wide = widthOf(entry);
    if (x + wide > width && all.at(-1).length) {
      all.push([]);
      x = 4;
    }
    all.at(-1).push([entry, x]);
    x += wide + 14;
  }
  return all;
}

export const legendHeight = (entries, width) => (entries.length ? LINE * lines(entries, width).length + 8 : 0);

/** Draws entries from a height downwards. */
export function drawLegend(context, entries, top, width, colours, font) {
  Object.assign(context, { font: `12px ${font}`, textAlign: "left", textBaseline: "middle", globalAlpha: 1 });
  lines(entries, width).forEach((line, k) => {
    const y = top + 4 + LINE * (k + 0.5);
    for (const [entry, x] of line) drawEntry(context, entry, x, y, colours);
  });
}

function drawEntry(context, { text, colour, shape, ramp, low, high }, x, y, colours) {
  let at = x;
  if (shape) {
    context.fillStyle = colour;
    context.beginPath();
    shapes[shape](context, x, y);
    context.fill();
    at += MARK + 6;
  }
  if (ramp) {
    at += LETTER * low.length + 8;
    const step = RAMP / ramp.length;
    ramp.forEach((one, k) => {
      context.fillStyle = one;
      context.fillRect(at + k * step, y - MARK / 2, step + 0.2, MARK);
    });
  }
  context.fillStyle = colours.ink;
  context.fillText(ramp ? low : text, ramp ? x : at, y);
  if (ramp) context.fillText(high, at + RAMP + 8, y);
}
