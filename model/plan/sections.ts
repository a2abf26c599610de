/** What a plan says of itself as a whole: whether it is complete, and whether it says more than Clover can read. */
import type { Defect, Resource } from "../document";
import { isEmpty, isObject, listAt, objectAt, own, textAt, type JsonObject } from "../../core/json";
import { blockAddress, configAddress, type Configuration } from "./configuration";

/** Every section that Terraform 0.12 to 1.17 and OpenTofu write, those of HCP Terraform's redacted plans included. */
const SECTIONS = new Set([
  "format_version",
  "terraform_version",
  "variables",
  "planned_values",
  "proposed_unknown",
  "resource_drift",
  "resource_changes",
  "deferred_changes",
  "deferred_action_invocations",
  "output_changes",
  "action_invocations",
  "prior_state",
  "configuration",
  "relevant_attributes",
  "checks",
  "timestamp",
  "applyable",
  "complete",
  "errored",
  "provider_schemas",
  "provider_format_version",
]);

const LISTS = [
  "resource_changes",
  "resource_drift",
  "deferred_changes",
  "deferred_action_invocations",
  "action_invocations",
];
const OBJECTS = ["planned_values", "prior_state", "configuration", "variables"];

const defect = (code: Defect["code"], path: string, message: string, address = ""): Defect => ({
  code,
  address,
  path,
  message,
});

/** Reasons why the plan is not the whole truth, in the order of its sections. */
export function* judgeSections(plan: JsonObject): Iterable<Defect> {
  for (const name of Object.keys(plan)) {
    if (!SECTIONS.has(name) && !isEmpty(plan[name])) {
      yield defect("unknown-section", name, `The plan has a section ${name} that Clover does not know.`);
    }
  }
  yield* shapes(plan);
  const errored = own(plan, "errored");
  if (errored !== undefined && errored !== false) {
    yield defect("errored", "errored", "Planning failed: the plan shows only what was planned before the error.");
  }
  const complete = own(plan, "complete");
  if (complete !== undefined && complete !== true) {
    yield defect(
      "incomplete",
      "complete",
      "The plan is not complete: applying it leaves changes for a later plan (-target, deferred changes or an error).",
    );
  }
  for (const section of ["deferred_changes", "deferred_action_invocations"]) {
    for (const [index, entry] of listAt(plan, section).entries()) {
      const address =
        textAt(own(entry, "resource_change"), "address") ?? textAt(own(entry, "action_invocation"), "address") ?? "";
      const reason = textAt(entry, "reason");
      yield defect(
        "deferred",
        `${section}[${index}]`,
        `What ${address || "a deferred entry"} will be is put off to a later plan${reason ? ` (${reason})` : ""}.`,
        address,
      );
    }
  }
  for (const [index, entry] of listAt(plan, "action_invocations").entries()) {
    const address = textAt(entry, "address") ?? "";
    yield defect(
      "action-invocation",
      `action_invocations[${index}]`,
      `The plan invokes the action ${address || "(not named)"}, whose effect it does not show.`,
      address,
    );
  }
  const version = textAt(objectAt(plan, "prior_state"), "format_version");
  if (version !== undefined && !isKnownFormat(version)) {
    yield defect(
      "unknown-format",
      "prior_state.format_version",
      `The plan's prior state has the format ${version}, which Clover does not know.`,
    );
  }
}

function* shapes(plan: JsonObject): Iterable<Defect> {
  for (const name of LISTS) {
    const section = own(plan, name);
    if (section !== undefined && section !== null && !Array.isArray(section)) {
      yield defect("unknown-shape", name, `The plan's section ${name} is no list.`);
    }
  }
  for (const name of OBJECTS) {
    const section = own(plan, name);
    if (section !== undefined && section !== null && !isObject(section)) {
      yield defect("unknown-shape", name, `The plan's section ${name} is no object.`);
    }
  }
}

/** Formats 0.1, 0.2 and 1.x: minor versions only add. */
export const isKnownFormat = (version: string): boolean => /^(?:0\.[12]|1\.\d+)$/.test(version);

/**
 * Programs that Terraform runs besides the providers: provisioners, also those of destroyed resources, in every module. They
 * are told of every instance of the block; of the block itself where the plan has no instance of it.
 */
export function* judgePrograms(configuration: Configuration, resources: readonly Resource[]): Iterable<Defect> {
  for (const module of configuration.all()) {
    const prefix = configAddress(module.path);
    for (const [index, block] of listAt(module.body, "resources").entries()) {
      const provisioners = own(block, "provisioners");
      if (provisioners === undefined) continue;
      const written = `${prefix && `${prefix}.`}${textAt(block, "address") ?? `resources[${index}]`}`;
      const instances = new Set(
        resources
          .filter((resource) => blockAddress(resource) === written)
          .map(({ address }) => address.replace(/ \(.*\)$/, "")),
      );
      for (const address of instances.size > 0 ? instances : [written]) yield* programsOf(address, provisioners, block);
    }
  }
}

function* programsOf(address: string, provisioners: unknown, block: unknown): Iterable<Defect> {
  if (!Array.isArray(provisioners)) {
    const message = `${address} has provisioners in a shape that Clover cannot read.`;
    yield defect("provisioner", "provisioners", message, address);
  }
  for (const [at, provisioner] of listAt(block, "provisioners").entries()) {
    const type = textAt(provisioner, "type") ?? "of an unknown type";
    const message = `${address} runs the provisioner ${type}: what it does is not in the plan.`;
    yield defect("provisioner", `provisioners[${at}]`, message, address);
  }
}
