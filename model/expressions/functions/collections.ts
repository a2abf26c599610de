/** Terraform's functions on lists and maps. */
import { Unknown, isValues, type Value, type Values } from "../../value";
import { isEqual, isNeverEmpty } from "../operators";
import { anyMemberOf, byBytes, choiceOf, Fault, isKnown, severalOf, sortedEntries } from "../partial";
import { alike, listAt, mapAt, numberAt, textAt, wholeAt } from "./arguments";
import { known, partial, type Functions } from "./function";

/** What each of several collections may hold, where they cannot be told apart. */
const anyOf = (args: readonly Value[]): Value =>
  severalOf(
    choiceOf(
      args.flatMap((each): readonly Value[] => {
        if (each instanceof Unknown) return [anyMemberOf(each)];
        return Array.isArray(each) ? (each as readonly Value[]) : isValues(each) ? Object.values(each) : [];
      }),
    ),
  );

const open = (value: Value): boolean =>
  value instanceof Unknown &&
  (value.origin?.kind === "several" || value.origin?.kind === "attribute" || value.origin?.kind === "hidden");

function element(args: readonly Value[]): Value {
  const list = listAt(args, 0);
  const index = args[1];
  if (!list) return anyMemberOf(args[0] as Unknown);
  if (list.length === 0) throw new Fault("element of an empty list");
  if (index instanceof Unknown) return choiceOf(list);
  const at = Math.trunc(numberAt(args, 1));
  if (at < 0 && Math.abs(at) > Number.MAX_SAFE_INTEGER) throw new Fault("element with a negative index");
  return list[((at % list.length) + list.length) % list.length] as Value;
}

/** One level at a time until no list is left; a list of unknown length makes the whole of unknown length. */
function flatten(items: readonly Value[]): { readonly items: readonly Value[]; readonly open: boolean } {
  let uncertain = false;
  const flat = items.flatMap((item): readonly Value[] => {
    if (Array.isArray(item)) {
      const inner = flatten(item as readonly Value[]);
      uncertain ||= inner.open;
      return inner.items;
    }
    if (item instanceof Unknown && (item.origin?.kind === "several" || item.origin?.kind === "choice")) {
      uncertain = true;
      const among = item.origin.kind === "several" ? [item.origin.item] : item.origin.among;
      return flatten(among).items;
    }
    return [item];
  });
  return { items: flat, open: uncertain };
}

function merge(args: readonly Value[]): Value {
  const maps = args.filter((each) => each !== null);
  if (maps.some(open)) return anyOf(maps);
  const made: Record<string, Value> = {};
  for (const each of maps) {
    if (!isValues(each)) throw new Fault("merge of a value that is not a map");
    for (const [key, value] of Object.entries(each))
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

function lookup(args: readonly Value[]): Value {
  const map = mapAt(args, 0);
  const key = args[1] as Value;
  if (!map) return choiceOf([anyMemberOf(args[0] as Unknown), ...args.slice(2)]);
  if (key instanceof Unknown) return choiceOf([...Object.values(map), ...args.slice(2)]);
  const name = textAt(args, 1);
  if (Object.hasOwn(map, name)) return map[name] as Value;
  if (args.length < 3) throw new Fault(`lookup of ${name}, which is not there`);
  return args[2] as Value;
}

function coalesce(args: readonly Value[]): Value {
  const candidates: Value[] = [];
  for (const each of args) {
    if (each === null || each === "") continue;
    candidates.push(each);
    if (isNeverEmpty(each)) break;
  }
  if (candidates.length === 0) throw new Fault("coalesce of nothing");
  if (candidates.length === 1)
    return alike([candidates[0] as Value, ...args.filter((each) => typeof each === "string")])[0] as Value;
  return choiceOf(candidates);
}

function coalescelist(args: readonly Value[]): Value {
  const found = args.find((each) => each instanceof Unknown || (Array.isArray(each) && each.length > 0));
  if (found === undefined) throw new Fault("coalescelist of nothing");
  return found instanceof Unknown ? anyOf(args) : found;
}

function compact(args: readonly Value[]): Value {
  const list = listAt(args, 0);
  if (!list) return severalOf(anyMemberOf(args[0] as Unknown));
  const kept = list.filter((item) => item !== null && item !== "");
  return kept.every((item) => !(item instanceof Unknown) || isNeverEmpty(item)) ? kept : severalOf(choiceOf(kept));
}

function one(args: readonly Value[]): Value {
  const list = listAt(args, 0);
  if (!list) return choiceOf([anyMemberOf(args[0] as Unknown), null]);
  if (list.length > 1) throw new Fault("one of a list of several");
  return list[0] ?? null;
}

function distinct(args: readonly Value[]): Value {
  const list = listAt(args, 0);
  if (!list) return severalOf(anyMemberOf(args[0] as Unknown));
  const kept = list.filter((item, index) => !list.slice(0, index).some((before) => isEqual(before, item) === true));
  return kept.filter((item) => !isKnown(item)).length > 0 && kept.length > 1 ? severalOf(choiceOf(kept)) : kept;
}

function contains(args: readonly Value[]): Value | undefined {
  const list = listAt(args, 0);
  const wanted = args[1] as Value;
  if (!list) return undefined;
  const items = alike([...list, wanted]);
  const sought = items.at(-1) as Value;
  const answers = new Set(items.slice(0, -1).map((item) => isEqual(item, sought)));
  if (answers.has(true)) return true;
  return answers.has(undefined) ? undefined : false;
}

function slice(args: readonly Value[]): Value {
  const list = listAt(args, 0);
  if (!list) return severalOf(anyMemberOf(args[0] as Unknown));
  if (args[1] instanceof Unknown || args[2] instanceof Unknown) return severalOf(choiceOf(list));
  const [from, to] = [wholeAt(args, 1), wholeAt(args, 2)];
  if (from < 0 || to > list.length || from > to) throw new Fault("slice outside of the list");
  return list.slice(from, to);
}

function zipmap(args: readonly Value[]): Value {
  const [keys, values] = [listAt(args, 0), listAt(args, 1)];
  if (!keys || !values || keys.some((key) => key instanceof Unknown))
    return severalOf(values ? choiceOf(values) : anyMemberOf(args[1] as Unknown));
  if (keys.length !== values.length) throw new Fault("zipmap of lists of different length");
  return Object.fromEntries(keys.map((_, index) => [textAt(keys, index), values[index] as Value]));
}

const listOf = (value: Values): readonly Value[] => sortedEntries(value).map(([, item]) => item);

/** The length of what has one. */
function length(args: readonly Value[]): Value | undefined {
  const [value] = args;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Unknown) return undefined;
  if (isValues(value)) return Object.keys(value).length;
  if (typeof value === "string") return [...new Intl.Segmenter().segment(value)].length;
  throw new Fault("the length of a value that has none");
}

function chunklist(args: readonly Value[]): Value | undefined {
  const list = listAt(args, 0);
  const size = wholeAt(args, 1);
  if (!list) return undefined;
  if (size < 0) throw new Fault("chunks of a negative size");
  if (size === 0) return [list];
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function matchkeys(args: readonly Value[]): Value | undefined {
  const [values, keys, wanted] = [listAt(args, 0), listAt(args, 1), listAt(args, 2)];
  if (!values || !keys || !wanted) return undefined;
  if (values.length !== keys.length) throw new Fault("matchkeys of lists of different length");
  const answers = keys.map((key) => wanted.map((each) => isEqual(key, each)));
  if (answers.some((each) => each.includes(undefined) && !each.includes(true))) return severalOf(choiceOf(values));
  return values.filter((_, index) => answers[index]?.includes(true));
}

export const COLLECTIONS: Functions = {
  alltrue: known(([list]) => (list as readonly Value[]).every((item) => item === true || item === "true")),
  anytrue: known(([list]) => (list as readonly Value[]).some((item) => item === true || item === "true")),
  chunklist: partial(chunklist),
  coalesce: partial(coalesce),
  coalescelist: partial(coalescelist),
  compact: partial(compact),
  concat: partial((args) => (args.some(open) ? anyOf(args) : args.flatMap((_, index) => listAt(args, index) ?? []))),
  contains: partial(contains),
  distinct: partial(distinct),
  element: partial(element),
  flatten: partial((args) => {
    const list = listAt(args, 0);
    if (!list) {
      const inner = flatten([anyMemberOf(args[0] as Unknown)]);
      return severalOf(choiceOf(inner.items));
    }
    const { items, open: uncertain } = flatten(list);
    return uncertain ? severalOf(choiceOf(items)) : items;
  }),
  index: known((args) => {
    const at = (listAt(args, 0) ?? []).findIndex((item) => isEqual(item, args[1] as Value) === true);
    if (at < 0) throw new Fault("index of what is not in the list");
    return at;
  }),
  keys: partial((args) => {
    const map = mapAt(args, 0);
    return map && Object.keys(map).toSorted(byBytes);
  }),
  length: partial(length),
  lookup: partial(lookup),
  matchkeys: partial(matchkeys),
  merge: partial(merge),
  one: partial(one),
  range: known((args) => {
    const [from, to] = args.length > 1 ? [numberAt(args, 0), numberAt(args, 1)] : [0, numberAt(args, 0)];
    const step = args.length > 2 ? numberAt(args, 2) : from <= to ? 1 : -1;
    if (step === 0 || (to > from && step < 0) || (to < from && step > 0)) throw new Fault("a range without an end");
    const count = Math.max(0, Math.ceil((to - from) / step));
    if (count > 1024) throw new Fault("a range of more than 1024 numbers");
    return Array.from({ length: count }, (_, index) => from + index * step);
  }),
  reverse: partial((args) => listAt(args, 0)?.toReversed() ?? severalOf(anyMemberOf(args[0] as Unknown))),
  slice: partial(slice),
  sort: partial((args) => {
    const list = listAt(args, 0);
    if (!list) return severalOf(anyMemberOf(args[0] as Unknown));
    if (!list.every((item) => !(item instanceof Unknown))) return severalOf(choiceOf(list));
    return list.map((_, index) => textAt(list, index)).toSorted(byBytes);
  }),
  transpose: known((args) => {
    const made: Record<string, string[]> = {};
    for (const [key, items] of sortedEntries(mapAt(args, 0) ?? {}))
      for (const item of items as readonly string[]) (made[item] ??= []).push(key);
    return made;
  }),
  values: partial((args) => {
    const map = mapAt(args, 0);
    return map ? listOf(map) : severalOf(anyMemberOf(args[0] as Unknown));
  }),
  zipmap: partial(zipmap),
};
