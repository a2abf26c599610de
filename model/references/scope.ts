/** What plan and synth scopes share: looking up resources, walking values, settling several ends to one value. */
import { blockKey, formatSteps, parseSteps, splitResource, type Step } from "./address";
import type { Resource, Target } from "../document";
import { isValues, Unknown, type Value } from "../value";

/** The resources of a document by module and block: what `aws_vpc.v` means inside a module instance. */
export interface ResourceIndex {
  find(module: string, steps: readonly Step[], reference: string): readonly Target[] | undefined;
}

/** Built when first asked: most documents need no look-up. */
export function indexBlocks(resources: () => readonly Resource[]): ResourceIndex {
  let blocks: Map<string, Resource[]> | undefined;
  const keyOf = (module: string, mode: Resource["mode"], type: string, name: string) =>
    `${module}\n${blockKey(mode, type, name)}`;

  return {
    find(module, steps, reference) {
      const named = splitResource(steps);
      if (!named) return undefined;
      if (!blocks) {
        blocks = new Map();
        let last: Resource[] | undefined;
        for (const resource of resources()) {
          // Instances of a block stand one after the other.
          if (!last?.[0] || !isSameBlock(last[0], resource)) {
            const key = keyOf(resource.module, resource.mode, resource.type, resource.name);
            last = blocks.get(key);
            if (!last) blocks.set(key, (last = []));
          }
          last.push(resource);
        }
      }
      const block = blocks.get(keyOf(module, named.mode, named.type, named.name)) ?? [];
      const keyed = named.key === undefined ? block : block.filter(({ key }) => key === undefined || key === named.key);
      // What the plan deletes is not what a reference will find, unless there is nothing else.
      const kept = keyed.filter(({ actions }) => !(actions.length === 1 && actions[0] === "delete"));
      const instances = kept.length > 0 ? kept : keyed;
      if (instances.length === 0) return undefined;
      const attribute = formatSteps(named.rest);
      return instances.flatMap(
        (resource): readonly Target[] =>
          behindOutput(resource, named.rest, reference) ?? [{ kind: "resource", resource, attribute, reference }],
      );
    },
  };
}

/**
 * What stands behind an output of another configuration's state, where that configuration is part of the input. An output that was
 * read while planning has a value already.
 */
export function behindOutput(
  { outputs, values }: Resource,
  [head, output, ...rest]: readonly Step[],
  reference: string,
): readonly Target[] | undefined {
  if (!outputs || head?.kind !== "name" || head.name !== "outputs" || !output || output.kind === "splat")
    return undefined;
  const name = String(output.kind === "name" ? output.name : output.key);
  const read = walkValue(values["outputs"], [{ kind: "key", key: name }]);
  if (read !== undefined && !(read instanceof Unknown)) return undefined;
  const ends = outputs(name, rest) ?? [];
  return ends.length > 0 ? ends.map((end) => ({ ...end, reference })) : [{ kind: "opaque", reference }];
}

/** Whether both are instances of one block in one module instance. */
export const isSameBlock = (a: Block, b: Block): boolean =>
  a.type === b.type && a.name === b.name && a.mode === b.mode && a.module === b.module;

type Block = Pick<Resource, "module" | "mode" | "type" | "name">;

/** The part of a value that the steps name; undefined when it has none. */
export function walkValue(value: Value | undefined, steps: readonly Step[]): Value | undefined {
  let found = value;
  for (const step of steps) {
    if (step.kind === "splat") return undefined;
    const key = String(step.kind === "name" ? step.name : step.key);
    if (!isValues(found) && !Array.isArray(found)) return undefined;
    if (!Object.hasOwn(found, key)) return undefined;
    found = (found as { readonly [key: string]: Value })[key];
  }
  return found;
}

/** The value that a target has now, or undefined: the attribute of a resource counts where the input knows it. */
export function valueOf(target: Target): Value | undefined {
  if (target.kind === "opaque") return undefined;
  if (target.kind === "value") return target.value instanceof Unknown ? undefined : target.value;
  const steps = parseSteps(target.attribute);
  const value = steps && walkValue(target.resource.values, steps);
  return value instanceof Unknown ? undefined : value;
}
