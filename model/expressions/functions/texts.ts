/** Terraform's functions that put texts together or take them apart, on texts of which a part may be unknown. */
import { Unknown, type Value } from "../../value";
import { Fault, hidden, isKnown, referencesOf, scalarText, textOf } from "../partial";
import { formatText } from "./format";
import { listAt, textAt } from "./arguments";
import { partial, type Functions } from "./function";

/** The parts of a text; undefined for a value that is hidden as a whole. */
function partsOf(value: Value): readonly (string | Unknown)[] {
  if (!(value instanceof Unknown)) return [scalarText(value)];
  return value.origin?.kind === "text" ? value.origin.parts : [value];
}

/** Members of a list put together: one of unknown length could bring anything between. */
function join(args: readonly Value[]): Value | undefined {
  const separator = args[0] as Value;
  const lists = args.slice(1).map((_, index) => listAt(args, index + 1));
  if (separator instanceof Unknown || lists.some((list) => !list)) return undefined;
  const items = lists.flatMap((list) => list ?? []);
  if (items.some((item) => item === null)) throw new Fault("join of a list with null in it");
  return textOf(items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])));
}

/** Cuts a text at a separator that stands in its known parts. */
function split(args: readonly Value[]): Value | undefined {
  const [separator, text] = args;
  if (separator instanceof Unknown || text === undefined) return undefined;
  const cut = textAt(args, 0);
  if (!(text instanceof Unknown)) {
    const whole = scalarText(text);
    return cut === "" ? [...whole] : whole.split(cut);
  }
  return undefined;
}

/** Takes a known beginning or end away where the text certainly has it, or certainly has not. */
function trim(args: readonly Value[], end: boolean): Value | undefined {
  const [text, affix] = args;
  if (text === undefined || affix === undefined || affix instanceof Unknown) return undefined;
  const cut = scalarText(affix);
  const parts = partsOf(text);
  const outer = end ? parts.at(-1) : parts[0];
  if (outer instanceof Unknown) return ENDS_OF_ARN.test(cut) && end ? ownArn(outer) : undefined;
  const whole = outer ?? "";
  if (end ? whole.endsWith(cut) : whole.startsWith(cut)) {
    const rest = end ? whole.slice(0, whole.length - cut.length) : whole.slice(cut.length);
    return textOf(end ? [...parts.slice(0, -1), rest] : [rest, ...parts.slice(1)]);
  }
  return whole.length >= cut.length || parts.length === 1 ? text : undefined;
}

/** What modules take off or put behind the ARN of a log group. */
const ENDS_OF_ARN = /^:?\*$/;

const ownArn = (value: Unknown): Unknown | undefined =>
  value.origin?.kind === "attribute" && /(^|[._])arn$/.test(value.origin.attribute) ? value : undefined;

/** Whether a text begins or ends so; undefined where its unknown part decides. */
function affix(args: readonly Value[], end: boolean): boolean | undefined {
  const [text, wanted] = args;
  if (text === undefined || wanted === undefined || wanted instanceof Unknown) return undefined;
  const cut = scalarText(wanted);
  const parts = partsOf(text);
  const outer = (end ? parts.at(-1) : parts[0]) ?? "";
  if (outer instanceof Unknown) return undefined;
  if (end ? outer.endsWith(cut) : outer.startsWith(cut)) return true;
  const compared = end ? cut.endsWith(outer) : cut.startsWith(outer);
  return parts.length > 1 && outer.length < cut.length && compared ? undefined : false;
}

/** Replaces what stands in the known parts of a text; an unknown part may hold it, too. */
function replace(args: readonly Value[]): Value | undefined {
  const [text, from, to] = args;
  if (text === undefined || from === undefined || to === undefined || !isKnown(from)) return undefined;
  const search = scalarText(from);
  if (text instanceof Unknown || to instanceof Unknown || /^\/.*\/$/s.test(search)) return undefined;
  // Nothing is found before, between and behind all characters.
  if (search === "") return ["", ...scalarText(text), ""].join(scalarText(to));
  return scalarText(text).split(search).join(scalarText(to));
}

export const TEXTS: Functions = {
  endswith: partial((args) => affix(args, true)),
  format: partial((args) => {
    const [pattern, ...values] = args;
    return pattern instanceof Unknown ? undefined : formatText(textAt(args, 0), values);
  }),
  formatlist: partial((args) => {
    const [pattern, ...values] = args;
    if (pattern instanceof Unknown) return undefined;
    const lengths = new Set(values.filter((each) => Array.isArray(each)).map((each) => each.length));
    if (lengths.size > 1) throw new Fault("formatlist of lists of different length");
    if (values.some((each) => each instanceof Unknown && each.origin?.kind === "several")) return undefined;
    const [length = 1] = lengths;
    return Array.from(
      { length },
      (_, index) =>
        formatText(
          textAt(args, 0),
          values.map((each) => (Array.isArray(each) ? ((each as readonly Value[])[index] as Value) : each)),
        ) ??
        hidden(
          "the result of formatlist",
          values.flatMap((each) => referencesOf(each)),
        ),
    );
  }),
  join: partial(join),
  replace: partial(replace),
  split: partial(split),
  startswith: partial((args) => affix(args, false)),
  strcontains: partial((args) => {
    const [text, wanted] = args;
    if (text === undefined || wanted === undefined || wanted instanceof Unknown) return undefined;
    const parts = partsOf(text);
    if (parts.some((part) => typeof part === "string" && part.includes(scalarText(wanted)))) return true;
    return isKnown(text) ? false : undefined;
  }),
  trimprefix: partial((args) => trim(args, false)),
  trimsuffix: partial((args) => trim(args, true)),
};
