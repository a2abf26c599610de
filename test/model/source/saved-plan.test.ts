import { configurationOfPlan } from "../../../model/input/configuration";
import { readPlan } from "../../../model/plan/from-plan";
import { packArchive } from "../plan/archive";
import { say } from "../expressions/say";

const AWS = "registry.terraform.io/hashicorp/aws";

const saved = (files: Readonly<Record<string, string>>): Promise<Awaited<ReturnType<typeof configurationOfPlan>>> =>
  configurationOfPlan(
    packArchive(Object.entries(files).map(([name, text]) => [`tfconfig/${name}`, Buffer.from(text)])),
  );

const change = (address: string, after: object, unknown: object) => {
  const [type = "", rest = ""] = address.replace(/^module\.\w+\./, "").split(".");
  const [name = "", key] = rest.split("[");
  return {
    address,
    ...(address.startsWith("module.") && { module_address: address.split(".").slice(0, 2).join(".") }),
    mode: "managed",
    type,
    name,
    ...(key !== undefined && { index: Number(key.slice(0, -1)) }),
    provider_name: AWS,
    change: { actions: ["create"], before: null, after, after_unknown: unknown },
  };
};

async function read(files: Readonly<Record<string, string>>, changes: readonly object[], more: object = {}) {
  const configuration = await saved(files);
  const plan = { format_version: "1.2", complete: true, errored: false, resource_changes: changes, ...more };
  return readPlan(plan, { path: "p", sha256: "0", ...(configuration && { configuration }) });
}

test("what a plan leaves open is what was written, in modules and their instances, too", async () => {
  const { resources, defects } = await read(
    {
      "m-/main.tf": `
        variable "late" {}
        locals { names = ["x"] }
        resource "aws_sqs_queue" "q" {
          count = 2
          name  = "q\${count.index}"
        }
        module "m" {
          source = "./m"
          target = { arn = aws_sqs_queue.q[1].arn }
        }`,
      "m-m/main.tf": `
        variable "target" { type = object({ arn = string, other = optional(string) }) }
        resource "aws_cloudwatch_event_target" "t" {
          arn      = "\${var.target.arn}:x"
          role_arn = var.target.other
          dynamic "sqs_target" {
            for_each = [var.target.arn]
            content { message_group_id = sqs_target.value }
          }
        }`,
    },
    [
      change("aws_sqs_queue.q[0]", { name: "q0" }, { arn: true }),
      change("aws_sqs_queue.q[1]", { name: "q1" }, { arn: true }),
      change(
        "module.m.aws_cloudwatch_event_target.t",
        { sqs_target: [{}] },
        { arn: true, role_arn: true, id: true, sqs_target: [{ message_group_id: true }] },
      ),
    ],
  );
  expect(defects).toEqual([]);
  expect(say(resources[2]?.values)).toEqual({
    arn: "${aws_sqs_queue.q[1].arn}:x",
    role_arn: "the provider's",
    id: "the provider's",
    sqs_target: [{ message_group_id: "${aws_sqs_queue.q[1].arn}" }],
  });
});

test("what a plan's JSON leaves out is read: ephemeral resources, provisioners of what is removed, blocks of providers", async () => {
  const { resources, defects, providers } = await read(
    {
      "m-/main.tf": `
        provider "aws" {
          region = "eu-west-1"
          dynamic "assume_role" {
            for_each = ["arn:aws:iam::999999999999:role/x"]
            content { role_arn = assume_role.value }
          }
        }
        ephemeral "aws_lambda_invocation" "e" { function_name = "f" }
        removed {
          from = aws_sqs_queue.old
          provisioner "local-exec" { command = "true" }
        }
        resource "aws_sqs_queue" "q" { name = "q" }`,
    },
    [change("aws_sqs_queue.q", { name: "q" }, {})],
    {
      configuration: {
        provider_config: {
          aws: { name: "aws", full_name: AWS, expressions: { region: { constant_value: "eu-west-1" } } },
        },
        root_module: {},
      },
    },
  );
  expect(resources.map(({ address, provider }) => `${address} by ${provider?.address}`)).toContain(
    `ephemeral.aws_lambda_invocation.e by provider["${AWS}"]`,
  );
  expect(defects.map(({ code, address }) => `${code} ${address}`)).toEqual(["provisioner aws_sqs_queue.old"]);
  expect(providers[0]?.settings).toEqual({
    region: "eu-west-1",
    assume_role: [{ role_arn: "arn:aws:iam::999999999999:role/x" }],
  });
});

test("a file that cannot be read is a defect, and its resources are followed by the plan's own references", async () => {
  const { defects, resources } = await read({ "m-/main.tf": "resource {" }, [
    change("aws_sqs_queue.q", { name: "q" }, { arn: true }),
  ]);
  expect(defects.map(({ code, path }) => `${code} ${path}`)).toEqual(["unknown-shape main.tf"]);
  expect(resources[0]?.written).toBeUndefined();
});

test("a plan that carries no configuration has none", async () => {
  expect(await configurationOfPlan(packArchive([["tfplan", Buffer.from("x")]]))).toBeUndefined();
  expect(await configurationOfPlan(Buffer.from("no archive"))).toBeUndefined();
});
