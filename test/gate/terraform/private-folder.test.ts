import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf, makePrivateFolder } from "../../../gate/terraform/private-folder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-private-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("nobody else can enter it, two runs never share one, and it can be removed twice", () => {
  const [one, other] = [makePrivateFolder(folder), makePrivateFolder(folder)];
  writeFileSync(one.plan, "secret");
  expect(statSync(one.folder).mode & 0o777).toBe(0o700);
  expect(one.folder).not.toBe(other.folder);
  one.remove();
  one.remove();
  expect([existsSync(one.folder), existsSync(other.folder)]).toEqual([false, true]);
});

test("what a killed run left is swept by the next; what lives, or is of another kind, stays", () => {
  const mine = makePrivateFolder(folder).folder;
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const left = mine.replace(`-${process.pid}-`, `-${dead}-`);
  const elsewhere = join(folder, `clover-plan-1-${dead}-abcdef`);
  const others = join(folder, "clover-plan-of-somebody");
  for (const name of [left, elsewhere, others]) {
    mkdirSync(name);
    writeFileSync(join(name, "plan"), "secret");
  }
  const next = makePrivateFolder(folder).folder;
  expect(readdirSync(folder).toSorted()).toEqual(
    [mine, elsewhere, others, next].map((name) => name.slice(folder.length + 1)).toSorted(),
  );
});

test("a digest is SHA-256 in lower-case hex", async () => {
  writeFileSync(join(folder, "plan"), "abc");
  await expect(digestOf(join(folder, "plan"))).resolves.toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
