/** Judges one plan for the gate in front of Terraform, weighs and leaves evidence, and puts the outcome into words. */
import { createHash } from "node:crypto";
import { relative } from "node:path";
import { type Jurisdiction, jurisdictionOf } from "../charter/jurisdiction";
import { findCharter, loadCharter } from "../charter/load";
import { fileOf, readEvidence } from "../gate/evidence/evidence-file";
import { signEvidence } from "../gate/evidence/write-evidence";
import { differences, verifyStatement } from "../gate/evidence/verify";
import { examine } from "../gate/judge/judge";
import { printable } from "../core/printable";
import type { Report } from "../gate/report";
import { completeBackend } from "../gate/terraform/environment/backend";
import { objections, profileOf, surveyProviders } from "../gate/terraform/environment/run-environment";
import type { Judgement, ShownPlan } from "../gate/terraform/stand-in-host";
import { InputError } from "../core/user-error";
import { readInputs } from "../model/input/read";
import { renderText } from "../reports/text";

/** The working directory and the environment of a run. */
export interface ProcessContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Judges one plan; the charter is the environment's, else the nearest one from the plan's folder upwards. */
export async function judgePlan(plan: ShownPlan, { cwd, env }: ProcessContext): Promise<Judgement> {
  const { json, ephemeral, configuration, name, sha256, folder, colour, evidence, conditions } = plan;
  const now = new Date();
  const [document] = await readInputs(["-"], { stdin: json, allowEmpty: true, ephemeral, configuration });
  const shownSha256 = createHash("sha256").update(json).digest("hex");
  const charterPath = charterFor(folder, { cwd, env });
  const backend = plan.backend && completeBackend(plan.backend, env, profileOf(env, folder).region);
  const configured = [
    ...document!.providers,
    ...(backend ? [{ address: `the ${backend.type} backend`, settings: backend.settings }] : []),
  ];
  const survey = () => surveyProviders(configured, env, folder);
  const own = survey();
  for (const provider of document!.providers) provider.filesRead = own.told.includes(provider);
  const kept = backend && { ...backend, filesRead: own.told.some(({ settings }) => settings === backend.settings) };
  const examination = await examine({
    documents: [{ ...document!, path: name, sha256, shownSha256, ...(kept && { backend: kept }) }],
    charterPath,
    // A plan without resources changes nothing: it goes through, with a note.
    allowEmpty: true,
    now,
  });
  const { report, charter } = examination;
  const against = objections(own, jurisdictionOf(charter));
  const weighed = weighEvidence(plan, report, now);
  let left = "";
  // The statement would say that the plan is compliant, and nothing of why it is refused all the same.
  if (evidence.leave && against.length === 0) {
    const occasion = { now, node: process.version, conditions };
    left = `\nEvidence of this: ${printable(await signEvidence(examination, evidence.leave, occasion, env))}\n`;
  }
  return {
    verdict: weighed.holds && against.length === 0 ? report.verdict : "rejected",
    text: renderText(report, { colour }) + against.map((one) => `\nREFUSED: ${one}\n`).join("") + weighed.text + left,
    lapsed: () => {
      const [moved] = differences(own.recorded, survey().recorded);
      return moved ? `since the plan was made, ${moved}` : lapseOf(report);
    },
  };
}

/** The jurisdiction by the charter that holds for a folder. */
export function readJurisdiction(folder: string, context: ProcessContext): Jurisdiction {
  return jurisdictionOf(loadCharter(charterFor(folder, context)).charter);
}

/** Checks that the required statement, if any, holds for this plan and its charter. */
function weighEvidence({ name, sha256, evidence, conditions }: ShownPlan, { charter }: Report, at: Date) {
  if (!evidence.demand) return { holds: true, text: "" };
  const file = fileOf(evidence.demand.target, sha256);
  const { verified, checks } = verifyStatement(readEvidence(file), file, {
    keys: evidence.demand.keys,
    plan: { name, sha256 },
    charter: { name: charter.path, sha256: charter.sha256 },
    conditions,
    at,
  });
  const lines = checks.filter(({ holds }) => holds === verified).map(({ says }) => `  ${says}`);
  const holds = verified ? "holds" : "does not hold";
  return { holds: verified, text: `\nThe evidence ${printable(file)} ${holds}:\n${lines.join("\n")}\n` };
}

/** Checks that the charter is the one that was judged against: it may change while the user is asked. */
function lapseOf({ charter: { path, sha256 } }: Report): string | undefined {
  const name = printable(path);
  try {
    return loadCharter(path).sha256 === sha256
      ? undefined
      : `the charter ${name} was changed after the plan was judged`;
  } catch {
    return `the charter ${name} cannot be read any more`;
  }
}

/** The charter that counts in a folder: the environment's, else the nearest one upwards. */
function charterFor(folder: string, { cwd, env }: ProcessContext): string {
  if (env.CLOVER_CHARTER) return env.CLOVER_CHARTER;
  const found = findCharter(folder);
  if (found !== undefined) return relative(cwd, found);
  throw new InputError(
    `There is no charter.yaml in ${folder} or in any folder above. Nothing was applied.`,
    "Name one with CLOVER_CHARTER.",
  );
}
