/**
 * The stacks that tests plan or apply with the real AWS provider. Each test below takes the stacks that it runs from this record,
 * and the table in docs/constructs.md is generated from it: the page cannot claim what no test runs.
 *
 * - planned: planned by the provider without error or warning.
 * - applied: applied to the local AWS API through the gate; a second plan finds nothing left to change.
 */
export const TRIED_STACKS = {
  "test/long/enclave.test.ts": { applied: ["dublin"], planned: ["hamar"] },
  "test/long/network.test.ts": {
    applied: ["gateways", "people"],
    planned: ["border", "leased", "egress", "rack", "stores"],
  },
  "test/long/stores.test.ts": { applied: ["networked"], planned: ["intake"] },
  "test/long/keys.test.ts": { applied: [], planned: ["hsm", "external", "rack"] },
  "test/long/audit.test.ts": { applied: ["audit", "guardrails", "audit-workload"], planned: ["analyzer"] },
  "test/long/pseudonymiser.test.ts": { applied: ["pseudonyms"], planned: [] },
  "test/long/story.test.ts": { applied: ["audit", "enclave"], planned: [] },
} as const;
