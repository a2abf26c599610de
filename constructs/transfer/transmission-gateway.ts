/** What leaves: one declared way out, to one declared host. */
import { TransferConnector } from "@cdktf/provider-aws/lib/transfer-connector";
import { Construct } from "constructs";
import type { Transfer } from "../../charter/schema";
import type { EnclavePrincipal } from "../foundation/enclave-principal";
import { requireKnownHost } from "../foundation/hosts";
import { requireName } from "../foundation/names";
import { notPseudonymised, otherTransfer, unknownTransfer } from "../foundation/perimeter-errors";
import type { IdentityStatement } from "../foundation/policy-document";
import { ServiceRole } from "../foundation/service-role";
import { SiteStack } from "../foundation/site-stack";
import { SovereignBucket } from "../data/sovereign-bucket";

/** A role of an account of the charter. */
type Worker = EnclavePrincipal & { readonly role: string };

/** What leaves: anything but public data passes a pseudonymiser first, and the type says so. */
export type Contents =
  | { readonly dataClass: "restricted" | "allowable"; readonly pseudonymiser: Worker }
  | { readonly dataClass: "public"; readonly publisher: Worker };

/** What a transmission gateway is made from. */
export interface TransmissionGatewayProps {
  /** Id of the charter's transfer that declares the flow. */
  readonly transfer: string;
  /** Class of the data before the gateway, and the one role that may put it in. */
  readonly contents: Contents;
  /** Host that takes the data by SFTP; the charter's `endpoints` place it in the transfer's country. */
  readonly host: string;
  /** Public keys of that host, as in known_hosts: nobody else can stand in for it. */
  readonly hostKeys: readonly [string, ...string[]];
  /** ARN of the Secrets Manager secret with user name and private key. */
  readonly secretArn: string;
}

/**
 * The gateway that decides what leaves. Serves GDPR Art. 44 to 46, C5 COS-04 and EDPB Recommendations 01/2020, use case 2; Project
 * Clover's second gateway.
 *
 * - The charter's transfer says where to, on what grounds and until when; the gate refuses the connector without one.
 * - One role may put data in, the pseudonymiser's; one may take it out, the connector's. The bucket's policy denies both to everybody
 *   else, administrators of the account with them.
 * - AWS delivers to the one host, by SFTP with pinned host keys, and logs every file. No function or person holds data and a way out.
 * - `send` lets somebody start a delivery without seeing what is in it: a duty of an AccessGateway, each use approved.
 *
 * @throws ConstructError for a transfer that the charter does not declare, or declares for other data or another place; for a host
 * that the charter does not place; and for data that nobody pseudonymises
 */
export class TransmissionGateway extends Construct {
  /** Where the role of `contents` puts what shall leave. */
  readonly bucket: SovereignBucket;
  /** Literal ARN of the role that reads it. */
  readonly readerArn: string;
  readonly #connectorId: string;

  constructor(scope: Construct, id: string, props: TransmissionGatewayProps) {
    super(scope, id);
    const stack = SiteStack.inRegion(this, "TransmissionGateway", "the anchor's gateway");
    this.#requireDeclared(stack, props);
    const { contents } = props;
    const writer = contents.dataClass === "public" ? contents.publisher : contents.pseudonymiser;
    const prefix = stack.arn("secretsmanager", "secret:");
    const pattern = new RegExp(`^${prefix}[\\w/+=.@!-]{1,519}$`);
    const secret = requireName(
      this,
      "secret",
      props.secretArn,
      pattern,
      `the ARN of one in this account and region (${prefix}...)`,
    );
    const reader = new ServiceRole(this, "reader", {
      description: `Takes out what leaves by transfer ${props.transfer}`,
      service: "transfer.amazonaws.com",
      sourceArn: stack.arn("transfer", "connector/*"),
    });
    this.readerArn = reader.arn;
    this.bucket = new SovereignBucket(this, "export", {
      dataClass: contents.dataClass === "public" ? "public" : "allowable",
      only: { writers: [writer], readers: [{ account: stack.accountRole, role: reader.roleName }] },
    });
    reader.grant([
      {
        Sid: "TakeOut",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: `${this.bucket.arn}/*`,
      },
      { Sid: "Find", Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: this.bucket.arn },
      { Sid: "Decrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: this.bucket.key.arn },
      { Sid: "SignIn", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret },
    ]);
    const connector = new TransferConnector(this, "connector", {
      url: `sftp://${props.host}`,
      accessRole: reader.createdArn,
      loggingRole: this.#logger(stack).createdArn,
      securityPolicyName: "TransferSFTPConnectorSecurityPolicy-2024-03",
      sftpConfig: { trustedHostKeys: [...props.hostKeys], userSecretId: secret },
    });
    this.#connectorId = connector.id;
  }

  /** Lets a role start deliveries, and see how they went. */
  get send(): IdentityStatement {
    const stack = SiteStack.of(this);
    return {
      Sid: "Send",
      Effect: "Allow",
      Action: ["transfer:StartFileTransfer", "transfer:ListFileTransferResults"],
      Resource: stack.arn("transfer", `connector/${this.#connectorId}`),
    };
  }

  #requireDeclared(stack: SiteStack, { transfer: id, contents, host }: TransmissionGatewayProps): void {
    const { charter, site } = stack;
    const { path } = this.node;
    const transfers = charter.transfers ?? [];
    const transfer = transfers.find((each) => each.id === id);
    if (!transfer)
      throw unknownTransfer(
        path,
        id,
        transfers.map((each) => each.id),
      );
    const country = requireKnownHost(this, charter, host);
    const differences = differencesOf(transfer, {
      from: site.jurisdiction,
      to: country,
      dataClass: contents.dataClass,
    });
    if (differences.length > 0) throw otherTransfer(path, id, differences);
    // Types can be bypassed, and the charter may declare another safeguard for allowable data.
    const hasPseudonymiser = "pseudonymiser" in contents && transfer.safeguard === "pseudonymised";
    if (contents.dataClass !== "public" && !hasPseudonymiser) throw notPseudonymised(path, contents.dataClass, id);
  }

  /** Transfer Family names the group after the connector, which is known only when it exists. */
  #logger(stack: SiteStack): ServiceRole {
    const logger = new ServiceRole(this, "logger", {
      description: "Records every file that leaves",
      service: "transfer.amazonaws.com",
      sourceArn: stack.arn("transfer", "connector/*"),
    });
    logger.grant([
      {
        Sid: "Record",
        Effect: "Allow",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [stack.arn("logs", "log-group:/aws/transfer/*"), stack.arn("logs", "log-group:/aws/transfer/*:*")],
      },
    ]);
    return logger;
  }
}

/** How the charter's transfer differs from what is built. */
function differencesOf(
  transfer: Transfer,
  built: { readonly from: string; readonly to: string; readonly dataClass: string },
): string[] {
  const declared = { from: transfer.from, to: transfer.to, dataClass: transfer.data.class };
  const keys = ["from", "to", "dataClass"] as const;
  return keys
    .filter((key) => declared[key] !== built[key])
    .map((key) => `${key === "dataClass" ? "data.class" : key} ${declared[key]} instead of ${built[key]}`);
}
