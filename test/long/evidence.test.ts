import { CreateKeyCommand, KMSClient, type KeySpec } from "@aws-sdk/client-kms";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { runToEnd } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";

const CLOVER = join(__dirname, "../../scripts/clover.cjs");

const parameter = (name: string) => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}
variable "password" {
  default   = "hunter2-in-the-open"
  sensitive = true
}
resource "aws_ssm_parameter" "p" {
  name  = "/clover/${name}"
  type  = "SecureString"
  value = var.password
}
`;

/** CI plans, judges and signs; a runner that trusts CI's key alone applies. The real Terraform, and keys of a file and of KMS. */
describeEndToEnd("evidence from one machine to another", (toolchain) => {
  let cloud: LocalCloud;
  let folder: string;
  let kmsKey: string;
  let otherKey: string;
  const at = (name: string) => join(folder, name);

  const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runToEnd(program, args, { cwd: folder, env: { ...cloud.env, ...env } });
  const gate = (...args: string[]) => run(cloud.env["TERRAFORM_BINARY_NAME"]!, args);
  const clover = (...args: string[]) => run(process.execPath, [CLOVER, ...args]);
  const mustEnd = async (outcome: ReturnType<typeof run>, code = 0) => {
    const ended = await outcome;
    if (ended.code !== code) throw new Error(ended.output);
    return ended.output;
  };
  const writes = async () =>
    (await cloud.api.calls()).filter(({ reads }) => !reads).map(({ region, action }) => `${action} in ${region}`);

  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    folder = mkdtempSync(join(tmpdir(), "clover-evidence-"));
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = cloud.env as Record<string, string>;
    const kms = new KMSClient({
      region: "eu-west-1",
      endpoint: cloud.api.url,
      credentials: {
        accessKeyId: AWS_ACCESS_KEY_ID!,
        secretAccessKey: AWS_SECRET_ACCESS_KEY!,
        sessionToken: AWS_SESSION_TOKEN!,
      },
    });
    const make = async (KeySpec: KeySpec) =>
      `awskms:///${(await kms.send(new CreateKeyCommand({ KeySpec, KeyUsage: "SIGN_VERIFY" }))).KeyMetadata!.Arn!}`;
    kmsKey = await make("ECC_NIST_P256");
    otherKey = await make("ECC_NIST_P384");
    kms.destroy();
    await mustEnd(clover("keygen", "ci"));
    writeFileSync(at("main.tf"), parameter("other"));
    await mustEnd(gate("init", "-input=false"));
    await mustEnd(gate("plan", "-input=false", "-out=other"));
    writeFileSync(at("main.tf"), parameter("judged"));
    await mustEnd(gate("plan", "-input=false", "-out=tfplan"));
    await mustEnd(clover("check", "tfplan", "--evidence", "tfplan.dsse.json", "--sign", "ci"));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cloud?.close();
  });

  test("what is signed is the binary plan and what Terraform shows of it, and no secret of it", async () => {
    const { payload } = JSON.parse(readFileSync(at("tfplan.dsse.json"), "utf8"));
    const statement = Buffer.from(payload, "base64").toString();
    expect(JSON.parse(statement).subject.map(({ name }: { name: string }) => name)).toEqual([
      "tfplan",
      "tfplan (JSON)",
    ]);
    expect(JSON.parse(statement).predicate.tools.terraform).toEqual([expect.stringMatching(/^1\./)]);
    expect(statement).not.toContain("hunter2");
    const { code, output } = await clover("verify", "tfplan.dsse.json", "--key", "ci.pub", "--plan", "tfplan");
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("VERIFIED: tfplan.dsse.json") });
  });

  test("another plan in its place is refused, and the API is asked for nothing", async () => {
    copyFileSync(at("tfplan"), at("kept"));
    copyFileSync(at("other"), at("tfplan"));
    await cloud.api.record();
    const { code, output } = await gate(
      "apply",
      "-require-evidence=tfplan.dsse.json",
      "-evidence-key=ci.pub",
      "tfplan",
    );
    copyFileSync(at("kept"), at("tfplan"));
    expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
    expect(output).toContain("COMPLIANT: ");
    expect(output).toMatch(
      /It is about tfplan \(sha256 \w{16}\), .* and not about tfplan \(sha256 \w{16}\)\.\nNothing was applied\./,
    );
  });

  test("the plan that was judged is applied, and evidence of that is left, signed by a key that KMS keeps", async () => {
    await cloud.api.record();
    const env = {
      CLOVER_REQUIRE_EVIDENCE: at("tfplan.dsse.json"),
      CLOVER_EVIDENCE_KEY: at("ci.pub"),
      CLOVER_EVIDENCE: at("applied.dsse.json"),
      CLOVER_SIGNING_KEY: kmsKey,
    };
    const { code, output } = await run(cloud.env["TERRAFORM_BINARY_NAME"]!, ["apply", "tfplan"], env);
    expect(output).toContain("Apply complete! Resources: 1 added");
    expect({ code, writes: (await writes()).filter((call) => call.startsWith("Put")) }).toEqual({
      code: 0,
      writes: ["PutParameter in eu-west-1"],
    });
    writeFileSync(at("kms.pub"), await mustEnd(clover("public-key", kmsKey)));
    const verified = await clover("verify", "applied.dsse.json", "--key", "kms.pub", "--plan", "kept");
    expect(verified).toEqual({
      code: 0,
      output: expect.stringMatching(/Signed by the key \w{16} \(kms\.pub\)[^]*\nVERIFIED/),
    });
  });

  test("a KMS key that is not there, or of a sort that others cannot verify, is an error", async () => {
    const none = kmsKey.replace(/[^/]+$/, "00000000-0000-4000-8000-000000000000");
    expect(await clover("public-key", none)).toEqual({
      code: 2,
      output: expect.stringMatching(/KMS does not show arn:\S+ \(NotFoundException: /),
    });
    expect(await clover("check", "kept", "--evidence", "x.json", "--sign", otherKey)).toEqual({
      code: 2,
      output: expect.stringMatching(/The key arn:\S+ is of the type secp384r1, with which KMS cannot sign a statement/),
    });
  });
});
