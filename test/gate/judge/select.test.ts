import type { Charter } from "../../../charter/schema";
import { selectPolicies } from "../../../gate/judge/select";
import { charter, foreignPolicy } from "../builders";

const policies = [
  foreignPolicy(() => undefined, { name: "residency/placement" }),
  foreignPolicy(() => undefined, { name: "residency/zone" }),
  foreignPolicy(() => undefined, { name: "keys/customer-managed" }),
  foreignPolicy(() => undefined, { name: "team/no-level", enforcementLevel: undefined as never }),
  foreignPolicy(() => undefined, { name: "team/remedy", enforcementLevel: "remediate" }),
];

const select = (change: Partial<Charter>, globs: string[] = []) =>
  selectPolicies(policies, { ...charter, ...change }, globs).map(({ policy, level }) => `${policy.name} ${level}`);

test("every policy judges at its own level; CrossGuard's default is advisory, and a remedy is a demand", () => {
  expect(select({})).toEqual([
    "residency/placement mandatory",
    "residency/zone mandatory",
    "keys/customer-managed mandatory",
    "team/no-level advisory",
    "team/remedy mandatory",
  ]);
});

test("the charter sets levels, and what it disables does not judge", () => {
  const levels = {
    "keys/customer-managed": "advisory",
    "team/no-level": "mandatory",
    "team/remedy": "disabled",
  } as const;
  expect(select({ policies: levels })).toEqual([
    "residency/placement mandatory",
    "residency/zone mandatory",
    "keys/customer-managed advisory",
    "team/no-level mandatory",
  ]);
});

test.each([
  [["residency/*"], ["residency/placement mandatory", "residency/zone mandatory"]],
  [["residency/zone"], ["residency/zone mandatory"]],
  [
    ["*/zone", "keys/*"],
    ["residency/zone mandatory", "keys/customer-managed mandatory"],
  ],
  [["residency/zon?"], ["residency/zone mandatory"]],
])("%j selects only what it matches, each once", (globs, expected) => {
  expect(select({}, globs)).toEqual(expected);
});

test.each<[string, Partial<Charter>, string[], string]>([
  ["a glob that matches nothing", {}, ["residency/*", "regidency/*"], "No policy matches regidency/*."],
  ["a glob is no regular expression", {}, ["residency.zone"], "No policy matches residency.zone."],
  ["a part of an id", {}, ["zone"], "No policy matches zone."],
  [
    "a level for a policy that is not there",
    { policies: { "residency/zones": "mandatory" } },
    [],
    "which is not a policy",
  ],
  ["a promise that is softened", { policies: { "residency/zone": "advisory" } }, [], "are always mandatory"],
  ["a promise that is disabled", { policies: { "residency/zone": "disabled" } }, [], "are always mandatory"],
  [
    "only disabled policies",
    { policies: { "team/remedy": "disabled" } },
    ["team/remedy"],
    "disables every requested policy",
  ],
])("%s is an error", (_, change, globs, message) => {
  expect(() => select(change, globs)).toThrow(message);
});
