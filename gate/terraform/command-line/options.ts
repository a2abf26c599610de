/** The options of `apply`, `destroy` and `refresh`. Each belongs to the plan, to the apply, or to both. */
import { InputError } from "../../../core/user-error";
import type { EvidenceOptions } from "../../evidence/evidence-options";

/** An `apply` as the user requested it. */
export interface ApplyRequest {
  readonly mode: "apply" | "destroy" | "refresh";
  /** Passed on to `plan`. */
  readonly planOptions: readonly string[];
  /** Passed on to `apply` with the saved plan. */
  readonly applyOptions: readonly string[];
  /** Options that set variables, `-var=...` and `-var-file=...`, in their order. */
  readonly variables: readonly string[];
  readonly approved: boolean;
  /** True if Terraform, and so the gate, may ask questions. */
  readonly input: boolean;
  /** True if the user requested machine-readable output. */
  readonly json: boolean;
  readonly colour: boolean;
  /** A saved plan given by name. */
  readonly savedPlan?: string;
  readonly evidence: EvidenceOptions;
}

interface Kind {
  readonly takes: "value" | "switch";
  readonly for: "plan" | "apply" | "both" | "gate" | "variables";
}

const kinds = (takes: Kind["takes"], goes: Kind["for"], names: string): [string, Kind][] =>
  names.split(" ").map((name) => [name, { takes, for: goes }]);

/** Options of Terraform and OpenTofu. If the program in use does not know an option, it refuses it itself. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...kinds("value", "plan", "exclude exclude-file invoke replace target target-file"),
  ...kinds("switch", "plan", "allow-deferral destroy refresh refresh-only"),
  ...kinds("value", "both", "deprecation json-into lock-timeout parallelism state"),
  ...kinds(
    "switch",
    "both",
    "compact-warnings concise consolidate-errors consolidate-warnings input json lock no-color show-sensitive",
  ),
  ...kinds("value", "apply", "backup state-out"),
  ...kinds("switch", "apply", "suppress-forget-errors"),
  ...kinds("switch", "gate", "auto-approve"),
  ...kinds("value", "variables", "var var-file"),
  ...kinds("value", "gate", "evidence evidence-key require-evidence signing-key"),
]);

const TRUE = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const FALSE = new Set(["0", "f", "F", "FALSE", "false", "False"]);

/** Reads the arguments after the subcommand as Go's flag package does: options come first, and the first other word ends them. */
export function parseOptions(mode: ApplyRequest["mode"], rest: readonly string[]): ApplyRequest {
  const plan: string[] = [];
  const apply: string[] = [];
  const variables: string[] = [];
  const switches = new Map([["input", true]]);
  const values = new Map<string, readonly string[]>();
  let at = 0;
  for (; at < rest.length; at++) {
    const [, name, given] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(rest[at]!) ?? [];
    if (name === undefined) break;
    const kind = KINDS.get(name);
    if (!kind) throw unknownOption(name);
    const value = given ?? (kind.takes === "value" ? rest[++at] : "true");
    if (value === undefined) throw new InputError(`The option -${name} needs a value.`, `Write -${name}=VALUE.`);
    if (kind.takes === "switch") switches.set(name, readSwitch(name, value));
    else values.set(name, [...(values.get(name) ?? []), value]);
    const option = kind.takes === "switch" && given === undefined ? `-${name}` : `-${name}=${value}`;
    if (kind.for === "plan" || kind.for === "both") plan.push(option);
    if (kind.for === "apply" || kind.for === "both") apply.push(option);
    if (kind.for === "variables") variables.push(option);
  }
  const savedPlan = takeSavedPlan(mode, rest[at] === "--" ? rest.slice(at + 1) : rest.slice(at), plan);
  return {
    mode: switches.get("destroy") ? "destroy" : mode,
    planOptions: [...plan, ...(mode === "destroy" ? ["-destroy"] : mode === "refresh" ? ["-refresh-only"] : [])],
    applyOptions: apply,
    variables,
    approved: mode === "refresh" || (switches.get("auto-approve") ?? false),
    input: switches.get("input")!,
    json: switches.get("json") ?? false,
    colour: !switches.get("no-color"),
    ...(savedPlan === undefined ? {} : { savedPlan }),
    evidence: takeEvidence(values),
  };
}

/** Reads the evidence options. If an option is repeated, the last one counts, as in Go's flag package. */
function takeEvidence(values: ReadonlyMap<string, readonly string[]>): EvidenceOptions {
  const last = (option: string, key: "require" | "leave" | "signingKey"): Partial<EvidenceOptions> => {
    const value = values.get(option)?.at(-1);
    return value === undefined ? {} : { [key]: value };
  };
  return {
    ...last("require-evidence", "require"),
    keys: values.get("evidence-key") ?? [],
    ...last("evidence", "leave"),
    ...last("signing-key", "signingKey"),
  };
}

function takeSavedPlan(
  mode: ApplyRequest["mode"],
  words: readonly string[],
  planOptions: readonly string[],
): string | undefined {
  const [file, ...more] = words;
  if (file === undefined) return undefined;
  if (mode !== "apply") throw new InputError(`terraform ${mode} takes no arguments.`, "Leave them out.");
  if (more.length > 0) {
    throw new InputError("There are too many arguments.", "Name at most one saved plan, after all options.");
  }
  const misplaced = planOptions.find((option) => KINDS.get(option.slice(1).split("=")[0]!)?.for === "plan");
  if (misplaced !== undefined) {
    throw new InputError(
      `The option ${misplaced.split("=")[0]} cannot change a saved plan.`,
      "Give it to `terraform plan -out=FILE`.",
    );
  }
  return file;
}

function readSwitch(name: string, value: string): boolean {
  if (TRUE.has(value)) return true;
  if (FALSE.has(value)) return false;
  throw new InputError(`The option -${name} is true or false, not ${JSON.stringify(value)}.`, `Write -${name}=false.`);
}

function unknownOption(name: string): InputError {
  return new InputError(
    `Clover does not know the option -${name} of apply, so it does not know what would be applied.`,
    "See `terraform apply -help`; update Clover if the option is new.",
  );
}
