/** Function calls in written expressions. A function that Clover does not know, or cannot apply to what is unknown, hides its result. */
import { Unknown, type Value } from "../value";
import { COLLECTIONS } from "./functions/collections";
import { ENCODING } from "./functions/encoding";
import type { Functions } from "./functions/function";
import { NETWORK } from "./functions/network";
import { NUMBERS } from "./functions/numbers";
import { SETS } from "./functions/sets";
import { STRINGS } from "./functions/strings";
import { TEXTS } from "./functions/texts";
import { TYPES } from "./functions/types";

import { choiceOf, distribute, Fault, hidden, isKnown, referencesOf } from "./partial";
import type { Expression } from "./syntax";

/** The text of a file that the configuration names; undefined where the input does not have it. */
export type FileReader = (path: string) => string | undefined;

type Call = Extract<Expression, { kind: "call" }>;
type Next = (part: Expression) => Value;

/** The outcome of evaluating an argument that may fail. */
export interface Tried {
  /** Undefined if Terraform would refuse the expression. */
  readonly value: Value | undefined;
  /** False if it takes a member of a collection whose length or keys are not known: the member may be missing. */
  readonly certain: boolean;
}
type Try = (part: Expression) => Tried;

const FUNCTIONS: ReadonlyMap<string, Functions[string]> = new Map(
  [COLLECTIONS, ENCODING, NETWORK, NUMBERS, SETS, STRINGS, TEXTS, TYPES].flatMap((theme) => Object.entries(theme)),
);

/** More combinations of choices than this are not followed one by one. */
const MOST = 64;

/** Calls a function. `tried` evaluates an argument of `try` and `can`. */
export function callFunction(call: Call, next: Next, tried: Try, file?: FileReader): Value {
  const name = call.name.replace(/^core::/, "");
  if (name === "try") return attempt(call.args, tried);
  if (name === "can") return can(call.args, tried);
  const args = call.args.map(next);
  if (call.spread) {
    const last = args.pop() ?? null;
    if (Array.isArray(last)) args.push(...(last as Value[]));
    else if (last instanceof Unknown) return spread(name, args, last);
    else throw new Fault("only a list can be spread over arguments");
  }
  return apply(name, args, file);
}

/** How many arguments there are is not known: what each of them would bring is. */
function spread(name: string, args: readonly Value[], last: Unknown): Value {
  if (last.origin?.kind === "choice")
    return distribute(last, (each) =>
      Array.isArray(each) ? apply(name, [...args, ...(each as Value[])]) : spread(name, args, each as Unknown),
    );
  if (name === "concat" && last.origin?.kind === "several") return apply("flatten", [[...args, last.origin.item]]);
  if (["merge", "coalesce", "coalescelist"].includes(name) && last.origin?.kind === "several")
    return apply(name, [...args, last.origin.item]);
  return hidden(
    `the result of ${name} with an unknown number of arguments`,
    [...args, last].flatMap((each) => referencesOf(each)),
  );
}

/** Functions whose results a machine turns back into the text. */
const ENCODES: ReadonlySet<string> = new Set(["base64encode", "base64gzip", "textencodebase64"]);

function apply(name: string, args: readonly Value[], file?: FileReader): Value {
  if (name === "file" || name === "fileexists") return readFile(name, args, file);
  const known = FUNCTIONS.get(name);
  if (!known) return notKnown(name, args, ", a function that Clover does not know");
  const choices = args.reduce<number>(
    (count, each) => count * (each instanceof Unknown && each.origin?.kind === "choice" ? each.origin.among.length : 1),
    1,
  );
  if (choices > MOST) return notKnown(name, args);
  return overChoices(args, [], (chosen) => {
    if (!known.partial && !chosen.every(isKnown)) return notKnown(name, chosen);
    const result = known.run(chosen);
    return result === undefined ? notKnown(name, chosen) : result;
  });
}

/** The result of a function that cannot be evaluated. Of another form of one text (base64), that text is kept. */
function notKnown(name: string, args: readonly Value[], because = ""): Unknown {
  const [encodes] = ENCODES.has(name) ? args : [];
  return new Unknown(
    args.flatMap((each) => referencesOf(each)),
    undefined,
    { kind: "hidden", why: `the result of ${name}${because}`, ...(encodes !== undefined && { encodes }) },
  );
}

function overChoices(args: readonly Value[], done: readonly Value[], ask: (args: readonly Value[]) => Value): Value {
  const [first, ...others] = args;
  if (first === undefined) return ask(done);
  return distribute(first, (each) => overChoices(others, [...done, each], ask));
}

function readFile(name: string, [path]: readonly Value[], file?: FileReader): Value {
  const text = typeof path === "string" ? file?.(path) : undefined;
  if (text === undefined) return hidden(`the file ${typeof path === "string" ? path : "that the function file reads"}`);
  return name === "file" ? text : true;
}

/** `try(a, b)`: the first that does not fail. One that may fail at apply leaves the next ones open. */
function attempt(args: readonly Expression[], tried: Try): Value {
  const open: Value[] = [];
  for (const arg of args) {
    const { value, certain } = tried(arg);
    if (value === undefined) continue;
    open.push(value);
    if (certain && !mayFail(value)) break;
  }
  if (open.length === 0) throw new Fault("no argument of try can be evaluated");
  return choiceOf(open);
}

function mayFail(value: Value): boolean {
  if (!(value instanceof Unknown)) return false;
  const { origin } = value;
  if (origin?.kind === "choice") return origin.among.some(mayFail);
  // An attribute that a resource of this type has; an element of a list of its own may be missing.
  return origin?.kind === "attribute" ? origin.attribute.includes("[") : origin?.kind !== "text";
}

function can([arg]: readonly Expression[], tried: Try): Value {
  const { value, certain } = arg ? tried(arg) : { value: undefined, certain: true };
  if (value === undefined) return false;
  return certain && !mayFail(value) ? true : hidden("the result of can", referencesOf(value));
}
