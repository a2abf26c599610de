/** Input variables of a saved plan: the options that its apply needs so that it uses only the judged values. */
import { InputError } from "../../../core/user-error";
import { objectAt, own } from "../../../core/json";
import { decodeText, parseJson } from "../../../core/json-text";

/** The root module's variables, as a plan shows them. */
export interface PlannedVariables {
  /** The values that were judged, by name. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Variables whose value a plan does not hold. It must be given again, and is judged as unknown. */
  readonly ephemeral: ReadonlySet<string>;
}

/** @param shown output of `terraform show -json`; @param applyTime ephemeral variables that the plan file names */
export function readVariables(shown: Uint8Array, applyTime: ReadonlySet<string>): PlannedVariables {
  const plan = parseJson(decodeText(shown, "the plan"), "the plan");
  const declared = objectAt(objectAt(objectAt(plan, "configuration"), "root_module"), "variables") ?? {};
  const marked = Object.keys(declared).filter((name) => own(own(declared, name), "ephemeral") === true);
  const ephemeral = new Set([...applyTime, ...marked]);
  const values = Object.entries(objectAt(plan, "variables") ?? {}).filter(([name]) => !ephemeral.has(name));
  return {
    values: Object.fromEntries(values.map(([name, entry]) => [name, own(entry, "value") ?? null])),
    ephemeral,
  };
}

/** The options `-var` and `-var-file` that an apply of the plan needs again. Terraform does not accept others there. */
export function optionsAgain(given: readonly string[], { ephemeral }: PlannedVariables): readonly string[] {
  return given.filter((option) => {
    const name = /^-var=([^=]*)=/.exec(option)?.[1];
    return name === undefined ? ephemeral.size > 0 : ephemeral.has(name);
  });
}

/** @throws InputError if an option would change a saved plan */
export function refuseChanges(given: readonly string[], planned: PlannedVariables): void {
  const again = new Set(optionsAgain(given, planned));
  const changing = given.find((option) => !again.has(option));
  if (changing === undefined) return;
  const what = changing.startsWith("-var=") ? changing.split("=", 2).join("=") : changing;
  throw new InputError(
    `The option ${what} cannot change a saved plan, which holds the values of its variables.`,
    "Give it to `terraform plan -out=FILE`; with a saved plan, only ephemeral variables can be given.",
  );
}
