/** `apply` and `destroy`, gated: plan into a private file, judge exactly that file, ask, apply exactly that file. */
import { copyFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { InputError } from "../../model/graph";
import type { Host } from "./host";
import { folderOf, type Invocation, withoutArguments } from "./invocation";
import { type ApplyRequest, parseOptions } from "./options";
import { digestOf, makePrivateFolder, type PrivateFolder } from "./private-folder";
import { type Ended, runProgram, THROUGH } from "./program";
import { ask, type Question } from "./question";
import { disarm, relay } from "./spoken";

/** Runs it. The end is Terraform's own, or code 1 where the gate or the user said no. */
export async function applyJudged(
  host: Host,
  invocation: Invocation,
  mode: ApplyRequest["mode"],
): Promise<Ended> {
  const request = parseOptions(mode, invocation.rest);
  const place = makePrivateFolder();
  const release = host.onExit(place.remove);
  let stopped: NodeJS.Signals | undefined;
  const unhear = host.onSignal((signal) => (stopped ??= signal));
  try {
    return await new Run(host, invocation, request, place, () => stopped).go();
  } finally {
    place.remove();
    unhear();
    release();
  }
}

const REFUSED: Ended = { code: 1, signal: null };

class Run {
  readonly #env: NodeJS.ProcessEnv;

  constructor(
    readonly host: Host,
    readonly invocation: Invocation,
    readonly request: ApplyRequest,
    readonly place: PrivateFolder,
    readonly stopped: () => NodeJS.Signals | undefined,
  ) {
    // One environment for plan, show and apply: what the plan was made under, it is applied under.
    this.#env = withoutArguments(host.env);
  }

  async go(): Promise<Ended> {
    return REFUSED;
  }
}
