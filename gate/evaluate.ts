/**
 * Runs policies over a document. Ours and a team's own CrossGuard policies are hosted alike; the only difference is that a
 * foreign policy sees what stays, because CrossGuard knows no deletes and no data sources.
 */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Charter } from "../charter/schema";
import type { Located } from "../placement/placement";
import type { Dossier, Policy, Problem, Reporter } from "../policies/policy";
import { hostResource, hostStack, NotApplicable, urnOf, type Desk, type Run } from "./host";
import type { UnknownRead } from "./tripwire";

/** Any policy the gate can host: one of the pack, or a plain CrossGuard policy. */
export type HostablePolicy = Policy | ResourceValidationPolicy | StackValidationPolicy;

/** What one policy said. */
export interface Judgement {
  readonly policy: HostablePolicy;
  readonly problem: Problem;
}

/** A policy broke: a fault (exit 3), since nobody knows what it would have said. */
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
  const runs = policies.map((policy) => ({ policy, validations: validationsOf(policy), config: defaultsOf(policy) }));
  const perResource = runs.filter(({ policy }) => !isStackPolicy(policy));
  const desk: Desk = { run: { config: {}, trips: [] } };

  for (const resource of located.document.resources) {
    const args = hostResource(resource, located, charter, desk);
    for (const { policy, validations, config } of perResource) {
      if (!resource.stays && !isOurs(policy)) continue;
      const report: Reporter = (message, _urn, problem) =>
        judgements.push({ policy, problem: problem ?? violation(resource.address, message) });
      for (const validation of validations) {
        const run: Run = (desk.run = { config, trips: [] });
        const pending = attempt(() => validation(args as never, report), policy.name, resource.address, run);
        if (pending) await pending;
        for (const trip of run.trips) judgements.push({ policy, problem: undecided(policy, trip) });
      }
    }
  }

  for (const { policy, validations, config } of runs.filter(({ policy }) => isStackPolicy(policy))) {
    const report: Reporter = (message, urn, problem) =>
      judgements.push({ policy, problem: problem ?? violation(addressOf(urn, located), message) });
    const run: Run = (desk.run = { config, trips: [] });
    for (const validation of validations) {
      const pending = attempt(
        () => validation(hostStack(located, charter, desk) as never, report),
        policy.name,
        "",
        run,
      );
      if (pending) await pending;
    }
    for (const trip of run.trips) judgements.push({ policy, problem: undecided(policy, trip) });
  }
  return judgements;
}

/** Whether a policy carries what reviewers need: ours do, a plain CrossGuard policy does not. */
export const isOurs = (policy: HostablePolicy): policy is HostablePolicy & Dossier => "examples" in policy;

const isStackPolicy = (policy: HostablePolicy): policy is StackValidationPolicy =>
  "validateStack" in policy && policy.validateStack !== undefined;

/** Awaiting nothing costs a turn of the event loop: only a policy that returns a promise is waited for. */
function attempt(call: () => unknown, policy: string, address: string, { trips }: Run): Promise<void> | undefined {
  const settle = (error: unknown) => {
    // Trips are noted where they happen: a policy may swallow what the wire throws, or throw its own error instead.
    if (trips.length > 0 || error instanceof NotApplicable) return;
    throw new PolicyFault(policy, address, error);
  };
  try {
    const pending = call();
    if (isThenable(pending)) return Promise.resolve(pending).then(() => undefined, settle);
  } catch (error) {
    settle(error);
  }
  return undefined;
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | undefined)?.then === "function";

function validationsOf(policy: HostablePolicy): readonly Validation[] {
  const validations = isStackPolicy(policy) ? policy.validateStack : policy.validateResource;
  const list = (Array.isArray(validations) ? validations : [validations]).filter((one) => typeof one === "function");
  if (list.length === 0) throw new PolicyFault(policy.name, "", "it has no validateResource and no validateStack");
  return list as unknown as readonly Validation[];
}

function defaultsOf(policy: HostablePolicy): object {
  const properties = Object.entries(policy.configSchema?.properties ?? {});
  return Object.fromEntries(
    properties.filter(([, schema]) => "default" in schema).map(([key, schema]) => [key, schema.default]),
  );
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
