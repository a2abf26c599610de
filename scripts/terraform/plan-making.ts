/** How one case of the plan corpus is made: the notes beside its configuration, and what they do to the plan. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `making.json` of a case; every key may be left out, and most cases have no such file. */
export interface Making {
  /** Who plans. */
  readonly program?: "terraform" | "tofu";
  /** More arguments of `plan`. */
  readonly arguments?: readonly string[];
  /** More of the environment; a plan does not show it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The plan ends with an error, and its file is judged all the same. */
  readonly fails?: boolean;
  /** A local AWS API answers; the configuration in `before/`, where there is one, is applied to it first. */
  readonly api?: boolean;
  /** What somebody asks of the API, outside Terraform, after `before/` was applied: actions of the query protocol. */
  readonly meanwhile?: readonly {
    readonly service: string;
    readonly region: string;
    readonly parameters: Readonly<Record<string, string>>;
  }[];
  /** What was applied first stands there, yet Terraform knows nothing of it. */
  readonly stateless?: boolean;
  /**
   * Texts to exchange in the whole plan, for providers that the mirror lacks: `terraform_data` becomes `null_resource`. What a
   * plan says of a resource is written by Terraform's core, so that only the names differ.
   */
  readonly rename?: Readonly<Record<string, string>>;
  /** What AWS provider 6, which the mirror lacks, would write differently. A value at a JSON pointer; missing objects are made. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** The notes of a case. Throws on a key that nobody reads: a typo would make another plan than the author meant. */
export function readMaking(folder: string): Making {
  const file = join(folder, "making.json");
  if (!existsSync(file)) return {};
  const making = JSON.parse(readFileSync(file, "utf8")) as Making;
  const known = ["program", "arguments", "environment", "fails", "api", "meanwhile", "stateless", "rename", "set"];
  const unknown = Object.keys(making).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    throw new Error(`${file}: ${unknown.join(", ")} means nothing here; known are ${known.join(", ")}`);
  return making;
}

/** The plan as it is kept: on one line, without the folder it was made in, and with the exchanges of the notes. */
export function finishPlan(shown: string, workFolder: string, { rename = {}, set = {} }: Making): string {
  let text = JSON.stringify(JSON.parse(shown)).replaceAll(workFolder, "");
  for (const [from, to] of Object.entries(rename)) {
    if (!text.includes(from)) throw new Error(`there is no ${from} to rename in the plan`);
    text = text.replaceAll(from, to);
  }
  const plan: unknown = JSON.parse(text);
  for (const [pointer, value] of Object.entries(set)) setAt(plan, pointer, value);
  return `${JSON.stringify(plan)}\n`;
}

function setAt(plan: unknown, pointer: string, value: unknown): void {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = keys.pop();
  if (last === undefined) throw new Error(`${pointer} is no JSON pointer: it starts with /`);
  let at = plan as Record<string, unknown>;
  for (const key of keys) {
    if (Array.isArray(at) && !(key in at)) throw new Error(`${pointer} points past the end of a list`);
    at = (at[key] ??= {}) as Record<string, unknown>;
  }
  at[last] = value;
}
