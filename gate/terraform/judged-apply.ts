/** Runs `apply` and `destroy` through the gate: plans into a private file, judges that file, asks, and applies the same file. */
import { basename, resolve } from "node:path";
import { readEvidenceOptions } from "../evidence/evidence-options";
import type { RecordedEnvironment } from "../evidence/statement";
import { differences } from "../evidence/verify";
import { backendObjections, initialisedBackend } from "./environment/backend";
import { objections, type RunEnvironment, sandboxOf, surveyRunEnvironment } from "./environment/run-environment";
import type { Run } from "./run";
import type { Host, Judgement } from "./stand-in-host";
import { folderOf, type Invocation, withoutArguments } from "./command-line/invocation";
import { type ApplyRequest, parseOptions } from "./command-line/options";
import { digestOf, makePrivateFolder } from "./private-folder";
import { makePlan, settleVariables, showPlan, type ShownPlanFile, takePlan } from "./private-plan";
import { type Ended, runProgram, THROUGH } from "./program";
import { consents, wordQuestion } from "./prompt";
import { refuseRemotePlan } from "./remote-plan";
import { disarm } from "./cdktf-output";
import { refuseChanges } from "./command-line/variables";

/** The remedy for settings that redirect a run. */
const REMEDY =
  "  Unset it, or name the host under `endpoints` in the charter; see `clover-terraform` in docs/gate.md.\n";

/** The outcome of the steps before the apply: the plan may be applied with these options, or the run ends here. */
type Decision =
  { readonly kind: "apply"; readonly variables: readonly string[] } | { readonly kind: "end"; readonly ended: Ended };

const end = (ended: Ended): Decision => ({ kind: "end", ended });

/** Result if the gate or the user refused. */
const REFUSED = end({ code: 1, signal: null });

/** Runs `apply` or `destroy`. The result is Terraform's own, or code 1 if the gate or the user refused. */
export async function applyJudged(
  host: Host,
  cwd: string,
  invocation: Invocation,
  mode: ApplyRequest["mode"],
): Promise<Ended> {
  const request = parseOptions(mode, invocation.rest);
  const env = withoutArguments(host.env);
  const folder = resolve(cwd, folderOf(invocation));
  const evidence = readEvidenceOptions(request.evidence, { env, cwd, folder, ...request });
  let signal: NodeJS.Signals | undefined;
  // Signals are handled from here to the end. An unhandled signal would end this process at once and leave the plan on disk.
  const ignore = host.onSignal((first) => (signal ??= first));
  const place = makePrivateFolder();
  const release = host.onExit(place.remove);
  const run: Run = {
    host,
    request,
    place,
    cwd,
    folder,
    evidence,
    env,
    terraform: (args, streams) => runProgram(host, [...invocation.globals, ...args], env, streams),
    isStopped: () => signal !== undefined,
  };
  try {
    const decision = await decide(run).catch((error: unknown) => {
      // Writing to a closed terminal fails. The signal that closed it ends the run.
      if (!signal) throw error;
      return REFUSED;
    });
    if (signal) {
      host.complain(`\nclover: Stopped by ${signal}. Nothing was applied.\n`);
      return { code: null, signal };
    }
    if (decision.kind === "end") return decision.ended;
    // From here on Terraform handles signals: it finishes its current work and saves the state.
    return await run.terraform(["apply", ...request.applyOptions, ...decision.variables, place.plan], THROUGH);
  } finally {
    place.remove();
    release();
    ignore();
  }
}

/** Checks the environment, obtains the plan, judges it, asks, and checks again. After a signal no result leads to an apply. */
async function decide(run: Run): Promise<Decision> {
  const { host, request, env, cwd, folder, isStopped } = run;
  const environment = surveyRunEnvironment(env, folder, cwd);
  if (!(await isEnvironmentApproved(run, environment)) || isStopped()) return REFUSED;

  const planned = request.savedPlan === undefined ? await makePlan(run) : takePlan(run, request.savedPlan);
  if (planned.failure) return end(planned.failure);
  if (isStopped()) return REFUSED;

  const judged = await judgePlan(run, environment.recorded);
  if (!judged || isStopped()) return REFUSED;

  const variables = await settleVariables(run, judged.shown.variables);
  if (isStopped()) return REFUSED;
  const approved = request.approved || request.savedPlan !== undefined || !planned.changes || (await askFor(run));
  if (!approved) return REFUSED;

  const lapsed = await lapseOf(run, judged, environment.recorded);
  if (lapsed === undefined) return { kind: "apply", variables };
  host.complain(`\nclover: Stopped: ${lapsed}. Nothing was applied.\n`);
  return REFUSED;
}

/** Refuses, before anything is planned, settings that send calls to a host that is not approved: a plan already uses credentials there. */
async function isEnvironmentApproved({ host, env, folder }: Run, environment: RunEnvironment): Promise<boolean> {
  const jurisdiction = await host.jurisdictionFor(folder);
  const problems = [
    ...objections(environment, jurisdiction),
    ...backendObjections(initialisedBackend(folder, env), env, folder, jurisdiction),
  ];
  if (problems.length > 0) {
    const list = problems.map((one) => `  ${one}\n`).join("");
    host.complain(
      `\nclover: Refused because of settings that would not be in the plan. Nothing was planned or applied.\n${list}${REMEDY}`,
    );
    return false;
  }
  const sandbox = sandboxOf(environment);
  if (sandbox) host.complain(`clover: ${sandbox}\n`);
  return true;
}

/** A plan that was found compliant. */
interface JudgedPlan {
  readonly shown: ShownPlanFile;
  readonly judgement: Judgement;
  /** SHA-256 of the plan file. */
  readonly digest: string;
}

/** Judges the plan in the private folder and prints the verdict; undefined if it is rejected or a signal came. */
async function judgePlan(run: Run, recorded: RecordedEnvironment): Promise<JudgedPlan | undefined> {
  const { place, request } = run;
  refuseRemotePlan(place.plan);
  const digest = await digestOf(place.plan);
  const shown = await showPlan(run);
  if (!shown) return undefined;
  if (request.savedPlan !== undefined) refuseChanges(request.variables, shown.variables);
  const judgement = await printJudgement(run, shown, digest, recorded);
  return judgement.verdict === "compliant" ? { shown, judgement, digest } : undefined;
}

/** The reason why the verdict is no longer valid, if there is one: the plan file, the environment or the charter has changed. */
async function lapseOf(
  { place, env, folder, cwd }: Run,
  { digest, judgement }: JudgedPlan,
  recorded: RecordedEnvironment,
): Promise<string | undefined> {
  if ((await digestOf(place.plan)) !== digest) return "the plan file is not the one that was judged";
  const [changed] = differences(recorded, surveyRunEnvironment(env, folder, cwd).recorded);
  return changed ? `since the plan was made, ${changed}` : judgement.lapsed();
}

/** @param sha256 of the plan file */
async function printJudgement(
  { host, request, folder, evidence }: Run,
  { json, variables, configuration, backend }: ShownPlanFile,
  sha256: string,
  conditions: RecordedEnvironment,
): Promise<Judgement> {
  const name = request.savedPlan ?? `plan of ${basename(folder)}`;
  const judgement = await host.judge({
    json,
    ephemeral: variables.ephemeral,
    configuration,
    backend,
    name,
    sha256,
    folder,
    colour: request.colour,
    conditions,
    evidence,
  });
  const { verdict, text } = judgement;
  const outcome = verdict === "compliant" ? "" : "Nothing was applied.\n";
  const words = disarm(`\n${text}${outcome}`);
  // Machine-readable output must contain nothing else.
  if (request.json) host.complain(words);
  else await host.print(words);
  return judgement;
}

async function askFor({ host, request, isStopped }: Run): Promise<boolean> {
  if (!request.input || request.json) {
    host.complain("\nclover: Not approved, and prompts are disabled: add -auto-approve. Nothing was applied.\n");
    return false;
  }
  await host.print(wordQuestion(request));
  if (consents(await host.readLine())) return true;
  if (!isStopped()) await host.print("\nNot approved. Nothing was applied.\n");
  return false;
}
