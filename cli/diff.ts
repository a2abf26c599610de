/** `clover diff`: what changed in posture between two plans, states or synthesized stacks. */
import { diffPostures, type PostureDiff, type Side } from "../gate/posture/diff";
import { examine } from "../gate/judge/judge";
import { InputError } from "../core/user-error";
import { policies } from "../policies/catalogue";
import { renderDiffJson } from "../reports/diff-json";
import { renderDiffMarkdown } from "../reports/diff-markdown";
import { renderDiffText } from "../reports/diff-text";
import type { Rendering } from "../reports/text";
import { locateCharter } from "./charter-path";
import { EXIT, type ExitCode } from "./exit-code";
import { refuseReplacing, writeReport } from "./report-file";
import type { Terminal } from "./terminal";

/** As commander parses them. */
export interface DiffOptions {
  readonly charter?: string;
  readonly oldCharter?: string;
  readonly format: string;
  readonly output?: string;
  readonly exitCode?: boolean;
}

const formats: Readonly<Record<string, (diff: PostureDiff, rendering: Rendering) => string>> = {
  text: renderDiffText,
  json: renderDiffJson,
  markdown: renderDiffMarkdown,
};

/** Exit code 1 if the posture got worse (with `--exit-code`: if anything changed), else 0. The clock is read once, here. */
export async function diff(old: string, now: string, options: DiffOptions, terminal: Terminal): Promise<ExitCode> {
  const render = Object.hasOwn(formats, options.format) ? formats[options.format] : undefined;
  if (!render) {
    throw new InputError(
      `There is no format ${options.format} here.`,
      `Choose one of: ${Object.keys(formats).join(", ")}.`,
    );
  }
  if (old === "-" && now === "-")
    throw new InputError("Standard input is one input, not two.", "Name a file for the other.");
  refuseReplacing([old, now], "--output", options.output);
  const charter = locateCharter(options.charter, terminal);
  const clock = new Date();
  const read = async (path: string, charterPath: string): Promise<Side> => ({
    path,
    examination: await examine({
      paths: [path],
      charterPath,
      // What does not stand yet, or no longer, is a posture too.
      allowEmpty: true,
      now: clock,
      ...(path === "-" ? { stdin: await terminal.readStdin() } : {}),
      ...(terminal.env.CLOVER_TERRAFORM ? { terraform: terminal.env.CLOVER_TERRAFORM } : {}),
    }),
  });
  const before = await read(old, options.oldCharter ?? charter);
  const after = await read(now, charter);
  const found = diffPostures(
    before,
    after,
    policies.map(({ name }) => name),
  );
  const text = render(found, { colour: terminal.colour && options.output === undefined });
  if (options.output === undefined) terminal.print(text);
  else writeReport(options.output, text);
  const fails = options.exitCode ? found.change !== "none" : found.change === "worse";
  return fails ? EXIT.rejected : EXIT.compliant;
}
