/**
 * Colours. The style sheet holds those of the light and the dark theme as custom properties, and drawings read
 * them from there. The scale of values is viridis, as in latigraph's figures: it rises in lightness alone, so
 * that it survives grey print and colour blindness.
 */

export const VIRIDIS = ["#440154", "#482878", "#3e4a89", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6dcd59", "#b4de2c", "#fde725"];

const channels = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));

/** The colour at a share of the scale, 0 to 1. */
export function scaleColour(share) {
  const at = Math.min(1, Math.max(0, share)) * (VIRIDIS.length - 1);
  const k = Math.min(VIRIDIS.length - 2, Math.floor(at));
  const [low, high] = [channels(VIRIDIS[k]), channels(VIRIDIS[k + 1])];
  return `rgb(${low.map((c, i) => Math.round(c + (at - k) * (high[i] - c))).join(",")})`;
}

/** Number of colours of the style sheet for types and groups. */
export const CLASSES = 8;
const SHADE = 0.5;

/** A colour between two others. */
function mix(a, b, share) {
  const [from, to] = [channels(a), channels(b)];
  return `rgb(${from.map((c, k) => Math.round(c + share * (to[k] - c))).join(",")})`;
}

/** The colour of class k: more than eight classes get lighter, then darker shades of the eight; then they begin again. */
export function classColour(k, classes, light, dark) {
  const colour = classes[k % classes.length];
  const round = Math.floor(k / classes.length) % 3;
  return round === 0 ? colour : mix(colour, round === 1 ? light : dark, SHADE);
}

const NAMES = ["ink", "soft", "line", "paper", "panel", "accent", "one-way", "mutual", "density", "rim", "outside", "unknown"];

/** The colours of a theme ("light" or "dark") as the style sheet states them. */
export function coloursOf(theme) {
  const probe = document.createElement("div");
  probe.dataset.theme = theme;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const colours = Object.fromEntries(NAMES.map((name) => [name.replace("-w", "W"), colour(name)]));
  colours.classes = Array.from({ length: CLASSES }, (_, k) => colour(`class-${k}`));
  colours.classOf = (k) => (k < 0 ? colours.unknown : classColour(k, colours.classes, colours.panel, colours.ink));
  probe.remove();
  return colours;
}
