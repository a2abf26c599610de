import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jurisdictionOf } from "../../../charter/jurisdiction";
import { standIn } from "../../../gate/terraform/terraform-stand-in";
import { charter } from "../../placement/documents";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-standing-in-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Notes what it is given, and the words that the environment would add to it. */
const NOTING = 'echo "$*" > heard\nenv | grep ^TF_CLI_ARGS >> heard\nexit 7\n';

/** Runs the gate before a script, in a folder of its own; every plan is compliant. */
async function runGate(script: string, argv: readonly string[], words: NodeJS.ProcessEnv = {}) {
  const program = join(folder, "terraform");
  const heard = join(folder, "heard");
  writeFileSync(program, `#!/bin/sh\ncd '${folder}'\n${script}`, { mode: 0o700 });
  const complaints: string[] = [];
  const { code } = await standIn(
    {
      program,
      env: { PATH: process.env["PATH"], ...words },
      interactive: false,
      judge: async ({ ephemeral }) => {
        complaints.push(`unknown: ${[...ephemeral].join()}`);
        return { verdict: "compliant", text: "", lapsed: () => undefined };
      },
      jurisdictionFor: async () => jurisdictionOf(charter),
      print: async () => {},
      complain: (text) => void complaints.push(text),
      readLine: async () => undefined,
      onSignal: () => () => {},
      onExit: () => () => {},
      privately: (work) => work(),
    },
    folder,
    argv,
  );
  return { code, heard: existsSync(heard) ? readFileSync(heard, "utf8").split("\n").filter(Boolean) : [], complaints };
}

test.each<[string[], NodeJS.ProcessEnv, string[]]>([
  [["state", "list"], { TF_CLI_ARGS: "-no-color" }, ["state list -no-color"]],
  [["workspace", "delete", "old"], { TF_CLI_ARGS_workspace: "-force" }, ["workspace delete old"]],
  [["apply", "-help"], { TF_CLI_ARGS: "-no-color" }, ["apply -no-color -help"]],
  [["output"], { TF_CLI_ARGS: "-no-color" }, ["output", "TF_CLI_ARGS=-no-color"]],
])("what was decided on is what runs: %j with %j", async (argv, words, heard) => {
  expect(await runGate(NOTING, argv, words)).toEqual({ code: 7, heard, complaints: [] });
});

test.each<[string[], NodeJS.ProcessEnv, string]>([
  [["workspace", "delete", "old"], { TF_CLI_ARGS_workspace_delete: "-force" }, "`terraform workspace delete`"],
  [["workspace", "delete", "old"], { TF_CLI_ARGS: "-force" }, "`terraform workspace delete`"],
  [["state"], { TF_CLI_ARGS_state: "rm a.b" }, "`terraform state rm`"],
  [[], { TF_CLI_ARGS: "import a.b id" }, "`terraform import`"],
])("what the environment makes of a harmless call is refused: %j with %j", async (argv, words, name) => {
  const { complaints, ...rest } = await runGate(NOTING, argv, words);
  expect(rest).toEqual({ code: 1, heard: [] });
  expect(complaints.join("")).toContain(`clover: ${name} is refused: `);
});

describe("the variables of a plan", () => {
  const PLAN = JSON.stringify({
    variables: { word: { value: "judged" }, list: { value: [1, null] }, late: { value: "a default" } },
    configuration: {
      root_module: { variables: { late: { default: "a default", ephemeral: true }, word: {}, list: {} } },
    },
  });
  /** Plans, shows and applies; what `apply` is given goes into `heard`, and so does the file that it is given last. */
  const script = (version: string) => `case "$1" in
plan) for word; do case $word in -out=*) echo plan > "\${word#-out=}";; esac; done; exit 2;;
show) echo '${PLAN}';;
version) echo '${version}';;
apply) for word; do case $word in
  -var-file=*judged.tfvars.json) echo judged; ls -l "\${word#-var-file=}" | cut -c1-10; cat "\${word#-var-file=}";;
  */plan) echo plan;;
  *) echo "$word";;
esac; done > heard;;
esac
`;
  const given = ["apply", "-auto-approve", "-var", "word=x", "-var=late=l", "-var-file=f.tfvars"];

  test("are Terraform's to keep; only what no plan holds is given again", async () => {
    expect(await runGate(script("Terraform v1.11.4"), given)).toEqual({
      code: 0,
      heard: ["apply", "-var=late=l", "-var-file=f.tfvars", "plan"],
      complaints: ["unknown: late"],
    });
  });

  test.each(["OpenTofu v1.12.6", "a program of tomorrow"])(
    "are given to %s as they were judged, last",
    async (version) => {
      expect((await runGate(script(version), given)).heard).toEqual([
        "apply",
        "-var=late=l",
        "-var-file=f.tfvars",
        "judged",
        "-rw-------",
        '{"word":"judged","list":[1,null]}plan',
      ]);
    },
  );

  test("do not change when the plan was saved before", async () => {
    writeFileSync(join(folder, "saved"), "plan");
    await expect(runGate(script("OpenTofu v1.12.6"), ["apply", "-var=word=x", "saved"])).rejects.toThrow(
      "The option -var=word cannot change a saved plan",
    );
    expect(existsSync(join(folder, "heard"))).toBe(false);
  });
});
