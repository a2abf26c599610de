/** Which of Terraform's JSON formats a value is in. What is in none is an InputError, never an empty document. */
import type { Source, Document } from "../document";
import { InputError } from "../../core/user-error";
import { isObject, objectAt, own, type JsonObject } from "../../core/json";
import { printable } from "../../core/printable";
import { ownOutputIn } from "./own-output";
import { isKnownFormat } from "../plan/sections";
import { readPlan } from "../plan/from-plan";
import { readRawState, readState } from "../state/from-state";
import { readSynth } from "../synth/from-synth";

/** How to read a value that was recognised. */
interface Recognised {
  readonly kind: Document["kind"];
  readonly read: (source: Source) => Document;
}

const PLAN_KEYS = [
  "planned_values",
  "resource_changes",
  "configuration",
  "prior_state",
  "output_changes",
  "resource_drift",
  "complete",
  "errored",
  "applyable",
];
const SYNTH_KEYS = [
  "terraform",
  "provider",
  "resource",
  "data",
  "module",
  "variable",
  "output",
  "locals",
  "ephemeral",
  "import",
  "removed",
];

const REMEDY =
  "Give a plan or state as JSON (terraform show -json FILE), a raw state file, a cdk.tf.json or a cdktf.out folder.";

/** Raised for a file that Clover wrote itself: refused where it is named, passed over in a folder. */
export class OwnOutput extends InputError {}

/** Raised for JSON of a format that is not Terraform's: passed over in a folder of HCL, as Terraform does. */
export class OtherJson extends InputError {}

/** Recognises a parsed input by the sections that only one format has. */
export function recognise(json: unknown, path: string): Recognised {
  const refuse = (what: string, remedy = REMEDY): never => {
    throw new InputError(`${printable(path)} ${what}.`, remedy);
  };
  const other = `${printable(path)} holds JSON, but neither a plan, a state nor a synthesized stack.`;
  if (!isObject(json)) throw new OtherJson(other, REMEDY);
  const has = (key: string) => own(json, key) !== undefined;

  const format = own(json, "format_version");
  if (format !== undefined) {
    const kind = PLAN_KEYS.some(has) ? "plan" : "state";
    if (typeof format !== "string" || !isKnownFormat(format)) {
      const said = typeof format === "string" ? printable(format) : typeof format;
      return refuse(
        `is a ${kind} of the unknown format version ${said}`,
        "Clover reads the formats 0.1, 0.2 and 1.x: use a newer Clover.",
      );
    }
    return kind === "plan"
      ? { kind, read: (source) => readPlan(json, source) }
      : { kind, read: (source) => readState(json, source) };
  }
  if (isRawState(json)) {
    if (json["version"] !== 4) {
      return refuse(
        `is a state file of the unknown version ${printable(String(json["version"]))}`,
        "Clover reads version 4 (Terraform 0.12 and later): terraform show -json writes any state that Terraform reads.",
      );
    }
    return { kind: "state", read: (source) => readRawState(json, source) };
  }
  if (objectAt(json, "stacks") && has("version")) {
    return refuse("is the manifest of a cdktf.out folder", "Name the folder instead: clover check cdktf.out");
  }
  if (has("@level")) return refuse("is the log of `terraform plan -json`, not a plan");
  if (SYNTH_KEYS.some(has)) return { kind: "synth", read: (source) => readSynth(json, source) };
  if (PLAN_KEYS.some(has)) return refuse("looks like a plan but has no format_version");
  const output = ownOutputIn(json);
  if (output) throw new OwnOutput(`${printable(path)} is ${output}, not what was judged.`, REMEDY);
  throw new OtherJson(other, REMEDY);
}

const isRawState = (json: JsonObject): boolean =>
  typeof json["version"] === "number" &&
  (own(json, "lineage") !== undefined || own(json, "serial") !== undefined || Array.isArray(own(json, "resources")));
