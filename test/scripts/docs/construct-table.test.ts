import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeClasses, readConstructs, renderConstructs } from "../../../scripts/docs/construct-table";
import { collectTriedConstructs } from "../../tools/tried-constructs";
import { TRIED_STACKS } from "../../tools/tried-stacks";

const ROOT = join(__dirname, "../../..");
const SOURCE = `
/** Props. */
export interface CupProps {}

/**
 * A cup in the site's
 * region (https://docs.aws.amazon.com/cup.html). Serves GDPR Art. 32, C5 COS-04 and NIS2 21.2.e: tea stays warm.
 *
 * - No saucer.
 */
export class Cup extends Construct {}

/** A lid. */
export class Lid extends Construct {}

/** A stack. */
export class CupStack extends SiteStack {}
`;

test("a construct is described by the first sentence of its doc comment and by the rules after Serves", () => {
  expect(describeClasses("constructs/tea/cup.ts", SOURCE)).toEqual([
    {
      name: "Cup",
      file: "constructs/tea/cup.ts",
      purpose: "A cup in the site's region.",
      serves: "GDPR Art. 32, C5 COS-04 and NIS2 21.2.e",
    },
    { name: "Lid", file: "constructs/tea/cup.ts", purpose: "A lid.", serves: "" },
  ]);
});

test("the table says for each construct whether a test applied it, planned it, or neither", () => {
  const page = "# Cups\n\n<!-- constructs: generated -->\nold\n<!-- /constructs -->\n";
  const described = (name: string) => ({ name, file: "a.ts", purpose: "A | cup.", serves: "" });
  const tried = { planned: new Set(["Cup", "Lid"]), applied: new Set(["Cup"]) };
  const text = renderConstructs(page, ["Cup", "Lid", "Bowl"].map(described), tried);
  expect(text).toBe(`\
# Cups

<!-- constructs: generated -->

| construct | purpose | serves | tried |
|---|---|---|---|
| [\`Cup\`](../a.ts) | A \\| cup. |  | applied |
| [\`Lid\`](../a.ts) | A \\| cup. |  | planned |
| [\`Bowl\`](../a.ts) | A \\| cup. |  | unit tests |

<!-- /constructs -->
`);
  expect(() => renderConstructs("# Cups\n", [], tried)).toThrow("has no marks");
});

test("every test of the record reads its stacks from the record", () => {
  const unread = Object.keys(TRIED_STACKS).filter(
    (test) => !readFileSync(join(ROOT, test), "utf8").includes(`TRIED_STACKS["${test}"]`),
  );
  expect(unread).toEqual([]);
});

test("every recorded stack is built, and holds constructs of the house", () => {
  const { planned, applied } = collectTriedConstructs();
  const names = readConstructs(ROOT).map(({ name }) => name);
  expect([...applied].filter((name) => !planned.has(name))).toEqual([]);
  expect(names.filter((name) => !planned.has(name))).toEqual([]);
  expect(applied.has("SovereignBucket")).toBe(true);
  expect(applied.has("EgressFirewall")).toBe(false);
}, 120_000);
