import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/run";
import { FORBIDDEN } from "../reports/hostile";
import { queueIn, recordTerminal, setUpFolder } from "./workbench";

const folder = setUpFolder();
const before = process.cwd();
beforeEach(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

async function runHere(argv: string[], change: Parameters<typeof recordTerminal>[0] = {}) {
  const terminal = recordTerminal(change);
  const code = await run(argv, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

describe("the exit code", () => {
  test.each<[number, string, string[]]>([
    [0, "compliant", ["check", "home/cdk.tf.json"]],
    [
      0,
      "compliant for the policies that were asked for",
      ["check", "abroad/cdk.tf.json", "--policy", "keys/*", "--policy", "network/*"],
    ],
    [1, "a violation", ["check", "abroad/cdk.tf.json"]],
    [1, "what cannot be proven", ["check", "anywhere/cdk.tf.json"]],
    [1, "one of two inputs", ["check", "home/cdk.tf.json", "abroad/cdk.tf.json"]],
    [2, "a file that is not there", ["check", "none.json"]],
    [2, "one missing file among good ones", ["check", "home/cdk.tf.json", "none.json"]],
    [2, "half a file", ["check", "truncated/cdk.tf.json"]],
    [2, "no Terraform at all", ["check", "poem.txt"]],
    [2, "no resource", ["check", "nothing/cdk.tf.json"]],
    [2, "no path and no cdktf.out", ["check"]],
    [2, "a charter that is not there", ["check", "home/cdk.tf.json", "--charter", "none.yaml"]],
    [2, "a charter with errors", ["check", "home/cdk.tf.json", "--charter", "broken.yaml"]],
    [2, "an unknown format", ["check", "home/cdk.tf.json", "--format", "pdf"]],
    [2, "a format that every object has", ["check", "home/cdk.tf.json", "--format", "constructor"]],
    [2, "a policy that is not there", ["check", "home/cdk.tf.json", "--policy", "regidency/*"]],
    [2, "a report that cannot be written", ["check", "home/cdk.tf.json", "--output", "none/report.txt"]],
    [2, "an unknown option", ["check", "home/cdk.tf.json", "--polcy", "x"]],
    [2, "an option without its value", ["check", "home/cdk.tf.json", "--charter"]],
    [2, "an unknown command", ["chek"]],
    [2, "no command", []],
    [0, "help", ["--help"]],
    [0, "help of a command", ["check", "--help"]],
    [0, "version", ["--version"]],
    [0, "the list of policies", ["policies"]],
    [0, "an explanation", ["explain", "residency/placement"]],
    [2, "an explanation of nothing", ["explain", "residency/none"]],
    [2, "a list in an unknown format", ["policies", "--format", "sarif"]],
    [2, "too many arguments", ["explain", "residency/placement", "residency/zone"]],
  ])("is %i for %s", async (expected, _, argv) => {
    const { code, out, err } = await runHere(argv);
    // What is wrong goes to standard error and nothing to standard output, where a pipeline reads the report.
    expect({ code, reports: out !== "", complains: err !== "" }).toEqual({
      code: expected,
      reports: expected !== 2,
      complains: expected === 2,
    });
  });

  test("is 3 for a fault of our own, said in one sentence, with the stack only for those who ask", async () => {
    const readStdin = () => {
      throw new TypeError("boom");
    };
    const { code, err } = await runHere(["check", "-"], { readStdin });
    expect({ code, err }).toEqual({
      code: 3,
      err:
        "clover: a fault of Clover: boom\n" +
        "  Nothing was proven. Please report it, with what `DEBUG=1` before the same command prints.\n",
    });
    const debug = await runHere(["check", "-"], { readStdin, env: { DEBUG: "1" } });
    expect(debug.code).toBe(3);
    expect(debug.err).toMatch(/^clover: TypeError: boom\n {4}at /);
  });
});

test.each([
  ["an option", ["check", "--\u001b[2Jx"]],
  ["a path", ["check", "\u001b[2J\u202e.json"]],
  ["a charter", ["check", "home/cdk.tf.json", "--charter", "\u001b[2J.yaml"]],
  ["a format", ["check", "home/cdk.tf.json", "--format", "\u001b[2J"]],
  ["a policy", ["explain", "\u001b[2J\r"]],
])("%s that would steer the terminal does not, when it is complained about", async (_, argv) => {
  const { code, err } = await runHere(argv);
  expect([code, err.match(FORBIDDEN)]).toEqual([2, null]);
});

describe("the charter", () => {
  test("is the one that is named, before the environment's, before the nearest one upwards", async () => {
    const env = { CLOVER_CHARTER: "broken.yaml" };
    expect((await runHere(["check", "home/cdk.tf.json"], { env })).code).toBe(2);
    expect((await runHere(["check", "home/cdk.tf.json", "--charter", "charter.yaml"], { env })).code).toBe(0);
    expect((await runHere(["check", "home/cdk.tf.json"], { env: { CLOVER_CHARTER: "" } })).code).toBe(0);
  });

  test("is looked for upwards, and named in the report as seen from here", async () => {
    mkdirSync("a/b", { recursive: true });
    process.chdir("a/b");
    const { code, out } = await runHere(["check", "../../home/cdk.tf.json", "--format", "json"]);
    expect([code, JSON.parse(out).charter.path]).toEqual([0, "../../charter.yaml"]);
  });

  test("that cannot be found is asked for, with a word on what it holds", async () => {
    const empty = mkdtempSync(join(tmpdir(), "clover-none-"));
    process.chdir(empty);
    const { code, err } = await runHere(["check", join(folder, "home/cdk.tf.json")]);
    process.chdir(folder);
    rmSync(empty, { recursive: true });
    expect(code).toBe(2);
    expect(err).toBe(
      "clover: There is no charter.yaml here or in any folder above.\n" +
        "  Name one with --charter FILE or CLOVER_CHARTER. A charter says at least `version: 1` and what it approves: " +
        "jurisdictions, accounts, sites.\n",
    );
  });

  test("with errors is refused with all of them, each with its line", async () => {
    const { err } = await runHere(["check", "home/cdk.tf.json", "--charter", "broken.yaml"]);
    expect(err).toMatch(/broken\.yaml:2:\d+ jurisdictions/);
    expect(err).toMatch(/broken\.yaml:4:\d+ surprise/);
  });
});

describe("check", () => {
  test("without a path judges cdktf.out", async () => {
    mkdirSync("synth/cdktf.out/stacks/dublin", { recursive: true });
    process.chdir("synth");
    const stack = {
      name: "dublin",
      synthesizedStackPath: "stacks/dublin/cdk.tf.json",
      workingDirectory: "stacks/dublin",
    };
    writeFileSync("cdktf.out/manifest.json", JSON.stringify({ version: "0.21.0", stacks: { dublin: stack } }));
    writeFileSync("cdktf.out/stacks/dublin/cdk.tf.json", queueIn({ region: "eu-west-1" }));
    const { code, out } = await runHere(["check", "--format", "json"]);
    expect([code, JSON.parse(out).inputs]).toEqual([
      0,
      [
        {
          path: "cdktf.out/stacks/dublin/cdk.tf.json",
          kind: "synth",
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          resources: 1,
        },
      ],
    ]);
  });

  test("reads standard input for -", async () => {
    const stdin = queueIn({ region: "us-east-1" });
    const { code, out } = await runHere(["check", "-", "--format", "json"], { readStdin: () => Buffer.from(stdin) });
    const { verdict, findings, inputs } = JSON.parse(out);
    expect([code, verdict, inputs[0].path, findings[0].input]).toEqual([1, "rejected", "-", "-"]);
  });

  test("says all of a finding in JSON, under the names of the contract", async () => {
    const { out } = await runHere([
      "check",
      "abroad/cdk.tf.json",
      "--policy",
      "residency/placement",
      "--format",
      "json",
    ]);
    const { findings, coverage, policies } = JSON.parse(out);
    expect({ findings, coverage, policies }).toEqual({
      findings: [
        {
          policy: "residency/placement",
          outcome: "violation",
          severity: "critical",
          enforcementLevel: "mandatory",
          address: "aws_sqs_queue.q",
          path: expect.any(String),
          place: { id: "us-east-1", country: "US" },
          message: expect.stringContaining("aws_sqs_queue.q"),
          evidence: [expect.stringContaining("us-east-1")],
          fix: expect.any(String),
          input: "abroad/cdk.tf.json",
        },
      ],
      coverage: { resources: 1, placed: 1, undetermined: 0, byCountry: { US: 1 }, global: [] },
      policies: ["residency/placement"],
    });
  });

  test.each(["text", "json", "sarif", "junit", "markdown", "html"])(
    "prints the same bytes twice as %s",
    async (format) => {
      const [one, two] = [
        await runHere(["check", "abroad/cdk.tf.json", "--format", format]),
        await runHere(["check", "abroad/cdk.tf.json", "--format", format]),
      ];
      expect(one.out).not.toBe("");
      expect(two).toEqual(one);
    },
  );

  test("writes the report to a file, and then says the verdict beside it", async () => {
    const { code, out, err } = await runHere(
      ["check", "abroad/cdk.tf.json", "--format", "json", "--output", "report.json"],
      { colour: true },
    );
    expect([code, out, JSON.parse(readFileSync("report.json", "utf8")).verdict]).toEqual([1, "", "rejected"]);
    expect(err).toMatch(/^Clover: rejected for \d+ reasons?\./);
  });

  test.each([
    ["a report", ["check", "home/cdk.tf.json", "--output", "./home/../home/cdk.tf.json"], "--output"],
    ["a report, by a link", ["check", "home/cdk.tf.json", "--output", "link.json"], "--output"],
    ["evidence", ["check", "home/cdk.tf.json", "--evidence", "home/cdk.tf.json", "--sign", "key"], "--evidence"],
    ["a comparison", ["diff", "abroad/cdk.tf.json", "home/cdk.tf.json", "--output", "home/cdk.tf.json"], "--output"],
  ])("%s does not replace what is judged", async (_, args, option) => {
    rmSync("link.json", { force: true });
    symlinkSync("home/cdk.tf.json", "link.json");
    const before = readFileSync("home/cdk.tf.json", "utf8");
    const { code, err } = await runHere(args);
    expect({ code, err, after: readFileSync("home/cdk.tf.json", "utf8") }).toEqual({
      code: 2,
      err: `clover: ${option} names the input home/cdk.tf.json.\n  Name another file.\n`,
      after: before,
    });
  });

  test.each([
    ["check", "text, json, sarif, junit, markdown or html"],
    ["diff", "text, json or markdown"],
    ["verify", "text or json"],
    ["explain", "text or json"],
    ["policies", "text or json"],
  ])("the help of %s lists every format that it has", async (command, formats) => {
    const { out } = await runHere([command, "--help"]);
    expect(out.replaceAll(/\s+/g, " ")).toContain(`--format <format> ${formats} (default: "text")`);
  });

  test("lists the formats that work when another is asked for", async () => {
    const { err } = await runHere(["check", "home/cdk.tf.json", "--format", "pdf"]);
    expect(err).toBe(
      'clover: "pdf" is not a format of this command.\n  Choose one of: text, json, sarif, junit, markdown, html.\n',
    );
  });
});

describe("explain and policies", () => {
  test("list every policy as data", async () => {
    const rows = JSON.parse((await runHere(["policies", "--format", "json"])).out);
    expect(rows.length).toBeGreaterThan(8);
    expect(Object.keys(rows[0])).toEqual([
      "name",
      "description",
      "severity",
      "enforcementLevel",
      "waivable",
      "why",
      "fix",
      "controls",
    ]);
    const names = rows.map(({ name }: { name: string }) => name);
    expect(names).toEqual(names.toSorted());
  });

  test("explain a policy with everything that stands in its file", async () => {
    const { out } = await runHere(["explain", "residency/placement"]);
    for (const part of [
      "residency/placement (critical, mandatory",
      "\nWhy\n",
      "\nFix\n",
      "\nControls\n",
      "\nExamples\n",
      "violation",
    ]) {
      expect(out).toContain(part);
    }
    const { examples, name } = JSON.parse((await runHere(["explain", "residency/placement", "--format", "json"])).out);
    expect([name, examples.length > 0]).toEqual(["residency/placement", true]);
  });

  test("guess what was meant", async () => {
    const { err } = await runHere(["explain", "residency/placment"]);
    expect(err).toContain("Did you mean residency/placement?");
  });
});
