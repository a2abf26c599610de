import {
  folderOf,
  mergeEnvironment,
  nameOf,
  parseInvocation,
  withoutArguments,
  wordsOf,
} from "../../../../gate/terraform/command-line/invocation";

test.each([
  ["a plain subcommand", ["apply", "-auto-approve"], { globals: [], subcommand: "apply", rest: ["-auto-approve"] }],
  ["global options before it", ["-chdir=x", "plan"], { globals: ["-chdir=x"], subcommand: "plan", rest: [] }],
  ["no subcommand", ["-chdir=x"], { globals: ["-chdir=x"], subcommand: undefined, rest: [] }],
  ["nothing", [], { globals: [], subcommand: undefined, rest: [] }],
])("takes %s apart", (_, argv, expected) => {
  expect(parseInvocation(argv)).toEqual({ ...expected, informs: false });
});

test.each([
  [["-help", "apply"], true],
  [["apply", "-h"], true],
  [["apply", "--version", "-auto-approve"], true],
  [["state", "rm", "-help"], true],
  [["apply", "-auto-approve", "-help"], true],
  [["apply", "-target", "-v"], true],
  [["apply", "--", "-help"], false],
  [["apply", "-auto-approve", "-no-help"], false],
])("%j asks for information only: %s", (argv, informs) => {
  expect(parseInvocation(argv).informs).toBe(informs);
});

test.each([
  [
    "behind the subcommand, its own words first",
    ["-chdir=x", "apply", "p"],
    { TF_CLI_ARGS: "-no-color", TF_CLI_ARGS_apply: "-lock=false" },
    ["-chdir=x", "apply", "-lock=false", "-no-color", "p"],
  ],
  [
    "as a subcommand where none is given",
    ["-chdir=x"],
    { TF_CLI_ARGS: "apply -auto-approve" },
    ["-chdir=x", "apply", "-auto-approve"],
  ],
  ["as a nested subcommand", ["state"], { TF_CLI_ARGS: "rm a.b" }, ["state", "rm", "a.b"]],
  [
    "behind a nested subcommand, which has words of its own",
    ["workspace", "delete", "old"],
    { TF_CLI_ARGS: "-no-color", TF_CLI_ARGS_workspace: "-x", TF_CLI_ARGS_workspace_delete: "-force" },
    ["workspace", "delete", "-force", "-no-color", "old"],
  ],
  [
    "for a subcommand with a hyphen",
    ["force-unlock", "1"],
    { TF_CLI_ARGS_force_unlock: "-force" },
    ["force-unlock", "-force", "1"],
  ],
  [
    "in quotes as one",
    ["apply"],
    { TF_CLI_ARGS_apply: `-var 'a=b c' -var="d=e f"` },
    ["apply", "-var", "a=b c", "-var=d=e f"],
  ],
  ["not when they are another subcommand's", ["apply"], { TF_CLI_ARGS_plan: "-destroy" }, ["apply"]],
])("merges words of the environment %s", (_, argv, env, expected) => {
  expect(mergeEnvironment(argv, env)).toEqual(parseInvocation(expected));
});

test.each(["a\\ b", "$(x)", "`x`", "a;b", "a'b", '"$x"', 'a"'])(
  "refuses words that another reader could split in another way: %s",
  (text) => {
    expect(() => mergeEnvironment(["apply"], { TF_CLI_ARGS: text })).toThrow(
      /^TF_CLI_ARGS holds a character that Clover does not accept there/,
    );
  },
);

test.each([[["-chdir=x", "state", "rm", "a.b"]], [["-version"]], [[]]])("puts %j together again as it was", (argv) => {
  expect(wordsOf(parseInvocation(argv))).toEqual(argv);
});

test.each([
  [
    ["state", "rm", "a.b"],
    ["state", "rm"],
  ],
  [["state", "-x", "rm"], ["state"]],
  [["workspace", ""], ["workspace"]],
  [["env"], ["env"]],
  [["apply", "plan"], ["apply"]],
  [["-version"], []],
])("knows the name of the subcommand in %j", (argv, name) => {
  expect(nameOf(parseInvocation(argv))).toEqual(name);
});

test("leaves out the variables that were merged, and no others", () => {
  expect(withoutArguments({ TF_CLI_ARGS: "a", TF_CLI_ARGS_plan: "b", TF_CLI_CONFIG_FILE: "c", TF_VAR_x: "d" })).toEqual(
    {
      TF_CLI_CONFIG_FILE: "c",
      TF_VAR_x: "d",
    },
  );
});

test("knows the folder that Terraform will work in", () => {
  expect(["-chdir=infra", "-help"].map((option) => folderOf({ globals: [option] }))).toEqual(["infra", ""]);
});
