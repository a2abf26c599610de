/** The commands that README and docs show, run by bash as they are written, in a project that has Clover as a dependency. */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { runToEnd } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";
import { installClover } from "../tools/installed-package";

const root = resolve(__dirname, "../..");
const PAGES = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];

/** A command line, or several that stand together, and the page. */
interface Shown {
  readonly page: string;
  readonly text: string;
}

/** Fenced `sh` blocks, and inline code that sets a variable for a program. */
const SHOWN: readonly Shown[] = PAGES.flatMap((page) => {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/^( *)```sh\n([\s\S]*?)^ *```/gm)].map(([, indent, block]) =>
    block!.replaceAll(new RegExp(`^${indent}`, "gm"), "").trim(),
  );
  const inline = [...text.matchAll(/`([A-Z_]+=[^`\s]+ [a-z][^`]*)`/g)].map(([, command]) => command!);
  return [...blocks, ...inline].map((text) => ({ page, text }));
});

/** Commands that run elsewhere, or against what this machine has not; each by its first words, with the reason. */
const NOT_HERE: Readonly<Record<string, string>> = {
  "npm ci && npm start": "the checkout itself: .ci/run and test/stacks",
  "npm run deploy -- dublin": "the checkout itself: test/long/enclave",
  "npm run sandbox": "the checkout itself: what it does is in test/long/enclave and test/e2e/refusals",
  "TG_TF_PATH=clover-terraform terragrunt apply": "Terragrunt is not on this machine",
  "aws cloudhsmv2": "asks AWS for what the local API has not",
  "aws kms connect-custom-key-store": "asks AWS for what the local API has not",
};

const isHere = ({ text }: Shown): boolean => !Object.keys(NOT_HERE).some((start) => text.startsWith(start));

const CONFIGURATION = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}
resource "aws_ssm_parameter" "one" {
  name  = "/clover/one"
  type  = "String"
  value = "1"
}
`;

describe("README and docs", () => {
  test("take no program's path from a search that may find nothing", () => {
    const searched = /=\s*"?(?:\$\(|`)\s*(?:command -v|which|type)\b/;
    expect(SHOWN.filter(({ text }) => searched.test(text))).toEqual([]);
  });

  test("let npx install no package", () => {
    expect(SHOWN.filter(({ text }) => /\bnpx (?!--no-install )/.test(text))).toEqual([]);
  });

  test("show each command that is said not to run here", () => {
    const starts = Object.keys(NOT_HERE).filter((start) => !SHOWN.some(({ text }) => text.startsWith(start)));
    expect(starts).toEqual([]);
  });
});

describeEndToEnd("in a project of its user's", (toolchain) => {
  let cloud: LocalCloud;
  const project = mkdtempSync(join(tmpdir(), "clover-documented-"));
  const at = (...names: string[]) => join(project, ...names);
  const bins = () => at("node_modules", ".bin");
  /** As an npm script finds programs; `bare` is what a shell finds by itself. */
  const bash = async (script: string, { bare = false } = {}) =>
    await runToEnd("bash", ["-eo", "pipefail", "-c", script], {
      cwd: project,
      env: {
        ...cloud.env,
        TERRAFORM_BINARY_NAME: undefined,
        CLOVER_CHARTER: undefined,
        TF_IN_AUTOMATION: "1",
        NPM_CONFIG_OFFLINE: "true",
        ...(bare ? {} : { PATH: `${bins()}:${cloud.env["PATH"]}` }),
      },
    });
  const must = async (script: string) => {
    const { code, output } = await bash(script);
    if (code !== 0) throw new Error(`${script}\n${output}`);
  };

  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    installClover(project);
    await must("clover init .");
    writeFileSync(at("main.tf"), CONFIGURATION);
    await must("terraform init -input=false && terraform plan -input=false -out=tfplan");
    await must("terraform show -json tfplan > plan.json && npm run synth");
    for (const copy of ["old.json", "new.json"]) copyFileSync(at("plan.json"), at(copy));
    await must("terraform apply -input=false tfplan && terraform show -json > state.json");
    await must("terraform plan -input=false -out=tfplan && terraform plan -input=false -out=plan");
    mkdirSync(at("main"));
    cpSync(at("cdktf.out"), at("main", "cdktf.out"), { recursive: true });
    await must(
      "clover keygen key && mv key ci && mv key.pub ci.pub && clover check tfplan --evidence tfplan.dsse.json --sign ci",
    );
  });
  afterAll(async () => {
    rmSync(project, { recursive: true, force: true });
    await cloud?.close();
  });

  const plain = SHOWN.filter((shown) => isHere(shown) && !/cdktf deploy/.test(shown.text));
  test.each(plain)("$page: $text", async ({ text }) => {
    // What a block makes anew is not written over.
    if (/clover keygen ci\b/.test(text)) for (const name of ["ci", "ci.pub"]) rmSync(at(name), { force: true });
    const { code, output } = await bash(text);
    expect({ code, output }).toEqual({ code: 0, output: expect.any(String) as string });
  });

  const deploys = SHOWN.filter((shown) => isHere(shown) && /cdktf deploy/.test(shown.text));
  const writes = async () => (await cloud.api.calls()).filter(({ reads }) => !reads).map(({ action }) => action);
  test.each(deploys)("$page: $text asks the gate, and nothing is applied where nobody answers", async ({ text }) => {
    // A state of Terraform's by itself, in which CDKTF would see one of its own from long ago.
    rmSync(at("terraform.tfstate"), { force: true });
    await cloud.api.record();
    const { output } = await bash(text, { bare: true });
    expect(output).toContain("COMPLIANT: no findings");
    expect(await writes()).toEqual([]);
  });

  test.each(deploys)("$page: $text starts no Terraform where Clover is not installed", async ({ text }) => {
    const gate = join(bins(), "clover-terraform");
    const bin = readFileSync(gate);
    rmSync(gate);
    await cloud.api.record();
    const { code, output } = await bash(`${text} --auto-approve`, { bare: true });
    writeFileSync(gate, bin, { mode: 0o755 });
    expect({ failed: code !== 0, output }).toEqual({ failed: true, output: expect.any(String) as string });
    expect((await cloud.api.calls()).map(({ action }) => action)).toEqual([]);
  });
});
