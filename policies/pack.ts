/**
 * Serves the pack to the Pulumi engine (`pulumi preview --policy-pack`). It runs the same policy objects as the gate, and makes
 * their input from Pulumi's arguments.
 *
 * The engine passes each resource alone before it is created, and the whole program at the end of a preview. A resource that is
 * certainly in an unapproved place is refused at once. All policies judge the whole program, where references can be followed.
 */
import {
  PolicyPack,
  type PolicyConfigSchema,
  type ReportViolation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { findCharter, loadCharter } from "../charter/load";
import type { Charter } from "../charter/schema";
import { readPulumi, unknownInputs, type PulumiResource } from "../model/pulumi/from-pulumi";
import { locate } from "../placement/locate";
import type { Located } from "../placement/placement";
import { policies } from "./catalogue";
import {
  DOCUMENT_INPUT,
  RESOURCE_INPUT,
  type ResourceArgs,
  type StackArgs,
  type Policy,
  type Reporter,
} from "./policy";
import { terraformTypeOf } from "./pulumi-types";

const configSchema: PolicyConfigSchema = {
  properties: {
    charter: { type: "string", description: "Path of the charter; the nearest charter.yaml if not given" },
  },
};

interface Config {
  readonly charter?: string;
}

const charters = new Map<string, Charter>();

function charterAt(path: string): Charter {
  let charter = charters.get(path);
  if (!charter) charters.set(path, (charter = loadCharter(path).charter));
  return charter;
}

/** The nearest charter, searched upwards from the pack's own folder, because the engine starts the pack there. */
const nearest = findCharter(".");

function charterOf({ charter: path = nearest }: Config): Charter {
  if (!path) {
    throw new Error("No charter.yaml found from the policy pack upwards. Name one as `charter` in its configuration.");
  }
  return charterAt(path);
}

/** Judges one policy on every resource of a document, or on the whole. */
function run(policy: Policy, located: Located, charter: Charter, report: Reporter): void {
  if ("validateStack" in policy) {
    void policy.validateStack({ [DOCUMENT_INPUT]: { located, charter } } as StackArgs, report);
    return;
  }
  for (const resource of located.document.resources) {
    void policy.validateResource(
      { urn: resource.address, [RESOURCE_INPUT]: { resource, located, charter } } as ResourceArgs,
      report,
    );
  }
}

const read = (resources: readonly unknown[], charter: Charter): Located =>
  locate(
    readPulumi(resources as readonly PulumiResource[], terraformTypeOf),
    charter,
    new Date().toISOString().slice(0, 10),
  );

/** Names of the inputs by URN. The whole program has outputs only, in which inputs and computed values look the same. */
const passed = new Map<string, ReadonlySet<string>>();

/** Judges one resource alone, for problems that do not depend on other resources. */
const alone =
  (policy: Policy) =>
  (args: ResourceValidationArgs, report: ReportViolation): void => {
    const charter = charterOf(args.getConfig<Config>());
    passed.set(args.urn, unknownInputs(args));
    run(policy, read([args], charter), charter, (message, urn, problem) => {
      if (problem?.outcome === "violation") report(message, urn);
    });
  };

/** Judges the whole program by all policies. */
const whole =
  (policy: Policy) =>
  (args: StackValidationArgs, report: ReportViolation): void => {
    const charter = charterOf(args.getConfig<Config>());
    if (charter.policies?.[policy.name] === "disabled") return;
    const urns = new Set(args.resources.map(({ urn }) => urn));
    const resources = args.resources.map((resource) => ({ ...resource, passed: passed.get(resource.urn) }));
    run(policy, read(resources, charter), charter, (message, _urn, problem) => {
      report(message, problem && urns.has(problem.address) ? problem.address : undefined);
    });
  };

/** Themes whose violations do not depend on other resources: an unapproved region or destination stays unapproved. */
const CERTAIN = /^(residency|egress)\//;

function forPulumi(policy: Policy): StackValidationPolicy & Partial<ResourceValidationPolicy> {
  const { description, severity, fix } = policy;
  const level = nearest ? charterAt(nearest).policies?.[policy.name] : undefined;
  const hosted = {
    // Pulumi does not allow a slash in the name of a policy.
    name: policy.name.replace("/", "-"),
    description,
    severity,
    remediationSteps: fix,
    enforcementLevel: level ?? policy.enforcementLevel,
    configSchema,
    validateStack: whole(policy),
  };
  return CERTAIN.test(policy.name) ? { ...hosted, validateResource: alone(policy) } : hosted;
}

export const pack = new PolicyPack("clover", {
  policies: policies.map(forPulumi),
  description: "European user data stays where it was promised to stay",
});
