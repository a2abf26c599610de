/**
 * Runs policies over a document: Clover's and a team's own CrossGuard policies. A CrossGuard policy sees only resources that stay,
 * because CrossGuard does not know deletes and data sources.
 */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Charter } from "../../charter/schema";
import type { Resource } from "../../model/document";
import type { Located } from "../../placement/placement";
import type { PolicyMetadata, Policy, Problem, Reporter } from "../../policies/policy";
import { hostResource, PackResourceArgs, hostStack, NotApplicable, urnOf, type HostingRun } from "./policy-host";
import type { UnknownRead } from "./tripwire";

/** Any policy the gate can host: one of the pack, or a plain CrossGuard policy. */
export type HostablePolicy = Policy | ResourceValidationPolicy | StackValidationPolicy;

/** The judgement of one policy. */
export interface Judgement {
  readonly policy: HostablePolicy;
  readonly problem: Problem;
}

/** Raised if a policy throws an error (exit 3), because its judgement is then unknown. */
export class PolicyFault extends Error {
  constructor(policy: string, address: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The policy ${policy} failed${address ? ` at ${address}` : ""}: ${reason}`, { cause });
    this.name = "PolicyFault";
  }
}

type Validation = (args: never, report: Reporter) => unknown;

/**
 * Runs the policies.
 *
 * @returns every problem that a policy reports, in any order
 * @throws PolicyFault if a policy throws an error
 */
export async function evaluate(
  located: Located,
  charter: Charter,
  policies: readonly HostablePolicy[],
): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  const note = (policy: HostablePolicy, problem: Problem) => judgements.push({ policy, problem });
  const { resources } = located.document;

  judgeSubjects(policies.filter(isOurs), located, charter, note);
  for (const policy of policies) {
    if (isStackPolicy(policy)) await judgeStack(policy, located, charter, note);
    else if (!isOurs(policy))
      for (const resource of resources)
        if (resource.stays) await judgeResource(policy, resource, located, charter, note);
  }
  return judgements;
}

type Note = (policy: HostablePolicy, problem: Problem) => void;

/**
 * Runs Clover's own policies, which are synchronous, read no tripwire and give the path of each problem. All of them judge one
 * resource before the next one, while its data is still in the caches.
 */
function judgeSubjects(
  policies: readonly (HostablePolicy & PolicyMetadata)[],
  located: Located,
  charter: Charter,
  note: Note,
): void {
  const judges = policies
    .filter((policy) => !isStackPolicy(policy))
    .flatMap((policy) => {
      const report: Reporter = (message, _urn, problem) => note(policy, problem ?? violation("", message));
      return validationsOf(policy).map((validation) => ({ policy, validation, report }));
    });
  for (const resource of located.document.resources) {
    const subject = new PackResourceArgs(resource, located, charter);
    let at = 0;
    try {
      for (; at < judges.length; at++) {
        const { validation, report } = judges[at]!;
        if (validation(subject as never, report) !== undefined) throw new Error("it returned a promise");
      }
    } catch (error) {
      throw new PolicyFault(judges[at]!.policy.name, resource.address, error);
    }
  }
}

async function judgeResource(
  policy: HostablePolicy,
  resource: Resource,
  located: Located,
  charter: Charter,
  note: Note,
) {
  const report: Reporter = (message) => note(policy, violation(resource.address, message));
  for (const validation of validationsOf(policy)) {
    const host = (run: HostingRun) => hostResource(resource, located, charter, run);
    await attempt(policy, (run) => validation(host(run) as never, report), resource.address, note);
  }
}

async function judgeStack(policy: HostablePolicy, located: Located, charter: Charter, note: Note) {
  const report: Reporter = (message, urn, problem) =>
    note(policy, problem ?? violation(addressOf(urn, located), message));
  for (const validation of validationsOf(policy)) {
    const host = (run: HostingRun) => hostStack(located, charter, run);
    await attempt(policy, (run) => validation(host(run) as never, report), "", note);
  }
}

async function attempt(policy: HostablePolicy, call: (run: HostingRun) => unknown, address: string, note: Note) {
  const run: HostingRun = { config: defaultsOf(policy), trips: [] };
  try {
    await call(run);
  } catch (error) {
    // Trips are recorded when they happen, because a policy may catch the error or throw another one.
    if (run.trips.length === 0 && !(error instanceof NotApplicable)) throw new PolicyFault(policy.name, address, error);
  }
  for (const trip of run.trips) note(policy, undecided(policy, trip));
}

/** True if a policy has metadata for reviewers. Clover's policies have it, and plain CrossGuard policies do not. */
export const isOurs = (policy: HostablePolicy): policy is HostablePolicy & PolicyMetadata => "examples" in policy;

const isStackPolicy = (policy: HostablePolicy): policy is StackValidationPolicy =>
  "validateStack" in policy && policy.validateStack !== undefined;

function validationsOf(policy: HostablePolicy): readonly Validation[] {
  const validations = isStackPolicy(policy) ? policy.validateStack : policy.validateResource;
  const list = (Array.isArray(validations) ? validations : [validations]).filter((one) => typeof one === "function");
  if (list.length === 0) throw new PolicyFault(policy.name, "", "it has no validateResource and no validateStack");
  return list as unknown as readonly Validation[];
}

function defaultsOf(policy: HostablePolicy): object {
  const properties = Object.entries(policy.configSchema?.properties ?? {});
  const defaults = properties.filter(([, schema]) => "default" in schema);
  return Object.fromEntries(defaults.map(([key, schema]) => [key, schema.default]));
}

const violation = (address: string, message: string): Problem => ({ outcome: "violation", address, path: "", message });

const undecided = (policy: HostablePolicy, { address, path }: UnknownRead): Problem => ({
  outcome: "undetermined",
  address,
  path,
  message: `${path} is known only after apply, and ${policy.name} cannot decide without it`,
});

function addressOf(urn: string | undefined, { document }: Located): string {
  if (urn === undefined) return "";
  const resource = document.resources.find((resource) => urnOf(resource) === urn);
  if (!resource) throw new Error(`it reports a URN that the document does not hold: ${urn}`);
  return resource.address;
}
