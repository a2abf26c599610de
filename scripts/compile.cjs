/**
 * Keeps what V8 compiles of a bundle while it judges a small plan: `node scripts/compile.cjs BUNDLE COMPILED`. Functions that
 * were run are compiled already when the executable starts, the others when they are needed.
 */
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { createRequire, wrap } = require("node:module");
const { tmpdir } = require("node:os");
const { dirname, join, resolve } = require("node:path");
const { Script } = require("node:vm");

const [, , filename, compiled] = process.argv;
const script = new Script(wrap(readFileSync(filename, "utf8")), { filename });
const folder = mkdtempSync(join(tmpdir(), "clover-compile-"));
const plan = join(folder, "plan.json");
const source = "registry.terraform.io/hashicorp/aws";
const queue = { mode: "managed", type: "aws_sqs_queue", name: "q", address: "aws_sqs_queue.q" };
const change = { actions: ["create"], before: null, after: { name: "q" }, after_unknown: { arn: true, policy: true } };

writeFileSync(
  plan,
  JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.13.5",
    complete: true,
    errored: false,
    planned_values: { root_module: { resources: [{ ...queue, provider_name: source, values: { name: "q" } }] } },
    resource_changes: [{ ...queue, provider_name: source, change }],
    configuration: {
      provider_config: {
        aws: { name: "aws", full_name: source, expressions: { region: { constant_value: "us-east-1" } } },
      },
      root_module: {
        resources: [{ ...queue, provider_config_key: "aws", expressions: { name: { constant_value: "q" } } }],
      },
    },
  }),
);
process.on("exit", () => {
  writeFileSync(compiled, script.createCachedData());
  rmSync(folder, { recursive: true });
  process.exitCode = 0;
});
process.argv = [process.execPath, filename, "check", "--charter", resolve(__dirname, "..", "charter.yaml"), plan];
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, createRequire(filename), bundle, filename, dirname(filename));
