import { spawn } from "node:child_process";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import { plain } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";
import { makeSlowFolder, type SlowFolder, type Slowly } from "../tools/slow-folder";

/** Where no terminal is: whoever runs the pipeline tells the gate alone to end, and what the gate has started has to end as well. */
describeEndToEnd("signals to clover-terraform without a terminal", (toolchain) => {
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

  /** Signals an `apply`, and nothing that it has started, when a text is there; its standard input stays open. */
  async function apply(slowly: Slowly, shown: string, signal: NodeJS.Signals, program?: string) {
    folder.configure(slowly);
    const approve = slowly === "applied" ? ["-auto-approve"] : [];
    const child = spawn(program ?? cloud.env["TERRAFORM_BINARY_NAME"]!, ["apply", "-no-color", ...approve], {
      cwd: folder.path,
      env: { ...cloud.env, TMPDIR: folder.temporary },
    });
    let output = "";
    let sent = false;
    const read = (chunk: Buffer) => {
      output += plain(chunk.toString());
      if (!sent && output.includes(shown)) sent = child.kill(signal);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    // Closed when the last process of the run has gone: Terraform holds the same pipes.
    const end = await new Promise<NodeJS.Signals | number | null>((settle) => {
      child.on("close", (code, by) => settle(by ?? code));
    });
    const said = output.match(/COMPLIANT|(Two i|I)nterrupts? received|clover: Stopped.*|Apply complete!/g) ?? [];
    return { end, said, ...folder.look() };
  }

  const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

  test.each(SIGNALS)("%s while it is planned ends Terraform, and nobody is asked", async (signal) => {
    expect(await apply("planned", "Reading...", signal)).toEqual({
      end: signal,
      // Terraform itself takes SIGHUP as every program does that knows nothing of it.
      said: [
        ...(signal === "SIGHUP" ? [] : ["Interrupt received"]),
        `clover: Stopped by ${signal}. Nothing was applied.`,
      ],
      state: [],
      left: [],
    });
  });

  test.each(SIGNALS)("%s at the question applies nothing", async (signal) => {
    expect(await apply("never", "Enter a value:", signal)).toEqual({
      end: signal,
      said: ["COMPLIANT", `clover: Stopped by ${signal}. Nothing was applied.`],
      state: [],
      left: [],
    });
  });

  test.each([
    ["SIGINT", { end: 1, said: ["Interrupt received"], state: ["first"] }],
    ["SIGTERM", { end: 1, said: ["Interrupt received"], state: ["first"] }],
    ["SIGHUP", { end: "SIGHUP", said: [] }],
  ] as const)(
    "%s while it is applied is heard once by Terraform, which ends as it would alone",
    async (signal, alone) => {
      const bare = await apply("applied", "Reading...", signal, toolchain.terraform);
      expect(bare).toMatchObject(alone);
      expect(await apply("applied", "Reading...", signal)).toEqual({ ...bare, said: ["COMPLIANT", ...bare.said] });
    },
  );
});
