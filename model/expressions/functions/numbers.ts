/** Terraform's functions on numbers. */
import type { Value } from "../../value";
import { numberOf } from "../operators";
import { Fault } from "../partial";
import { listAt, numberAt, textAt, wholeAt } from "./arguments";
import { known, type Functions } from "./function";

const all = (args: readonly Value[]): readonly number[] => args.map((each) => numberOf(each));

function extreme(args: readonly Value[], pick: (...values: number[]) => number): number {
  if (args.length === 0) throw new Fault("no number to choose from");
  return pick(...all(args));
}

export const NUMBERS: Functions = {
  abs: known((args) => Math.abs(numberAt(args, 0))),
  ceil: known((args) => Math.ceil(numberAt(args, 0))),
  floor: known((args) => Math.floor(numberAt(args, 0))),
  max: known((args) => extreme(args, Math.max)),
  min: known((args) => extreme(args, Math.min)),
  parseint: known((args) => {
    const [text, base] = [textAt(args, 0), wholeAt(args, 1)];
    const digits = new Set("0123456789abcdefghijklmnopqrstuvwxyz".slice(0, base));
    const found = /^([-+]?)([0-9a-z]+)$/i.exec(text);
    if (base < 2 || base > 36 || !found || [...(found[2] ?? "").toLowerCase()].some((digit) => !digits.has(digit)))
      throw new Fault("a text that is not a number of that base");
    return parseInt(text, base);
  }),
  pow: known((args) => Math.pow(numberAt(args, 0), numberAt(args, 1))),
  signum: known((args) => Math.sign(wholeAt(args, 0))),
  sum: known((args) => {
    const list = listAt(args, 0) ?? [];
    if (list.length === 0) throw new Fault("the sum of nothing");
    return all(list).reduce((total, each) => total + each, 0);
  }),
};
