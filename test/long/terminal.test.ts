import { join } from "node:path";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud";
import { PYTHON } from "../../scripts/venv";
import { describeEndToEnd } from "../tools/end-to-end";

const DOWN = "\u001b[B";
const RETURN = "\r";

/** cdktf's own prompt, which appears when it has read the gate's question: as somebody at a keyboard sees it. */
describeEndToEnd("a real cdktf deploy in a terminal, without --auto-approve", (toolchain) => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
  }, 120_000);
  afterAll(() => cloud?.close(), 60_000);

  /** Deploys one bucket at home; each step presses keys when a text is on the screen. */
  async function deploy(...steps: readonly (readonly [shown: string, keys: string])[]) {
    await cloud.api.record();
    const { code, output } = await cloud.cdktf(["deploy", "removal"], {
      app: "node_modules/.bin/tsx test/e2e/apps/foreign.ts",
      through: [PYTHON, join(__dirname, "../tools/terminal.py"), JSON.stringify(steps)],
      seconds: 90,
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
  }, 120_000);

  test("applies the judged plan when Approve is chosen", async () => {
    expect(await deploy(["❯ Approve", RETURN])).toEqual({
      code: 0,
      seen: [...ASKED, "Enter a value: yes", "Apply complete!"],
      writes: ["PUT /clover-e2e-home in eu-west-1"],
      buckets: ["clover-e2e-home"],
    });
  }, 120_000);
});
