/**
 * Changes outside Terraform since the last apply that affect the posture. A plan shows the recorded and the found attributes of a
 * resource, and they are compared like two plans in `clover diff`.
 */
import { isDeepStrictEqual } from "node:util";
import type { Charter } from "../../charter/schema";
import type { Resource } from "../../model/document";
import { own } from "../../core/json";
import { locate } from "../../placement/locate";
import type { Located } from "../../placement/placement";
import { compare } from "./compare";
import { SECTIONS, type FactValue, type Drift, type Finding } from "../report";
import { type Fact, factsOfDocument } from "./facts";

/** @returns changes by input and section. Changes that do not affect the posture, such as tags, are left out */
export function driftOf(documents: readonly Located[], charter: Charter): readonly Drift[] {
  return documents.flatMap((found) => {
    const { document } = found;
    const drifted = document.resources.filter(({ recorded }) => recorded);
    if (drifted.length === 0) return [];
    const resources = document.resources.map(({ recorded, ...rest }) => ({ ...rest, ...recorded }));
    const recorded = locate({ ...document, resources }, charter, found.jurisdiction.today);
    const changed = new Set(drifted.map(({ address }) => address));
    const facts = factsAbout(found);
    const ofChanged = ({ address }: Fact) => changed.has(address);
    const changes = compare(factsAbout(recorded).filter(ofChanged), facts.filter(ofChanged));
    return SECTIONS.flatMap((section) => changes[section].map((change) => ({ section, ...change }))).filter(
      (drift) => !isDeclared(drift, document.resources, facts),
    );
  });
}

const factsAbout = (located: Located): readonly Fact[] => [
  ...factsOfDocument({ name: located.document.path, located }, asIs),
];

/**
 * True if Terraform itself made a change, by another resource. `aws_s3_bucket_policy` changes the bucket: the provider then finds a
 * `policy` in `aws_s3_bucket` that was not recorded. The part must name the whole, must contain the value that was found, and must be
 * unchanged itself. After a change outside Terraform, both have changed.
 */
function isDeclared(
  { section, address, path, what, to }: Drift,
  resources: readonly Resource[],
  facts: readonly Fact[],
): boolean {
  const whole = resources.find((resource) => resource.address === address);
  const [attribute] = /^\w+/.exec(path ?? "") ?? [];
  if (whole === undefined || attribute === undefined || own(whole.expressions, attribute) !== undefined) return false;
  const parts = new Set(resources.filter((part) => isPartOf(part, whole)).map((part) => part.address));
  return facts.some(
    (fact) =>
      parts.has(fact.address) && fact.section === section && fact.what === what && isDeepStrictEqual(fact.says, to),
  );
}

const IDENTITIES = ["id", "arn", "url", "name"] as const;

/** True if the first type is a part of the second. Providers put the type of the whole at the start of that of the part. */
const isPartOf = (part: Resource, whole: Resource): boolean =>
  part.type.startsWith(`${whole.type}_`) &&
  part.recorded === undefined &&
  part.actions.every((action) => action === "no-op") &&
  Object.values(part.values).some((value) => isText(value) && IDENTITIES.some((key) => whole.values[key] === value));

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

const asIs = (text: string): string => text;

/** Adds a note to each finding that a change outside Terraform has caused. */
export const explainByDrift = (findings: readonly Finding[], drift: readonly Drift[]): readonly Finding[] =>
  findings.map((finding) => {
    const cause = drift.find((one) => brought(one, finding));
    return cause ? { ...finding, message: `${finding.message} ${sentenceOf(cause)}` } : finding;
  });

function brought({ worse, section, input, address, path, to }: Drift, finding: Finding): boolean {
  if (!worse || input !== finding.input || address !== finding.address) return false;
  if (section !== "places") return path === finding.path;
  const place = typeof to === "object" ? to.id : undefined;
  return finding.policy.startsWith("residency/") && finding.place?.id === place;
}

const sentenceOf = ({ section, from, to }: Drift): string =>
  section === "places" && from !== undefined && to !== undefined
    ? `It moved from ${sayPlace(from)} to ${sayPlace(to)} outside Terraform since the last apply.`
    : "That was changed outside Terraform since the last apply.";

const sayPlace = (said: FactValue): string =>
  typeof said === "string" ? said : `${said.id} (${said.country ?? "country unknown"})`;
