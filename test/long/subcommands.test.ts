/**
 * Every subcommand that Terraform and OpenTofu say they have, through the gate and before the programs themselves. A subcommand
 * that a new release brings, and that no row is about, fails here.
 */
import { rmSync } from "node:fs";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { plain } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";
import { type Call, describePrograms, filesIn, type Heard, type Playground, WHOLE } from "../tools/playground";

/** One call, and what comes of it. */
interface Row extends Call {
  /** Its end, where the gate judges it or lets it through: a refusal ends with 1. */
  readonly code?: number;
  /** What the program itself does in both folders before. */
  readonly before?: readonly (readonly string[])[];
  /** What stands in its output. */
  readonly says?: string;
  /** What the state names after it. */
  readonly leaves?: readonly string[];
}

/** In a folder whose stack is applied. */
const ROWS: Readonly<Record<"judged" | "refused" | "passed", readonly Row[]>> = {
  judged: [
    { args: ["apply", "-auto-approve", "-var", "word=two"], code: 0, says: "1 changed", leaves: WHOLE },
    { args: ["apply"], input: "no\n", code: 0, says: "No changes.", leaves: WHOLE },
    { args: ["apply", "-var=word=two"], input: "no\n", code: 1, says: "Not approved.", leaves: WHOLE },
    { args: ["apply", "-var=word=two"], input: "yes\n", code: 0, says: "1 changed", leaves: WHOLE },
    { args: ["destroy", "-auto-approve"], code: 0, says: "3 destroyed", leaves: [] },
    { args: ["destroy"], input: "yes\n", code: 0, says: "3 destroyed", leaves: [] },
    { args: ["refresh"], code: 0, says: "Apply complete!", leaves: WHOLE },
  ],
  refused: [
    { args: ["import", "terraform_data.four", "id"], says: "Write an import block" },
    { args: ["taint", "terraform_data.one"], says: "Apply with -replace=ADDRESS" },
    { args: ["test"], says: "Test against a local API" },
    { args: ["state", "mv", "terraform_data.one", "terraform_data.four"], says: "Write a moved block" },
    { args: ["state", "rm", "terraform_data.one"], says: "write a removed block" },
    { args: ["state", "push", "-force", "terraform.tfstate"], says: "Change the configuration" },
    {
      args: ["state", "replace-provider", "-auto-approve", "hashicorp/aws", "hashicorp/other"],
      says: "Change the configuration",
    },
    { args: ["workspace", "delete", "-force", "old"], says: "Destroy the resources of the workspace first" },
    { args: ["workspace", "new", "-state=terraform.tfstate", "old"], says: "write import blocks" },
    { args: ["a-subcommand-of-tomorrow"], says: "Clover does not know it" },
    { args: ["rpcapi"], says: "Clover does not know it" },
    {
      args: ["workspace", "delete", "old"],
      env: { TF_CLI_ARGS_workspace_delete: "-force" },
      says: "Destroy the resources of the workspace first",
    },
    { args: ["state"], env: { TF_CLI_ARGS_state: "rm terraform_data.one" }, says: "write a removed block" },
    { args: [], env: { TF_CLI_ARGS: "import terraform_data.four id" }, says: "Write an import block" },
  ],
  passed: [
    { args: [], code: 127, says: "Main commands:" },
    { args: ["-help"], code: 0, says: "Main commands:" },
    { args: ["-version"], code: 0, says: " v1." },
    { args: ["version", "-json"], code: 0, says: '"terraform_version"' },
    { args: ["init", "-input=false"], code: 0, says: "successfully initialized" },
    { args: ["validate"], code: 0, says: "The configuration is valid." },
    { args: ["validate", "-json"], code: 0, says: '"valid": true' },
    { args: ["plan", "-refresh=false"], code: 0, says: "No changes." },
    { args: ["plan", "-refresh=false", "-detailed-exitcode", "-var=word=two"], code: 2, says: "1 to change" },
    { args: ["plan", "-frob"], code: 1, says: "flag provided but not defined: -frob" },
    { args: ["console"], input: "1+1\n", code: 0, says: "2\n" },
    { args: ["fmt", "-check"], code: 3, says: "ugly.tf" },
    { args: ["fmt"], code: 0, says: "ugly.tf" },
    { args: ["fmt", "-"], input: "a=1\n", code: 0, says: "a = 1" },
    { args: ["force-unlock", "-force", "1"], code: 1, says: "LocalState not locked" },
    { args: ["get"], code: 0 },
    { args: ["get", "-update"], code: 0, says: "inner in inner" },
    { args: ["graph"], code: 0, says: "digraph" },
    { args: ["login", "localhost:1"], input: "yes\n", code: 1, says: "localhost:1" },
    { args: ["logout", "localhost:1"], code: 0, says: "No credentials for localhost:1" },
    { args: ["metadata", "functions", "-json"], code: 0, says: '"format_version"' },
    { args: ["modules", "-json"] },
    { args: ["query"] },
    { args: ["output"], code: 0, says: 'word = "one"' },
    { args: ["output", "-json"], code: 0, says: '"value": "one"' },
    { args: ["output", "-raw", "word"], code: 0, says: "one" },
    { args: ["output", "nothing"], code: 1, says: "nothing" },
    { args: ["output"], env: { TF_CLI_ARGS_output: "-raw word" }, code: 0, says: "one" },
    { args: ["providers"], code: 0, says: "terraform.io/builtin/terraform" },
    { args: ["providers", "schema", "-json"], code: 0, says: '"provider_schemas"' },
    { args: ["providers", "lock"], code: 0 },
    { args: ["providers", "mirror", "inner"], code: 0 },
    { args: ["show"], code: 0, says: "terraform_data.two" },
    { args: ["show", "-json"], code: 0, says: '"terraform_data.two"' },
    { args: ["state"], code: 1, says: "Subcommands:" },
    { args: ["state", "list"], code: 0, says: "terraform_data.one\n", leaves: WHOLE },
    { args: ["state", "list"], env: { TF_CLI_ARGS: "-no-color" }, code: 0, says: "terraform_data.one\n" },
    { args: ["state", "list"], env: { TF_CLI_ARGS_state_list: "module.inner" }, code: 0, says: "module.inner" },
    { args: ["state", "show", "terraform_data.two"], code: 0, says: '"two"' },
    { args: ["state", "show", "terraform_data.nine"], code: 1, says: "No instance found" },
    { args: ["state", "pull"], code: 0, says: '"lineage"' },
    {
      args: ["untaint", "terraform_data.one"],
      before: [["taint", "terraform_data.one"]],
      code: 0,
      says: "has been successfully untainted",
      leaves: WHOLE,
    },
    { args: ["untaint", "terraform_data.one"], code: 1, says: "terraform_data.one" },
    { args: ["workspace", "list"], code: 0, says: "* default" },
    { args: ["workspace", "show"], code: 0, says: "default" },
    { args: ["workspace", "new", "old"], code: 0, says: 'Created and switched to workspace "old"!' },
    { args: ["workspace", "select", "-or-create", "old"], code: 0, says: '"old"' },
    { args: ["workspace", "select", "old"], code: 1, says: 'Workspace "old" doesn\'t exist' },
    {
      args: ["workspace", "delete", "old"],
      before: [
        ["workspace", "new", "old"],
        ["workspace", "select", "default"],
      ],
      code: 0,
      says: 'Deleted workspace "old"!',
      leaves: WHOLE,
    },
    { args: ["state", "rm", "terraform_data.one", "-help"], code: 0, says: "ADDRESS...", leaves: WHOLE },
    { args: ["apply", "-auto-approve", "-var", "-help"], code: 0, says: "apply [options]", leaves: WHOLE },
    { args: ["destroy", "-auto-approve", "-version"], code: 0, says: " v1.", leaves: WHOLE },
    { args: ["destroy", "-auto-approve", "-target", "-v"], code: 0, says: " v1.", leaves: WHOLE },
    { args: ["apply", "-help"], env: { TF_CLI_ARGS: "-no-color" }, code: 0, says: "apply [options]", leaves: WHOLE },
  ],
};

const nameOf = ({ args, env }: Row): string =>
  [...Object.entries(env ?? {}).map(([name, value]) => `${name}='${value}'`), ...args].join(" ");

const wholeOf = ({ stdout, stderr }: Heard): string => stdout + stderr;

/** Subcommands whose own help lists further ones. */
const NESTED = ["metadata", "providers", "state", "workspace"];

describeEndToEnd("clover-terraform takes its course with each subcommand of", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(() => cloud?.close());

  describePrograms(
    () => toolchain.terraform,
    (open) => {
      let ground: Playground;
      let folder: string;
      let names: readonly string[];
      beforeAll(async () => {
        ground = await open(cloud.env);
        folder = ground.copy("applied");
        names = await namesIn(folder);
      });
      afterAll(() => ground?.remove());

      /** What the program says that it has: `state` as well as `state list`. */
      async function namesIn(place: string): Promise<readonly string[]> {
        const listed = async (...name: string[]) => {
          const { stdout, stderr } = await ground.bare(place, { args: [...name, "-help"] });
          const [list = ""] = (stdout + stderr).split(/^(?:Main commands|Subcommands):$/m).slice(1);
          return [...list.matchAll(/^ {2,4}([a-z][a-z-]*) {2,}\S/gm)].map(([, word]) => [...name, word!].join(" "));
        };
        const lists = await Promise.all([listed(), ...NESTED.map((name) => listed(name))]);
        return lists.flat();
      }

      test("the table has a row about each of them", () => {
        const calls = Object.values(ROWS)
          .flat()
          .map(({ args }) => args.join(" "));
        expect(names.length).toBeGreaterThan(35);
        expect(names.filter((name) => !calls.some((call) => `${call} `.startsWith(`${name} `)))).toEqual([]);
      });

      test("the help of each passes", async () => {
        for (const name of names) {
          const call = { args: [...name.split(" "), "-help"] };
          const [alone, gated] = await Promise.all([ground.bare(folder, call), ground.gated(folder, call)]);
          expect({ name, ...gated }).toEqual({ name, ...alone });
        }
      });

      test.each(ROWS.judged.map((row) => [nameOf(row), row] as const))("judges `%s`", async (_, row) => {
        await inCopy(async (place) => {
          const { code, stdout } = await ground.gated(place, row);
          expect({ code, verdict: /^COMPLIANT: .*/m.exec(plain(stdout))?.[0] }).toEqual({
            code: row.code,
            verdict: "COMPLIANT: no findings",
          });
          expect(plain(stdout)).toContain(row.says);
          expect(await ground.stateOf(place)).toEqual(row.leaves!.toSorted());
        });
      });

      test.each(ROWS.refused.map((row) => [nameOf(row), row] as const))("refuses `%s`", async (_, row) => {
        await inCopy(async (place) => {
          const before = filesIn(place);
          const { stderr, ...rest } = await ground.gated(place, row);
          expect(rest).toEqual({ code: 1, stdout: "" });
          expect(stderr).toMatch(/^clover: `terraform [^`]+` is refused: /);
          expect(stderr).toContain(row.says);
          expect(filesIn(place)).toEqual(before);
        });
      });

      test.each(ROWS.passed.map((row) => [nameOf(row), row] as const))(
        "lets `%s` through, and nobody could tell",
        async (_, row) => {
          await inCopy((place) =>
            inCopy(async (other) => {
              for (const args of row.before ?? []) {
                await Promise.all([place, other].map((each) => ground.bare(each, { args })));
              }
              const [alone, gated] = await Promise.all([ground.bare(place, row), ground.gated(other, row)]);
              expect(gated).toEqual(alone);
              expect(plain(wholeOf(gated))).toContain(row.says ?? "");
              expect({
                code: gated.code,
                files: Object.keys(filesIn(other)),
                state: row.leaves && (await ground.stateOf(other)),
              }).toEqual({
                code: row.code ?? alone.code,
                files: Object.keys(filesIn(place)),
                state: row.leaves?.toSorted(),
              });
            }),
          );
        },
      );

      async function inCopy(work: (place: string) => Promise<void>): Promise<void> {
        const place = ground.copy("applied");
        await work(place);
        rmSync(place, { recursive: true, force: true });
      }
    },
  );
});
