/** Options of what the gate judges, and the ways in which Terragrunt and Atlantis call: each ends in the state that it asks for. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { parseOptions } from "../../gate/terraform/command-line/options";
import { plain } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";
import { type Call, describePrograms, type Heard, type Playground, WHOLE } from "../tools/playground";

/** One call of `apply` or `destroy`, and what the folder looks like after it. */
interface Row extends Call {
  /** The state that it starts from. */
  readonly from: "initialised" | "applied";
  readonly leaves: readonly string[];
  /** The value of the stack's output after it, where the state has one. */
  readonly word?: string;
}

const TWO = "terraform_data.two";
const AUTOMATION = { TF_IN_AUTOMATION: "1", TF_INPUT: "0" };

const ROWS: readonly Row[] = [
  {
    from: "initialised",
    args: ["apply"],
    env: { TF_CLI_ARGS: "-no-color", TF_CLI_ARGS_apply: "-auto-approve -var 'word=a b'" },
    leaves: WHOLE,
    word: "a b",
  },
  { from: "applied", args: ["apply", "-auto-approve", "-replace", TWO], leaves: WHOLE, word: "one" },
  { from: "applied", args: ["apply", "-destroy", "-auto-approve"], leaves: [] },
  { from: "applied", args: ["apply", "-refresh-only", "-auto-approve"], leaves: WHOLE, word: "one" },
  { from: "initialised", args: ["apply", "-auto-approve", "-var", "word=two"], leaves: WHOLE, word: "two" },
  { from: "initialised", args: ["apply", "-auto-approve", "--var-file=two.tfvars"], leaves: WHOLE, word: "two" },
  {
    from: "initialised",
    args: ["apply", "-auto-approve"],
    env: { TF_VAR_word: "three" },
    leaves: WHOLE,
    word: "three",
  },
  {
    from: "initialised",
    args: ["apply", "-var-file=two.tfvars", "-var=word=last", "-auto-approve"],
    leaves: WHOLE,
    word: "last",
  },
  { from: "applied", args: ["apply", "-refresh=false", "-lock=false", "-auto-approve"], leaves: WHOLE, word: "one" },
  {
    from: "initialised",
    args: ["apply", "-parallelism=1", "-lock-timeout", "5s", "-compact-warnings", "-auto-approve=true"],
    leaves: WHOLE,
    word: "one",
  },
  // Terragrunt's order, and what it puts into the environment.
  {
    from: "initialised",
    args: ["apply", "-lock-timeout=20m", "-var-file=two.tfvars", "-input=false", "-auto-approve"],
    env: AUTOMATION,
    leaves: WHOLE,
    word: "two",
  },
  {
    from: "applied",
    args: ["destroy", "-input=false", "-lock-timeout=20m", "-no-color", "-auto-approve"],
    env: AUTOMATION,
    leaves: [],
  },
  {
    from: "applied",
    args: [
      "apply",
      "-input=false",
      "-no-color",
      "-compact-warnings",
      "-parallelism=2",
      `-replace=${TWO}`,
      "-replace",
      "module.inner.terraform_data.three",
      "-var",
      "word=several",
      "-auto-approve",
    ],
    env: { TF_CLI_ARGS_apply: "-lock-timeout=1s" },
    leaves: WHOLE,
    word: "several",
  },
];

/** What Terraform does not have. */
const OPENTOFU: readonly Row[] = [
  {
    from: "initialised",
    args: ["apply", "-auto-approve", "-json-into=heard.json", "-concise", "-show-sensitive", "-consolidate-errors"],
    leaves: WHOLE,
    word: "one",
  },
  {
    from: "initialised",
    args: ["apply", "-auto-approve", "-exclude=module.inner", "-deprecation=module:none"],
    leaves: ["terraform_data.one", TWO],
    word: "one",
  },
];

const nameOf = ({ args, env = {} }: Row): string =>
  [...Object.entries(env).map(([name, value]) => `${name}='${value}'`), ...args].join(" ");

describeEndToEnd("clover-terraform heeds options before", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(() => cloud?.close());

  describePrograms(
    () => toolchain.terraform,
    (open, name) => {
      let ground: Playground;
      beforeAll(async () => {
        ground = await open(cloud.env);
      });
      afterAll(() => ground?.remove());

      const succeed = async (folder: string, call: Call): Promise<Heard> => {
        const heard = await ground.gated(folder, call);
        expect({ call, ...heard, code: heard.code }).toEqual({ call, ...heard, code: 0 });
        return heard;
      };
      const sorted = (addresses: readonly string[]) => addresses.toSorted();

      const rows = name === "OpenTofu" ? [...ROWS, ...OPENTOFU] : ROWS;
      test.each(rows.map((row) => [row.from, nameOf(row), row] as const))("from %s: `%s`", async (_, _name, row) => {
        const folder = ground.copy(row.from);
        const { stdout } = await succeed(folder, row);
        expect(stdout).toContain("COMPLIANT: no findings");
        expect(await ground.stateOf(folder)).toEqual(sorted(row.leaves));
        expect(await ground.wordOf(folder)).toBe(row.word);
      });

      test("every option that the help names is known, or is about something that the gate does itself", async () => {
        const folder = ground.copy("initialised");
        const unknown = async (subcommand: "apply" | "plan" | "refresh") => {
          const { stdout, stderr } = await ground.bare(folder, { args: [subcommand, "-help"] });
          const options = [...(stdout + stderr).matchAll(/^ {2}-([a-z][a-z-]*)(=\S+| ')?/gm)];
          expect(options.length).toBeGreaterThan(8);
          return options.map(([, name]) => name!).filter((name) => !isKnown(name));
        };
        expect([await unknown("apply"), await unknown("plan"), await unknown("refresh")]).toEqual([
          [],
          ["detailed-exitcode", "generate-config-out", "out"],
          [],
        ]);
      });

      test("-target is passed on: Terraform's plan then says that it is not whole, OpenTofu's does not", async () => {
        const folder = ground.copy("initialised");
        const { code, stdout } = await ground.gated(folder, {
          args: ["apply", "-no-color", "-auto-approve", "-target", TWO],
        });
        const planned = [...stdout.matchAll(/^ {2}# (\S+) will be created$/gm)].map(([, address]) => address);
        const ending = {
          Terraform: { code: 1, verdict: "REJECTED", stands: false },
          OpenTofu: { code: 0, verdict: "COMPLIANT", stands: true },
        }[name];
        expect({
          code,
          planned,
          verdict: /^(COMPLIANT|REJECTED)/m.exec(stdout)?.[0],
          stands: existsSync(join(folder, "terraform.tfstate")),
        }).toEqual({ ...ending, planned: [TWO] });
      });

      test("-chdir leads to the folder, and the saved plan's name is read there", async () => {
        const folder = ground.copy("initialised");
        const inside = (...args: string[]) => succeed("/", { args: [`-chdir=${folder}`, ...args] });
        await inside("plan", "-out=saved", "-var=word=two");
        await inside("apply", "saved");
        expect([await ground.stateOf(folder), await ground.wordOf(folder)]).toEqual([sorted(WHOLE), "two"]);
        await inside("destroy", "-auto-approve");
        expect(await ground.stateOf(folder)).toEqual([]);
      });

      test("-json keeps standard output one object per line, of the plan and of the apply; the verdict is beside it", async () => {
        const folder = ground.copy("initialised");
        const { stdout, stderr } = await succeed(folder, { args: ["apply", "-json", "-auto-approve"] });
        const lines = stdout.trimEnd().split("\n");
        const types = new Set(lines.map((line) => (JSON.parse(line) as { type: string }).type));
        expect([...types]).toEqual(
          expect.arrayContaining(["version", "planned_change", "change_summary", "apply_complete", "outputs"]),
        );
        expect(stderr).toContain("COMPLIANT: no findings");
        expect(await ground.stateOf(folder)).toEqual(sorted(WHOLE));
      });

      test("-no-color leaves no escape sequence, whoever speaks", async () => {
        const { stdout, stderr } = await succeed(ground.copy("initialised"), {
          args: ["apply", "-no-color", "-auto-approve"],
        });
        expect(stdout + stderr).not.toContain("\u001b");
      });

      test("-input=false asks for nothing and applies nothing that is not approved", async () => {
        const folder = ground.copy("applied");
        const { code, stdout, stderr } = await ground.gated(folder, {
          args: ["apply", "-input=false", "-var=word=two"],
          input: "yes\n",
        });
        expect(code).toBe(1);
        expect(stdout).not.toContain("Do you want to perform");
        expect(stderr).toContain("Not approved, and prompts are disabled: add -auto-approve.");
        expect(await ground.wordOf(folder)).toBe("one");
      });

      test("-state leads to another state, and the usual one stays as it is", async () => {
        const folder = ground.copy("applied");
        const before = readFileSync(join(folder, "terraform.tfstate"), "utf8");
        await succeed(folder, { args: ["apply", "-state=other.tfstate", "-auto-approve"] });
        expect(await ground.stateOf(folder, "-state=other.tfstate")).toEqual(sorted(WHOLE));
        expect(readFileSync(join(folder, "terraform.tfstate"), "utf8")).toBe(before);
      });

      test("a second workspace's apply leaves the first one's state alone", async () => {
        const folder = ground.copy("applied");
        await succeed(folder, { args: ["workspace", "new", "second"] });
        await succeed(folder, { args: ["apply", "-auto-approve"] });
        await succeed(folder, { args: ["apply", "-auto-approve", "-destroy"], env: { TF_WORKSPACE: "default" } });
        expect(await ground.stateOf(folder)).toEqual(sorted(WHOLE));
        await succeed(folder, { args: ["workspace", "select", "default"] });
        expect(await ground.stateOf(folder)).toEqual([]);
      });

      test("Atlantis: a plan that is saved is applied by its name later, once, and obeys what it was made with", async () => {
        const folder = ground.copy("initialised");
        await succeed(folder, {
          args: ["plan", "-input=false", "-refresh", "-out", "default.tfplan", "-var", "word=two"],
        });
        // What lies there by then, and what the environment says, is another matter.
        writeFileSync(join(folder, "later.auto.tfvars"), 'word = "three"\n');
        const call = { args: ["apply", "-input=false", "default.tfplan"], env: { ...AUTOMATION, TF_VAR_word: "four" } };
        await succeed(folder, call);
        expect([await ground.stateOf(folder), await ground.wordOf(folder)]).toEqual([sorted(WHOLE), "two"]);
        const again = await ground.gated(folder, call);
        expect({ code: again.code, stale: again.stderr.includes("Saved plan is stale") }).toEqual({
          code: 1,
          stale: true,
        });
      });

      test("Terragrunt: the folder is its cache, the plan's name is absolute, and -no-color stands where it may", async () => {
        const cache = join(ground.copy("initialised"), ".terragrunt-cache", "a", "b");
        const copied = ground.copy("initialised");
        mkdirSync(join(cache, ".."), { recursive: true });
        renameSync(copied, cache);
        const plan = join(cache, "..", "plan file");
        await succeed(cache, { args: ["plan", "-lock-timeout=20m", "-input=false", `-out=${plan}`], env: AUTOMATION });
        await succeed(cache, { args: ["apply", "-input=false", "-no-color", plan], env: AUTOMATION });
        expect(await ground.stateOf(cache)).toEqual(sorted(WHOLE));
      });

      describe("with an ephemeral variable, which no plan keeps", () => {
        const VARIABLE = 'variable "secret" {\n  type      = string\n  ephemeral = true\n}\n';
        const prepare = () => {
          const folder = ground.copy("initialised");
          writeFileSync(join(folder, "secret.tf"), VARIABLE);
          writeFileSync(join(folder, "secret.tfvars"), 'secret = "s"\nword = "two"\n');
          return folder;
        };

        test.each([
          ["-var", ["-var=secret=s", "-var", "word=two"]],
          ["a file", ["-var-file=secret.tfvars"]],
        ])("the apply is given it again, by %s", async (_, options) => {
          const folder = prepare();
          await succeed(folder, { args: ["apply", "-auto-approve", ...options] });
          expect(await ground.wordOf(folder)).toBe("two");
        });

        test("a saved plan takes it, and nothing else", async () => {
          const folder = prepare();
          await succeed(folder, { args: ["plan", "-out=saved", "-var=secret=s"] });
          const refused = await ground.gated(folder, { args: ["apply", "-var=secret=s", "-var=word=two", "saved"] });
          expect([refused.code, refused.stderr]).toEqual([
            2,
            expect.stringContaining("The option -var=word cannot change a saved plan"),
          ]);
          await succeed(folder, { args: ["apply", "-var=secret=s", "saved"] });
          expect(await ground.wordOf(folder)).toBe("one");
        });
      });

      describe("and a provider's region is that of the plan that was judged", () => {
        let folder: string;
        const bucket = `clover-subcommands-${name.toLowerCase()}`;
        const written = (lines: string) => `
terraform {
  required_providers {
    aws = { source = "registry.terraform.io/hashicorp/aws", version = "5.100.0" }
  }
}
variable "region" {
  default = "eu-west-1"
${lines}}
provider "aws" {
  region      = var.region
  max_retries = 2
}
resource "aws_s3_bucket" "one" {
  bucket = "${bucket}"
}
`;
        const writes = async () =>
          (await cloud.api.calls()).filter(({ reads }) => !reads).map(({ action, region }) => `${action} in ${region}`);
        beforeAll(async () => {
          folder = ground.copy("initialised");
          for (const file of ["main.tf", "ugly.tf", "main.tftest.hcl", "two.tfvars"]) rmSync(join(folder, file));
          writeFileSync(join(folder, "main.tf"), written(""));
          await succeed(folder, { args: ["init", "-input=false"] });
        });

        test("though the environment and a file say another when a saved one is applied", async () => {
          await succeed(folder, { args: ["plan", "-out=saved"] });
          writeFileSync(join(folder, "terraform.tfvars"), 'region = "us-east-1"\n');
          await cloud.api.record();
          await succeed(folder, { args: ["apply", "saved"], env: { TF_VAR_region: "us-east-1" } });
          expect(await writes()).toEqual([`PUT /${bucket} in eu-west-1`]);
          rmSync(join(folder, "terraform.tfvars"));
        });

        test("and is unknown where an ephemeral variable decides it, whatever its default is", async () => {
          writeFileSync(join(folder, "main.tf"), written("  ephemeral = true\n"));
          await cloud.api.record();
          const { code, stdout } = await ground.gated(folder, {
            args: ["apply", "-auto-approve", "-replace=aws_s3_bucket.one"],
            env: { TF_VAR_region: "us-east-1" },
          });
          expect({ code, writes: await writes() }).toEqual({ code: 1, writes: [] });
          expect(plain(stdout)).toContain("region is var.region, which the input does not resolve");
        });
      });
    },
  );
});

/** Whether the gate reads an option, with a value or without. */
function isKnown(name: string): boolean {
  return [[`-${name}`], [`-${name}=true`]].some((words) => {
    try {
      parseOptions("apply", words);
      return true;
    } catch {
      return false;
    }
  });
}
