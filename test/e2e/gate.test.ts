import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { describeEndToEnd } from "../tools/end-to-end";

const parameter = (name: string, region: string) => `
provider "aws" {
  ${region === "eu-west-1" ? "" : `alias = "${name}"`}
  region      = "${region}"
  max_retries = 2
}
resource "aws_ssm_parameter" "${name}" {
  ${region === "eu-west-1" ? "" : `provider = aws.${name}`}
  name  = "/clover/${name}"
  type  = "String"
  value = "${name}"
}
`;
const VERSIONS = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
`;

/** Terraform by itself, behind the gate: what stands between its plan and its apply. */
describeEndToEnd("the gate between plan and apply", (toolchain) => {
  let cloud: LocalCloud;
  let folder: string;
  const write = (...blocks: string[]) => writeFileSync(join(folder, "main.tf"), VERSIONS + blocks.join(""));

  /** Runs the gate; `answer` is given when the question stands there, after `meanwhile` has happened. */
  function run(
    args: readonly string[],
    {
      answer,
      meanwhile,
      env,
      program,
    }: { answer?: string; meanwhile?: () => void; env?: NodeJS.ProcessEnv; program?: string } = {},
  ) {
    return new Promise<{ code: number | null; output: string }>((settle, fail) => {
      const child = spawn(program ?? cloud.env["TERRAFORM_BINARY_NAME"]!, args, {
        cwd: folder,
        env: { ...cloud.env, ...env },
      });
      let output = "";
      let asked = false;
      const read = (chunk: Buffer) => {
        output += stripVTControlCharacters(chunk.toString());
        if (asked || !output.includes("Do you want to perform these actions")) return;
        asked = true;
        meanwhile?.();
        child.stdin.end(`${answer ?? "no"}\n`);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.on("error", fail);
      child.on("close", (code) => settle({ code, output }));
    });
  }

  const writes = async () =>
    (await cloud.api.calls()).filter(({ reads }) => !reads).map(({ region, action }) => `${action} in ${region}`);

  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    folder = mkdtempSync(join(tmpdir(), "clover-gate-"));
    write(parameter("first", "eu-west-1"));
    const { code, output } = await run(["init", "-input=false"]);
    if (code !== 0) throw new Error(output);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cloud?.close();
  });

  test("shows Terraform's plan, then the verdict, then the question; no is no", async () => {
    await cloud.api.record();
    const { code, output } = await run(["apply"], { answer: "no" });
    const order = ["Plan: 1 to add", "COMPLIANT: ", "Do you want to perform these actions", "Nothing was applied."];
    expect(
      order.map((text) => output.indexOf(text)).every((at, index, all) => at >= 0 && at > (all[index - 1] ?? -1)),
    ).toBe(true);
    expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
  });

  test("stops when the plan file is not the one that was judged", async () => {
    const swapper = join(folder, "terraform-that-swaps");
    writeFileSync(
      swapper,
      `#!/bin/sh\n"${resolve(toolchain.terraform)}" "$@"; code=$?\ncase " $* " in *" show "*) for last; do :; done; printf x >> "$last";; esac\nexit $code\n`,
    );
    chmodSync(swapper, 0o755);
    await cloud.api.record();
    const { code, output } = await run(["apply"], { answer: "yes", env: { CLOVER_TERRAFORM: swapper } });
    expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
    expect(output).toContain("Stopped: the plan file is not the one that was judged. Nothing was applied.");
  });

  test("applies the plan that was judged, whatever the configuration says by then", async () => {
    await cloud.api.record();
    const { code, output } = await run(["apply"], {
      answer: "yes",
      meanwhile: () => write(parameter("first", "eu-west-1"), parameter("abroad", "us-east-1")),
    });
    expect(output).toContain("Apply complete! Resources: 1 added");
    expect({ code, writes: await writes() }).toEqual({ code: 0, writes: ["PutParameter in eu-west-1"] });
  });

  test("refuses the changed configuration when it is planned", async () => {
    await cloud.api.record();
    const { code, output } = await run(["apply", "-auto-approve"]);
    expect(output).toContain("aws_ssm_parameter.abroad would be in us-east-1 (US)");
    expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
  });

  describe("under conditions that the plan does not carry", () => {
    const asked = async () => (await cloud.api.calls()).map(({ action, region }) => `${action} in ${region}`);
    const put = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };

    test.each<[string, () => NodeJS.ProcessEnv, string]>([
      [
        "an endpoint abroad",
        () => ({ AWS_ENDPOINT_URL_SSM: "https://ssm.us-east-1.amazonaws.com" }),
        "AWS_ENDPOINT_URL_SSM is in us-east-1 (US), which the charter does not approve.",
      ],
      [
        "an endpoint of a profile",
        () => ({
          AWS_PROFILE: "away",
          AWS_CONFIG_FILE: put("aws-config", "[profile away]\nendpoint_url = https://api.example.com\n"),
        }),
        "endpoint_url of profile away is api.example.com, whose place neither Clover nor the charter knows.",
      ],
      [
        "a proxy that nobody knows",
        () => ({ HTTPS_PROXY: "http://proxy.example.com:3128" }),
        "HTTPS_PROXY is proxy.example.com, whose place neither Clover nor the charter knows.",
      ],
      [
        "another program for the provider",
        () => ({
          TF_CLI_CONFIG_FILE: put(
            "dev.tfrc",
            'provider_installation {\n  dev_overrides { "hashicorp/aws" = "." }\n}\n',
          ),
        }),
        "dev_overrides in Terraform's configuration file replaces a provider by another program",
      ],
    ])("%s is refused before anything is asked of the API", async (_, env, sentence) => {
      write(parameter("first", "eu-west-1"));
      await cloud.api.record();
      const { code, output } = await run(["apply", "-auto-approve"], { env: env() });
      expect(output).toContain(
        "Refused because of settings that would not be in the plan. Nothing was planned or applied.",
      );
      expect(output).toContain(sentence);
      expect({ code, asked: await asked() }).toEqual({ code: 1, asked: [] });
    });

    test.each<[string, string, () => unknown, string]>([
      [
        "an endpoint",
        "[profile home]\nregion = eu-west-1\n",
        () => put("aws-config", "[profile home]\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:9\n"),
        "Stopped: since the plan was made, endpoint_url of profile home was not set and is http://127.0.0.1:9.",
      ],
      [
        "a region",
        "[profile home]\nregion = eu-west-1\n",
        () => put("aws-config", "[profile home]\nregion = us-east-1\n"),
        "Stopped: since the plan was made, region of profile home was eu-west-1 and is us-east-1.",
      ],
      [
        "the lock file",
        "",
        () => put(".terraform.lock.hcl", `${readFileSync(join(folder, ".terraform.lock.hcl"), "utf8")}\n`),
        "Stopped: since the plan was made, .terraform.lock.hcl was ",
      ],
    ])("%s that changes while somebody is asked stops the run", async (_, config, change, sentence) => {
      write(parameter("second", "eu-west-1"));
      const AWS_CONFIG_FILE = put("aws-config", config);
      await cloud.api.record();
      const { code, output } = await run(["apply"], {
        answer: "yes",
        meanwhile: change,
        env: { AWS_CONFIG_FILE, AWS_PROFILE: config === "" ? "" : "home" },
      });
      expect(output).toContain(sentence);
      expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
    });

    test("a sandbox is said aloud", async () => {
      const { output } = await run(["apply"], { answer: "no" });
      expect(output).toContain("clover: AWS_ENDPOINT_URL: a sandbox on this machine, not AWS.");
    });
  });

  test.each([
    [["import", "aws_ssm_parameter.first", "/clover/first"]],
    [["taint", "aws_ssm_parameter.first"]],
    [["state", "rm", "aws_ssm_parameter.first"]],
    [["state", "mv", "aws_ssm_parameter.first", "aws_ssm_parameter.second"]],
  ])("refuses terraform %j: it changes the state without a plan", async (args) => {
    const before = readFileSync(join(folder, "terraform.tfstate"));
    const { code, output } = await run(args);
    expect(output).toMatch(/is refused: .* without a plan that could be judged/);
    expect(code).toBe(1);
    expect(readFileSync(join(folder, "terraform.tfstate"))).toEqual(before);
  });

  test.each([[["version", "-json"]], [["state", "list"]], [["output", "-json"]]])(
    "passes terraform %j through, byte for byte",
    async (args) => {
      const plain = await run(args, { program: toolchain.terraform });
      expect(await run(args)).toEqual(plain);
      expect(plain.code).toBe(0);
    },
  );
});
