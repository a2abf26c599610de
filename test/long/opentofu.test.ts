/** The gate under OpenTofu, and beside files that change what a configuration says. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { describeEndToEnd } from "../tools/end-to-end";
import { locateOpenTofu } from "../tools/opentofu";

const CONFIGURATION = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}
resource "aws_ssm_parameter" "one" {
  name  = "/clover/one"
  type  = "String"
  value = "1"
}
`;

describeEndToEnd("the gate", (toolchain) => {
  let cloud: LocalCloud;
  const folders: string[] = [];
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(async () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await cloud?.close();
  });

  describe("in front of Terraform", () => {
    gateInFrontOf(toolchain.terraform);
  });
  const tofu = locateOpenTofu();
  (tofu ? describe : describe.skip)("in front of OpenTofu", () => {
    gateInFrontOf(tofu ?? "tofu");
  });

  function gateInFrontOf(program: string): void {
    let folder: string;
    const run = (args: readonly string[]) =>
      new Promise<{ code: number | null; output: string }>((settle, fail) => {
        const child = spawn(cloud.env["TERRAFORM_BINARY_NAME"]!, args, {
          cwd: folder,
          stdio: ["ignore", "pipe", "pipe"],
          env: { ...cloud.env, CLOVER_TERRAFORM: program },
        });
        let output = "";
        child.stdout.on("data", (chunk: Buffer) => (output += stripVTControlCharacters(chunk.toString())));
        child.stderr.on("data", (chunk: Buffer) => (output += stripVTControlCharacters(chunk.toString())));
        child.on("error", fail);
        child.on("close", (code) => settle({ code, output }));
      });
    const writes = async () =>
      (await cloud.api.calls()).filter(({ reads }) => !reads).map(({ action, region }) => `${action} in ${region}`);

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "clover-programs-"));
      folders.push(folder);
      writeFileSync(join(folder, "main.tf"), CONFIGURATION);
      const { code, output } = await run(["init", "-input=false"]);
      if (code !== 0) throw new Error(output);
    });

    test.each([
      ["override.tf", 'provider "aws" {\n  region = "us-east-1"\n}\n', "aws_ssm_parameter.one would be in us-east-1"],
      [
        "more.tf",
        'resource "aws_ssm_parameter" "two" {\n  provider = aws.us\n  name = "/clover/two"\n  type = "String"\n  value = "2"\n}\nprovider "aws" {\n  alias = "us"\n  region = "us-east-1"\n}\n',
        "aws_ssm_parameter.two would be in us-east-1",
      ],
    ])("a file %s that stands beside it is judged with it", async (name, text, sentence) => {
      writeFileSync(join(folder, name), text);
      await cloud.api.record();
      const { code, output } = await run(["apply", "-auto-approve"]);
      rmSync(join(folder, name));
      expect(output).toContain(sentence);
      expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
    });

    test("a saved plan that is swapped after it was judged elsewhere is judged for itself", async () => {
      writeFileSync(join(folder, "override.tf"), 'provider "aws" {\n  region = "us-east-1"\n}\n');
      const planned = await run(["plan", "-out=abroad", "-input=false"]);
      rmSync(join(folder, "override.tf"));
      await cloud.api.record();
      const { code, output } = await run(["apply", "abroad"]);
      expect(planned.code).toBe(0);
      expect(output).toContain("would be in us-east-1");
      expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
    });

    test("what is at home is applied, and taken down again, judged both times", async () => {
      await cloud.api.record();
      const up = await run(["apply", "-auto-approve"]);
      const down = await run(["destroy", "-auto-approve"]);
      expect([up, down].map(({ code, output }) => [code, /COMPLIANT: .*/.exec(output)?.[0]])).toEqual([
        [0, "COMPLIANT: no findings"],
        [0, "COMPLIANT: no findings"],
      ]);
      expect(await writes()).toEqual(["PutParameter in eu-west-1", "DeleteParameter in eu-west-1"]);
    });
  }
});
