/** A linear scale from values to pixels, and the axes that show it. */

import { nice, ticks } from "d3-array";
import { people } from "./format.js";
import { FONT } from "./figure.js";

export function linear([low, high], [start, end]) {
  const slope = high === low ? 0 : (end - start) / (high - low);
  const scale = (value) => (slope === 0 ? (start + end) / 2 : start + (value - low) * slope);
  scale.invert = (pixel) => (slope === 0 ? low : low + (pixel - start) / slope);
  scale.domain = [low, high];
  scale.ticks = (count) => ticks(low, high, count);
  return scale;
}

/** A range that is a little wider than the values and ends at round numbers. */
export function roundRange(values, count = 5) {
  const finite = values.filter((value) => Number.isFinite(value));
  if (!finite.length) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const pad = (high - low || Math.abs(high) || 1) * 0.04;
  return nice(low - pad, high + pad, count);
}

/** Ticks and grid lines below and left of a box, and a name for each axis. */
export function drawAxes(context, box, x, y, names, colours) {
  const { left, top, right, bottom } = box;
  context.save();
  context.font = `11px ${FONT}`;
  context.lineWidth = 1;
  context.strokeStyle = colours.line;
  context.fillStyle = colours.soft;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.beginPath();
  for (const value of x.ticks(Math.max(3, (right - left) / 90))) {
    context.moveTo(x(value), top);
    context.lineTo(x(value), bottom);
    context.fillText(people(value), x(value), bottom + 5);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of y.ticks(Math.max(3, (bottom - top) / 60))) {
    context.moveTo(left, y(value));
    context.lineTo(right, y(value));
    context.fillText(people(value), left - 6, y(value));
  }
  context.stroke();
  context.fillStyle = colours.ink;
  context.font = `12px ${FONT}`;
  context.textAlign = "right";
  context.textBaseline = "alphabetic";
  context.fillText(names[0], right, bottom + 33);
  context.textAlign = "left";
  context.fillText(names[1], 2, top - 15);
  context.restore();
}
