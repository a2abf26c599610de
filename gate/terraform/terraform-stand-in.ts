/** Runs in place of Terraform: judges or refuses commands that change infrastructure, and passes all others through. */
import { printable } from "../../core/printable";
import type { Host } from "./stand-in-host";
import {
  type Invocation,
  mergeEnvironment,
  nameOf,
  parseInvocation,
  withoutArguments,
  wordsOf,
} from "./command-line/invocation";
import { runProgram, THROUGH, type Ended } from "./program";
import { courseOf, dependsOnEnvironment } from "./command-line/subcommands";

/** Runs one command line of Terraform. */
export async function standIn(host: Host, cwd: string, argv: readonly string[]): Promise<Ended> {
  const given = parseInvocation(argv);
  // The judged command is the one that runs: if the environment adds arguments, they are merged here and not by Terraform.
  const [invocation, env] = dependsOnEnvironment(given)
    ? [mergeEnvironment(argv, host.env), withoutArguments(host.env)]
    : [given, host.env];
  const course = courseOf(invocation);
  switch (course.kind) {
    case "judge": {
      // Loaded only for commands that are judged, because loading takes time.
      const { applyJudged } = await import("./judged-apply");
      return applyJudged(host, cwd, invocation, course.mode);
    }
    case "refuse": {
      const name = printable(nameOf(invocation).join(" "));
      host.complain(`clover: \`terraform ${name}\` is refused: ${course.why}.\n  ${course.remedy}\n`);
      return { code: 1, signal: null };
    }
    case "pass":
      if (given.subcommand === "init" && !given.informs && !(await mayInitialise(host, cwd, argv))) {
        return { code: 1, signal: null };
      }
      return runProgram(host, withMirror(invocation, host.env), env, THROUGH);
  }
}

/** `init` may copy the state to another backend. */
async function mayInitialise(host: Host, cwd: string, argv: readonly string[]): Promise<boolean> {
  const { objectionsToInit } = await import("./judged-init");
  const against = await objectionsToInit(host, cwd, mergeEnvironment(argv, host.env));
  if (against.length === 0) return true;
  const list = against.map((one) => `  ${printable(one)}\n`).join("");
  host.complain(`clover: \`terraform init\` is refused because of the place where the state would be stored.\n${list}`);
  return false;
}

/**
 * Adds the mirror of the environment to `providers lock`, which otherwise asks the public registry even if a mirror is configured.
 * cdktf calls it on every first deploy.
 */
function withMirror(invocation: Invocation, env: NodeJS.ProcessEnv): readonly string[] {
  const mirror = env["CLOVER_PROVIDER_MIRROR"];
  const { globals, subcommand, rest } = invocation;
  const asks = subcommand === "providers" && rest[0] === "lock";
  if (!mirror || !asks || rest.some((option) => /^--?(fs|net)-mirror(=|$)/.test(option))) return wordsOf(invocation);
  return [...globals, subcommand, "lock", `-fs-mirror=${mirror}`, ...rest.slice(1)];
}
