/**
 * What the gate does with each subcommand of Terraform and OpenTofu. A closed list: a subcommand that it does not know may
 * change infrastructure, so it is refused.
 */
import type { Invocation } from "./invocation";

/** Judge a plan first, refuse with a reason, or let it through. */
export type Course =
  | { readonly kind: "judge"; readonly mode: "apply" | "destroy" | "refresh" }
  | { readonly kind: "refuse"; readonly why: string; readonly remedy: string }
  | { readonly kind: "pass" };

const PASS: Course = { kind: "pass" };

/**
 * They read, or write only what the next plan will show: `untaint` takes back a mark, `force-unlock` a lock. What nested
 * subcommands they have, and what `TF_CLI_ARGS` can add, does not change that.
 */
const HARMLESS = new Set(
  (
    "console fmt force-unlock get graph init login logout metadata modules output plan providers query show " +
    "untaint validate version"
  ).split(" "),
);

const JUDGED = { apply: "apply", destroy: "destroy", refresh: "refresh" } as const;

const refuse = (why: string, remedy: string): Course => ({ kind: "refuse", why, remedy });

const REFUSED: Readonly<Record<string, Course>> = {
  import: refuse(
    "it brings a resource into the state without a plan that could be judged",
    "Write an import block into the configuration and apply: it is planned and judged.",
  ),
  taint: refuse(
    "it marks a resource for replacement without a plan that could be judged",
    "Apply with -replace=ADDRESS: it is planned and judged.",
  ),
  test: refuse(
    "its runs create infrastructure without a plan that could be judged",
    "Test against a local API with terraform itself, under credentials that reach nothing else.",
  ),
};

/** What nested subcommands only read; of `workspace`, also those that move no resource. */
const READING: Readonly<Record<string, ReadonlySet<string>>> = {
  state: new Set(["list", "ls", "show", "pull", "identities"]),
  workspace: new Set(["list", "ls", "show", "select", "new"]),
};

const STATE_REMEDIES: Readonly<Record<string, string>> = {
  mv: "Write a moved block into the configuration and apply: it is planned and judged.",
  rm: "Delete the resource, or write a removed block and apply: it is planned and judged.",
};

/** Whether the course depends on words that `TF_CLI_ARGS` may add: they then have to be merged in first. */
export function dependsOnEnvironment({ subcommand }: Invocation): boolean {
  return subcommand === undefined || !HARMLESS.has(subcommand);
}

/** Decides; `invocation` has the environment's words merged in where {@link dependsOnEnvironment} says so. */
export function courseOf(invocation: Invocation): Course {
  const { subcommand, rest, informs } = invocation;
  if (informs || subcommand === undefined || HARMLESS.has(subcommand)) return PASS;
  if (Object.hasOwn(JUDGED, subcommand)) return { kind: "judge", mode: JUDGED[subcommand as keyof typeof JUDGED] };
  if (Object.hasOwn(REFUSED, subcommand)) return REFUSED[subcommand]!;
  if (subcommand === "state") return courseOfState(rest[0] ?? "");
  if (subcommand === "workspace" || subcommand === "env") return courseOfWorkspace(rest);
  return refuse(
    "Clover does not know it, and it may change infrastructure without a plan that could be judged",
    "If it only reads, run it with terraform itself; update Clover if the subcommand is new.",
  );
}

function courseOfState(verb: string): Course {
  // Without a verb Terraform prints the help of `state`.
  if (verb === "" || READING["state"]!.has(verb)) return PASS;
  return refuse(
    "it changes the state without a plan that could be judged, and a resource that the state forgets is never judged again",
    STATE_REMEDIES[verb] ?? "Change the configuration and apply: it is planned and judged.",
  );
}

function courseOfWorkspace(rest: readonly string[]): Course {
  const [verb = "", ...options] = rest;
  if (verb === "" || READING["workspace"]!.has(verb)) return PASS;
  // Without -force Terraform deletes only a workspace that holds no resource.
  if (verb === "delete" && !options.some((option) => /^--?force(=|$)/.test(option))) return PASS;
  return refuse(
    "it forgets resources that stay where they are, and they are never judged again",
    "Destroy what the workspace holds first, then delete it without -force.",
  );
}
