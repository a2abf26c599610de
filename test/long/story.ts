/** The enclave of the story: one way in, a pseudonymiser, one way out, and an audit account that watches. */
import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization";
import { App } from "cdktf";
import type { Charter } from "../../charter/schema";
import { AccessGateway } from "../../constructs/access/access-gateway";
import { AccessRecords } from "../../constructs/access/access-records";
import { AuditArchive } from "../../constructs/audit/audit-archive";
import { AuditTrail } from "../../constructs/audit/audit-trail";
import { AuditorAccess } from "../../constructs/audit/auditor-access";
import { JurisdictionGuardrails } from "../../constructs/guardrails/jurisdiction-guardrails";
import { MigrationIntake } from "../../constructs/transfer/migration-intake";
import { Pseudonymiser } from "../../constructs/pseudonymisation/pseudonymiser";
import { ServiceRole } from "../../constructs/foundation/service-role";
import { SiteStack } from "../../constructs/foundation/site-stack";
import { SovereignBucket } from "../../constructs/data/sovereign-bucket";
import { SovereignNetwork } from "../../constructs/network/sovereign-network";
import { SovereignStream } from "../../constructs/data/sovereign-stream";
import { TransmissionGateway } from "../../constructs/transfer/transmission-gateway";
import { PROVIDER_VERSION } from "../../scripts/terraform/terraform";
import { extendedCharter } from "../constructs/synthesize";
import { contract } from "../pseudonymiser/contract-of-logins";

/** Records about people come from old servers in Hamar; statistics on them leave, pseudonymised. */
export const charter: Charter = {
  ...extendedCharter,
  auditor: { account: "600070008000", jurisdiction: "IE", externalId: "clover-audit-2026" },
  transfers: extendedCharter.transfers!.filter(({ id }) => id === "statistics"),
  endpoints: { "old.example.no": "NO", "sftp.example.com": "US" },
};

const PARTNER = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:partner-AbCdEf";

/** Stacks `audit` and `enclave`; the second finds the archive of the first. */
export function synthesizeStory(outdir: string): void {
  const app = new App({ outdir, stackTraces: false });
  const stack = (id: string, account: string) =>
    new SiteStack(app, id, {
      charter,
      site: "dublin",
      account,
      localState: true,
      providerVersion: PROVIDER_VERSION,
      maxRetries: 5,
      assumeRole: "deployer",
    });
  const records = watch(stack("audit", "audit"));
  const enclave = stack("enclave", "workload");
  new AuditTrail(enclave, "trail");
  new AuditorAccess(enclave);
  const network = new SovereignNetwork(enclave, "net", {
    interfaceEndpoints: ["kms", "logs", "sts", "ssm", "ssmmessages"],
  });
  const gateway = moveData(enclave, network);
  new AccessGateway(enclave, "gate", {
    network,
    duties: { deliver: { group: "operations", approvedBy: "security", may: [gateway.send] } },
    recordings: records.bucketName,
    alarms: records.topicName,
  });
  app.synth();
}

/** Archive, auditor, what the gateway records, and the guardrails of all accounts. */
function watch(stack: SiteStack): AccessRecords {
  new AuditArchive(stack);
  new AuditorAccess(stack);
  const organization = new OrganizationsOrganization(stack, "organization", {
    enabledPolicyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
  });
  new JurisdictionGuardrails(stack, "guardrails", {
    targets: { root: organization.roots.get(0).id },
    dependsOn: [organization],
  });
  return new AccessRecords(stack, "access");
}

/** In, through, out. */
function moveData(stack: SiteStack, network: SovereignNetwork): TransmissionGateway {
  const people = new SovereignBucket(stack, "people", { dataClass: "restricted" });
  new MigrationIntake(stack, "in", {
    from: { host: "old.example.no", folder: "/logins" },
    to: people,
    open: true,
    closes: "2099-12-31",
  });
  const source = new SovereignStream(stack, "logins", { dataClass: "restricted" });
  const gateway = new TransmissionGateway(stack, "out", {
    transfer: "statistics",
    contents: {
      dataClass: "restricted",
      pseudonymiser: { account: "workload", role: "clover-dublin-statistics-stream" },
    },
    host: "sftp.example.com",
    hostKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3PqHyPYvQb3kYvVvKkLr5YcLz7yZ5C4xS8Ww2mFJ9a"],
    secretArn: PARTNER,
  });
  new Pseudonymiser(stack, "statistics", {
    contract,
    network,
    stream: {
      source,
      exportTo: gateway.bucket,
      failures: new SovereignBucket(stack, "failed", { dataClass: "restricted" }),
    },
  });
  const feeder = new ServiceRole(stack, "feeder", {
    description: "Hands what came in to the pseudonymiser, record by record",
    service: "states.amazonaws.com",
    sourceArn: stack.arn("states", "stateMachine:*"),
  });
  feeder.grant([
    { Sid: "TakeIn", Effect: "Allow", Action: "s3:GetObject", Resource: `${people.arn}/*` },
    { Sid: "Find", Effect: "Allow", Action: "s3:ListBucket", Resource: people.arn },
    { Sid: "HandOn", Effect: "Allow", Action: "kinesis:PutRecords", Resource: source.arn },
    { Sid: "Decrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: people.key.arn },
    { Sid: "Encrypt", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: source.key.arn },
  ]);
  return gateway;
}
