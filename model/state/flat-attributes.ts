/**
 * Attributes as Terraform 0.11 wrote them, which a state keeps until the resource is next refreshed: one text for each value, by a
 * flat key. `a.#` counts a list or set, `a.0.b` or `a.1234.b` is in one of its elements, `m.%` counts a map, `m.any.key` is in it
 * (internal/configs/hcl2shim/flatmap.go in Terraform).
 */
import { put, type JsonObject } from "../../core/json";
import type { Value, Values } from "../value";

/** Maximum depth of blocks. Schemas of providers are less deep. */
const DEEPEST = 32;

/** A list, block or map while it is filled; texts are leaves. */
type Node = Map<string, Node | Value>;

/** @returns the nested values, or undefined if two keys contradict each other */
export function nestAttributes(flat: JsonObject): Values | undefined {
  const keys = Object.keys(flat);
  const maps = new Set(keys.filter((key) => key.endsWith(".%")).map((key) => key.slice(0, -2)));
  const lists = new Set(keys.filter((key) => key.endsWith(".#")).map((key) => key.slice(0, -2)));
  const root: Node = new Map();
  for (const key of keys) {
    const path = splitKey(key, maps);
    if (!path || !enter(root, path, leafOf(key, flat[key]))) return undefined;
  }
  return close(root, "", { maps, lists }) as Values | undefined;
}

/** Prefixes of keys, by the kind that their count shows. */
interface Counted {
  readonly maps: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
}

/** Marks a count. It creates the list, and the keys of the elements fill it. */
const COUNT = Symbol("count");

const leafOf = (key: string, value: unknown): Value | typeof COUNT => {
  if (key.endsWith(".#") || key.endsWith(".%")) return COUNT;
  return value === "true" ? true : value === "false" ? false : (value as Value);
};

/** The steps of a key. All text after the name of a map is one key of the map, including dots. */
function splitKey(key: string, maps: ReadonlySet<string>): readonly string[] | undefined {
  const steps: string[] = [];
  let start = 0;
  for (let dot = key.indexOf("."); dot >= 0; dot = key.indexOf(".", dot + 1)) {
    steps.push(key.slice(start, dot));
    start = dot + 1;
    if (maps.has(key.slice(0, dot))) break;
    if (steps.length > DEEPEST) return undefined;
  }
  return [...steps, key.slice(start)];
}

function enter(root: Node, path: readonly string[], leaf: Value | typeof COUNT): boolean {
  let node = root;
  for (const step of path.slice(0, -1)) {
    const inner = node.get(step) ?? new Map<string, Node | Value>();
    if (!(inner instanceof Map)) return false;
    node.set(step, inner);
    node = inner;
  }
  if (leaf === COUNT) return true;
  const last = path.at(-1) as string;
  if (node.has(last)) return false;
  node.set(last, leaf);
  return true;
}

/** @returns undefined if a list has an element without a number */
function close(node: Node, path: string, counted: Counted): Value | undefined {
  const entries: [string, Value][] = [];
  for (const [key, item] of node) {
    const value = item instanceof Map ? close(item, path === "" ? key : `${path}.${key}`, counted) : item;
    if (value === undefined) return undefined;
    entries.push([key, value]);
  }
  const numbered = entries.every(([key]) => /^-?\d+$/.test(key));
  const counts = counted.lists.has(path);
  if (counts && !numbered) return undefined;
  if (counts || (path !== "" && numbered && entries.length > 0 && !counted.maps.has(path))) {
    return entries.toSorted(([one], [other]) => Number(one) - Number(other)).map(([, item]) => item);
  }
  const values = {};
  for (const [key, item] of entries) put(values, key, item);
  return values;
}
