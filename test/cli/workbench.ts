/** A folder with a charter and small synthesized stacks, and a terminal that keeps what it is told. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Terminal } from "../../cli/terminal";

export const ROOT = join(__dirname, "../..");

/** Terraform JSON of one queue that is served by a provider with these settings. */
export const queueIn = (settings: Record<string, unknown>): string =>
  JSON.stringify({
    terraform: { required_providers: { aws: { source: "aws", version: "6.25.0" } } },
    provider: { aws: [settings] },
    resource: { aws_sqs_queue: { q: { name: "q", sqs_managed_sse_enabled: true } } },
  });

/** Where tests of the command line stand: a charter, and inputs of every sort. */
export function setUpFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "clover-cli-"));
  cpSync(join(ROOT, "charter.yaml"), join(folder, "charter.yaml"));
  const files: Record<string, string> = {
    "home/cdk.tf.json": queueIn({ region: "eu-west-1" }),
    "abroad/cdk.tf.json": queueIn({ region: "us-east-1" }),
    "anywhere/cdk.tf.json": queueIn({}),
    "truncated/cdk.tf.json": queueIn({ region: "eu-west-1" }).slice(0, 100),
    "nothing/cdk.tf.json": JSON.stringify({ provider: { aws: [{ region: "eu-west-1" }] } }),
    "poem.txt": "Roses are red",
    "broken.yaml": "version: 1\njurisdictions: []\nsites: {}\nsurprise: true\n",
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A terminal that remembers. */
export interface Recorder extends Terminal {
  readonly out: () => string;
  readonly err: () => string;
}

export function recordTerminal(change: Partial<Terminal> = {}): Recorder {
  const out: string[] = [];
  const err: string[] = [];
  return {
    cwd: process.cwd(),
    env: {},
    colour: false,
    print: (text) => void out.push(text),
    complain: (text) => void err.push(text),
    readStdin: () => Buffer.from(""),
    out: () => out.join(""),
    err: () => err.join(""),
    ...change,
  };
}
