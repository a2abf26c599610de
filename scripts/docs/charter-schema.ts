/**
 * Generates charter/charter.schema.json, with which editors complete and check a charter while it is written.
 * `--check` writes nothing and fails when the file is stale.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { charterSchema } from "../../charter/schema";

const FILE = join(__dirname, "..", "..", "charter", "charter.schema.json");

/** The JSON Schema of a charter as text. Draft 7 is what the YAML plug-ins of editors read. */
export function renderCharterSchema(): string {
  const schema = z.toJSONSchema(charterSchema, { target: "draft-7", io: "input" });
  return `${JSON.stringify({ title: "Clover charter", ...schema }, null, 2)}\n`;
}

function run(check: boolean): void {
  const wanted = renderCharterSchema();
  if (!check) return writeFileSync(FILE, wanted);
  if (readFileSync(FILE, "utf8") === wanted) return;
  process.stderr.write("charter/charter.schema.json is stale: run `npm run generate:charter-schema` and commit it\n");
  process.exitCode = 1;
}

if (require.main === module) run(process.argv.includes("--check"));
