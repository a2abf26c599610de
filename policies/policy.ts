/**
 * A policy is a plain object of `@pulumi/policy`'s types plus what reviewers need. {@link resourcePolicy} and
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

export type Outcome = "violation" | "undetermined";
export type Severity = "critical" | "high" | "medium" | "low";

/** What is wrong, or could not be proven right. */
export interface Problem {
  readonly outcome: Outcome;
  /** Terraform address. */
  readonly address: string;
  /** Attribute path, "" for the whole resource. */
  readonly path: string;
  /** One sentence for people: what is wrong and where. */
  readonly message: string;
  readonly place?: Place;
  readonly evidence?: readonly string[];
  readonly origin?: string;
  /** The flow that it is about: what the charter's transfers are held against. */
  readonly flow?: Flow;
}

/** A resource with all that is known about it. */
export interface Subject {
  readonly resource: Resource;
  /** Placements, flows and accesses of the whole document. */
  readonly located: Located;
  readonly charter: Charter;
}

/** A whole document with all that is known about it. */
export interface Bench {
  readonly located: Located;
  readonly charter: Charter;
}

/** An example is a small Terraform JSON document with the outcome of each resource. */
export interface Example {
  readonly name: string;
  /** Terraform JSON as `cdktf synth` writes it: provider, resource, data, variable, ... */
  readonly terraform: Readonly<Record<string, unknown>>;
  /** Outcome by address. "pass": no finding of this policy. Every resource (or provider) of the document is named. */
  readonly expect: Readonly<Record<string, Outcome | "pass">>;
}

/** What reviewers need to know of a policy; everything stands in the policy's file, once. */
export interface Dossier {
  /** Id: theme/name, equal to folder/file. */
  readonly name: string;
  /** One sentence: what holds when the policy is satisfied. */
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
  Dossier & { validateResource(args: Hosted, report: Reporter): void };
export type DocumentPolicy = StackValidationPolicy &
  Dossier & { validateStack(args: HostedStack, report: Reporter): void };
export type Policy = ResourcePolicy | DocumentPolicy;

/** The key under which Clover's gate hands a policy its subject; the Pulumi engine's arguments lack it. */
export const SUBJECT = Symbol.for("clover.subject");

/** `reportViolation` as Clover's gate gives it: the third argument carries the details that Pulumi has no room for. */
export type Reporter = (message: string, urn?: string, problem?: Problem) => void;

export type Hosted = ResourceValidationArgs & { readonly [SUBJECT]?: Subject };
export type HostedStack = StackValidationArgs & { readonly [BENCH]?: Bench };

/** The same for policies that judge a whole document. */
export const BENCH = Symbol.for("clover.bench");

/** Nothing to say: one empty list for all, since most policies have nothing to say of most resources. */
export const NOTHING: readonly Problem[] = [];

/** Writes a policy that judges one resource at a time. */
export function resourcePolicy(dossier: Dossier, judge: (subject: Subject) => Iterable<Problem>): ResourcePolicy {
  return {
    ...dossier,
    validateResource(args: Hosted, report: Reporter) {
      const subject = args[SUBJECT];
      if (!subject)
        throw new Error(`${dossier.name} needs a subject: run it through Clover's gate or policies/pack.ts`);
      const problems = judge(subject);
      if (problems === NOTHING) return;
      for (const problem of problems) report(problem.message, args.urn, problem);
    },
  };
}

/** Writes a policy that judges a whole document. */
export function documentPolicy(dossier: Dossier, judge: (bench: Bench) => Iterable<Problem>): DocumentPolicy {
  return {
    ...dossier,
    validateStack(args: HostedStack, report: Reporter) {
      const bench = args[BENCH];
      if (!bench) throw new Error(`${dossier.name} needs a document: run it through Clover's gate or policies/pack.ts`);
      for (const problem of judge(bench)) report(problem.message, undefined, problem);
    },
  };
}
