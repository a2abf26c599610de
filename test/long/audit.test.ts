import { join } from "node:path";
import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization";
import { App } from "cdktf";
import { loadCharter } from "../../charter/load";
import { AccessAnalyzer } from "../../constructs/audit/access-analyzer";
import { AccessRecords } from "../../constructs/access/access-records";
import { AuditArchive } from "../../constructs/audit/audit-archive";
import { AuditTrail } from "../../constructs/audit/audit-trail";
import { AuditorAccess } from "../../constructs/audit/auditor-access";
import { JurisdictionGuardrails } from "../../constructs/guardrails/jurisdiction-guardrails";
import { SiteStack } from "../../constructs/foundation/site-stack";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { PROVIDER_VERSION } from "../../scripts/terraform/terraform";
import { describeEndToEnd } from "../tools/end-to-end";

const { charter } = loadCharter(join(__dirname, "..", "..", "charter.yaml"));

/** The stacks of the enclave that watch, without what moto does not have: analyzers stand in a stack that is only planned. */
function synthesizeStacks(outdir: string): void {
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
  const audit = stack("audit", "audit");
  new AuditTrail(audit, "trail", { archive: new AuditArchive(audit) });
  new AuditorAccess(audit);
  new AccessRecords(audit, "access");
  const workload = stack("audit-workload", "workload");
  new AuditTrail(workload, "trail");
  new AuditorAccess(workload);
  const guardrails = stack("guardrails", "audit");
  const organization = new OrganizationsOrganization(guardrails, "organization", {
    enabledPolicyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
  });
  new JurisdictionGuardrails(guardrails, "guardrails", {
    targets: { root: organization.roots.get(0).id },
    dependsOn: [organization],
  });
  new AccessAnalyzer(stack("analyzer", "workload"), "analyzer");
  app.synth();
}

/** In the order of a real life: the archive stands before others write to it. */
describeEndToEnd("the audit, by real Terraform and AWS provider in two accounts", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    synthesizeStacks(join(cloud.folder, "cdktf.out"));
  });
  afterAll(() => cloud?.close());

  /** Terraform behind the gate, by somebody of the workload account who works under a role in the account of each stack. */
  const terraform = (stack: string, ...args: string[]) => cloud.gated(stack, args);

  const applied = async (stack: string) => [
    await terraform(stack, "init", "-input=false"),
    await terraform(stack, "apply", "-input=false", "-auto-approve"),
    await terraform(stack, "plan", "-input=false", "-detailed-exitcode"),
  ];
  const planned = async (stack: string) => [
    await terraform(stack, "init", "-input=false"),
    await terraform(stack, "plan", "-input=false"),
  ];
  const said = (text: string | RegExp) => ({
    code: 0,
    output: typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text),
  });
  const complete = [
    said("successfully initialized"),
    said(/COMPLIANT: no findings[^]*Apply complete!/),
    said("No changes."),
  ];
  /** The first run only prepares the folder: it warns that the lock file is for this machine's platform alone. */
  const warnings = ([, ...outcomes]: readonly { output: string }[]) =>
    outcomes.flatMap(({ output }) => output.split("\n").filter((line) => line.includes("Warning:")));
  /** A plan is thousands of lines long: what went wrong is at its end. */
  const errors = (outcomes: readonly { output: string }[]) =>
    outcomes.flatMap(({ output }) => output.split(/(?=Error: )/).slice(1));

  test("archive and guardrails are judged, applied, and then complete; an analyzer, which the local cloud lacks, is planned", async () => {
    const [archive, guardrails, analyzer] = await Promise.all([
      applied("audit"),
      applied("guardrails"),
      planned("analyzer"),
    ]);
    expect([archive, guardrails, analyzer].flatMap(errors)).toEqual([]);
    expect({ archive, guardrails, analyzer }).toEqual({
      archive: complete,
      guardrails: complete,
      analyzer: [said("successfully initialized"), said("Plan: 1 to add, 0 to change, 0 to destroy.")],
    });
    expect([archive, guardrails, analyzer].flatMap(warnings)).toEqual([]);
  });

  test("the workload's trail then finds the archive in the other account, is judged, applied, and then complete", async () => {
    const outcomes = await applied("audit-workload");
    expect(errors(outcomes)).toEqual([]);
    expect(outcomes).toEqual(complete);
    expect(warnings(outcomes)).toEqual([]);
  });
});
