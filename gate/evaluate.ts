/**
 * Runs policies over a document. Ours and a team's own CrossGuard policies are hosted alike; the only difference is that a
 * foreign policy sees what stays, because CrossGuard knows no deletes and no data sources.
 */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Charter } from "../charter/schema";
import type { Located } from "../placement/placement";
import type { Dossier, Policy, Problem, Reporter } from "../policies/policy";
import { hostResource, hostStack, hostSubject, NotApplicable, urnOf, type Desk } from "./host";
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

/** A policy made ready to run. */
interface Hosting {
  readonly policy: HostablePolicy;
  readonly validations: readonly Validation[];
  readonly config: object;
  readonly note: (problem: Problem) => void;
}

/** @returns every problem that any policy reports, in no particular order. Rejects with {@link PolicyFault}. */
export async function evaluate(
  located: Located,
  charter: Charter,
  policies: readonly HostablePolicy[],
): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  const desk: Desk = { run: { config: {}, trips: [] } };
  const hostings = policies.map((policy): Hosting => {
    const note = (problem: Problem) => judgements.push({ policy, problem });
    return { policy, validations: validationsOf(policy), config: defaultsOf(policy), note };
  });
  const perResource = hostings.filter(({ policy }) => !isStackPolicy(policy));
  const foreign = perResource.filter(({ policy }) => !isOurs(policy));

  for (const resource of located.document.resources) {
    const ours = hostSubject(resource, located, charter);
    // Few documents meet a foreign policy, and its arguments cost more than all of our policies together.
    const args = foreign.length > 0 && resource.stays ? hostResource(resource, located, charter, desk) : undefined;
    for (const hosting of perResource) {
      const given = isOurs(hosting.policy) ? ours : args;
      const pending = given && run(hosting, given, resource.address, () => resource.address, desk);
      if (pending) await pending;
    }
  }
  for (const hosting of hostings.filter(({ policy }) => isStackPolicy(policy))) {
    await run(hosting, hostStack(located, charter, desk), "", (urn) => addressOf(urn, located), desk);
  }
  return judgements;
}

/** Runs all functions of one policy. Awaiting nothing costs a turn of the event loop: without a promise nobody waits. */
function run(
  { policy, validations, config, note }: Hosting,
  args: object,
  address: string,
  locateUrn: (urn: string | undefined) => string,
  desk: Desk,
): Promise<void> | undefined {
  const report: Reporter = (message, urn, problem) => note(problem ?? violation(locateUrn(urn), message));
  let waiting: Promise<void> | undefined;
  for (const validation of validations) {
    const start = () => {
      const { trips } = (desk.run = { config, trips: [] });
      const finish = () => {
        for (const trip of trips) note(undecided(policy, trip));
      };
      const fail = (error: unknown) => {
        // Trips are noted where they happen: a policy may swallow what the wire throws, or throw its own error instead.
        if (trips.length === 0 && !(error instanceof NotApplicable)) throw new PolicyFault(policy.name, address, error);
        finish();
      };
      return settle(() => validation(args as never, report), finish, fail);
    };
    waiting = waiting ? waiting.then(start) : start();
  }
  return waiting;
}

/** Calls, and goes on at once or when the promise is kept. */
function settle(call: () => unknown, finish: () => void, fail: (error: unknown) => void): Promise<void> | undefined {
  let pending: unknown;
  try {
    pending = call();
  } catch (error) {
    fail(error);
    return undefined;
  }
  if (isThenable(pending)) return Promise.resolve(pending).then(finish, fail);
  finish();
  return undefined;
}

/** Whether a policy carries what reviewers need: ours do, a plain CrossGuard policy does not. */
export const isOurs = (policy: HostablePolicy): policy is HostablePolicy & Dossier => "examples" in policy;

const isStackPolicy = (policy: HostablePolicy): policy is StackValidationPolicy =>
  "validateStack" in policy && policy.validateStack !== undefined;

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
