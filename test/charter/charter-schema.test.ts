import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadCharter } from "../../charter/load";
import { renderCharterSchema } from "../../scripts/docs/charter-schema";

const root = join(__dirname, "..", "..");

test("the published JSON Schema is the one that the loader checks against", () => {
  expect(readFileSync(join(root, "charter", "charter.schema.json"), "utf8")).toBe(renderCharterSchema());
});

test("the JSON Schema refuses unknown keys at every level", () => {
  const open: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    if (Reflect.get(node, "type") === "object" && Reflect.get(node, "additionalProperties") === undefined)
      open.push(path);
    for (const [key, child] of Object.entries(node)) walk(child, `${path}/${key}`);
  };
  walk(JSON.parse(renderCharterSchema()), "");
  expect(open).toEqual([]);
});

test("the default charter says what the enclave promises", () => {
  const { charter } = loadCharter(join(root, "charter.yaml"));
  expect(charter).toEqual({
    version: 1,
    jurisdictions: ["IE", "NO"],
    accounts: { workload: "111122223333", audit: "444455556666" },
    auditor: { account: "600070008000", jurisdiction: "IE", externalId: "clover-audit-2026" },
    people: {
      groups: {
        operations: { jurisdiction: "IE", who: "on-call engineers in Dublin" },
        security: { jurisdiction: "NO", who: "security officers in Hamar" },
      },
    },
    sites: {
      dublin: {
        jurisdiction: "IE",
        region: "eu-west-1",
        network: "10.20.0.0/16",
        dataCentres: {
          dub1: { zone: "euw1-az1", cidr: "10.20.0.0/20" },
          dub2: { zone: "euw1-az2", cidr: "10.20.16.0/20" },
          dub3: { zone: "euw1-az3", cidr: "10.20.32.0/20" },
        },
        state: { bucket: "clover-state-111122223333-eu-west-1" },
      },
      hamar: {
        jurisdiction: "NO",
        outpost: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0",
        anchor: "dublin",
        zone: "euw1-az1",
        network: "10.20.128.0/20",
        state: { bucket: "clover-state-111122223333-eu-west-1" },
      },
    },
  });
});
