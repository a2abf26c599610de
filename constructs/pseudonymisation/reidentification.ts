/** The way back from pseudonyms to people: a table that one function writes, another reads, and nobody else opens. */
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { ApprovalKey } from "../keys/approval-key";
import { type EnclavePrincipal, principalArn } from "../foundation/enclave-principal";
import { samePerson } from "../foundation/errors";
import type { IdentityStatement } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";
import { SovereignFunction } from "./sovereign-function";
import type { SovereignNetwork } from "../network/sovereign-network";
import { SovereignTable } from "../data/sovereign-table";

/** A role by name: whole accounts hold people who should not. */
export type NamedRole = EnclavePrincipal & { readonly role: string };

/** What the way back is made from. */
export interface ReidentificationProps {
  /** Pseudonymisation domain. */
  readonly domain: string;
  readonly network: SovereignNetwork;
  /** Roles that may ask. */
  readonly requesters: readonly NamedRole[];
  /** Roles that may approve; none of them may ask. */
  readonly approvers: readonly NamedRole[];
}

/**
 * Re-identification by two people. Serves GDPR Art. 4(5) (the additional information is kept separately, under technical and
 * organisational measures) and Art. 32(4). Somebody who may not ask signs whom to name, for what and until when; somebody who
 * may not sign asks; the function checks the signature, takes each approval once, and writes down the ticket before it answers
 * (docs/pseudonymisation.md).
 *
 * @throws ConstructError for a role that may both ask and approve, or for nobody to do either
 */
export class Reidentification extends Construct {
  /** Name of the table of identities, known at plan. */
  readonly tableName: string;
  /** ARN of the function for requesters, known at plan. */
  readonly functionArn: string;
  /** ARN of the key with which approvers sign (ECDSA_SHA_256), known after apply. */
  readonly approvalKeyArn: string;
  /** What a pseudonymiser needs to remember who is behind a pseudonym; it can write and not read. */
  readonly remembering: readonly IdentityStatement[];

  constructor(scope: Construct, id: string, props: ReidentificationProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const { domain, requesters, approvers } = props;
    const arns = (who: readonly NamedRole[]): string[] => who.map((one) => principalArn(this, stack, one));
    const both = arns(requesters).find((arn) => arns(approvers).includes(arn));
    if (both !== undefined || requesters.length === 0 || approvers.length === 0) throw samePerson(this.node.path, both);

    const table = new SovereignTable(this, "identities", {
      dataClass: "restricted",
      partitionKey: { name: "id", type: "S" },
    });
    const worker = new SovereignFunction(this, "function", {
      description: `Names who is behind a pseudonym of ${domain}, once for each approval`,
      network: props.network,
      entry: "reidentify-function",
      concurrency: 1,
    });
    const approval = new ApprovalKey(this, "approval", {
      description: `Approves re-identification in ${domain}`,
      approvers,
      verifiers: [worker.principal],
      dependsOn: [worker.role],
    });
    const keys = (...patterns: string[]) => ({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": patterns } });
    const useKey: IdentityStatement = {
      Sid: "IdentitiesKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
      Resource: table.key.arn,
    };
    const allow = (Sid: string, Action: string, pattern: string): IdentityStatement => ({
      Sid,
      Effect: "Allow",
      Action,
      Resource: table.arn,
      Condition: keys(pattern),
    });
    this.remembering = [allow("Remember", "dynamodb:PutItem", `${domain}/*`), useKey];
    worker.start({
      statements: [
        { Sid: "Approval", Effect: "Allow", Action: "kms:Verify", Resource: approval.arn },
        allow("Recall", "dynamodb:GetItem", `${domain}/*`),
        allow("TakeApproval", "dynamodb:PutItem", "approval/*"),
        useKey,
      ],
      environment: { DOMAIN: domain, APPROVAL_KEY: approval.arn, IDENTITIES: table.tableName },
    });
    for (const [index, principal] of arns(requesters).entries()) {
      new LambdaPermission(this, `requester-${index}`, {
        statementId: `Requester${index}`,
        functionName: worker.functionName,
        action: "lambda:InvokeFunction",
        principal,
      });
    }
    this.tableName = table.tableName;
    this.functionArn = worker.arn;
    this.approvalKeyArn = approval.arn;
  }
}
