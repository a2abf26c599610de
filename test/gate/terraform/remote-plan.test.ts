import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standIn } from "../../../gate/terraform/terraform-stand-in";
import type { Host } from "../../../gate/terraform/stand-in-host";
import { refuseRemotePlan } from "../../../gate/terraform/remote-plan";
import { InputError } from "../../../core/user-error";
import { jurisdictionOf } from "../../../charter/jurisdiction";
import { charter } from "../../placement/documents";

const REFERENCE = JSON.stringify({ remote_plan_format: 1, run_id: "run-1", hostname: "app.terraform.io" });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-remote-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string, mode = 0o600): string => {
  const file = join(folder, name);
  writeFileSync(file, text, { mode });
  return file;
};

test("a reference to a plan elsewhere is refused", () => {
  expect(() => refuseRemotePlan(put("plan", REFERENCE))).toThrow(InputError);
});

test.each(["PK\u0003\u0004remote_plan_format", "", "null", "[1]", '{"encrypted_data":"x"}', `${REFERENCE}x`])(
  "%j is no such reference",
  (text) => {
    expect(() => refuseRemotePlan(put("plan", text))).not.toThrow();
  },
);

test.each([
  ["apply", "-auto-approve"],
  ["apply", "saved"],
])("the gate stops at one before it is shown, judged or applied: %s %s", async (...argv) => {
  put("saved", REFERENCE);
  // Notes what it is asked to do; a plan is written as HCP Terraform's client writes it.
  const program = put(
    "terraform",
    '#!/bin/sh\necho "$1" >> calls\nfor word; do case $word in -out=*) cp saved "${word#-out=}";; esac; done\n[ "$1" != plan ] || exit 2\n',
    0o700,
  );
  const judge = jest.fn<ReturnType<Host["judge"]>, Parameters<Host["judge"]>>();
  const host: Host = {
    program,
    env: { PATH: process.env["PATH"], HOME: folder },
    interactive: false,
    judge,
    jurisdictionFor: async () => jurisdictionOf(charter),
    print: async () => {},
    complain: () => {},
    readLine: async () => "yes",
    onSignal: () => () => {},
    onExit: () => () => {},
    privately: (work) => work(),
  };
  const before = process.cwd();
  process.chdir(folder);
  try {
    await expect(standIn(host, folder, argv)).rejects.toThrow("A remote backend stores the plan and would apply it");
  } finally {
    process.chdir(before);
  }
  const calls = join(folder, "calls");
  expect(existsSync(calls) ? readFileSync(calls, "utf8") : "").toBe(argv.includes("saved") ? "" : "plan\n");
  expect(judge).not.toHaveBeenCalled();
});
