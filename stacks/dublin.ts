/** What stands in Dublin; the blueprint of every site that is an AWS region. */
import type { Construct } from "constructs";
import { AccessGateway } from "../constructs/access/access-gateway";
import { recordsNamed } from "../constructs/access/access-records";
import { Pseudonymiser } from "../constructs/pseudonymisation/pseudonymiser";
import { SiteStack, type SiteStackProps } from "../constructs/foundation/site-stack";
import { SovereignBucket } from "../constructs/data/sovereign-bucket";
import { SovereignKey } from "../constructs/keys/sovereign-key";
import { SovereignNetwork } from "../constructs/network/sovereign-network";
import { SovereignStream } from "../constructs/data/sovereign-stream";
import { employs } from "./people";
import { signIns } from "./sign-ins";

/**
 * The network across the site's data centres, a key for what the applications encrypt themselves, a bucket for each class of
 * user data, and the audit log that nobody can shorten: the auditor reads it, and even the account's root cannot delete it
 * before its time. Between restricted and allowable data stands the pseudonymiser, and between employees and either of them the
 * access gateway.
 */
export class DublinStack extends SiteStack {
  readonly network: SovereignNetwork;

  constructor(scope: Construct, id: string, props: SiteStackProps) {
    super(scope, id, props);
    const gated = employs(this.charter);
    this.network = new SovereignNetwork(this, "network", {
      interfaceEndpoints: ["kms", "logs", "sts", ...(gated ? ["ssm", "ssmmessages"] : [])],
    });
    new SovereignKey(this, "application", { description: `Application data of ${this.siteName}` });
    const restricted = new SovereignBucket(this, "restricted", { dataClass: "restricted" });
    const allowable = new SovereignBucket(this, "allowable", { dataClass: "allowable" });
    new SovereignBucket(this, "audit-log", {
      dataClass: "audit",
      objectLock: { mode: "COMPLIANCE", days: 400 },
      readers: Object.hasOwn(this.charter.accounts, "audit") ? [{ account: "audit" }] : [],
    });
    new Pseudonymiser(this, "pseudonyms", {
      contract: signIns,
      network: this.network,
      stream: {
        source: new SovereignStream(this, "sign-ins", { dataClass: "restricted" }),
        exportTo: allowable,
        failures: restricted,
      },
    });
    if (gated) this.#letIn(allowable);
  }

  /** Engineers see what is pseudonymised, when an officer of the other country agrees; officers reach it when nobody else can. */
  #letIn(allowable: SovereignBucket): void {
    const may = [
      { Sid: "Read", Effect: "Allow" as const, Action: "s3:GetObject", Resource: `${allowable.arn}/*` },
      { Sid: "Decrypt", Effect: "Allow" as const, Action: "kms:Decrypt", Resource: allowable.key.arn },
      { Sid: "List", Effect: "Allow" as const, Action: "s3:ListBucket", Resource: allowable.arn },
    ];
    new AccessGateway(this, "access", {
      network: this.network,
      duties: { support: { group: "operations", approvedBy: "security", may, shell: true } },
      breakGlass: { group: "security", may },
      ...recordsNamed(this, "access"),
    });
  }
}
