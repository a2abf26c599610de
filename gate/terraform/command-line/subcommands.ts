/**
 * What the gate does with each subcommand of Terraform and OpenTofu. A closed list: a subcommand that it does not know may
 * change infrastructure, so it is refused.
 */
import { type Invocation, nameOf } from "./invocation";

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

const FORGETS =
  "it changes the state without a plan that could be judged, and a resource that the state forgets is never judged again";

const STRAYS = refuse(
  "it forgets resources that stay where they are, and they are never judged again",
  "Destroy what the workspace holds first, then delete it without -force.",
);

const COPIES = refuse(
  "it brings resources into a state without a plan that could be judged",
  "Make the workspace empty, write import blocks into the configuration and apply: it is planned and judged.",
);

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
  "state mv": refuse(FORGETS, "Write a moved block into the configuration and apply: it is planned and judged."),
  "state rm": refuse(FORGETS, "Delete the resource, or write a removed block and apply: it is planned and judged."),
  "state push": refuse(FORGETS, "Change the configuration and apply: it is planned and judged."),
  "state replace-provider": refuse(FORGETS, "Change the configuration and apply: it is planned and judged."),
};

/** Nested subcommands that only read; of `workspace`, also those that move no resource. */
const READING = {
  state: new Set(["list", "ls", "show", "pull", "identities"]),
  workspace: new Set(["list", "ls", "show", "select", "new", "delete"]),
} as const;

/** Options that make a harmless verb of `workspace` something else. */
const TURNING: Readonly<Record<string, { readonly option: RegExp; readonly course: Course }>> = {
  // Without -force Terraform deletes only a workspace that holds no resource.
  delete: { option: /^--?force(=|$)/, course: STRAYS },
  new: { option: /^--?state(=|$)/, course: COPIES },
};

/** Tells whether words that `TF_CLI_ARGS` adds could change the course: they then have to be merged in first. */
export function dependsOnEnvironment({ subcommand }: Invocation): boolean {
  return subcommand === undefined || !HARMLESS.has(subcommand);
}

/** Decides; `invocation` has the environment's words merged in where {@link dependsOnEnvironment} says so. */
export function courseOf(invocation: Invocation): Course {
  const { subcommand, rest, informs } = invocation;
  if (informs || subcommand === undefined || HARMLESS.has(subcommand)) return PASS;
  if (Object.hasOwn(JUDGED, subcommand)) return { kind: "judge", mode: JUDGED[subcommand as keyof typeof JUDGED] };
  const name = nameOf(invocation).join(" ");
  if (Object.hasOwn(REFUSED, name)) return REFUSED[name]!;
  if (subcommand === "state") return courseOfState(rest[0] ?? "");
  if (subcommand === "workspace" || subcommand === "env") return courseOfWorkspace(rest);
  return refuse(
    "Clover does not know it, and it may change infrastructure without a plan that could be judged",
    "If it only reads, run it with terraform itself; update Clover if the subcommand is new.",
  );
}

function courseOfState(verb: string): Course {
  // Without a verb Terraform prints the help of `state`.
  if (verb === "" || READING.state.has(verb)) return PASS;
  return refuse(FORGETS, "Change the configuration and apply: it is planned and judged.");
}

function courseOfWorkspace([verb = "", ...options]: readonly string[]): Course {
  if (verb !== "" && !READING.workspace.has(verb)) return STRAYS;
  const turning = Object.hasOwn(TURNING, verb) ? TURNING[verb] : undefined;
  return turning && options.some((option) => turning.option.test(option)) ? turning.course : PASS;
}

/** Every subcommand that has a course of its own, by the name that people know, for the page that says so. */
export function listCourses(): readonly { readonly name: string; readonly course: Course }[] {
  const pass = (name: string) => ({ name, course: PASS });
  return [
    ...Object.entries(JUDGED).map(([name, mode]) => ({ name, course: { kind: "judge" as const, mode } })),
    ...Object.entries(REFUSED).map(([name, course]) => ({ name, course })),
    { name: "workspace new -state", course: COPIES },
    { name: "workspace delete -force", course: STRAYS },
    ...[...HARMLESS].map(pass),
    ...Object.entries(READING).flatMap(([name, verbs]) => [...verbs].map((verb) => pass(`${name} ${verb}`))),
  ];
}
