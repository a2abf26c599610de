/** Stands in for Terraform: what changes infrastructure is judged or refused, everything else passes through. */
import { escapeHidden } from "../plain";
import type { Host } from "./host";
import { type Invocation, mergeEnvironment, parseInvocation } from "./invocation";
import type { Ended } from "./program";
import { runProgram, THROUGH } from "./program";
import { courseOf, dependsOnEnvironment } from "./subcommands";

/** Runs one command line of Terraform's. */
export async function standIn(host: Host, cwd: string, argv: readonly string[]): Promise<Ended> {
  const given = parseInvocation(argv);
  const invocation = dependsOnEnvironment(given) ? mergeEnvironment(argv, host.env) : given;
  const course = courseOf(invocation);
  switch (course.kind) {
    case "judge": {
      // Only a gated run loads what it takes to judge.
      const { applyJudged } = await import("./judged-apply");
      return applyJudged(host, cwd, invocation, course.mode);
    }
    case "refuse":
      host.complain(`clover: \`terraform ${nameOf(invocation)}\` is refused: ${course.why}.\n  ${course.remedy}\n`);
      return { code: 1, signal: null };
    case "pass":
      return runProgram(host, withMirror(argv, host.env), host.env, THROUGH);
  }
}

/** The subcommand as people know it, with its verb where it is nested. */
function nameOf({ subcommand = "", rest }: Invocation): string {
  const nested = ["state", "workspace", "env"].includes(subcommand) && rest[0] !== undefined;
  return escapeHidden(nested ? `${subcommand} ${rest[0]}` : subcommand);
}

/**
 * `providers lock` asks the public registry even where a mirror is configured. cdktf calls it on every first deploy, so the
 * mirror that the environment names is put in.
 */
function withMirror(argv: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  const mirror = env["CLOVER_PROVIDER_MIRROR"];
  const { globals, subcommand, rest } = parseInvocation(argv);
  if (!mirror || subcommand !== "providers" || rest[0] !== "lock") return argv;
  if (rest.some((option) => /^--?(fs|net)-mirror(=|$)/.test(option))) return argv;
  return [...globals, "providers", "lock", `-fs-mirror=${mirror}`, ...rest.slice(1)];
}
