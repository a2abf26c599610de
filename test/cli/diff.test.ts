import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { run } from "../../cli/run";
import { recordTerminal, setUpFolder } from "./workbench";

const folder = setUpFolder();
const before = process.cwd();
beforeAll(() => {
  process.chdir(folder);
  writeFileSync("wider.yaml", readFileSync("charter.yaml", "utf8").replace('[IE, "NO"]', '[IE, "NO", US]'));
  writeFileSync(
    "renamed.json",
    readFileSync("home/cdk.tf.json", "utf8").replace('"sqs_managed_sse_enabled":true', '"fifo_queue":true'),
  );
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const HOME = "home/cdk.tf.json";
const AWAY = "abroad/cdk.tf.json";

async function diff(...args: string[]) {
  const terminal = recordTerminal({ readStdin: () => readFileSync(HOME) });
  const code = await run(["diff", ...args], terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

test.each<[number, string, string[]]>([
  [0, "the same twice", [HOME, HOME]],
  [0, "the same twice, from standard input", ["-", HOME]],
  [1, "what goes abroad", [HOME, AWAY]],
  [0, "what comes home", [AWAY, HOME]],
  [1, "what comes home, where any change counts", [AWAY, HOME, "--exit-code"]],
  [0, "no change, where any change counts", [HOME, HOME, "--exit-code"]],
  [0, "a change of what says nothing about posture", [HOME, "renamed.json", "--exit-code"]],
  [0, "nothing that was, and nothing that is", ["nothing/cdk.tf.json", "nothing/cdk.tf.json"]],
  [1, "a charter that approves more", [HOME, HOME, "--charter", "wider.yaml", "--old-charter", "charter.yaml"]],
  [2, "a file that is not there", [HOME, "none.json"]],
  [2, "a text that is no Terraform", ["poem.txt", HOME]],
  [2, "standard input twice", ["-", "-"]],
  [2, "one side only", [HOME]],
  [2, "a format that is none", [HOME, HOME, "--format", "sarif"]],
  [2, "a format that every object has", [HOME, HOME, "--format", "constructor"]],
  [2, "an old charter that is none", [HOME, HOME, "--old-charter", "broken.yaml"]],
  [2, "a report that cannot be written", [HOME, HOME, "--output", "none/report.txt"]],
])("exits with %i for %s", async (expected, _, args) => {
  const { code, out, err } = await diff(...args);
  expect({ code, reports: out !== "", complains: err !== "" }).toEqual({
    code: expected,
    reports: expected !== 2,
    complains: expected === 2,
  });
});

test("says what moved, and the same bytes each time", async () => {
  const { out } = await diff(HOME, AWAY);
  expect(out).toContain("worse  moved    aws_sqs_queue.q: eu-west-1, IE (Ireland) -> us-east-1, US (United States)");
  expect((await diff(HOME, AWAY)).out).toBe(out);
});

test("writes the report to a file", async () => {
  const { code, out } = await diff(HOME, AWAY, "--format", "json", "--output", "diff.json");
  const { change, places } = JSON.parse(readFileSync("diff.json", "utf8"));
  expect({ code, out, change, places: places.length }).toEqual({ code: 1, out: "", change: "worse", places: 1 });
});
