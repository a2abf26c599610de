/** Facts of a posture that come from a charter: approvals, requirements, waivers and declared transfers. */
import type { Charter } from "../../charter/schema";
import type { Examination } from "../examination";
import type { Fact } from "./facts";

/** Keys whose entries approve something. A new or changed entry makes the posture worse. */
const APPROVES = new Set(["jurisdictions", "accounts", "organization", "auditor", "people", "endpoints", "providers"]);
/** Keys that give the place of a site. A changed place makes the posture worse, too. */
const STANDS = /^sites\.[^.]+\.(jurisdiction|region|outpost)$/;
/** Keys that become other facts, or none. */
const APART = new Set(["$schema", "version", "policies", "waivers", "transfers"]);

const ENFORCED = { mandatory: 0, advisory: 1, disabled: 2 } as const;

/** Every fact of a side's charter. */
export function* factsOfCharter({ charter, selected }: Examination, known: readonly string[]): Iterable<Fact> {
  for (const [key, value] of Object.entries(charter)) {
    if (APART.has(key)) continue;
    for (const [path, text] of leavesOf(value, key)) {
      const approves = APPROVES.has(key) || STANDS.test(path);
      yield { section: "charter", input: "", address: path, key: path, says: text, bad: approves ? 1 : 0 };
    }
  }
  const levels = new Map(selected.map(({ policy, level }) => [policy.name, level]));
  for (const name of known) {
    const level = levels.get(name) ?? "disabled";
    yield { section: "policies", input: "", address: name, key: name, says: level, bad: ENFORCED[level] };
  }
  yield* factsOfWaivers(charter);
  for (const { id, from, to, basis, data, safeguard, expires } of charter.transfers ?? []) {
    const says = `${from} to ${to}: ${data.what} (${data.class}, ${safeguard}), on ${basis}, until ${expires}`;
    yield { section: "transfers", input: "", address: id, key: id, says, bad: 0 };
  }
}

function* factsOfWaivers({ waivers = [] }: Charter): Iterable<Fact> {
  for (const { policy, address, path, place, reason, owner, approver, ticket, granted, expires } of waivers) {
    const papers = [
      `until ${expires}`,
      `owner ${owner}`,
      `approved by ${approver}`,
      ...(ticket === undefined ? [] : [`ticket ${ticket}`]),
      ...(granted === undefined ? [] : [`granted ${granted}`]),
    ];
    yield {
      section: "waivers",
      input: "",
      address,
      ...(path === undefined ? {} : { path }),
      what: place === undefined ? policy : `${policy} in ${place}`,
      key: JSON.stringify([policy, address, path ?? null, place ?? null]),
      says: `${papers.join(", ")}: ${reason}`,
      bad: 0,
    };
  }
}

/** Every text under a key, with its path; an item of a list is identified by its value, because its position has no meaning. */
function* leavesOf(value: unknown, path: string): Iterable<readonly [path: string, text: string]> {
  if (Array.isArray(value)) {
    for (const item of value as unknown[])
      if (typeof item === "object" && item !== null) yield [`${path}: ${JSON.stringify(item)}`, ""];
      else yield [`${path}: ${String(item)}`, ""];
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* leavesOf(item, `${path}.${key}`);
  } else if (value !== undefined) yield [path, String(value)];
}
