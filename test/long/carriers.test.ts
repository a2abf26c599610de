import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../../scripts/carriers/generate";
import { findMirror } from "../../scripts/terraform/provider-mirror";

const root = join(__dirname, "../..");
const hasSchema = existsSync(join(root, ".cache/aws-schema-5.100.0.json")) || findMirror("5.100.0") !== undefined;

if (!hasSchema) {
  process.stderr.write(
    "SKIPPED: there is no AWS provider 5.100.0 on this machine.\n  Name a mirror in CLOVER_PROVIDER_MIRROR.\n",
  );
}
// Reads the provider's schema and all of the bindings: half a minute. What the file itself says is in test/placement/catalogue.
(hasSchema ? describe : describe.skip)("the catalogue of carriers", () => {
  test("is what the provider, its schema and the rules give", async () => {
    const kept = (name: string) => readFileSync(join(root, "placement/catalogue", name), "utf8");
    const { carriers, texts } = await generate();
    expect(carriers).toBe(kept("carriers.json"));
    expect(texts).toBe(kept("texts.json"));
  });
});
