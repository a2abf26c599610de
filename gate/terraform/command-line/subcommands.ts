/**
 * The course of the gate for each subcommand of Terraform and OpenTofu. A subcommand that is not listed may change infrastructure,
 * so it is refused.
 */
import { type Invocation, nameOf } from "./invocation";

/** Course for a subcommand: judge a plan first, refuse with a reason, or pass it through. */
export type Course =
  | { readonly kind: "judge"; readonly mode: "apply" | "destroy" | "refresh" }
  | { readonly kind: "refuse"; readonly why: string; readonly remedy: string }
  | { readonly kind: "pass" };

const PASS: Course = { kind: "pass" };

/**
 * Subcommands that only read, or that write only changes which the next plan shows: `untaint` removes a mark, `force-unlock` a lock.
 * Nested subcommands and arguments of `TF_CLI_ARGS` do not change that.
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
  "it changes the state without a plan that could be judged, and a resource that is removed from the state is never judged again";

const STRAYS = refuse(
  "it removes resources from the state that continue to exist, and they are never judged again",
  "Destroy the resources of the workspace first, then delete it without -force.",
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

/** Nested subcommands that only read, and those of `workspace` that do not move resources. */
const READING = {
  state: new Set(["list", "ls", "show", "pull", "identities"]),
  workspace: new Set(["list", "ls", "show", "select", "new", "delete"]),
} as const;

/** Options that change the course of a harmless verb of `workspace`. */
const TURNING: Readonly<Record<string, { readonly option: RegExp; readonly course: Course }>> = {
  // Without -force Terraform deletes only a workspace that holds no resource.
  delete: { option: /^--?force(=|$)/, course: STRAYS },
  new: { option: /^--?state(=|$)/, course: COPIES },
};

/** True if arguments of `TF_CLI_ARGS` could change the course. They must then be merged in first. */
export function dependsOnEnvironment({ subcommand }: Invocation): boolean {
  return subcommand === undefined || !HARMLESS.has(subcommand);
}

/** The course of an invocation, whose environment arguments are merged in if {@link dependsOnEnvironment} is true. */
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

/** Every subcommand with a special course, by its usual name, for the documentation. */
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
