/**
 * The limits of the judge, each with an input that shows it: docs/limits.md names them by the titles here. A limit that is closed
 * fails here, and then has to leave the page.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { judge } from "../gate/judge/judge";

const plans = join(__dirname, "plans");
const charterPath = join(__dirname, "..", "charter.yaml");
const now = new Date("2026-11-25T00:00:00Z");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-limits-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The findings of the promise on a path, and what the report counts. */
async function judged(path: string, source?: string) {
  const report = await judge({
    paths: [path],
    charterPath,
    now,
    policyGlobs: ["residency/*", "egress/*", "access/*", "integrity/*"],
    ...(source !== undefined && { source }),
  });
  const { programs, takenAtWord } = report.coverage;
  return {
    verdict: report.verdict,
    findings: report.findings.map(({ policy, outcome, address, path }) => `${policy} ${outcome} ${address} ${path}`),
    ...(programs !== undefined && { programs }),
    ...(takenAtWord !== undefined && { takenAtWord }),
  };
}

const HOME = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

async function judgedHcl(text: string) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.tf"), HOME + text);
  return await judged(folder);
}

const accepted = { verdict: "compliant", findings: [] };

describe("what no reader sees", () => {
  test("a program may do anything: it is counted, and the hosts in it are told", async () => {
    expect(
      await judgedHcl(`resource "aws_launch_template" "t" {
        user_data = base64encode("curl https://collector.example.com/in")
      }`),
    ).toEqual({
      verdict: "compliant",
      findings: ["egress/program advisory aws_launch_template.t user_data"],
      programs: 1,
    });
  });

  test("content is not place: a parameter may hold any address", async () => {
    expect(
      await judgedHcl(`resource "aws_ssm_parameter" "p" {
        name  = "p"
        type  = "String"
        value = "https://sqs.us-east-1.amazonaws.com/111122223333/q"
      }`),
    ).toEqual(accepted);
  });

  test("a container image comes from the registry that a task definition names", async () => {
    expect(
      await judgedHcl(`resource "aws_ecs_task_definition" "t" {
        family                = "t"
        container_definitions = jsonencode([{ name = "a", image = "docker.io/acme/app:1" }])
      }`),
    ).toEqual(accepted);
  });

  test("metadata of an identity provider say who signs, and not where", async () => {
    expect(
      await judgedHcl(`resource "aws_iam_saml_provider" "s" {
        name                   = "s"
        saml_metadata_document = "<EntityDescriptor entityID='https://idp.example.com'/>"
      }`),
    ).toEqual(accepted);
  });

  test("networks behind a local gateway are not in the charter", async () => {
    expect(
      await judgedHcl(`resource "aws_route" "r" {
        route_table_id         = "rtb-0123456789abcdef0"
        destination_cidr_block = "203.0.113.0/24"
        local_gateway_id       = "lgw-0123456789abcdef0"
      }`),
    ).toEqual(accepted);
  });

  test("a launch type that only the apply tells may be EXTERNAL", async () => {
    expect(
      await judgedHcl(`resource "terraform_data" "t" {}
      resource "aws_ecs_service" "s" {
        name        = "s"
        cluster     = "c"
        launch_type = terraform_data.t.id
      }`),
    ).toEqual(accepted);
  });

  test("a record of DNS may point anywhere", async () => {
    expect(
      await judgedHcl(`resource "aws_route53_record" "r" {
        zone_id = "Z0123456789ABCDEFGHIJ"
        name    = "x"
        type    = "CNAME"
        ttl     = 60
        records = ["collector.example.com"]
      }`),
    ).toEqual(accepted);
  });

  test("folders in a folder are not read", async () => {
    cpSync(join(plans, "placement/alias-abroad"), join(folder, "sub"), { recursive: true });
    expect(await judgedHcl('resource "aws_sqs_queue" "q" { name = "q" }')).toEqual(accepted);
  });
});

describe("what a plan's JSON alone does not show, and its source does", () => {
  const copyOf = (name: string): string => {
    cpSync(join(plans, name), folder, { recursive: true });
    return join(folder, "plan.json");
  };

  test("an empty provider block of a module below a silent one counts as inherited", async () => {
    const plan = copyOf("idioms/provider-inherited-past-a-module");
    const inner = join(folder, "outer/mid/inner/main.tf");
    writeFileSync(inner, `provider "aws" {}\n${readFileSync(inner, "utf8")}`);
    expect((await judged(plan)).verdict).toBe("compliant");
    expect((await judged(plan, folder)).verdict).toBe("rejected");
  });

  test("a computed argument of a dynamic block of unknown number counts as filled in by the provider", async () => {
    const abroad = "egress/replication violation aws_secretsmanager_secret.s replica[0].region";
    const plan = join(folder, "plan.json");
    const change = {
      actions: ["create"],
      before: null,
      after: { name: "s" },
      after_unknown: { replica: true, arn: true, id: true },
    };
    const provider_name = "registry.terraform.io/hashicorp/aws";
    const secret = { mode: "managed", type: "aws_secretsmanager_secret", name: "s" };
    writeFileSync(
      plan,
      JSON.stringify({
        format_version: "1.2",
        complete: true,
        errored: false,
        resource_changes: [{ ...secret, address: "aws_secretsmanager_secret.s", provider_name, change }],
        configuration: {
          provider_config: {
            aws: { name: "aws", full_name: provider_name, expressions: { region: { constant_value: "eu-west-1" } } },
          },
          root_module: {
            resources: [
              {
                ...secret,
                address: "aws_secretsmanager_secret.s",
                provider_config_key: "aws",
                expressions: { name: { constant_value: "s" } },
              },
            ],
          },
        },
      }),
    );
    writeFileSync(
      join(folder, "main.tf"),
      `${HOME}resource "terraform_data" "t" {}
      resource "aws_secretsmanager_secret" "s" {
        name = "s"
        dynamic "replica" {
          for_each = terraform_data.t.id == "x" ? [] : ["us-east-1"]
          content { region = replica.value }
        }
      }`,
    );
    expect(await judged(plan)).toEqual(accepted);
    expect((await judged(plan, folder)).findings).toEqual([abroad]);
  });
});

describe("what is refused, though it is common", () => {
  const policy = (statements: string) =>
    `resource "aws_s3_bucket" "b" { bucket = "b-logs" }
    resource "aws_s3_bucket_policy" "p" {
      bucket = aws_s3_bucket.b.id
      policy = jsonencode({ Version = "2012-10-17", Statement = [${statements}] })
    }`;

  test("an account of AWS by its number", async () => {
    expect(
      await judgedHcl(
        policy(
          '{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::156460612806:root" }, Action = "s3:PutObject", Resource = "arn:aws:s3:::b-logs/*" }',
        ),
      ),
    ).toEqual({
      verdict: "rejected",
      findings: ["access/foreign-principal violation aws_s3_bucket_policy.p policy.Statement[0].Principal.AWS"],
    });
  });

  test("an Allow for all principals that a Deny narrows", async () => {
    expect(
      await judgedHcl(
        policy(
          `{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::b-logs/*" },
           { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = "111122223333" } } }`,
        ),
      ),
    ).toEqual({
      verdict: "rejected",
      findings: ["access/foreign-principal violation aws_s3_bucket_policy.p policy.Statement[0].Principal"],
    });
  });

  test("a trail of all regions", async () => {
    expect(
      await judgedHcl(`resource "aws_s3_bucket" "b" { bucket = "b-logs" }
      resource "aws_cloudtrail" "t" {
        name                  = "t"
        s3_bucket_name        = aws_s3_bucket.b.id
        is_multi_region_trail = true
      }`),
    ).toEqual({
      verdict: "rejected",
      findings: ["egress/destination violation aws_cloudtrail.t is_multi_region_trail"],
    });
  });

  test("a plan with -target", async () => {
    expect((await judged(join(plans, "integrity/targeted/plan.json"))).findings).toEqual([
      expect.stringMatching(/^integrity\/complete-plan undetermined/),
    ]);
  });

  test("an address that a Pass state writes out and a later state takes by its path", async () => {
    expect(
      await judgedHcl(`resource "aws_sfn_state_machine" "m" {
        name     = "m"
        role_arn = "arn:aws:iam::111122223333:role/r"
        definition = jsonencode({ StartAt = "P", States = {
          P = { Type = "Pass", Result = { u = "https://sqs.eu-west-1.amazonaws.com/111122223333/q" }, Next = "S" }
          S = { Type = "Task", Resource = "arn:aws:states:::sqs:sendMessage", Parameters = { "QueueUrl.$" = "$.u", "MessageBody.$" = "$" }, End = true }
        } })
      }`),
    ).toEqual({
      verdict: "rejected",
      findings: ["egress/destination undetermined aws_sfn_state_machine.m definition"],
    });
  });
});
