/** Terraform's functions on texts that are known as a whole. */
import type { Value } from "../../value";
import { Fault } from "../partial";
import { textAt, wholeAt } from "./arguments";
import { known, type Functions } from "./function";
import { compileRegex } from "./regex";

function substr(args: readonly Value[]): string {
  const characters = [...textAt(args, 0)];
  const [offset, length] = [wholeAt(args, 1), wholeAt(args, 2)];
  const from = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  return characters.slice(from, length < 0 ? undefined : from + length).join("");
}

/** What the cutset holds, at both ends. */
function trim(args: readonly Value[]): string {
  const [text, set] = [[...textAt(args, 0)], new Set(textAt(args, 1))];
  let [from, to] = [0, text.length];
  while (from < to && set.has(text[from] ?? "")) from++;
  while (to > from && set.has(text[to - 1] ?? "")) to--;
  return text.slice(from, to).join("");
}

/** The whole match, or its groups: by name where they have names. */
function captured(match: RegExpExecArray): Value {
  if (match.groups) return Object.fromEntries(Object.entries(match.groups).map(([name, text]) => [name, text ?? null]));
  return match.length > 1 ? match.slice(1).map((text) => text ?? null) : match[0];
}

function matches(args: readonly Value[]): readonly RegExpExecArray[] | undefined {
  const text = textAt(args, 1);
  const pattern = compileRegex(textAt(args, 0), text);
  return pattern && [...text.matchAll(pattern)];
}

export const STRINGS: Functions = {
  chomp: known((args) => textAt(args, 0).replace(/[\r\n]+$/, "")),
  indent: known((args) => {
    const spaces = wholeAt(args, 0);
    if (spaces < 0 || spaces > 1000) throw new Fault("an indent that is out of range");
    return textAt(args, 1).replaceAll("\n", `\n${" ".repeat(spaces)}`);
  }),
  lower: known((args) => textAt(args, 0).toLowerCase()),
  regex: known((args) => {
    const found = matches(args);
    if (!found) return undefined;
    const [first] = found;
    if (!first) throw new Fault("regex without a match");
    return captured(first);
  }),
  regexall: known((args) => matches(args)?.map(captured)),
  strrev: known((args) => [...textAt(args, 0)].toReversed().join("")),
  substr: known(substr),
  title: known((args) =>
    textAt(args, 0).replace(
      /(^|[^\p{L}\p{N}_'])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    ),
  ),
  trim: known(trim),
  trimspace: known((args) => textAt(args, 0).trim()),
  upper: known((args) => textAt(args, 0).toUpperCase()),
};
