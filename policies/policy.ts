/**
 * A policy is a plain object of `@pulumi/policy`'s types, with metadata for reviewers. {@link resourcePolicy} and
 * {@link documentPolicy} write one from a single function over Clover's model; the object runs under Clover's gate and under
 * the Pulumi engine alike, because both call `validateResource` / `validateStack`.
 */
import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Charter } from "../charter/schema";
import type { Place } from "../charter/places";
import type { Resource } from "../model/document";
import type { Flow, Located } from "../placement/placement";

export type ProblemOutcome = "violation" | "undetermined";
export type Severity = "critical" | "high" | "medium" | "low";

/** A violation, or a fact that could not be proven. */
export interface Problem {
  readonly outcome: ProblemOutcome;
  /** Terraform address. */
  readonly address: string;
  /** Attribute path, "" for the whole resource. */
  readonly path: string;
  /** One sentence for people: what is wrong and where. */
  readonly message: string;
  readonly place?: Place;
  readonly evidence?: readonly string[];
  readonly origin?: string;
  /** The flow that it is about. The gate compares it with the transfers of the charter. */
  readonly flow?: Flow;
}

/** A resource with its placement and context. */
export interface ResourceInput {
  readonly resource: Resource;
  /** Placements, flows and accesses of the whole document. */
  readonly located: Located;
  readonly charter: Charter;
}

/** A whole document with its placements and context. */
export interface DocumentInput {
  readonly located: Located;
  readonly charter: Charter;
}

/** A small Terraform JSON document with the expected outcome of each resource. */
export interface Example {
  readonly name: string;
  /** Terraform JSON as `cdktf synth` writes it: provider, resource, data, variable, ... */
  readonly terraform: Readonly<Record<string, unknown>>;
  /** ProblemOutcome by address. "pass": no finding of this policy. Every resource (or provider) of the document is named. */
  readonly expect: Readonly<Record<string, ProblemOutcome | "pass">>;
}

/** Metadata of a policy for reviewers, written once, in the policy's file. */
export interface PolicyMetadata {
  /** Id: theme/name, equal to folder/file. */
  readonly name: string;
  /** One sentence that is true if the policy is satisfied. */
  readonly description: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  /** References into GDPR, C5, SecNumCloud, DORA, NIS2, Cloud Sovereignty Framework. */
  readonly controls: readonly string[];
  readonly examples: readonly Example[];
  /** False: no waiver is accepted. */
  readonly waivable: boolean;
  readonly enforcementLevel: "mandatory" | "advisory";
}

export type ResourcePolicy = ResourceValidationPolicy &
  PolicyMetadata & { validateResource(args: ResourceArgs, report: Reporter): void };
export type DocumentPolicy = StackValidationPolicy &
  PolicyMetadata & { validateStack(args: StackArgs, report: Reporter): void };
export type Policy = ResourcePolicy | DocumentPolicy;

/** The key under which Clover's gate hands a policy its input; the Pulumi engine's arguments lack it. */
export const RESOURCE_INPUT = Symbol.for("clover.input");

/** `reportViolation` of Clover's gate. The third argument carries details for which Pulumi's signature has no parameter. */
export type Reporter = (message: string, urn?: string, problem?: Problem) => void;

export type ResourceArgs = ResourceValidationArgs & { readonly [RESOURCE_INPUT]?: ResourceInput };
export type StackArgs = StackValidationArgs & { readonly [DOCUMENT_INPUT]?: DocumentInput };

/** The same for policies that judge a whole document. */
export const DOCUMENT_INPUT = Symbol.for("clover.input");

/** An empty result. One shared list, because most policies find no problem in most resources. */
export const NOTHING: readonly Problem[] = [];

/** Writes a policy that judges one resource at a time. */
export function resourcePolicy(
  metadata: PolicyMetadata,
  judge: (input: ResourceInput) => Iterable<Problem>,
): ResourcePolicy {
  return {
    ...metadata,
    validateResource(args: ResourceArgs, report: Reporter) {
      const input = args[RESOURCE_INPUT];
      if (!input) throw new Error(`${metadata.name} needs an input: run it through Clover's gate or policies/pack.ts`);
      const problems = judge(input);
      if (problems === NOTHING) return;
      for (const problem of problems) report(problem.message, args.urn, problem);
    },
  };
}

/** Writes a policy that judges a whole document. */
export function documentPolicy(
  metadata: PolicyMetadata,
  judge: (input: DocumentInput) => Iterable<Problem>,
): DocumentPolicy {
  return {
    ...metadata,
    validateStack(args: StackArgs, report: Reporter) {
      const input = args[DOCUMENT_INPUT];
      if (!input)
        throw new Error(`${metadata.name} needs a document: run it through Clover's gate or policies/pack.ts`);
      for (const problem of judge(input)) report(problem.message, undefined, problem);
    },
  };
}
