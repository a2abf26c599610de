/** One program, three readers: a plan with its configuration beside it, a folder of HCL, and a synthesized stack give the same verdict. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "@cdktn/hcl2json";
import { judge } from "../gate/judge/judge";
import { readMaking } from "../scripts/terraform/plan-making";

const corpus = join(__dirname, "plans");
const charterPath = join(__dirname, "..", "charter.yaml");
const now = new Date("2026-11-25T00:00:00Z");

/** What a reader of files cannot know: docs/limits.md says so of each kind. A case that begins to agree has to leave the list. */
const ONLY_A_PLAN_KNOWS: Readonly<Record<string, string>> = {
  "integrity/local-remote-state": "what another state holds is read while planning",
  "lifecycle/destroy-everything": "the plan destroys what the files still hold",
  "lifecycle/forgotten-at-home": "where a forgotten resource is stands in the state",
  "lifecycle/refresh-only-opened": "what was changed outside Terraform stands in no file",
  "opentofu/excluded-abroad": "an option of the plan leaves a resource out",
  "opentofu/tofu-file-home":
    "Terraform would read main.tf, OpenTofu main.tofu, and the files do not say which of them runs",
  "access/anybody-narrowed":
    "the instances of a block are not told apart, so that a condition taken from each.value is not read",
};

const isProgram = (name: string): boolean => {
  const at = join(corpus, name);
  if (!existsSync(join(at, "main.tf")) || !existsSync(join(at, "plan.json"))) return false;
  // A plan that was changed by hand, or that failed, is not the plan of the files beside it.
  const making = readMaking(at) as { readonly set?: unknown; readonly rename?: unknown; readonly fails?: unknown };
  return making.set === undefined && making.rename === undefined && making.fails === undefined;
};

const programs = readdirSync(corpus)
  .flatMap((family) => readdirSync(join(corpus, family)).map((name) => `${family}/${name}`))
  .filter(isProgram);

/** A stack is one module with the defaults of its variables: a program of more files than main.tf has no such form. */
const isOneModule = (name: string): boolean =>
  readdirSync(join(corpus, name)).every((file) => NOTES.includes(file) || file === "main.tf");
/** Files of a case that Terraform does not read. */
const NOTES = ["plan.json", "expected.json", "making.json", "before", "prior-state.json"];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-readers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The files of a program by themselves. */
function filesOf(name: string): string {
  const files = join(folder, name, "files");
  cpSync(join(corpus, name), files, {
    recursive: true,
    filter: (file) => !NOTES.some((note) => file.endsWith(`/${note}`)),
  });
  return files;
}

async function stackOf(name: string): Promise<string> {
  const stack = join(folder, name, "stack", "cdk.tf.json");
  mkdirSync(join(stack, ".."), { recursive: true });
  writeFileSync(stack, JSON.stringify(await parse("main.tf", readFileSync(join(corpus, name, "main.tf"), "utf8"))));
  return stack;
}

const verdictOn = async (path: string, source?: string) =>
  (await judge({ paths: [path], charterPath, now, ...(source !== undefined && { source }) })).verdict;

describe("the verdict on a program is the same whoever reads it", () => {
  test.each(programs)("%s", async (name) => {
    const files = filesOf(name);
    const plan = await verdictOn(join(corpus, name, "plan.json"), files);
    const read = {
      files: await verdictOn(files),
      ...(isOneModule(name) && { stack: await verdictOn(await stackOf(name)) }),
    };
    const same = Object.values(read).every((verdict) => verdict === plan);
    expect({ plan, ...read, same }).toEqual({ plan, ...read, same: !(name in ONLY_A_PLAN_KNOWS) });
  });

  test("the programs are many, and a third of them is compliant", () => {
    expect(programs.length).toBeGreaterThan(150);
    expect(programs.filter(isOneModule).length).toBeGreaterThan(100);
    expect(programs).toEqual(expect.arrayContaining(Object.keys(ONLY_A_PLAN_KNOWS)));
  });
});
