/** Over real plans: a waiver changes the one finding that it names, and nothing else that the gate says. */
import * as fc from "fast-check";
import type { Waiver } from "../../../charter/schema";
import type { Finding } from "../../../gate/report";
import { applyWaivers } from "../../../gate/exceptions/waivers";
import { charter } from "../builders";
import { PLANS, run } from "../plans";

const always = { seed: 20261125 };
const today = "2026-11-25";

/** The findings of every plan that has some. */
let found: readonly (readonly Finding[])[] = [];
beforeAll(async () => {
  const all: Finding[][] = [];
  for (const [, text] of PLANS) {
    const { findings } = (await run(text)).report;
    if (findings.length > 1) all.push([...findings]);
  }
  found = all;
});

const papers = { reason: "looked at by two people", owner: "ada", approver: "grace", expires: "2026-12-31" };
const identity = ({ policy, address, path }: Pick<Finding, "policy" | "address" | "path">) =>
  JSON.stringify([policy, address, path]);
const apply = (findings: readonly Finding[], waivers: readonly Waiver[]) =>
  applyWaivers(findings, { ...charter, waivers }, new Set(findings.map(({ policy }) => policy)), today).findings;

/** A plan, one of its findings, and how exactly the waiver names it. */
const cases = fc.record({ plan: fc.nat(), finding: fc.nat(), scoped: fc.boolean(), placed: fc.boolean() });

test("a waiver never changes any other finding", () => {
  const tried = { waived: 0, refused: 0 };
  fc.assert(
    fc.property(cases, ({ plan, finding, scoped, placed }) => {
      const findings = found[plan % found.length]!;
      const named = findings[finding % findings.length]!;
      const { policy, address, path, place } = named;
      const waiver = {
        policy,
        address,
        ...papers,
        ...(scoped && { path }),
        ...(placed && place && { place: place.id }),
      };
      const after = apply(findings, [waiver]);
      const isNamed = (one: Finding) =>
        scoped ? identity(one) === identity(named) : one.policy === policy && one.address === address;

      const expected = findings.map((before) => {
        if (!isNamed(before)) return before;
        const accepted = before.outcome !== "undetermined" && (!placed || !place || before.place?.id === place.id);
        tried[accepted ? "waived" : "refused"] += 1;
        if (accepted) return { ...before, outcome: "waived", waiver: papers };
        return {
          ...before,
          evidence: [...(before.evidence ?? []), expect.stringContaining("waiver of ada refused: ")],
        };
      });
      expect(after).toEqual(expected);
    }),
    { ...always, numRuns: 500 },
  );
  // Both ways were tried; how often each, the corpus decides.
  expect(Math.min(tried.waived, tried.refused)).toBeGreaterThan(10);
});

test("nor does one whose address or path merely looks like another's", () => {
  const near = fc.constantFrom<(text: string) => string>(
    (text) => `${text}[0]`,
    (text) => text.slice(0, -1),
    (text) => `module.a.${text}`,
    (text) => text.toUpperCase(),
    (text) => `${text} `,
    (text) => text.replace(/\[.*\]$/, "[*]"),
    () => "*",
  );
  fc.assert(
    fc.property(cases, near, fc.boolean(), ({ plan, finding }, distort, which) => {
      const findings = found[plan % found.length]!;
      const { policy, address, path } = findings[finding % findings.length]!;
      const waiver = which
        ? { policy, address: distort(address), path, ...papers }
        : { policy, address, path: distort(path), ...papers };
      fc.pre(!findings.some((one) => identity(one) === identity(waiver)));
      expect(apply(findings, [waiver])).toEqual(findings);
    }),
    { ...always, numRuns: 500 },
  );
});
