/** What reading a plan adds to: each resource, with the provider, scope and expressions that its block in the configuration gives it. */
import { parseModule } from "../references/address";
import type { Identity } from "../entries/entries";
import type { Action, Defect, Provider, Resource, Scope } from "../document";
import { own, textAt } from "../../core/json";
import type { Configuration, ModuleConfig } from "./configuration";
import type { PlanProviders } from "./providers";
import { followEach } from "./narrow";
import type { PlanScopes } from "./scope";
import { isSameBlock } from "../references/scope";
import { isMarked } from "../entries/sensitive";
import type { Values } from "../value";

/** A plan while it is read. */
export interface PlanReading {
  readonly resources: Resource[];
  /** Those that a reference can mean: no deposed objects, none that is being forgotten beside its successor. */
  readonly current: Resource[];
  readonly defects: Defect[];
  readonly configuration: Configuration;
  readonly scopes: PlanScopes;
  readonly providers: PlanProviders;
  /** Addresses that were read. */
  readonly seen: Set<string>;
  /** What was recorded of resources that were changed outside Terraform since. */
  readonly recorded: ReadonlyMap<string, Pick<Resource, "values" | "sensitive">>;
  /** Scope and configuration by module instance. */
  readonly modules: Map<string, { readonly scope: Scope; readonly config?: ModuleConfig }>;
  /** What was added last. */
  last?: { readonly identity: Identity; readonly block: Block };
}

/** What the configuration says of all instances of a block in one module instance. */
interface Block {
  readonly scope: Scope;
  readonly expressions?: unknown;
  readonly provider?: Provider | undefined;
  readonly forEach?: unknown;
}

/** What becomes of a resource, and what it then says of itself. */
export interface PlannedChange {
  readonly actions: readonly Action[];
  readonly stays: boolean;
  readonly values: Values;
  readonly marks: unknown;
  readonly importing?: string | undefined;
  readonly previous?: string | undefined;
}

/** Adds one resource. */
export function add(
  identity: Identity,
  { actions, stays, values, marks, importing, previous }: PlannedChange,
  reading: PlanReading,
): void {
  const { address, mode, type, name, key, module, source, deposed } = identity;
  // Instances of a block stand one after the other.
  const { last } = reading;
  const block = last && isSameBlock(last.identity, identity) ? last.block : blockOf(identity, reading);
  reading.last = { identity, block };
  const recorded = actions.length === 1 && actions[0] === "no-op" ? reading.recorded.get(address) : undefined;
  const resource: Resource = {
    address,
    mode,
    type,
    name,
    key,
    module,
    source,
    provider: block.provider,
    actions,
    stays,
    values,
    scope: key === undefined ? block.scope : keyedScope(block, key),
    expressions: block.expressions,
    importId: importing,
    previousAddress: previous,
    recorded,
    sensitive: (path) => isMarked(marks, path),
  };
  reading.resources.push(resource);
  if (deposed === undefined) reading.current.push(resource);
}

function blockOf(
  { module, mode, type, name }: Identity,
  { modules, scopes, configuration, providers }: PlanReading,
): Block {
  let home = modules.get(module);
  if (!home) {
    const steps = parseModule(module);
    const config = steps && configuration.at(steps);
    modules.set(module, (home = { scope: scopes.of(module), ...(config && { config }) }));
  }
  const block = home.config?.resource(mode, type, name);
  if (!block) return { scope: home.scope };
  const expressions = own(block, "expressions");
  const served = textAt(block, "provider_config_key");
  const provider = served === undefined ? undefined : providers.serving(served);
  return { scope: home.scope, expressions, provider, forEach: own(block, "for_each_expression") };
}

/** The scope of one instance of `for_each` or `count`: what `each` and `count` mean there is known. */
const keyedScope = ({ scope, forEach }: Block, key: string | number): Scope => ({
  module: scope.module,
  follow: (reference) => followEach(reference, { key, forEach }, scope.follow) ?? scope.follow(reference),
});
