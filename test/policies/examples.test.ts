/** The examples of every policy, run through the real reader: they are the policies' tests and the reference's examples. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCharter } from "../../charter/load";
import { evaluate } from "../../gate/hosting/evaluate";
import type { Document } from "../../model/document";
import { readInputs } from "../../model/input/read";
import { locate } from "../../placement/locate";
import { policies } from "../../policies/catalogue";
import type { Example, Policy } from "../../policies/policy";

type Outcomes = Record<string, string>;

const { charter } = loadCharter(join(__dirname, "../../charter.yaml"));
const folder = mkdtempSync(join(tmpdir(), "clover-examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function read({ terraform }: Example): Promise<Document> {
  const path = join(mkdtempSync(join(folder, "example-")), "cdk.tf.json");
  writeFileSync(path, JSON.stringify(terraform));
  const [document, ...others] = await readInputs([path], {});
  expect(others).toEqual([]);
  return document as Document;
}

/** Everything that an example may name: each resource, each provider configuration, the backend, a module that is not shown, the document itself. */
function addressesOf({ resources, providers, backend, defects }: Document): string[] {
  const blocks = backend ? [`terraform.backend.${backend.type}`] : [];
  return [...resources, ...providers, ...defects].map(({ address }) => address).concat(blocks, "");
}

/** The worst outcome at each address that the example names or the policy finds something at. */
async function outcomesOf(policy: Policy, document: Document, named: readonly string[]): Promise<Outcomes> {
  const outcomes: Outcomes = Object.fromEntries(named.map((address) => [address, "pass"]));
  for (const { problem } of await evaluate(locate(document, charter), charter, [policy])) {
    if (outcomes[problem.address] !== "violation") outcomes[problem.address] = problem.outcome;
  }
  return outcomes;
}

const emptied = (policy: Policy): Policy =>
  "validateStack" in policy
    ? { ...policy, validateStack: () => undefined }
    : { ...policy, validateResource: () => undefined };

describe.each(policies.map((policy) => [policy.name, policy] as const))("%s", (_, policy) => {
  test.each(policy.examples.map((example) => [example.name, example] as const))("%s", async (_, example) => {
    const document = await read(example);
    const named = Object.keys(example.expect);
    expect(await outcomesOf(policy, document, named)).toEqual(example.expect);
    expect(addressesOf(document)).toEqual(expect.arrayContaining(named));
    // A policy on resources says of each resource what becomes of it; "not mentioned" would hide a false alarm or a miss.
    const due = "validateResource" in policy ? document.resources.map(({ address }) => address) : named;
    expect(named.toSorted()).toEqual(due.toSorted());
  });

  test("has an example of each outcome", () => {
    const outcomes = new Set(policy.examples.flatMap(({ expect }) => Object.values(expect)));
    expect([...outcomes].toSorted()).toEqual(["pass", "undetermined", "violation"]);
  });

  test("would fail its examples without its body", async () => {
    const survived = await Promise.all(
      policy.examples.map(async (example) => {
        const document = await read(example);
        const outcomes = await outcomesOf(emptied(policy), document, Object.keys(example.expect));
        return JSON.stringify(outcomes) === JSON.stringify(example.expect);
      }),
    );
    expect(survived).toContain(false);
  });
});

test("ids are unique, are theme/name, and descriptions are one sentence", () => {
  const names = policies.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  for (const { name, description, why, fix } of policies) {
    expect(name).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*[a-z)]\.$/);
    expect([why, fix].every((text) => text.length > 20)).toBe(true);
  }
});
