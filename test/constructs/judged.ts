/** What the gate says of constructs of ours: the judge that everybody else gets, over what they synthesize to. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { stringify } from "yaml";
import { SiteStack, type SiteStackProps } from "../../constructs/foundation/site-stack";
import { judge } from "../../gate/judge/judge";
import { charter } from "./synthesize";

/** The verdict, what stands against it, advice included, and how many resources nobody could place. */
export async function judged(site: string, build: (stack: SiteStack) => void, props: Partial<SiteStackProps> = {}) {
  const given = props.charter ?? charter;
  const stack = new SiteStack(new App({ outdir: Testing.app().outdir }), site, { charter: given, site, ...props });
  build(stack);
  const folder = mkdtempSync(join(tmpdir(), "clover-judged-"));
  try {
    const path = join(folder, "cdk.tf.json");
    const charterPath = join(folder, "charter.yaml");
    writeFileSync(path, Testing.synth(stack, true));
    writeFileSync(charterPath, stringify(given));
    const { verdict, findings, coverage } = await judge({ paths: [path], charterPath, now: new Date("2026-11-25") });
    return {
      verdict,
      findings: findings.map(({ policy, outcome, address, path: at }) => `${policy} ${outcome} ${address} ${at}`),
      undetermined: coverage.undetermined,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Nothing to say against it. */
export const compliant = { verdict: "compliant", findings: [], undetermined: 0 };
