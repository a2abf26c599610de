/** Folders for both programs, with a stack that needs no provider but the one that is built in, and no API. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { cloverTerraform } from "../../scripts/gate-program";
import { locateOpenTofu } from "./opentofu";

const STACK: Readonly<Record<string, string>> = {
  "main.tf": `variable "word" {
  default = "one"
}

resource "terraform_data" "one" {
  input = var.word
}

resource "terraform_data" "two" {
  input = "two"
}

module "inner" {
  source = "./inner"
}

output "word" {
  value = terraform_data.one.output
}
`,
  "inner/main.tf": `resource "terraform_data" "three" {
  input = "three"
}
`,
  "ugly.tf": `locals {\n a=1\n}\n`,
  "main.tftest.hcl": `run "creates" {\n  command = apply\n}\n`,
  "two.tfvars": `word = "two"\n`,
};

/** Where each resource of the stack stands in a state, in the order in which `state list` names them. */
export const WHOLE = ["terraform_data.one", "terraform_data.two", "module.inner.terraform_data.three"];

/** What a program said, stream by stream, and how it ended. */
export interface Heard {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One run: the words after the program, and what else it is given. */
export interface Call {
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** One program, alone and behind the gate. */
export interface Playground {
  /** A new folder: with the stack initialised, or applied as well. */
  copy(of: "initialised" | "applied"): string;
  /** The program itself. */
  bare(folder: string, call: Call): Promise<Heard>;
  gated(folder: string, call: Call): Promise<Heard>;
  /** What the state of the folder names, asked of the program itself. */
  stateOf(folder: string, ...options: readonly string[]): Promise<readonly string[]>;
  /** The value of the stack's output, where the state has one. */
  wordOf(folder: string): Promise<unknown>;
  remove(): void;
}

/** Terraform, and OpenTofu where there is one: what is missing is said, and its tests are counted as skipped. */
export function describePrograms(
  find: () => string,
  body: (open: (base: NodeJS.ProcessEnv) => Promise<Playground>, name: "Terraform" | "OpenTofu") => void,
): void {
  describe("Terraform", () => body((base) => openPlayground(find(), base), "Terraform"));
  const tofu = locateOpenTofu();
  (tofu ? describe : describe.skip)("OpenTofu", () => body((base) => openPlayground(tofu ?? "tofu", base), "OpenTofu"));
}

async function openPlayground(program: string, base: NodeJS.ProcessEnv): Promise<Playground> {
  const root = mkdtempSync(join(tmpdir(), "clover-playground-"));
  const gate = cloverTerraform();
  const env = { ...base, CLOVER_TERRAFORM: program };
  const start =
    (file: string) =>
    (cwd: string, call: Call): Promise<Heard> =>
      listen(file, cwd, { ...call, env: { ...env, ...call.env } });
  const bare = start(program);
  const must = async (cwd: string, ...args: readonly string[]) => {
    const { code, stdout, stderr } = await bare(cwd, { args });
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  };
  const template = (of: string) => join(root, of);
  for (const [file, text] of Object.entries(STACK)) {
    mkdirSync(join(template("initialised"), file, ".."), { recursive: true });
    writeFileSync(join(template("initialised"), file), text);
  }
  await must(template("initialised"), "init", "-input=false");
  cpSync(template("initialised"), template("applied"), { recursive: true });
  await must(template("applied"), "apply", "-auto-approve");
  return {
    copy(of) {
      const folder = mkdtempSync(join(root, "copy-"));
      cpSync(template(of), folder, { recursive: true });
      return folder;
    },
    bare,
    gated: start(gate),
    stateOf: async (folder, ...options) =>
      (await must(folder, "state", "list", ...options)).split("\n").filter(Boolean).toSorted(),
    wordOf: async (folder) =>
      (JSON.parse(await must(folder, "output", "-json")) as { word?: { value: unknown } }).word?.value,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function listen(program: string, cwd: string, { args, env, input }: Call): Promise<Heard> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    const heard = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (chunk: string) => (heard[stream] += chunk));
    }
    child.stdin.on("error", () => {}); // It may end without reading.
    child.stdin.end(input ?? "");
    child.on("error", fail);
    child.on("close", (code) => settle({ code, ...heard }));
  });
}

/** Every file below a folder, with what it holds. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return Object.fromEntries(
    files
      .filter((file) => statSync(file).isFile())
      .toSorted()
      .map((file) => [relative(folder, file), readFileSync(file, "latin1")]),
  );
}
