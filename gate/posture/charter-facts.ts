/** Facts of a posture that a charter states: approvals, demands, waivers and declared transfers. */
import type { Charter } from "../../charter/schema";
import type { Examination } from "../examination";
import type { Fact } from "./facts";

/** Keys whose every entry lets something through: one that is new, or another than before, is for the worse. */
const APPROVES = new Set(["jurisdictions", "accounts", "organization", "auditor", "people", "endpoints", "providers"]);
/** The same for what a site says of where it stands. */
const STANDS = /^sites\.[^.]+\.(jurisdiction|region|outpost)$/;
/** These are facts of their own, or none. */
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

/** Every text under a key, with its path; an item of a list is told by itself, since its position says nothing. */
function* leavesOf(value: unknown, path: string): Iterable<readonly [path: string, text: string]> {
  if (Array.isArray(value)) {
    for (const item of value as unknown[])
      if (typeof item === "object" && item !== null) yield [`${path}: ${JSON.stringify(item)}`, ""];
      else yield [`${path}: ${String(item)}`, ""];
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* leavesOf(item, `${path}.${key}`);
  } else if (value !== undefined) yield [path, String(value)];
}
