/** Judges one plan for the gate in front of Terraform, and puts the verdict into words. */
import { relative } from "node:path";
import { findCharter } from "../charter/load";
import { judge } from "../gate/judge";
import type { Judgement } from "../gate/terraform/host";
import { InputError } from "../model/graph";
import { renderText } from "../reports/text";

/** Where the run happens and is read. */
export interface Circumstances {
  /** The folder that Terraform works in: the charter is looked for from there upwards. */
  readonly folder: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly colour: boolean;
}

/** @param json what `terraform show -json` says of the plan @param name what people call it */
export async function judgePlan(
  json: Buffer,
  name: string,
  { folder, cwd, env, colour }: Circumstances,
): Promise<Judgement> {
  const report = await judge({
    paths: ["-"],
    stdin: json,
    charterPath: env.CLOVER_CHARTER || nearestCharter(folder, cwd),
    // A plan without resources changes nothing: it goes through, with a note.
    allowEmpty: true,
    now: new Date(),
  });
  const named = {
    ...report,
    inputs: report.inputs.map((input) => ({ ...input, path: name })),
    findings: report.findings.map((finding) => ({ ...finding, input: name })),
  };
  return { verdict: report.verdict, text: renderText(named, { colour }) };
}

function nearestCharter(folder: string, cwd: string): string {
  const found = findCharter(folder);
  if (found !== undefined) return relative(cwd, found);
  throw new InputError(
    `There is no charter.yaml in ${folder} or in any folder above. Nothing was applied.`,
    "Name one with CLOVER_CHARTER.",
  );
}
