import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jurisdictionOf } from "../../../charter/jurisdiction";
import { standIn } from "../../../gate/terraform/terraform-stand-in";
import type { Host } from "../../../gate/terraform/stand-in-host";
import type { Ended } from "../../../gate/terraform/program";
import { charter } from "../../placement/documents";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-judged-apply-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** `plan` finds something to do; `apply` notes that it was there. */
const TERRAFORM = `#!/bin/sh
case "$1" in
  plan) for word; do case $word in -out=*) echo plan > "\${word#-out=}";; esac; done; exit 2;;
  show) echo '{"format_version":"1.2"}';;
  version) echo Terraform v1.11.4;;
  apply) echo applied > '@'/applied;;
esac
`;

type Moment = "jurisdictionFor" | "judge" | "print" | "readLine" | "lapsed" | "never";

/** Runs an apply that is answered with `answer`; at a moment of it a signal comes, and `failing` has that moment fail as well. */
async function apply({
  moment = "never",
  answer = "yes",
  failing = false,
  argv = ["apply"],
  env = {},
}: {
  moment?: Moment;
  /** Null is the end of input. */
  answer?: string | null;
  failing?: boolean;
  argv?: readonly string[];
  env?: NodeJS.ProcessEnv;
}) {
  const program = join(folder, "terraform");
  writeFileSync(program, TERRAFORM.replace("@", folder), { mode: 0o700 });
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  let said = "";
  let unheard = 0;
  const pass = (now: Moment): void => {
    if (listeners.size === 0) unheard += 1;
    if (now !== moment) return;
    for (const listener of listeners) listener("SIGTERM");
    if (failing) throw new Error("write EIO");
  };
  const host: Host = {
    program,
    env: { PATH: process.env["PATH"], HOME: folder, ...env },
    interactive: false,
    judge: async () => {
      pass("judge");
      return { verdict: "compliant", text: "COMPLIANT\n", lapsed: () => void pass("lapsed") };
    },
    jurisdictionFor: async () => {
      pass("jurisdictionFor");
      return jurisdictionOf(charter);
    },
    print: async (text) => {
      pass("print");
      said += text;
    },
    complain: (text) => void (said += text),
    readLine: async () => {
      pass("readLine");
      return moment === "readLine" ? undefined : (answer ?? undefined);
    },
    onSignal: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onExit: () => () => {},
    privately: (work) => work(),
  };
  const ended: Ended | Error = await standIn(host, folder, argv).catch((error: Error) => error);
  return {
    ended,
    last: said.trimEnd().split("\n").at(-1),
    applied: existsSync(join(folder, "applied")),
    unheard,
    left: readdirSync(tmpdir()).filter((name) => name.startsWith("clover-plan-") && name.includes(`-${process.pid}-`)),
    listening: listeners.size,
  };
}

const CLEAN = { unheard: 0, left: [], listening: 0 };

test.each<[Moment, boolean]>([
  ["jurisdictionFor", false],
  ["judge", false],
  ["print", false],
  ["print", true],
  ["readLine", false],
  ["lapsed", false],
])("a signal at %s ends the run by that signal, and nothing is applied (failing: %j)", async (moment, failing) => {
  expect(await apply({ moment, failing })).toEqual({
    ...CLEAN,
    ended: { code: null, signal: "SIGTERM" },
    last: "clover: Stopped by SIGTERM. Nothing was applied.",
    applied: false,
  });
});

test.each<[string | null, boolean]>([
  ["yes", true],
  ["yes \r", true],
  [" yes", false],
  ["Yes", false],
  ["y", false],
  ["", false],
  [null, false],
])("the answer %j is consent: %j, as it is to Terraform", async (answer, applied) => {
  const refused = { ended: { code: 1, signal: null }, last: "Not approved. Nothing was applied." };
  const consented = { ended: { code: 0, signal: null }, last: "  Enter a value:" };
  expect(await apply({ answer })).toEqual({
    ...CLEAN,
    ...(applied ? consented : refused),
    applied,
  });
});

test("Terraform's configuration is looked for where Terraform is started, not in the folder that -chdir names", async () => {
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "dev.tfrc"), "provider_installation {\n  dev_overrides {}\n}\n");
  const argv = ["-chdir=sub", "apply"];
  const { ended, applied, last } = await apply({ argv, env: { TF_CLI_CONFIG_FILE: "dev.tfrc" } });
  expect({ ended, applied, last }).toEqual({
    ended: { code: 1, signal: null },
    applied: false,
    last: "  Unset it, or name the host under `endpoints` in the charter; see `clover-terraform` in docs/gate.md.",
  });
});
