/** `dynamic` blocks of resources and providers in a synthesized stack. */
import { own, several, type JsonObject } from "../../core/json";
import { Unknown, type Value } from "../value";
import { blocksOf } from "./blocks";
import type { SynthScope } from "./scope";

/** Blocks that `dynamic` makes: their literal content is as good as written out, their number is not known. */
export function addDynamic(
  body: JsonObject,
  values: Record<string, Value>,
  scope: SynthScope,
  onSensitive: (path: string) => void,
): void {
  for (const { labels, body: dynamic, path } of blocksOf(own(body, "dynamic"), 1, "dynamic")) {
    const [name] = labels;
    if (name === undefined) continue;
    const written = Object.hasOwn(values, name) ? values[name] : undefined;
    const before = several(written) as readonly Value[];
    const content = several(own(dynamic, "content"));
    const made = content.map((block, index) => scope.convert(block, `${name}[${before.length + index}]`, onSensitive));
    values[name] = [...before, ...(made.length > 0 ? made : [new Unknown([], path)])];
  }
}
