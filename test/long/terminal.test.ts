import { join } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { plain, runToEnd } from "../../scripts/run-program";
import { PYTHON } from "../../scripts/local-cloud/venv";
import { describeEndToEnd } from "../tools/end-to-end";
import { makeSlowFolder, type SlowFolder, type Slowly } from "../tools/slow-folder";

const DOWN = "\u001b[B";
const RETURN = "\r";
/** Return, Ctrl-C and Ctrl-D where the terminal hands over whole lines. */
const ENTER = "\n";
const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const TERMINAL = join(__dirname, "../tools/terminal.py");

/** Presses keys when a text is on the screen; null closes the terminal. */
type Step = readonly [shown: string, keys: string | null];

/** cdktf's own prompt, which appears when it has read the gate's question: as somebody at a keyboard sees it. */
describeEndToEnd("a real cdktf deploy in a terminal, without --auto-approve", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  });
  afterAll(() => cloud?.close());

  /** Deploys one bucket at home; each step presses keys when a text is on the screen. */
  async function deploy(...steps: readonly Step[]) {
    await cloud.api.record();
    const { code, output } = await cloud.cdktf(["deploy", "removal"], {
      app: "node_modules/.bin/tsx test/e2e/apps/foreign.ts",
      through: [PYTHON, TERMINAL, JSON.stringify(steps)],
    });
    const milestones =
      /COMPLIANT|Do you want to perform these actions|❯ (Approve|Dismiss)|Enter a value: (yes|no)|Nothing was applied|Apply complete!/g;
    return {
      code,
      seen: [...new Set(output.match(milestones))],
      writes: (await cloud.api.calls())
        .filter(({ reads }) => !reads)
        .map(({ region, action }) => `${action} in ${region}`),
      buckets: (await cloud.inventory()).buckets,
    };
  }

  const ASKED = ["COMPLIANT", "Do you want to perform these actions", "❯ Approve"];

  // cdktf ends with 0 when the user says no: that nothing was applied is what counts.
  test("applies nothing when Dismiss is chosen", async () => {
    expect(await deploy(["❯ Approve", DOWN], ["❯ Dismiss", RETURN])).toEqual({
      code: 0,
      seen: [...ASKED, "❯ Dismiss", "Enter a value: no", "Nothing was applied"],
      writes: [],
      buckets: [],
    });
  });

  test("applies the judged plan when Approve is chosen", async () => {
    expect(await deploy(["❯ Approve", RETURN])).toEqual({
      code: 0,
      seen: [...ASKED, "Enter a value: yes", "Apply complete!"],
      writes: ["PUT /clover-e2e-home in eu-west-1"],
      buckets: ["clover-e2e-home"],
    });
  });
});

const QUESTION = "Enter a value:";

describeEndToEnd("clover-terraform alone in a terminal", (toolchain) => {
  let cloud: LocalCloud;
  let folder: SlowFolder;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    folder = await makeSlowFolder();
  });
  afterAll(async () => {
    folder?.close();
    await cloud?.close();
  });

  interface Typed {
    readonly args?: readonly string[];
    readonly slowly?: Slowly;
    readonly env?: NodeJS.ProcessEnv;
    readonly program?: string;
  }

  /** One `apply` in which somebody types. */
  async function type(steps: readonly Step[], { args = [], slowly = "never", env, program }: Typed = {}) {
    folder.configure(slowly);
    const command = [program ?? cloud.env["TERRAFORM_BINARY_NAME"]!, "apply", ...args];
    const { code, output } = await runToEnd(PYTHON, [TERMINAL, JSON.stringify(steps), ...command], {
      cwd: folder.path,
      env: { ...cloud.env, TMPDIR: folder.temporary, ...env },
      colours: true,
    });
    return { code, output, ...folder.look() };
  }

  const milestones = (output: string): readonly string[] =>
    plain(output).match(
      /Reading\.\.\.|Plan: \d+ to add|COMPLIANT|Do you want|Enter a value: \S*|(Two i|I)nterrupts? received|clover: [S]topped.*|N.*Nothing was applied|Error: .*|Apply complete!|The terminal .*/g,
    ) ?? [];
  /** Leaves out what depends on how far Terraform's walk had come: how often it halted, and the part of the plan that it had made. */
  const untilInterrupted = (seen: readonly string[]): readonly string[] => {
    const at = seen.indexOf("Interrupt received");
    if (at < 0) return seen;
    return [...seen.slice(0, at), ...new Set(seen.slice(at).filter((line) => !line.startsWith("Plan: ")))];
  };
  const SANE = "The terminal echoes lines.";
  const ASKED = ["Plan: 2 to add", "COMPLIANT", "Do you want"];
  const WHOLE = ["first", "last"];

  /** What Terraform and what Clover write up to the question: whether there is colour in it. */
  function colours(output: string) {
    const [, terraform, clover] = /^([^]*─+[^\n]*\n)([^]*?Enter a value:)/.exec(output)!;
    // eslint-disable-next-line no-control-regex
    const isColoured = (text: string | undefined) => /\u001b\[[1-9][\d;]*m/.test(text!);
    return { terraform: isColoured(terraform), clover: isColoured(clover) };
  }

  test.each<[string, Typed, ReturnType<typeof colours>]>([
    ["there is colour in both", { env: { NO_COLOR: "" } }, { terraform: true, clover: true }],
    ["NO_COLOR, of which Terraform knows nothing, is heeded", {}, { terraform: true, clover: false }],
    [
      "-no-color is heeded by both",
      { env: { NO_COLOR: "" }, args: ["-no-color"] },
      { terraform: false, clover: false },
    ],
  ])("Terraform's plan is shown, then the verdict, then the question: %s", async (_, typed, expected) => {
    const { output, ...ended } = await type([[QUESTION, `yes${ENTER}`]], typed);
    expect({ ...ended, seen: milestones(output), colours: colours(output) }).toEqual({
      code: 0,
      seen: [...ASKED, "Enter a value: yes", "Apply complete!", SANE],
      colours: expected,
      state: WHOLE,
      left: [],
    });
  });

  test.each([
    ["yes and a blank", `yes ${ENTER}`],
    ["a blank and yes", ` yes${ENTER}`],
    ["YES", `YES${ENTER}`],
    ["y", `y${ENTER}`],
    ["no", `no${ENTER}`],
    ["Return", ENTER],
    ["the end of input", CTRL_D],
    ["a yes that is not finished", `yes${CTRL_D}${CTRL_D}`],
  ])("%s is taken as Terraform takes it", async (_, keys) => {
    const { code, state, left, output } = await type([[QUESTION, keys]]);
    const bare = await type([[QUESTION, keys]], { program: toolchain.terraform });
    expect({ code, state, left }).toEqual({ code: bare.code, state: bare.state, left: [] });
    expect(output.includes("Not approved. Nothing was applied.")).toBe(code !== 0);
  });

  // What the shell reports of a program that Ctrl-C has ended.
  const INTERRUPTED = 130;
  const STOPPED = "clover: Stopped by SIGINT. Nothing was applied.";

  test.each<[string, readonly Step[], Typed, object]>([
    [
      "at the question: nothing is applied",
      [[QUESTION, CTRL_C]],
      {},
      { code: INTERRUPTED, state: [], seen: [...ASKED, "Enter a value: ^C", STOPPED, SANE] },
    ],
    [
      "while it is planned: Terraform ends what it has begun, and nobody is asked",
      [["Reading...", CTRL_C]],
      { slowly: "planned" },
      {
        code: INTERRUPTED,
        state: [],
        seen: ["Reading...", "Interrupt received", "Error: execution halted", STOPPED, SANE],
      },
    ],
    [
      "while it is applied: Terraform hears it once, and what it has made is in the state",
      [
        [QUESTION, `yes${ENTER}`],
        ["Reading...", CTRL_C],
      ],
      { slowly: "applied" },
      {
        code: 1,
        state: ["first"],
        seen: [...ASKED, "Enter a value: yes", "Reading...", "Interrupt received", "Error: execution halted", SANE],
      },
    ],
    [
      "twice while it is applied: Terraform ends at once",
      [
        [QUESTION, `yes${ENTER}`],
        ["Reading...", CTRL_C],
        ["Gracefully shutting down", CTRL_C],
      ],
      { slowly: "applied" },
      {
        code: 1,
        state: ["first"],
        seen: [
          ...ASKED,
          "Enter a value: yes",
          "Reading...",
          "Interrupt received",
          "Two interrupts received",
          "Error: operation canceled",
          SANE,
        ],
      },
    ],
  ])("Ctrl-C %s", async (_, steps, typed, expected) => {
    const { output, ...ended } = await type(steps, typed);
    expect({ ...ended, seen: untilInterrupted(milestones(output)) }).toEqual({ left: [], ...expected });
  });

  test("a terminal that is closed at the question ends the run, and nothing stays", async () => {
    const { output, ...ended } = await type([[QUESTION, null]]);
    expect({ ...ended, seen: milestones(output) }).toEqual({
      code: 128 + 1,
      state: [],
      left: [],
      seen: [...ASKED, "Enter a value: "],
    });
  });
});
