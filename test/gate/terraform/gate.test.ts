import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jurisdictionOf } from "../../../charter/jurisdiction";
import { standIn } from "../../../gate/terraform/gate";
import { charter } from "../../placement/documents";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-standing-in-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the gate before a program that notes what it is given, and the words that the environment would add to it. */
async function runGate(argv: readonly string[], words: NodeJS.ProcessEnv) {
  const program = join(folder, "terraform");
  const heard = join(folder, "heard");
  writeFileSync(program, `#!/bin/sh\necho "$*" > '${heard}'\nenv | grep ^TF_CLI_ARGS >> '${heard}'\nexit 7\n`, {
    mode: 0o700,
  });
  writeFileSync(heard, "");
  const complaints: string[] = [];
  const { code } = await standIn(
    {
      program,
      env: { PATH: process.env["PATH"], ...words },
      interactive: false,
      judge: () => Promise.reject(new Error("nothing is to be judged")),
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
  return { code, heard: readFileSync(heard, "utf8").split("\n").filter(Boolean), complaints };
}

test.each<[string[], NodeJS.ProcessEnv, string[]]>([
  [["state", "list"], { TF_CLI_ARGS: "-no-color" }, ["state list -no-color"]],
  [["workspace", "delete", "old"], { TF_CLI_ARGS_workspace: "-force" }, ["workspace delete old"]],
  [["apply", "-help"], { TF_CLI_ARGS: "-no-color" }, ["apply -no-color -help"]],
  [["output"], { TF_CLI_ARGS: "-no-color" }, ["output", "TF_CLI_ARGS=-no-color"]],
])("what was decided on is what runs: %j with %j", async (argv, words, heard) => {
  expect(await runGate(argv, words)).toEqual({ code: 7, heard, complaints: [] });
});

test.each<[string[], NodeJS.ProcessEnv, string]>([
  [["workspace", "delete", "old"], { TF_CLI_ARGS_workspace_delete: "-force" }, "`terraform workspace delete`"],
  [["workspace", "delete", "old"], { TF_CLI_ARGS: "-force" }, "`terraform workspace delete`"],
  [["state"], { TF_CLI_ARGS_state: "rm a.b" }, "`terraform state rm`"],
  [[], { TF_CLI_ARGS: "import a.b id" }, "`terraform import`"],
])("what the environment makes of a harmless call is refused: %j with %j", async (argv, words, name) => {
  const { complaints, ...rest } = await runGate(argv, words);
  expect(rest).toEqual({ code: 1, heard: [] });
  expect(complaints.join("")).toContain(`clover: ${name} is refused: `);
});
