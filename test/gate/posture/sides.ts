/** Sides of a diff from small synthesized stacks, each under the charter of the project or a change of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { diffPostures, type PostureDiff, type Side } from "../../../gate/posture/diff";
import { examine } from "../../../gate/judge/judge";
import { readInputs } from "../../../model/input/read";
import { policies } from "../../../policies/catalogue";

const now = new Date("2026-11-25T00:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "clover-diff-"));
const charter = parse(readFileSync(join(__dirname, "../../../charter.yaml"), "utf8")) as object;
afterAll(() => rmSync(folder, { recursive: true }));

const names = policies.map(({ name }) => name);

/** A side from Terraform's JSON of any sort, as text or as data. */
export async function sideOf(input: unknown, change: object = {}): Promise<Side> {
  const charterPath = join(folder, "charter.yaml");
  writeFileSync(charterPath, stringify({ ...charter, ...change }));
  const stdin = typeof input === "string" ? input : JSON.stringify(input);
  const documents = await readInputs(["-"], { stdin, allowEmpty: true });
  return { path: "-", examination: await examine({ documents, charterPath, allowEmpty: true, now }) };
}

export const diffSides = (before: Side, after: Side): PostureDiff => diffPostures(before, after, names);

/** A stack of resources in Ireland, or wherever its provider says. */
export const stackOf = (resource: object, more: object = {}) => ({
  terraform: { required_providers: { aws: { source: "aws", version: "6.25.0" } } },
  provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] },
  resource,
  ...more,
});
