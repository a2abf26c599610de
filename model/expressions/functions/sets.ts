/** Terraform's functions on sets. A set is a list without doubles; one of texts is sorted. */
import { MOST_MEMBERS } from "../size";
import { Unknown, type Value } from "../../value";
import { isEqual } from "../operators";
import { anyMemberOf, byBytes, choiceOf, Fault, isKnown, severalOf } from "../partial";
import { alike, listAt } from "./arguments";
import { known, partial, type Functions } from "./function";

/** The members once each, in the order in which Terraform shows them. */
export function setOf(items: readonly Value[]): Value {
  if (!items.every(isKnown)) {
    return items.length < 2
      ? items
      : items.every((item) => item instanceof Unknown && item.origin?.kind === "attribute")
        ? items
        : severalOf(choiceOf(items));
  }
  const members = alike(items);
  const once = members.filter(
    (item, index) => !members.slice(0, index).some((before) => isEqual(before, item) === true),
  );
  if (once.every((item) => typeof item === "string")) return once.toSorted(byBytes);
  if (once.every((item) => typeof item === "number")) return once.toSorted((a, b) => a - b);
  return once;
}

const has = (list: readonly Value[], item: Value): boolean => list.some((each) => isEqual(each, item) === true);

const lists = (args: readonly Value[]): readonly (readonly Value[])[] =>
  args.map((_, index) => alike(listAt(args, index) ?? []));

function product(all: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  if (all.reduce((count, each) => count * each.length, 1) > 10_000) throw new Fault("a product of too many members");
  return all.reduce<readonly (readonly Value[])[]>(
    (made, list) => made.flatMap((before) => list.map((item) => [...before, item])),
    [[]],
  );
}

export const SETS: Functions = {
  setintersection: known((args) => {
    const [first = [], ...others] = lists(args);
    return setOf(first.filter((item) => others.every((each) => has(each, item))));
  }),
  setproduct: partial((args) => {
    if (args.length < 2) throw new Fault("setproduct of a single set");
    const open = args.some((each) => each instanceof Unknown);
    if (!open) {
      const all = lists(args);
      if (all.reduce((count, list) => count * list.length, 1) > MOST_MEMBERS)
        throw new RangeError("the value is too large to evaluate");
      return product(all);
    }
    return severalOf(
      args.map((each) => (each instanceof Unknown ? anyMemberOf(each) : choiceOf(each as readonly Value[]))),
    );
  }),
  setsubtract: known((args) => {
    const [first = [], second = []] = lists(args);
    return setOf(first.filter((item) => !has(second, item)));
  }),
  setunion: partial((args) =>
    args.some((each) => each instanceof Unknown)
      ? severalOf(
          choiceOf(
            args.flatMap((each) => (each instanceof Unknown ? [anyMemberOf(each)] : (each as readonly Value[]))),
          ),
        )
      : setOf(lists(args).flat()),
  ),
  toset: partial((args) => {
    const list = listAt(args, 0);
    return list ? setOf(list) : args[0];
  }),
};
