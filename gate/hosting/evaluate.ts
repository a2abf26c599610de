/**
 * Runs policies over a document. Ours and a team's own CrossGuard policies are hosted alike; the only difference is that a
 * foreign policy sees what stays, because CrossGuard knows no deletes and no data sources.
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

/** A policy that threw: a fault (exit 3), because its judgement is unknown. */
export class PolicyFault extends Error {
  constructor(policy: string, address: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The policy ${policy} failed${address ? ` at ${address}` : ""}: ${reason}`, { cause });
    this.name = "PolicyFault";
  }
}

type Validation = (args: never, report: Reporter) => unknown;

/** @returns every problem that any policy reports, in no particular order. Rejects with {@link PolicyFault}. */
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
 * Our own policies are synchronous, meet no tripwire and say where each problem is: thousands of calls that cost nothing. All of
 * them see one resource before any sees the next, while what it is made of is still at hand.
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
        if (validation(subject as never, report) !== undefined) throw new Error("it returned something to wait for");
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
    // Trips are noted where they happen: a policy may swallow what the wire throws, or throw its own error instead.
    if (run.trips.length === 0 && !(error instanceof NotApplicable)) throw new PolicyFault(policy.name, address, error);
  }
  for (const trip of run.trips) note(policy, undecided(policy, trip));
}

/** Tells whether a policy carries metadata for reviewers: ours do, a plain CrossGuard policy does not. */
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
