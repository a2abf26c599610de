/**
 * Serves the pack to the Pulumi engine (`pulumi preview --policy-pack`): the same objects that the gate runs, with what they
 * need made from Pulumi's arguments. The charter is the `charter` of the pack's configuration, else the nearest charter.yaml.
 */
import { PolicyPack, type PolicyConfigSchema, type ReportViolation, type ResourceValidationArgs, type ResourceValidationPolicy, type StackValidationArgs, type StackValidationPolicy } from "@pulumi/policy";
import { findCharter, loadCharter } from "../charter/load";
import type { Charter } from "../charter/schema";
import { readPulumi, type PulumiResource } from "../model/from-pulumi";
import { locate } from "../placement/locate";
import { policies } from "./catalogue";
import { BENCH, SUBJECT, type DocumentPolicy, type Hosted, type HostedStack, type Policy, type ResourcePolicy } from "./policy";
import { terraformTypeOf } from "./pulumi-types";

const configSchema: PolicyConfigSchema = {
  properties: { charter: { type: "string", description: "Path of the charter; the nearest charter.yaml if not given" } },
};

interface Config {
  readonly charter?: string;
}

const charters = new Map<string, Charter>();

function charterOf({ charter: path = findCharter(".") }: Config): Charter {
  if (!path) throw new Error("No charter.yaml found from here upwards. Name one as `charter` in the policy pack's configuration.");
  let charter = charters.get(path);
  if (!charter) charters.set(path, (charter = loadCharter(path).charter));
  return charter;
}

const isDocumentPolicy = (policy: Policy): policy is DocumentPolicy => "validateStack" in policy;

function forPulumi(policy: Policy): ResourceValidationPolicy | StackValidationPolicy {
  const { description, enforcementLevel } = policy;
  // Pulumi's names of policies allow no slash.
  const common = { name: policy.name.replace("/", "-"), description, enforcementLevel, configSchema };
  return isDocumentPolicy(policy)
    ? { ...common, validateStack: wholeProgram(policy) }
    : { ...common, validateResource: oneResource(policy) };
}

function oneResource(policy: ResourcePolicy) {
  return (args: ResourceValidationArgs, report: ReportViolation): void => {
    const charter = charterOf(args.getConfig<Config>());
    const document = readPulumi([args as unknown as PulumiResource], terraformTypeOf);
    const located = locate(document, charter);
    for (const resource of document.resources) {
      const hosted: Hosted = { ...args, [SUBJECT]: { resource, located, charter } };
      policy.validateResource(hosted, (message: string) => report(message));
    }
  };
}

function wholeProgram(policy: DocumentPolicy) {
  return (args: StackValidationArgs, report: ReportViolation): void => {
    const charter = charterOf(args.getConfig<Config>());
    const located = locate(readPulumi(args.resources as unknown as PulumiResource[], terraformTypeOf), charter);
    const hosted: HostedStack = { ...args, [BENCH]: { located, charter } };
    policy.validateStack(hosted, (message: string) => report(message));
  };
}

export const pack = new PolicyPack("clover", { policies: policies.map(forPulumi), description: "European user data stays where it was promised to stay" });
