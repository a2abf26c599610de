/**
 * The arguments that `@pulumi/policy` promises a policy, made from Clover's model. Types are Terraform's
 * (`aws_s3_bucket`) and attributes are spelled as Terraform spells them.
 */
import type { PolicyProviderResource, PolicyResource, PolicyResourceOptions } from "@pulumi/policy";
import type { Charter } from "../../charter/schema";
import type { Resource } from "../../model/document";
import type { Located } from "../../placement/placement";
import {
  DOCUMENT_INPUT,
  RESOURCE_INPUT,
  type ResourceArgs,
  type StackArgs,
  type ResourceInput,
} from "../../policies/policy";
import { dependenciesOf } from "./dependencies";
import { tripwire, type UnknownRead } from "./tripwire";

/** Thrown by `notApplicable()`: the policy does not apply to the resource. */
export class NotApplicable extends Error {}

/** One policy running: its configuration, and the unknown values that it read. */
export interface HostingRun {
  readonly config: object;
  readonly trips: UnknownRead[];
}

type Args = ResourceArgs & PolicyResource;

const OPTIONS: PolicyResourceOptions = Object.freeze({
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
});
const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** The address as a Pulumi URN. Policies report it to name a resource. */
export const urnOf = (resource: Resource): string =>
  `urn:pulumi:clover::terraform::${resource.type}::${resource.address}`;

/** Arguments for a policy of the pack, which reads Clover's model only, and the URN only to report. */
export class PackResourceArgs implements Pick<ResourceArgs, "urn"> {
  declare readonly [RESOURCE_INPUT]: ResourceInput;

  constructor(resource: Resource, located: Located, charter: Charter) {
    this[RESOURCE_INPUT] = { resource, located, charter };
  }

  get urn(): string {
    return urnOf(this[RESOURCE_INPUT].resource);
  }
}

/** Arguments for one resource. Expensive members are computed when the policy reads them. */
export function hostResource(resource: Resource, located: Located, charter: Charter, run: HostingRun): Args {
  let props: Args["props"] | undefined;
  const args: Args = {
    type: resource.type,
    urn: urnOf(resource),
    name: resource.name,
    opts: OPTIONS,
    stackTags: NO_TAGS,
    get props() {
      return (props ??= tripwire(resource.values, resource.address, (trip) => run.trips.push(trip)));
    },
    get provider() {
      return hostProvider(resource, run) as PolicyProviderResource;
    },
    get dependencies() {
      return [...new Set(Object.values(this.propertyDependencies).flat())];
    },
    get propertyDependencies() {
      return Object.fromEntries(
        Object.entries(dependenciesOf(resource)).map(([attribute, targets]) => [
          attribute,
          targets.map((target) => hostResource(target, located, charter, run)),
        ]),
      );
    },
    isType: (wanted: Class) => isTypeOf(resource.type, wanted),
    // One object serves both signatures: the attributes replace the typed class, which Terraform does not have.
    asType: (wanted: Class) => (isTypeOf(resource.type, wanted) ? args.props : undefined) as never,
    getConfig: <T extends object>() => run.config as T,
    notApplicable,
    [RESOURCE_INPUT]: { resource, located, charter },
  };
  return args;
}

/** Arguments for the whole document: the resources that exist after the apply. */
export function hostStack(located: Located, charter: Charter, run: HostingRun): StackArgs {
  let resources: PolicyResource[] | undefined;
  return {
    get resources() {
      return (resources ??= located.document.resources
        .filter((resource) => resource.stays)
        .map((resource) => hostResource(resource, located, charter, run)));
    },
    stackTags: NO_TAGS,
    getConfig: <T extends object>() => run.config as T,
    notApplicable,
    [DOCUMENT_INPUT]: { located, charter },
  };
}

function hostProvider({ provider }: Resource, run: HostingRun): PolicyProviderResource | undefined {
  if (!provider) return undefined;
  return {
    type: `pulumi:providers:${provider.name}`,
    name: provider.alias ?? provider.name,
    urn: `urn:pulumi:clover::terraform::pulumi:providers:${provider.name}::${provider.address}`,
    props: tripwire(provider.settings, provider.address, (trip) => run.trips.push(trip)),
  };
}

type Class = object & { readonly __pulumiType?: unknown };

/**
 * True if the class has the Terraform type. A class of the Pulumi SDK (`aws:s3/bucket:Bucket`) has none. It is refused with an
 * error, because with the answer "no" the policy would accept every resource.
 */
function isTypeOf(type: string, wanted: Class): boolean {
  const token = wanted.__pulumiType;
  if (typeof token !== "string" || token.includes(":")) {
    throw new Error(
      `it asks for the Pulumi class ${String(token)}, which Terraform does not have: compare args.type with the Terraform type instead`,
    );
  }
  return type === token;
}

function notApplicable(reason?: string): never {
  throw new NotApplicable(reason);
}
