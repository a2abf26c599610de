/** The one place where data about people turns into data that may flow: pseudonymised, by a contract, under a key nobody reads. */
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { type DataContract, parseContract } from "../pseudonymiser/contract";
import { NAMESPACE } from "../pseudonymiser/counts";
import { ApprovalKey } from "./approval-key";
import { type EnclavePrincipal, principalArn } from "./enclave-principal";
import { badContract, samePerson } from "./errors";
import type { IdentityStatement } from "./policy-document";
import { SiteStack } from "./site-stack";
import type { SovereignBucket } from "./sovereign-bucket";
import { SovereignFunction, type SovereignFunctionProps } from "./sovereign-function";
import { SovereignHmacKey } from "./sovereign-hmac-key";
import type { SovereignNetwork } from "./sovereign-network";
import type { SovereignStream } from "./sovereign-stream";
import { SovereignTable } from "./sovereign-table";

/** A stream whose records are pseudonymised as they come. */
export interface PseudonymisedStream {
  readonly source: SovereignStream;
  /** Where pseudonymised records go, as JSON lines; for allowable data. */
  readonly exportTo: SovereignBucket;
  /** Where records go that are malformed, as they came; for restricted data. */
  readonly failures: SovereignBucket;
}

/** Who may learn, with whose consent, who is behind a pseudonym. */
export interface Reidentification {
  /** Roles that may ask. */
  readonly requesters: readonly [EnclavePrincipal, ...EnclavePrincipal[]];
  /** Roles that may approve; none of them may ask. */
  readonly approvers: readonly [EnclavePrincipal, ...EnclavePrincipal[]];
}

/** What a pseudonymiser is made from; at least one of `stream` and `callers`. */
export interface PseudonymiserProps {
  readonly contract: DataContract;
  readonly network: SovereignNetwork;
  /** Pseudonymises what comes on a stream. @default no stream */
  readonly stream?: PseudonymisedStream;
  /** Roles that may send records and get them back pseudonymised. @default nobody */
  readonly callers?: readonly EnclavePrincipal[];
  /** The way back. @default none: nothing is kept that could name anybody */
  readonly reidentification?: Reidentification;
  /** More records than this in an hour raise an alarm. @default 1 000 000 */
  readonly recordsPerHour?: number;
}

/**
 * Pseudonymises records for one domain. Serves GDPR Art. 4(5), 25 and 32(1)(a), and EDPB Guidelines 01/2025 on
 * pseudonymisation: keyed pseudonyms whose secret is out of the domain's reach, quasi-identifiers generalised, all else dropped.
 *
 * - The root is an HMAC key that only these functions may use; the account's administrators may not. It is asked once per
 *   domain and epoch, for a key that stays in memory.
 * - What runs is bundled at synth with the contract inside: the plan carries the digest of both.
 * - Malformed records of a stream go to `failures` with all that they hold, so that bucket is for restricted data.
 * - With `reidentification` a table of its own, under a key of its own, remembers who is behind each pseudonym; only a function
 *   reads it, only for the requesters, and only once for each approval that an approver signed (see docs/pseudonymisation.md).
 * - Alarms: more records than usual, malformed records, records outside of the contract, every re-identification, every refusal.
 *
 * @throws ConstructError for a contract that says what no rule allows, for nothing to do, for approvers that may ask, and on an
 * Outpost site
 */
export class Pseudonymiser extends Construct {
  /** ARN of the function for callers, if there are any. */
  readonly requestFunctionArn?: string;
  /** ARN of the function for requesters, and of the key with which approvers sign. */
  readonly reidentification?: { readonly functionArn: string; readonly approvalKeyArn: string };

  constructor(scope: Construct, id: string, props: PseudonymiserProps) {
    super(scope, id);
    const contract = this.#read(props.contract);
    const callers = props.callers ?? [];
    if (!props.stream && callers.length === 0) {
      throw badContract(this.node.path, "it has neither a stream nor callers", "Give stream, callers, or both");
    }
    const way = props.reidentification;
    const shared = way?.approvers.find((one) => way.requesters.some((other) => overlap(one, other)));
    if (shared) throw samePerson(this.node.path, shared.role ?? `all of account ${shared.account}`);

    const make = (name: string, entry: string, description: string): SovereignFunction =>
      new SovereignFunction(this, name, { description, network: props.network, entry, constants: { CONTRACT: contract } });
    const onStream = props.stream && make("stream", "stream-function", `Pseudonymises a stream for ${contract.domain}`);
    const onRequest =
      callers.length > 0 ? make("request", "request-function", `Pseudonymises on request for ${contract.domain}`) : undefined;
    const workers = [onStream, onRequest].filter((one) => one !== undefined);
    const root = new SovereignHmacKey(this, "root", {
      description: `Root of the pseudonyms of ${contract.domain}`,
      users: workers.map(({ roleName }) => ({ account: "workload", role: roleName })),
      dependsOn: workers.map(({ role }) => role),
    });
  }
}
