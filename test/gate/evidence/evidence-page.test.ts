/** The commands of docs/evidence.md that need nothing of Clover's, run as they stand there. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../cli/run";
import { queueIn, recordTerminal, ROOT } from "../../cli/workbench";

const folder = mkdtempSync(join(tmpdir(), "clover-page-"));
const before = process.cwd();
const page = readFileSync(join(ROOT, "docs/evidence.md"), "utf8");
const commands = /With OpenSSL 3:\n\n```sh\n([^]*?)```/.exec(page)?.[1] ?? "";

beforeAll(async () => {
  process.chdir(folder);
  writeFileSync("tfplan", queueIn({ region: "eu-west-1" }));
  writeFileSync("charter.yaml", readFileSync(join(ROOT, "charter.yaml")));
  await run(["keygen", "ci"], recordTerminal());
  await run(["check", "tfplan", "--evidence", "tfplan.dsse.json", "--sign", "ci"], recordTerminal());
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const verify = () => {
  const { status, stdout } = spawnSync("bash", ["-c", `set -e\n${commands}`], { cwd: folder, encoding: "utf8" });
  return { status, stdout };
};

test("OpenSSL verifies what Clover signed", () => {
  expect(verify()).toEqual({
    status: 0,
    stdout: "Signature Verified Successfully\nIt is about exactly the bytes of tfplan\n",
  });
});

test("OpenSSL sees that the plan is another, and that the statement was edited", () => {
  writeFileSync("tfplan", queueIn({ region: "eu-west-1", profile: "other" }));
  expect(verify()).toEqual({ status: 1, stdout: "Signature Verified Successfully\n" });
  const envelope = JSON.parse(readFileSync("tfplan.dsse.json", "utf8"));
  const payload = Buffer.from(envelope.payload, "base64").toString().replace("eu-west-1", "us-east-1");
  writeFileSync("tfplan.dsse.json", JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString("base64") }));
  expect(verify()).toEqual({ status: 1, stdout: "Signature Verification Failure\n" });
});
