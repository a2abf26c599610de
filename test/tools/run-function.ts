/** Runs the code of a function as it was deployed: its own archive, in its own environment, called as Lambda calls it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { LocalCloud } from "../../scripts/local-cloud/local-cloud";
import { runToEnd } from "../../scripts/run-program";

/** Of a function in Terraform's state, what it takes to run it. */
export interface Lambda {
  readonly filename: string;
  readonly environment: readonly { readonly variables: Readonly<Record<string, string>> }[];
}

/** What it answered, or the error that it ended with, and its log. */
export interface CallOutcome {
  readonly answer?: unknown;
  readonly error?: string;
  readonly log: string;
}

/** Loads a function's code from its archive and calls it, as Lambda would. */
const CALL = `
const { handler } = require(require("node:path").join(process.argv[1], "index.js"));
const event = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
handler(event).then(
  (answer) => process.stdout.write("\\n=" + JSON.stringify({ answer })),
  (error) => process.stdout.write("\\n=" + JSON.stringify({ error: error.name + ": " + error.message })),
);`;

/**
 * Calls it once, in a process of its own.
 *
 * @param stack the stack that deployed it
 * @param env credentials and whatever else is not of the function's own environment; those of the deployment by default
 * @throws Error for an archive with more in it than the bundle, and when the process ends without an answer
 */
export async function runFunction(
  cloud: LocalCloud,
  stack: string,
  { filename, environment }: Lambda,
  event: unknown,
  env: NodeJS.ProcessEnv = {},
): Promise<CallOutcome> {
  const archive = join(cloud.stackFolder(stack), filename);
  const folder = `${archive}-unpacked`;
  const options = { cwd: cloud.folder, env: cloud.env };
  await runToEnd("python3", ["-m", "zipfile", "-e", archive, folder], options);
  const files = readdirSync(folder);
  if (files.join() !== "index.js") throw new Error(`${archive} has ${files.join(", ")} in it`);
  const { output } = await runToEnd(process.execPath, ["-e", CALL, folder], {
    ...options,
    env: { ...cloud.env, AWS_REGION: "eu-west-1", ...environment[0]!.variables, ...env },
    input: JSON.stringify(event),
  });
  const at = output.lastIndexOf("\n=");
  if (at < 0) throw new Error(`no answer: ${output}`);
  return { ...(JSON.parse(output.slice(at + 2)) as object), log: output.slice(0, at) };
}
