/** `clover check`: judges inputs, renders the report, says it by the exit code. */
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { judge } from "../gate/judge";
import { summarize } from "../gate/summary";
import { InputError } from "../model/graph";
import { formats } from "../reports/formats";
import { locateCharter } from "./charter-path";
import { exitCodeOf, type ExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

/** As commander parses them. */
export interface CheckOptions {
  readonly charter?: string;
  readonly format: string;
  readonly output?: string;
  readonly policy: readonly string[];
}

/** The clock is read once, here. */
export async function check(named: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const render = formats[options.format];
  const supported = Object.keys(formats).join(", ");
  if (!render || !Object.hasOwn(formats, options.format)) {
    throw new InputError(`There is no report format ${options.format}.`, `Choose one of: ${supported}.`);
  }
  const paths = named.length > 0 ? named : [defaultInput(terminal)];
  const report = await judge({
    paths,
    charterPath: locateCharter(options.charter, terminal),
    policyGlobs: options.policy,
    now: new Date(),
    ...(paths.includes("-") ? { stdin: terminal.readStdin() } : {}),
    ...(terminal.env.CLOVER_TERRAFORM ? { terraform: terminal.env.CLOVER_TERRAFORM } : {}),
  });
  const colour = terminal.colour && options.output === undefined;
  const text = render(report, { colour });
  if (options.output === undefined) terminal.print(text);
  else {
    write(options.output, text);
    terminal.complain(`${summarize(report)}\n`);
  }
  return exitCodeOf(report);
}

function defaultInput({ cwd }: Terminal): string {
  if (existsSync(resolve(cwd, "cdktf.out"))) return "cdktf.out";
  throw new InputError(
    "There is nothing to judge: no path was given and there is no cdktf.out here.",
    "Run `cdktf synth` first, or name a plan, a state or a folder: clover check plan.json",
  );
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(
      `The report cannot be written: ${(error as Error).message}.`,
      "Name a file that can be written.",
    );
  }
}
