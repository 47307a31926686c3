/** Numbers for people: as many digits as a reader can use, a real minus sign, powers of ten spelt out. */

const NONE = "–";
const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

const isNumber = (x) => typeof x === "number" && Number.isFinite(x);
const minus = (text) => text.replace("-", "−");
/** Groups of three digits before the point. */
const grouped = (digits) => digits.replace(/^(−|-)?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, "\u202f"));

function scientific(x) {
  const [digits, power] = x.toExponential(1).split("e");
  const raised = [...String(Number(power))].map((c) => SUPERSCRIPTS[c]).join("");
  return `${minus(digits)} × 10${raised}`;
}

/** A number with three significant digits; whole numbers keep all of theirs. */
export function people(x) {
  if (!isNumber(x)) return NONE;
  if (x === 0) return "0";
  const size = Math.abs(x);
  if (size >= 1e7 || size < 1e-3) return scientific(x);
  if (size >= 1000 || Number.isInteger(x)) return minus(grouped(Math.round(x).toString()));
  return minus(String(Number(x.toPrecision(3))));
}

/** The same with its sign, for changes. */
export function signed(x) {
  return isNumber(x) && x > 0 ? `+${people(x)}` : people(x);
}

/** Decimals that show half the width of an interval with one digit, or two if the first is a 1. */
function decimalsOf(width) {
  if (!(width > 0)) return 3;
  const power = Math.floor(Math.log10(width / 2));
  return Math.min(6, Math.max(0, (width / 2 / 10 ** power < 2 ? 1 : 0) - power));
}

/** "0.52 (0.47 to 0.58)"; without an interval only the value. */
export function withInterval(value, low, high) {
  if (!isNumber(low) || !isNumber(high)) return people(value);
  if (!isNumber(value)) return NONE;
  const width = high - low;
  if (width > 0 && width < 1e-5) return `${people(value)} (${people(low)} to ${people(high)})`;
  const show = (x) => minus(grouped(x.toFixed(decimalsOf(width)))).replace(/^−(0(?:\.0*)?)$/, "$1");
  return `${show(value)} (${show(low)} to ${show(high)})`;
}

/** A count and its noun: "1 neuron", "150 neurons". */
export function counted(count, noun) {
  return `${people(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** The part of names up to a separator that all of them begin with; empty for a single name. */
export function commonPrefix(names) {
  if (names.length < 2) return "";
  let length = 0;
  while (length < names[0].length && names.every((name) => name[length] === names[0][length])) length++;
  return /^.*[-_./: ]/.exec(names[0].slice(0, length))?.[0] ?? "";
}

/** A value with its unit, if it has one. Short units stay on the line of their value. */
export function withUnit(text, unit) {
  return unit && text !== NONE ? `${text}${unit.length > 5 ? " " : "\u00a0"}${unit}` : text;
}

/** A name that every file system takes. */
export function fileName(...parts) {
  const text = parts.filter((part) => part !== null && part !== "").join("-");
  return text.normalize("NFKD").replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^[._]+|_+$/g, "").slice(0, 100) || "report";
}
