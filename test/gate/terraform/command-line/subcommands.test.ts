import { parseInvocation } from "../../../../gate/terraform/command-line/invocation";
import { courseOf, dependsOnEnvironment, listCourses } from "../../../../gate/terraform/command-line/subcommands";

const kindOf = (line: string) => courseOf(parseInvocation(line.split(" ").filter(Boolean))).kind;

test.each(["apply", "apply plan", "-chdir=x apply -auto-approve", "destroy", "refresh"])("judges `%s`", (line) => {
  expect(kindOf(line)).toBe("judge");
});

test.each([
  "import a.b id",
  "taint a.b",
  "test",
  "state rm a.b",
  "state remove a.b",
  "state mv a.b a.c",
  "state push file",
  "state replace-provider a b",
  "state -x rm a.b",
  "workspace delete -force old",
  "workspace delete --force=true old",
  "env delete -force old",
  "workspace new -state=other.tfstate stage",
  "workspace -x delete old",
  "rpcapi",
  "stacks apply",
  "a-subcommand-of-tomorrow",
])("refuses `%s`", (line) => {
  expect(kindOf(line)).toBe("refuse");
});

test.each([
  "",
  "-help",
  "version -json",
  "init -migrate-state",
  "plan -out=x",
  "validate",
  "output -json",
  "providers lock",
  "show -json plan",
  "state list",
  "state show a.b",
  "state",
  "workspace new stage",
  "workspace delete empty",
  "untaint a.b",
  "force-unlock 1",
  "apply -help",
  "import -h",
  "state rm a.b -help",
  "workspace new -lock=false stage",
])("lets `%s` through", (line) => {
  expect(kindOf(line)).toBe("pass");
});

test("knows Terraform's habit of finding a subcommand in one argument with spaces", () => {
  expect(["apply -auto-approve", "state rm"].map((word) => courseOf(parseInvocation([word])).kind)).toEqual([
    "refuse",
    "refuse",
  ]);
});

test("looks into the environment only where it could change the course", () => {
  const lines = ["apply", "state", "workspace", "", "version", "init", "output"];
  expect(lines.filter((line) => dependsOnEnvironment(parseInvocation(line ? [line] : [])))).toEqual([
    "apply",
    "state",
    "workspace",
    "",
  ]);
});

test("lists under each name the course that it takes", () => {
  for (const { name, course } of listCourses())
    expect([name, courseOf(parseInvocation(name.split(" ")))]).toEqual([name, course]);
});
