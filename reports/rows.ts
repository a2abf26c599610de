/** Findings and the scope of a report as rows of name and value, which the text and HTML reports lay out. */
import type { AcceptedTransfer, Finding, Report, UnusedWaiver, WaiverUse } from "../gate/report";
import { aboutOf, sidesOf } from "./diff/changes";
import { count, describeCoverage, nameCountry } from "./words";

export type Row = readonly [name: string, value: string];

/** The rows below the message of a finding: place, attribute, evidence, waiver or fix, policy. */
export function rowsOf({ place, path, evidence = [], waiver, fix, policy, severity }: Finding): readonly Row[] {
  const rows: Row[] = [];
  if (place) rows.push(["place", `${place.id}, ${place.country ? nameCountry(place.country) : "country not known"}`]);
  if (path) rows.push(["attribute", path]);
  for (const line of evidence) rows.push(["evidence", line]);
  rows.push(waiver ? ["waived", describeWaiver(waiver)] : ["fix", fix]);
  return [...rows, ["policy", `${policy} (${severity})`]];
}

/** The scope of a report: inputs, charter, policies, catalogue and places. */
export function scopeRows({ inputs, charter, catalogue, coverage, policies }: Report): readonly Row[] {
  const { resources } = coverage;
  return [
    ...inputs.map(({ path, kind, resources }): Row => ["judged", `${path} (${kind}, ${count(resources, "resource")})`]),
    ["charter", `${charter.path}, approves ${charter.jurisdictions.map(nameCountry).join(", ")}`],
    ["policies", policies.join(", ")],
    ["catalogue", `places as known in ${catalogue.date}`],
    ["places", resources === 0 ? "nothing stays" : `${resources} in all: ${describeCoverage(coverage)}`],
    ...describeUnread(coverage),
  ];
}

/** Counts of programs and of expressions that were not read, each as a sentence without its full stop. Empty where all was read. */
export function describeUnread({ programs, takenAtWord }: Report["coverage"]): readonly Row[] {
  const rows: Row[] = [];
  if (programs)
    rows.push(["programs", `${areMany(programs, "program")} not followed: only a closed network holds them`]);
  if (takenAtWord)
    rows.push([
      "reference",
      `${areMany(takenAtWord, "place")} taken from a reference alone, since a plan's JSON leaves expressions out: ` +
        "judge the saved plan, or name its configuration (--source DIR)",
    ]);
  return rows;
}

const areMany = (number: number, noun: string): string => `${count(number, noun)} ${number === 1 ? "is" : "are"}`;

/** The owner, the approver, the end and the reason of a waiver. */
export function describeWaiver({ expires, owner, approver, ticket, granted, reason }: WaiverUse): string {
  const papers = [...(ticket ? [`ticket ${ticket}`] : []), ...(granted ? [`granted ${granted}`] : [])];
  return `${[`until ${expires}`, `owner ${owner}`, `approved by ${approver}`, ...papers].join(", ")}: ${reason}`;
}

/** The policy and address of a waiver: `residency/placement at aws_s3_bucket.b region`. */
const nameWaiver = ({ policy, address, path }: Pick<UnusedWaiver, "policy" | "address" | "path">): string =>
  `${policy} at ${address}${path ? ` ${path}` : ""}`;

/** Each waiver that covers nothing, in one line. */
export const describeUnused = ({ unusedWaivers }: Report): readonly string[] =>
  unusedWaivers.map((waiver) => `${nameWaiver(waiver)}, until ${waiver.expires}: ${waiver.why}`);

/** Each waiver that will soon end, in one line. */
export const describeEnding = ({ endingWaivers }: Report): readonly string[] =>
  endingWaivers.map((waiver) => {
    const left = waiver.days === 0 ? "today" : `in ${count(waiver.days, "day")}`;
    return `${nameWaiver(waiver)} ends ${left}, on ${waiver.expires}: ask ${waiver.owner}`;
  });

/** Each change that was made outside Terraform, in one line. */
export const describeDrift = ({ drift }: Report): readonly string[] =>
  drift.map((change) => {
    const sides = sidesOf(change);
    return `${change.change}: ${aboutOf(change)}${sides ? `: ${sides}` : ""}`;
  });

/** The lists of a report beside its findings: a title and its lines. Empty lists are left out. */
export function listsOf(report: Report): readonly (readonly [title: string, lines: readonly string[]])[] {
  const lists = [
    ["Changed outside Terraform since the last apply", describeDrift(report)],
    ["Flows across the border that the charter declares", report.transfers.map(describeTransfer)],
    ["Waivers that end within 30 days", describeEnding(report)],
    ["Waivers that cover nothing and should be deleted", describeUnused(report)],
    ["Transfers that accept nothing and should be deleted", describeUnusedTransfers(report)],
  ] as const;
  return lists.filter(([, lines]) => lines.length > 0);
}

/** A declared flow across the border, in one line that a lawyer can check against the register. */
export function describeTransfer(transfer: AcceptedTransfer): string {
  const { id, address, path, from, to, data, basis, safeguard, expires, input } = transfer;
  const crossing = `${address}${path ? ` ${path}` : ""}, from ${nameCountry(from)} to ${nameEnd(to)}`;
  const terms = `${data.class}, ${safeguard === "none" ? "no safeguard" : safeguard}`;
  return `${id}: ${crossing}: ${data.what} (${terms}), on ${basis}, until ${expires}, in ${input}`;
}

const nameEnd = (to: string): string => (to === "global" ? "places around the world" : nameCountry(to));

/** Each transfer that accepted nothing, in one line. */
const describeUnusedTransfers = ({ unusedTransfers }: Report): readonly string[] =>
  unusedTransfers.map(({ id, from, to, expires, why }) => `${id}, from ${from} to ${to}, until ${expires}: ${why}`);

/** The construct path and the input of a finding: "dublin/bucket, in plan.json". */
export const sourceOf = ({ origin, input }: Finding): string => (origin ? `${origin}, in ${input}` : `in ${input}`);
