import { parseOptions } from "../../../../gate/terraform/command-line/options";

const NOTHING = {
  mode: "apply",
  planOptions: [],
  applyOptions: [],
  variables: [],
  approved: false,
  input: true,
  json: false,
  colour: true,
  evidence: { keys: [] },
};

test.each([
  ["nothing", [], {}],
  ["consent", ["-auto-approve"], { approved: true }],
  ["consent taken back", ["-auto-approve", "-auto-approve=false"], { approved: false }],
  [
    "options of the plan",
    ["-var", "a=b", "--target=x.y", "-refresh-only"],
    { planOptions: ["-target=x.y", "-refresh-only"], variables: ["-var=a=b"] },
  ],
  ["a value that looks like an option", ["-var", "-auto-approve"], { variables: ["-var=-auto-approve"] }],
  ["options of the apply", ["-state-out=s", "-backup", "-"], { applyOptions: ["-state-out=s", "-backup=-"] }],
  [
    "options of both",
    ["-parallelism=3", "-no-color", "-input=0", "-json", "-lock=false"],
    {
      planOptions: ["-parallelism=3", "-no-color", "-input=0", "-json", "-lock=false"],
      applyOptions: ["-parallelism=3", "-no-color", "-input=0", "-json", "-lock=false"],
      input: false,
      json: true,
      colour: false,
    },
  ],
  ["a destroy", ["-destroy"], { mode: "destroy", planOptions: ["-destroy"] }],
  [
    "a saved plan",
    ["-no-color", "plan file"],
    { planOptions: ["-no-color"], applyOptions: ["-no-color"], colour: false, savedPlan: "plan file" },
  ],
  [
    "what is said about evidence, which is the gate's alone",
    [
      "-require-evidence=e",
      "--evidence-key",
      "a",
      "-evidence-key=b",
      "-evidence=x",
      "-evidence=out/",
      "-signing-key=k",
    ],
    { evidence: { require: "e", keys: ["a", "b"], leave: "out/", signingKey: "k" } },
  ],
  ["a saved plan that looks like an option", ["--", "-auto-approve"], { savedPlan: "-auto-approve" }],
])("reads %s", (_, rest, expected) => {
  expect(parseOptions("apply", rest)).toEqual({ ...NOTHING, ...expected });
});

test("turns destroy into the plan of one", () => {
  expect(parseOptions("destroy", ["-target=a.b"])).toEqual({
    ...NOTHING,
    mode: "destroy",
    planOptions: ["-target=a.b", "-destroy"],
  });
});

test("turns refresh into an approved plan that only refreshes", () => {
  expect(parseOptions("refresh", [])).toEqual({
    ...NOTHING,
    mode: "refresh",
    planOptions: ["-refresh-only"],
    approved: true,
  });
});

test.each([
  ["an option that it does not know", "apply", ["-frob"], /does not know the option -frob/],
  ["an option for the plan's file", "apply", ["-out=x"], /does not know the option -out/],
  ["an option without its value", "apply", ["-var"], /-var needs a value/],
  ["a switch that is neither on nor off", "apply", ["-auto-approve=maybe"], /is true or false, not "maybe"/],
  ["a change to a saved plan", "apply", ["-target=a.b", "plan"], /-target cannot change a saved plan/],
  ["two saved plans", "apply", ["a", "b"], /too many arguments/],
  ["options after a saved plan", "apply", ["plan", "-auto-approve"], /too many arguments/],
  ["a saved plan to destroy", "destroy", ["plan"], /destroy takes no arguments/],
] as const)("refuses %s", (_, mode, rest, message) => {
  expect(() => parseOptions(mode, rest)).toThrow(message);
});
