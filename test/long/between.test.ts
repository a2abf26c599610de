import { spawn } from "node:child_process";
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { plain, runToEnd } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";

const CHARTER = join(__dirname, "../../charter.yaml");
const SHA256 = expect.stringMatching(/^[\da-f]{64}$/) as string;

const configuration = (provider: string, name = "between") => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  max_retries = 2
  ${provider}
}
resource "aws_ssm_parameter" "one" {
  name  = "/clover/${name}"
  type  = "String"
  value = "one"
}
`;
const HOME = `region = "eu-west-1"`;

/** What a plan does not carry, changed by somebody while somebody else reads the verdict. Real Terraform, and a recorded API. */
describeEndToEnd("between the question and the answer", (toolchain) => {
  let cloud: LocalCloud;
  let folder: string;
  const at = (name: string) => join(folder, name);
  const put = (name: string, text: string) => writeFileSync(at(name), text);
  const profile = (settings: string, more = "") => `[profile home]\n${settings}\n${more}`;

  const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    ...cloud.env,
    HOME: at("home"),
    TMPDIR: at("temporary"),
    CLOVER_CHARTER: at("charter.yaml"),
    TF_CLI_CONFIG_FILE: undefined,
    AWS_CONFIG_FILE: at("aws-config"),
    AWS_PROFILE: "home",
    ...more,
  });
  const terraform = (args: readonly string[], env: NodeJS.ProcessEnv = {}, program = toolchain.terraform) =>
    runToEnd(program, args, { cwd: folder, env: environment(env) });
  const asked = async () => (await cloud.api.calls()).map(({ region, action }) => `${action} in ${region}`);

  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    folder = mkdtempSync(join(tmpdir(), "clover-between-"));
    for (const name of ["temporary", "home", "home/.terraform.d"]) mkdirSync(at(name));
    settle();
    const { code, output } = await terraform(["init", "-input=false"]);
    if (code !== 0) throw new Error(output);
    copyFileSync(at(".terraform.lock.hcl"), at("lock"));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cloud?.close();
  });

  /** Puts everything where it was. */
  function settle() {
    put("main.tf", configuration(HOME));
    put("aws-config", profile("region = eu-west-1"));
    copyFileSync(CHARTER, at("charter.yaml"));
    copyFileSync(cloud.env["TF_CLI_CONFIG_FILE"]!, at("home/.terraformrc"));
    rmSync(at("home/.terraform.d/any.tfrc"), { force: true });
  }

  /** Answers yes, after `change`; what is asked of the API from the question on. */
  function apply(change: () => void) {
    return new Promise<{ code: number | null; said: readonly string[]; asked: readonly string[] }>((done, fail) => {
      const child = spawn(cloud.env["TERRAFORM_BINARY_NAME"]!, ["apply"], { cwd: folder, env: environment() });
      let output = "";
      let read = (chunk: Buffer) => {
        output += plain(chunk.toString());
        if (!output.includes("Enter a value:")) return;
        read = (rest) => void (output += plain(rest.toString()));
        void cloud.api.record().then(() => {
          change();
          child.stdin.end("yes\n");
        }, fail);
      };
      child.stdout.on("data", (chunk: Buffer) => read(chunk));
      child.stderr.on("data", (chunk: Buffer) => read(chunk));
      child.on("error", fail);
      child.on("close", (code) => {
        const said = output.match(/^(clover: Stopped.*|Apply complete!.*|Error.*|REJECTED.*)$/gm) ?? [output];
        asked().then((calls) => done({ code, said, asked: calls }), fail);
      });
    });
  }

  const overriding = `provider_installation {\n  dev_overrides {\n    "hashicorp/aws" = "/nowhere"\n  }\n}\n`;
  const elsewhere = "https://ssm.us-east-1.amazonaws.com";

  test.each<[string, () => void, () => void, string]>([
    [
      "the region of the profile",
      () => {},
      () => put("aws-config", profile("region = us-east-1")),
      "since the plan was made, region of profile home was eu-west-1 and is us-east-1",
    ],
    [
      "the endpoint of the profile",
      () => {},
      () => put("aws-config", profile(`region = eu-west-1\nendpoint_url = ${elsewhere}`)),
      `since the plan was made, endpoint_url of profile home was not set and is ${elsewhere}`,
    ],
    [
      "the services section",
      () => put("aws-config", profile("services = of-home", "[services of-home]\n")),
      () =>
        put("aws-config", profile("services = of-home", `[services of-home]\nssm =\n  endpoint_url = ${elsewhere}\n`)),
      `since the plan was made, ssm.endpoint_url of profile home was not set and is ${elsewhere}`,
    ],
    [
      "a file that a provider alone reads",
      () => {
        const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = cloud.env;
        put("own", "[profile own]\nregion = eu-west-1\n");
        put(
          "own-keys",
          `[own]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`,
        );
        const files = `shared_config_files = ["own"]\nshared_credentials_files = ["own-keys"]`;
        put("main.tf", configuration(`${HOME}\nprofile = "own"\n${files}\nallowed_account_ids = ["111122223333"]`));
      },
      () => appendFileSync(at("own"), `endpoint_url = ${elsewhere}\n`),
      'since the plan was made, endpoint_url of profile own, for provider["registry.terraform.io/hashicorp/aws"] ' +
        `was not set and is ${elsewhere}`,
    ],
    [
      "another program for the provider",
      () => {},
      () => put("home/.terraform.d/any.tfrc", overriding),
      "since the plan was made, program in a provider's place was not set and is dev_overrides in Terraform's configuration file",
    ],
    [
      "the charter",
      () => {},
      () => appendFileSync(at("charter.yaml"), "# Changed.\n"),
      "the charter CHARTER was changed after the plan was judged",
    ],
    [
      "the plan file",
      () => {},
      () => {
        const name = readdirSync(at("temporary")).find((one) => one.startsWith("clover-plan-"));
        appendFileSync(at(`temporary/${name!}/plan`), "x");
      },
      "the plan file is not the one that was judged",
    ],
  ])("%s is changed: stopped, and the API is asked for nothing", async (_, before, change, sentence) => {
    settle();
    before();
    expect(await apply(change)).toEqual({
      code: 1,
      said: [`clover: Stopped: ${sentence.replace("CHARTER", at("charter.yaml"))}. Nothing was applied.`],
      asked: [],
    });
    expect(readdirSync(at("temporary"))).toEqual([]);
  });

  test("the lock file is changed: stopped, and the API is asked for nothing", async () => {
    settle();
    const { said, ...ended } = await apply(() => appendFileSync(at(".terraform.lock.hcl"), "\n"));
    copyFileSync(at("lock"), at(".terraform.lock.hcl"));
    expect(ended).toEqual({ code: 1, asked: [] });
    const words =
      /^clover: Stopped: since the plan was made, \.terraform\.lock\.hcl was (\S+) and is (\S+)\. Nothing was applied\.$/;
    expect(words.exec(said.join("\n"))?.slice(1)).toEqual([SHA256, SHA256]);
  });

  test("nothing is changed: it is applied", async () => {
    settle();
    const { asked: calls, ...ended } = await apply(() => {});
    expect(ended).toEqual({ code: 0, said: ["Apply complete! Resources: 1 added, 0 changed, 0 destroyed."] });
    expect(calls).toContain("PutParameter in eu-west-1");
    rmSync(at("terraform.tfstate"));
  });

  test("a plan saved under one AWS_REGION, applied under another: refused where the provider would obey, and no odds where it has its own", async () => {
    const planned = async (provider: string) => {
      settle();
      put("main.tf", configuration(provider, "saved"));
      const plan = await terraform(["plan", "-input=false", "-out=tfplan"], { AWS_REGION: "eu-west-1" });
      await cloud.api.record();
      const applied = await terraform(
        ["apply", "tfplan"],
        { AWS_REGION: "us-east-1" },
        cloud.env["TERRAFORM_BINARY_NAME"]!,
      );
      return {
        codes: [plan.code, applied.code],
        said: applied.output.match(/COMPLIANT|REJECTED|residency\/provider \(\w+\)|Apply complete!/g),
        writes: (await asked()).filter((call) => call.startsWith("Put")),
        calls: (await asked()).length > 0,
      };
    };
    expect(await planned("")).toEqual({
      codes: [0, 1],
      said: ["residency/provider (critical)", "REJECTED"],
      writes: [],
      calls: false,
    });
    expect(await planned(HOME)).toMatchObject({
      codes: [0, 0],
      said: ["COMPLIANT", "Apply complete!"],
      writes: ["PutParameter in eu-west-1"],
    });
  });
});
