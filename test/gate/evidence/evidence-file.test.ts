import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileOf, readEvidence, writeEvidence } from "../../../gate/evidence/evidence-file";

const folder = mkdtempSync(join(tmpdir(), "clover-evidence-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

test("a statement lies in the file that is named, or in a folder under the digest of what it is about", () => {
  mkdirSync(at("all"));
  const written = [at("one.json"), at("all"), at("new/folder/")].map((target) =>
    writeEvidence(target, "abc", "text\n"),
  );
  expect(written).toEqual([at("one.json"), at("all/abc.dsse.json"), at("new/folder/abc.dsse.json")]);
  expect(written.map((file) => readEvidence(file).toString())).toEqual(["text\n", "text\n", "text\n"]);
  expect(fileOf(at("all"), "abc")).toBe(at("all/abc.dsse.json"));
});

test("it replaces what was there, and leaves no draft behind", () => {
  writeFileSync(at("two.json"), "old");
  writeEvidence(at("two.json"), "abc", "new");
  expect([readFileSync(at("two.json"), "utf8"), statSync(at("two.json")).mode & 0o133]).toEqual(["new", 0]);
  expect(() => writeEvidence(at("none/three.json"), "abc", "new")).toThrow("The evidence cannot be written: ENOENT");
  expect(readdirSync(folder).filter((name) => /\.json\../.test(name))).toEqual([]);
});

test.each([
  ["that is not there", () => at("none.json"), "cannot be read (ENOENT)"],
  ["that is a folder", () => folder, "cannot be read (EISDIR)"],
  ["that never ends", () => "/dev/zero", "is larger than 64 MiB, so it is not a statement"],
])("a statement %s is told as such", (_, file, message) => {
  expect(() => readEvidence(file())).toThrow(message);
});
