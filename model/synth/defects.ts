/** Blocks of a synthesized stack that hide what they do, or that Clover does not know. */
import type { Defect } from "../document";
import { isEmpty, own, several, type JsonObject } from "../../core/json";
import { blocksOf } from "./blocks";

const SECTIONS = new Set([
  "//",
  "terraform",
  "provider",
  "resource",
  "data",
  "ephemeral",
  "variable",
  "output",
  "locals",
  "module",
  "moved",
  "import",
  "removed",
  "check",
  "action",
]);

/** Writes a defect. */
export const defect = (code: Defect["code"], address: string, path: string, message: string): Defect => ({
  code,
  address,
  path,
  message,
});

/** Defects of the stack as a whole. @param isShown whether the module of a call is part of the input */
export function* judgeSections(stack: JsonObject, isShown: (module: string) => boolean): Iterable<Defect> {
  for (const name of Object.keys(stack)) {
    if (!SECTIONS.has(name) && !isEmpty(stack[name])) {
      yield defect("unknown-section", "", name, `The stack has a block ${name} that Clover does not know.`);
    }
  }
  for (const { labels, path } of blocksOf(own(stack, "module"), 1, "module")) {
    const address = `module.${labels[0] ?? ""}`;
    if (isShown(labels[0] ?? "")) continue;
    yield defect(
      "module-not-shown",
      address,
      path,
      `${address} is not part of the synthesized stack: judge its plan instead.`,
    );
  }
  for (const { labels, path } of blocksOf(own(stack, "action"), 2, "action")) {
    const address = `action.${labels.join(".")}`;
    yield defect("action-invocation", address, path, `The effect of ${address} is not part of the synthesized stack.`);
  }
  for (const terraform of several(own(stack, "terraform"))) {
    for (const { path } of blocksOf(
      own(own(terraform, "encryption"), "key_provider"),
      2,
      "terraform.encryption.key_provider",
    )) {
      if (path.includes(".external."))
        yield defect("external-program", "", path, "State encryption runs a program of this machine.");
    }
  }
}

/** Defects of what a resource tells Terraform to do besides making it. */
export function* judgeMeta(body: JsonObject, address: string): Iterable<Defect> {
  for (const { labels } of blocksOf(own(body, "provisioner"), 1, "provisioner")) {
    yield defect(
      "provisioner",
      address,
      "provisioner",
      `${address} runs the provisioner ${labels[0] ?? "(not named)"}: what it does is not in the stack.`,
    );
  }
  for (const lifecycle of several(own(body, "lifecycle"))) {
    if (!isEmpty(own(lifecycle, "action_trigger"))) {
      yield defect(
        "action-invocation",
        address,
        "lifecycle.action_trigger",
        `${address} triggers an action, whose effect is not in the stack.`,
      );
    }
  }
}
