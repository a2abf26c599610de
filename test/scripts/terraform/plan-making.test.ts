import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finishPlan, type Making, readMaking } from "../../../scripts/terraform/plan-making";

const work = "/tmp/clover-plan-x";
const shown = JSON.stringify({ a: [{ type: "terraform_data", path: `${work}/job` }], "b/c": { d: 1 } });

describe("finishing a plan", () => {
  test.each<[string, Making, unknown]>([
    [
      "takes out the folder that it was made in",
      {},
      { a: [{ type: "terraform_data", path: "/job" }], "b/c": { d: 1 } },
    ],
    [
      "renames everywhere",
      { rename: { terraform_data: "null_resource" } },
      { a: [{ type: "null_resource", path: "/job" }], "b/c": { d: 1 } },
    ],
    [
      "sets values at pointers, and makes the objects on the way",
      { set: { "/a/0/region": "eu-west-1", "/b~1c/e/f": true } },
      { a: [{ type: "terraform_data", path: "/job", region: "eu-west-1" }], "b/c": { d: 1, e: { f: true } } },
    ],
  ])("%s", (_, making, expected) => {
    expect(JSON.parse(finishPlan(shown, work, making))).toEqual(expected);
  });

  test.each<[string, Making, string]>([
    ["a name that the plan does not have", { rename: { aws_vpc: "x" } }, "there is no aws_vpc to rename in the plan"],
    ["a pointer past the end of a list", { set: { "/a/1/region": "x" } }, "/a/1/region points past the end of a list"],
    ["a pointer that is none", { set: { "": "x" } }, " is no JSON pointer: it starts with /"],
  ])("refuses %s", (_, making, message) => {
    expect(() => finishPlan(shown, work, making)).toThrow(new Error(message));
  });
});

describe("reading the notes of a case", () => {
  const folder = mkdtempSync(join(tmpdir(), "clover-making-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("a case without notes is made in the plain way", () => {
    expect(readMaking(folder)).toEqual({});
  });

  test("a note that nobody reads is refused, since the plan would not be the one that was meant", () => {
    writeFileSync(join(folder, "making.json"), JSON.stringify({ program: "tofu", fail: true }));
    expect(() => readMaking(folder)).toThrow(/fail means nothing here; known are program, arguments/);
  });
});
