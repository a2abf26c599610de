/** The classes of constructs in the stacks of `tried-stacks.ts`, found by building those stacks as the tests do. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { loadCharter } from "../../charter/load";
import type { Charter } from "../../charter/schema";
import { SiteStack, type SiteStackProps } from "../../constructs/foundation/site-stack";
import { buildEnclave } from "../../stacks/enclave";
import { buildAuditStacks } from "../constructs/audit/audit-stacks";
import { buildNetworkStores, buildStores } from "../constructs/data/stores";
import { buildExternalKeys, buildHsmKeys, buildRackKeys, keysCharter } from "../constructs/keys/keys";
import { buildBorder, buildGateways, buildPeople } from "../constructs/perimeter";
import { buildPseudonyms } from "../constructs/pseudonymisation/pseudonyms";
import { extendedCharter } from "../constructs/synthesize";
import { buildStory, charter as storyCharter } from "../long/story";
import { TRIED_STACKS } from "./tried-stacks";

type Test = keyof typeof TRIED_STACKS;
type Build = (app: App, charter: Charter, settings: Omit<SiteStackProps, "charter" | "site">) => unknown;

const all =
  (...builds: readonly Build[]): Build =>
  (...given) => {
    for (const build of builds) build(...given);
  };
const inStack =
  (id: string, site: string, build: (stack: SiteStack) => void): Build =>
  (app, charter, settings) =>
    build(new SiteStack(app, id, { ...settings, charter, site }));

const reference = loadCharter(join(__dirname, "..", "..", "charter.yaml")).charter;

const BUILDS: Readonly<Record<Test, readonly [Charter, Build]>> = {
  "test/long/enclave.test.ts": [reference, buildEnclave],
  "test/long/network.test.ts": [extendedCharter, all(buildGateways, buildPeople, buildBorder, buildStores)],
  "test/long/stores.test.ts": [extendedCharter, buildNetworkStores],
  "test/long/keys.test.ts": [
    keysCharter,
    all(
      inStack("hsm", "dublin", buildHsmKeys),
      inStack("external", "dublin", buildExternalKeys),
      inStack("rack", "hamar", buildRackKeys),
    ),
  ],
  "test/long/audit.test.ts": [reference, buildAuditStacks],
  "test/long/pseudonymiser.test.ts": [reference, buildPseudonyms],
  "test/long/story.test.ts": [storyCharter, buildStory],
};

/** Names of classes, and whether a stack that holds one is applied or only planned. */
export interface TriedConstructs {
  readonly planned: ReadonlySet<string>;
  readonly applied: ReadonlySet<string>;
}

/** Builds every recorded stack and collects the classes of its constructs, nested ones too. @throws Error if a test builds no such stack */
export function collectTriedConstructs(): TriedConstructs {
  const tried = { planned: new Set<string>(), applied: new Set<string>() };
  for (const [test, [charter, build]] of Object.entries(BUILDS) as [Test, (typeof BUILDS)[Test]][]) {
    const outdir = mkdtempSync(join(tmpdir(), "clover-tried-"));
    try {
      const app = new App({ outdir, stackTraces: false });
      build(app, charter, {});
      for (const how of ["planned", "applied"] as const)
        for (const id of TRIED_STACKS[test][how]) addClasses(tried[how], app, test, id);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  }
  // An apply begins with a plan.
  for (const name of tried.applied) tried.planned.add(name);
  return tried;
}

function addClasses(classes: Set<string>, app: App, test: string, id: string): void {
  const stack = app.node.tryFindChild(id);
  if (!stack) throw new Error(`${test} is recorded with the stack ${id}, which it does not build.`);
  for (const construct of stack.node.findAll()) classes.add(construct.constructor.name);
}
