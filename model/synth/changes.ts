/** Blocks of a synthesized stack that change what exists: `import`, `moved` and `removed`. */
import { blockKey, parseAddress } from "../references/address";
import type { Defect, Resource, Scope } from "../document";
import { isObject, own, several, textAt, type JsonObject } from "../../core/json";
import { blocksOf } from "./blocks";
import { defect, judgeMeta } from "./defects";
import type { SynthProviders } from "./providers";

/** What reading such blocks adds to. */
export interface Changing {
  readonly resources: Resource[];
  readonly defects: Defect[];
  readonly scope: Scope;
  readonly providers: SynthProviders;
  readonly imports: ReadonlyMap<string, Import>;
  readonly moves: ReadonlyMap<string, string>;
}

export interface Import {
  readonly to: string;
  readonly id?: string;
  readonly provider: unknown;
}

/** Imports by the block that they go to. */
export function readImports(stack: JsonObject): ReadonlyMap<string, Import> {
  const imports = new Map<string, Import>();
  for (const { body } of blocksOf(own(stack, "import"), 0, "import")) {
    const to = bare(textAt(body, "to")) ?? "";
    const named = parseAddress(to);
    const id = textAt(body, "id");
    // A block stands for all its instances: of their import ids the one that names a region counts.
    const block = named ? blockKey(named.mode, named.type, named.name) : to;
    const known = imports.get(block);
    if (!known || (id !== undefined && id.includes("@"))) {
      imports.set(block, { to, ...(id !== undefined && { id }), provider: own(body, "provider") });
    }
  }
  return imports;
}

/** Traversals may be written as a template of nothing else. */
const bare = (text: string | undefined): string | undefined => text?.replace(/^\$\{(.*)\}$/, "$1").trim();

/** Former addresses of blocks by their new ones. A module that moved moves nothing that is in the stack's own JSON. */
export function readMoves(stack: JsonObject): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  for (const { body } of blocksOf(own(stack, "moved"), 0, "moved")) {
    const from = bare(textAt(body, "from"));
    const to = bare(textAt(body, "to"));
    if (from !== undefined && to !== undefined) moves.set(to, from);
  }
  return moves;
}

/** `removed` takes a resource out of the configuration: destroyed if it says so, else forgotten where it is. */
export function readRemoved(stack: JsonObject, { resources, defects, scope, providers }: Changing): void {
  for (const { body } of blocksOf(own(stack, "removed"), 0, "removed")) {
    const from = bare(textAt(body, "from")) ?? "";
    const named = parseAddress(from);
    defects.push(...(isObject(body) ? judgeMeta(body, from) : []));
    if (!named) {
      defects.push(
        defect(
          "module-not-shown",
          from,
          "removed",
          `What is removed with ${from || "a block that names nothing"} is not in the stack.`,
        ),
      );
      continue;
    }
    const destroys = several(own(body, "lifecycle")).some((lifecycle) => own(lifecycle, "destroy") === true);
    const provider = providers.only(named.type);
    resources.push({
      address: from,
      ...named,
      source: providers.sourceOf(named.type, undefined),
      ...(provider && { provider }),
      actions: [destroys ? "delete" : "forget"],
      stays: !destroys,
      values: {},
      scope,
    });
  }
}

/** Imports into blocks that are not there: Terraform would generate them. */
export function readGenerated({ resources, defects, scope, providers, imports }: Changing): void {
  const known = new Set(resources.map(({ address }) => address));
  for (const [block, { to, id, provider: written }] of imports) {
    if (known.has(block)) continue;
    const named = parseAddress(to);
    if (!named) {
      defects.push(defect("unreadable-resource", to, "import", `An import names no resource: ${to}.`));
      continue;
    }
    const provider = providers.serving(named.type, written);
    resources.push({
      address: to,
      ...named,
      source: providers.sourceOf(named.type, written),
      ...(provider && { provider }),
      actions: ["no-op"],
      stays: true,
      values: {},
      scope,
      ...(id !== undefined && { importId: id }),
    });
  }
}
