/** Blocks of Terraform's JSON syntax: every level may be one object or a list of them. */
import { isObject, several } from "../../core/json";

/** One block with its labels, and where it stands. */
export interface Block {
  readonly labels: readonly string[];
  readonly body: unknown;
  readonly path: string;
}

/** The blocks of a section with so many labels: `resource` has two, `provider` one, `moved` none. */
export function* blocksOf(
  section: unknown,
  labels: number,
  path: string,
  above: readonly string[] = [],
): Iterable<Block> {
  for (const node of several(section)) {
    if (labels === 0 || !isObject(node)) {
      yield { labels: above, body: node, path };
      continue;
    }
    for (const label of Object.keys(node)) {
      if (label === "//") continue;
      yield* blocksOf(node[label], labels - 1, `${path}.${label}`, [...above, label]);
    }
  }
}
