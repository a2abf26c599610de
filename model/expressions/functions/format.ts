/** `format` and `formatlist`: the verbs of Go's fmt as Terraform takes them. */
import { Unknown, type Value } from "../../value";
import { numberOf } from "../operators";
import { Fault, isKnown, numberText, scalarText, textOf } from "../partial";
import { encodeJson } from "./json";

const VERB = /%([-+ #0]*)(\d+)?(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z%])/g;

/** @returns undefined where a verb's result cannot be told */
export function formatText(pattern: string, values: readonly Value[]): Value | undefined {
  const parts: Value[] = [];
  let at = 0;
  let next = 0;
  let used = 0;
  for (const found of pattern.matchAll(VERB)) {
    const [whole, flags = "", width, precision, position, verb = ""] = found;
    parts.push(literal(pattern.slice(at, found.index)));
    at = found.index + whole.length;
    if (verb === "%") {
      parts.push("%");
      continue;
    }
    if (position !== undefined) next = Number(position) - 1;
    const value = values[next++];
    used = Math.max(used, next);
    if (value === undefined) throw new Fault("format with too few values");
    const part = formatOne(
      verb,
      { flags, width: Number(width ?? 0), ...(precision !== undefined && { precision: Number(precision) }) },
      value,
    );
    if (part === undefined) return undefined;
    parts.push(part);
  }
  parts.push(literal(pattern.slice(at)));
  if (used < values.length && !pattern.includes("[")) throw new Fault("format with too many values");
  return textOf(parts);
}

function literal(text: string): string {
  if (text.includes("%")) throw new Fault("a verb that format does not know");
  return text;
}

interface Shape {
  readonly flags: string;
  readonly width: number;
  readonly precision?: number;
}

function formatOne(verb: string, shape: Shape, value: Value): Value | undefined {
  if (value instanceof Unknown)
    return (verb === "s" || verb === "v") && shape.width === 0 && shape.precision === undefined ? value : undefined;
  return pad(render(verb, shape, value), shape);
}

function render(verb: string, { flags, precision }: Shape, value: Value): string {
  const sign = (text: string): string => (flags.includes("+") && !text.startsWith("-") ? `+${text}` : text);
  switch (verb) {
    case "s":
    case "q": {
      if (value === null) throw new Fault("format of null");
      const text = scalarText(value);
      const cut = precision === undefined ? text : [...text].slice(0, precision).join("");
      return verb === "q" ? encodeJson(cut) : cut;
    }
    case "v":
      if (value === null) return "null";
      if (typeof value === "object" && !isKnown(value)) throw new Fault("format of a list with unknown members");
      return typeof value === "object"
        ? encodeJson(value)
        : sign(typeof value === "number" ? shortText(value) : scalarText(value));
    case "t":
      if (typeof value !== "boolean" && value !== "true" && value !== "false")
        throw new Fault("format of a value that is not a boolean");
      return String(value);
    case "d":
      return sign(numberText(wholeOf(value)));
    case "f":
      return sign(fixedText(numberOf(value), precision ?? 6));
    case "x":
    case "X":
    case "o":
    case "b": {
      if (typeof value === "string" && /^[xX]$/.test(verb)) {
        const hex = Buffer.from(value).toString("hex");
        return verb === "X" ? hex.toUpperCase() : hex;
      }
      const text = wholeOf(value).toString(verb === "o" ? 8 : verb === "b" ? 2 : 16);
      return verb === "X" ? text.toUpperCase() : text;
    }
    default:
      throw new Fault(`format with the verb ${verb}`);
  }
}

/** `%v` of a number: with an exponent from a million upwards, and below a ten-thousandth. */
function shortText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return numberText(value);
  return value.toExponential().replace(/e([-+])(\d)$/, "e$10$2");
}

/** Rounds a tie to the even neighbour, as Go does. */
function fixedText(value: number, precision: number): string {
  const scaled = Math.abs(value) * 10 ** precision;
  const even = scaled % 1 === 0.5 && Math.floor(scaled) % 2 === 0;
  return even
    ? ((Math.sign(value) * Math.floor(scaled)) / 10 ** precision).toFixed(precision)
    : value.toFixed(precision);
}

function wholeOf(value: Value): number {
  const number = numberOf(value);
  if (!Number.isInteger(number)) throw new Fault("format of a number that is not whole");
  return number;
}

function pad(text: string, { flags, width }: Shape): string {
  if (text.length >= width) return text;
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const [, sign = "", rest = ""] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  return sign + rest.padStart(width - sign.length, "0");
}
