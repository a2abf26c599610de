/** `apply` and `destroy`, gated: plan into a private file, judge exactly that file, ask, apply exactly that file. */
import { basename, resolve } from "node:path";
import { readOrders } from "../evidence/evidence-options";
import type { RunConditions } from "../evidence/statement";
import { differences } from "../evidence/verify";
import { objections, sandboxOf, surveyConditions } from "./run-environment";
import type { Run } from "./run";
import type { Host, Judgement } from "./stand-in-host";
import { folderOf, type Invocation, withoutArguments } from "./invocation";
import { type ApplyRequest, parseOptions } from "./options";
import { digestOf, makePrivateFolder } from "./private-folder";
import { makePlan, settleVariables, showPlan, type Shown, takePlan } from "./private-plan";
import { type Ended, runProgram, THROUGH } from "./program";
import { consents, wordQuestion } from "./prompt";
import { refuseRemotePlan } from "./remote-plan";
import { disarm } from "./cdktf-output";
import { refuseChanges } from "./variables";

/** What to do about it. */
const CURE = "  Unset it, or name the host under `endpoints` in the charter; see `clover-terraform` in docs/gate.md.\n";

const NO: Ended = { code: 1, signal: null };

/** Runs it; the end is Terraform's own, or code 1 where the gate or the user said no. */
export async function applyJudged(
  host: Host,
  cwd: string,
  invocation: Invocation,
  mode: ApplyRequest["mode"],
): Promise<Ended> {
  const request = parseOptions(mode, invocation.rest);
  const env = withoutArguments(host.env);
  const folder = resolve(cwd, folderOf(invocation));
  const evidence = readOrders(request.evidence, { env, cwd, folder, ...request });
  let signal: NodeJS.Signals | undefined;
  // Heard from here to the end without a gap: unheard, it would end this process at once, and the plan would stay.
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
    const cleared = await planJudgeAsk(run).catch((error: unknown) => {
      // A terminal that is gone cannot be written to either: it is the signal that ends the run.
      if (!signal) throw error;
      return NO;
    });
    if (signal) {
      host.complain(`\nclover: Stopped by ${signal}. Nothing was applied.\n`);
      return { code: null, signal };
    }
    if (!("variables" in cleared)) return cleared;
    // A signal is Terraform's from here on: it ends what it has begun and saves the state.
    return await run.terraform(["apply", ...request.applyOptions, ...cleared.variables, place.plan], THROUGH);
  } finally {
    place.remove();
    release();
    ignore();
  }
}

/** A plan that may be applied, and the options that give its variables their values again. */
interface Cleared {
  readonly variables: readonly string[];
}

/** Resolves to an end where the plan is not to be applied. After a signal, whatever comes out of here, it is not. */
async function planJudgeAsk(run: Run): Promise<Cleared | Ended> {
  const { host, request, place, env, cwd, folder, isStopped } = run;
  const conditions = surveyConditions(env, folder, cwd);
  // Before anything is planned: a plan already turns to these hosts, with credentials.
  const against = objections(conditions, await host.jurisdictionFor(folder));
  if (against.length > 0) {
    const list = against.map((one) => `  ${one}\n`).join("");
    host.complain(
      `\nclover: Refused for what the plan would not carry. Nothing was planned or applied.\n${list}${CURE}`,
    );
    return NO;
  }
  const sandbox = sandboxOf(conditions);
  if (sandbox) host.complain(`clover: ${sandbox}\n`);
  if (isStopped()) return NO;

  const planned = request.savedPlan === undefined ? await makePlan(run) : takePlan(run, request.savedPlan);
  if (planned.failure) return planned.failure;
  if (isStopped()) return NO;

  refuseRemotePlan(place.plan);
  const digest = await digestOf(place.plan);
  const shown = await showPlan(run);
  if (!shown) return NO;
  if (request.savedPlan !== undefined) refuseChanges(request.variables, shown.variables);
  const judgement = await judgePlan(run, shown, digest, conditions.recorded);
  if (judgement.verdict !== "compliant" || isStopped()) return NO;

  const variables = await settleVariables(run, shown.variables);
  if (isStopped()) return NO;
  const consent = request.approved || request.savedPlan !== undefined || !planned.changes || (await askFor(run));
  if (!consent) return NO;

  if ((await digestOf(place.plan)) !== digest) {
    host.complain("\nclover: Stopped: the plan file is not the one that was judged. Nothing was applied.\n");
    return NO;
  }
  const [changed] = differences(conditions.recorded, surveyConditions(env, folder, cwd).recorded);
  const lapsed = changed ? `since the plan was made, ${changed}` : judgement.lapsed();
  if (lapsed) {
    host.complain(`\nclover: Stopped: ${lapsed}. Nothing was applied.\n`);
    return NO;
  }
  return { variables };
}

/** @param sha256 of the plan file */
async function judgePlan(
  { host, request, folder, evidence }: Run,
  { json, variables, configuration }: Shown,
  sha256: string,
  conditions: RunConditions,
): Promise<Judgement> {
  const name = request.savedPlan ?? `plan of ${basename(folder)}`;
  const judgement = await host.judge({
    json,
    ephemeral: variables.ephemeral,
    configuration,
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
  // Machine-readable output stays so.
  if (request.json) host.complain(words);
  else await host.print(words);
  return judgement;
}

async function askFor({ host, request, isStopped }: Run): Promise<boolean> {
  if (!request.input || request.json) {
    host.complain("\nclover: Not approved, and asking was switched off: add -auto-approve. Nothing was applied.\n");
    return false;
  }
  await host.print(wordQuestion(request));
  if (consents(await host.readLine())) return true;
  if (!isStopped()) await host.print("\nNot approved. Nothing was applied.\n");
  return false;
}
