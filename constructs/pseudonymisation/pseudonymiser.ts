/** The one place where data about people turns into data that may flow: pseudonymised, by a contract, under a key nobody reads. */
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { ContractError, type DataContract, parseContract } from "../../pseudonymiser/contract";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { badContract, wrongDataClass } from "../foundation/errors";
import { missingEndpoints } from "../foundation/perimeter-errors";
import type { IdentityStatement } from "../foundation/policy-document";
import { PseudonymisationAlarms } from "./pseudonymisation-alarms";
import { Reidentification, type ReidentificationProps } from "./reidentification";
import { SiteStack } from "../foundation/site-stack";
import type { SovereignBucket } from "../data/sovereign-bucket";
import { SovereignFunction } from "./sovereign-function";
import { SovereignHmacKey } from "../keys/sovereign-hmac-key";
import type { SovereignNetwork } from "../network/sovereign-network";
import type { SovereignStream } from "../data/sovereign-stream";

/** A stream whose records are pseudonymised as they come. */
export interface PseudonymisedStream {
  readonly source: SovereignStream;
  /** Where pseudonymised records go, as JSON lines. */
  readonly exportTo: SovereignBucket;
  /** Where malformed records go, as they came: a bucket for restricted data. */
  readonly failures: SovereignBucket;
}

/** What a pseudonymiser is made from; it needs a stream, callers, or both. */
export interface PseudonymiserProps {
  /** What may leave, field by field. All that it does not name is dropped. */
  readonly contract: DataContract;
  readonly network: SovereignNetwork;
  /** Pseudonymises what comes on a stream. @default no stream */
  readonly stream?: PseudonymisedStream;
  /** Roles that may send records and get them back pseudonymised. @default nobody */
  readonly callers?: readonly EnclavePrincipal[];
  /** The way back. @default none: nothing is kept that could name anybody */
  readonly reidentification?: Pick<ReidentificationProps, "requesters" | "approvers">;
  /** More records than this in an hour raise an alarm. @default 1 000 000 */
  readonly recordsPerHour?: number;
}

/**
 * Pseudonymises records for one domain. Serves GDPR Art. 4(5), 25 and 32(1)(a), and EDPB Guidelines 01/2025 on
 * pseudonymisation: keyed pseudonyms whose secret is out of the domain's reach, quasi-identifiers generalised, all else dropped.
 *
 * - The root is an HMAC key that only these functions may use; the account's administrators may not. It is asked once per
 *   domain and epoch and instance, for a key that stays in memory.
 * - What runs is bundled at synth with the contract inside: the plan carries the digest of both.
 * - Alarms: more records than usual, malformed ones, ones outside of the contract, every re-identification and every refusal.
 *
 * @throws ConstructError for a contract that says what no rule allows, for nothing to do, for stores of the wrong data class or
 * of another site, for a network without an endpoint for KMS, for approvers that may ask, and on an Outpost site
 */
export class Pseudonymiser extends Construct {
  /** ARN of the function for callers; undefined without callers. */
  readonly requestFunctionArn: string | undefined;
  /** The way back; undefined without one. */
  readonly reidentification: Reidentification | undefined;

  constructor(scope: Construct, id: string, props: PseudonymiserProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "Pseudonymiser", "the anchor site's");
    const { contract, callers } = this.#require(props);
    stack.requireSameSite(this, { network: props.network });
    // S3 and DynamoDB have their endpoints in every network; without one for KMS the functions never reach their root.
    if (!Object.hasOwn(props.network.endpointIds, "kms")) throw missingEndpoints(this.node.path, ["kms"]);
    const make = (name: string, description: string): SovereignFunction =>
      new SovereignFunction(this, name, {
        description: `${description} for ${contract.domain}`,
        network: props.network,
        entry: `${name}-function`,
        constants: { CONTRACT: contract },
      });
    const onStream = props.stream && make("stream", "Pseudonymises a stream");
    const onRequest = callers.length > 0 ? make("request", "Pseudonymises on request") : undefined;
    const workers = [onStream, onRequest].filter((one) => one !== undefined);

    const root = new SovereignHmacKey(this, "root", {
      description: `Root of the pseudonyms of ${contract.domain}`,
      users: workers.map(({ principal }) => principal),
      dependsOn: workers.map(({ role }) => role),
    });
    this.reidentification =
      props.reidentification &&
      new Reidentification(this, "reidentification", {
        ...props.reidentification,
        domain: contract.domain,
        network: props.network,
      });
    const statements = [
      { Sid: "Root", Effect: "Allow" as const, Action: "kms:GenerateMac", Resource: root.arn },
      ...(this.reidentification?.remembering ?? []),
    ];
    const environment = {
      ROOT_KEY: root.arn,
      ...(this.reidentification ? { IDENTITIES: this.reidentification.tableName } : {}),
    };
    onRequest?.start({ statements, environment });
    if (onStream) this.#follow(props.stream!, onStream, statements, environment);
    for (const [index, caller] of (onRequest ? callers : []).entries()) {
      new LambdaPermission(this, `caller-${index}`, {
        statementId: `Caller${index}`,
        functionName: onRequest!.functionName,
        action: "lambda:InvokeFunction",
        principal: principalArn(this, stack, caller),
      });
    }
    this.requestFunctionArn = onRequest?.arn;
    new PseudonymisationAlarms(this, "alarms", {
      domain: contract.domain,
      recordsPerHour: props.recordsPerHour ?? 1_000_000,
      reidentification: this.reidentification !== undefined,
    });
  }

  #require(props: PseudonymiserProps): { contract: DataContract; callers: readonly EnclavePrincipal[] } {
    const { path } = this.node;
    const callers = props.callers ?? [];
    if (!props.stream && callers.length === 0) {
      throw badContract(path, "it has neither a stream nor callers, so nothing would reach it");
    }
    if (props.stream) this.#requireStores(props.stream);
    try {
      return { contract: parseContract(props.contract), callers };
    } catch (error) {
      if (error instanceof ContractError) throw badContract(path, `its contract is none: ${error.message}`);
      throw error;
    }
  }

  /** Raw data must not end up where data leaves from, nor in another site. */
  #requireStores({ source, exportTo, failures }: PseudonymisedStream): void {
    SiteStack.of(this).requireSameSite(this, { source, exportTo, failures });
    if (exportTo.dataClass !== "allowable")
      throw wrongDataClass(this.node.path, "exportTo", exportTo.dataClass, "allowable");
    if (failures.dataClass !== "restricted") {
      throw wrongDataClass(this.node.path, "failures", failures.dataClass, "restricted");
    }
  }

  /** Lets the function read the stream, write exports, and hands it the records. */
  #follow(
    { source, exportTo, failures }: PseudonymisedStream,
    worker: SovereignFunction,
    shared: readonly IdentityStatement[],
    environment: Readonly<Record<string, string>>,
  ): void {
    const write = (Sid: string, bucket: SovereignBucket): IdentityStatement[] => [
      { Sid: `${Sid}Objects`, Effect: "Allow", Action: "s3:PutObject", Resource: `${bucket.arn}/*` },
      { Sid: `${Sid}Key`, Effect: "Allow", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: bucket.key.arn },
    ];
    const made = worker.start({
      environment: { ...environment, EXPORT_BUCKET: exportTo.bucketName },
      statements: [
        ...shared,
        {
          Sid: "Source",
          Effect: "Allow",
          Action: [
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
          ],
          Resource: source.arn,
        },
        { Sid: "SourceKey", Effect: "Allow", Action: "kms:Decrypt", Resource: source.key.arn },
        ...write("Export", exportTo),
        ...write("Failures", failures),
        { Sid: "FailuresBucket", Effect: "Allow", Action: "s3:ListBucket", Resource: failures.arn },
      ],
    });
    new LambdaEventSourceMapping(this, "source", {
      eventSourceArn: source.arn,
      functionName: made.arn,
      startingPosition: "TRIM_HORIZON",
      batchSize: 500,
      maximumBatchingWindowInSeconds: 5,
      functionResponseTypes: ["ReportBatchItemFailures"],
      // Halved until the record that fails is alone: only that one goes to the failures.
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 10,
      destinationConfig: { onFailure: { destinationArn: failures.arn } },
    });
  }
}
