import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { InputError } from "../../../core/user-error";
import { readInputs, type ReadOptions } from "../../../model/input/read";
import { packArchive } from "../plan/archive";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-read-"));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: unknown): string => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return file;
};
const refusal = async (paths: readonly string[], options?: ReadOptions): Promise<InputError> => {
  const outcome: unknown = await readInputs(paths, options).then(
    (documents) => documents,
    (error: unknown) => error,
  );
  if (!(outcome instanceof InputError)) throw new Error(`not refused: ${JSON.stringify(outcome)}`);
  return outcome;
};

const PLAN = {
  format_version: "1.2",
  resource_changes: [
    {
      address: "aws_vpc.v",
      mode: "managed",
      type: "aws_vpc",
      name: "v",
      change: { actions: ["create"], after: { tags: { a: "é" } } },
    },
  ],
};
const STATE = {
  format_version: "1.0",
  values: {
    root_module: { resources: [{ address: "aws_vpc.v", mode: "managed", type: "aws_vpc", name: "v", values: {} }] },
  },
};
const RAW = {
  version: 4,
  serial: 1,
  lineage: "x",
  resources: [
    { mode: "managed", type: "aws_vpc", name: "v", provider: 'provider["x"]', instances: [{ attributes: {} }] },
  ],
};
const STACK = { provider: { aws: [{ region: "eu-west-1" }] }, resource: { aws_vpc: { v: {} } } };
const manifest = (...names: string[]) => ({
  version: "0.21.0",
  stacks: Object.fromEntries(names.map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }])),
});

const summary = async (paths: readonly string[], options?: ReadOptions) =>
  (await readInputs(paths, options)).map(({ path, kind, resources, defects }) => [
    path.replace(`${folder}/`, ""),
    kind,
    resources.length,
    ...defects.map(({ code, path }) => `${code} ${path}`),
  ]);

describe("a file is read by what is in it", () => {
  test.each<[string, unknown, string]>([
    ["a plan", PLAN, "plan"],
    ["a plan of Terraform 0.12", { ...PLAN, format_version: "0.1" }, "plan"],
    ["a plan of a later minor version", { ...PLAN, format_version: "1.9" }, "plan"],
    ["a state", STATE, "state"],
    ["a raw state", RAW, "state"],
    ["a synthesized stack", STACK, "synth"],
    [
      "a byte order mark before it",
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify(PLAN))]),
      "plan",
    ],
    ["UTF-16 as PowerShell writes it", Buffer.from(`\uFEFF${JSON.stringify(PLAN)}`, "utf16le"), "plan"],
    ["UTF-16 without a mark", Buffer.from(JSON.stringify(PLAN), "utf16le"), "plan"],
    ["UTF-16, big end first", Buffer.from(`\uFEFF${JSON.stringify(PLAN)}`, "utf16le").swap16(), "plan"],
  ])("%s", async (_case, content, kind) => {
    const file = write("input", content);
    const [document, ...others] = await readInputs([file]);
    expect([document?.path, document?.kind, document?.resources.map(({ address }) => address), others]).toEqual([
      file,
      kind,
      ["aws_vpc.v"],
      [],
    ]);
    expect(document?.sha256).toBe(createHash("sha256").update(readFileSync(file)).digest("hex"));
    expect(document?.resources[0]?.values).toEqual(kind === "plan" ? { tags: { a: "é" } } : {});
  });

  test("standard input is read like a file", async () => {
    expect(await summary(["-"], { stdin: Buffer.from(JSON.stringify(PLAN)) })).toEqual([["-", "plan", 1]]);
    expect(await summary(["-"], { stdin: JSON.stringify(STACK) })).toEqual([["-", "synth", 1]]);
  });
});

describe("what cannot be judged is refused with one error that says what to do", () => {
  const deep = (levels: number) =>
    `{"format_version":"1.2","resource_changes":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  test.each<[string, string | Buffer, RegExp]>([
    ["an empty file", "", /is empty/],
    ["nothing but a mark", "\uFEFF", /line 1, column 1: the text ends too early/],
    ["no text at all", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), /is not UTF-8 text/],
    ["a truncated plan", JSON.stringify(PLAN).slice(0, 90), /line 1, column 91: the text ends too early/],
    ["no JSON", '{\n  "a": hunter2\n}', /line 2, column 8: a value was expected\.$/],
    ["HCL", 'resource "aws_vpc" "v" {}', /line 1, column 1/],
    [
      "a log of plan -json",
      '{"@level":"info","@message":"x"}\n{"@level":"info"}',
      /line 2, column 1: more text follows/,
    ],
    ["one line of such a log", '{"@level":"info"}', /is the log of `terraform plan -json`/],
    ["a list", "[]", /neither a plan, a state nor a synthesized stack/],
    ["a text", '"x"', /neither a plan/],
    ["other JSON", '{"name":"x","version":"1.0.0"}', /neither a plan/],
    ["only a prototype's keys", '{"__proto__":{"resource":{}}}', /neither a plan/],
    ["a plan without its version", '{"resource_changes":[]}', /no format_version/],
    [
      "a plan of an unknown format",
      JSON.stringify({ ...PLAN, format_version: "2.0" }),
      /is a plan of the unknown format version 2\.0/,
    ],
    [
      "a plan whose version is no text",
      JSON.stringify({ ...PLAN, format_version: 1 }),
      /unknown format version number/,
    ],
    [
      "a state of an unknown format",
      JSON.stringify({ ...STATE, format_version: "0.9" }),
      /is a state of the unknown format version 0\.9/,
    ],
    ["a raw state of an older version", JSON.stringify({ ...RAW, version: 3 }), /unknown version 3/],
    ["a manifest", JSON.stringify(manifest("a")), /is the manifest of a cdktf\.out folder/],
    ["too deep nesting", deep(5000), /nested more than 500 levels/],
    ["very deep nesting", deep(200_000), /nested more than 500 levels/],
    ["deep nesting that is cut off", "[".repeat(200_000), /the text ends too early/],
    [
      "no resource",
      '{"format_version":"1.2","resource_changes":[],"errored":true}',
      /holds no resource\. Planning failed/,
    ],
    ["a stack without resources", JSON.stringify({ provider: {} }), /holds no resource/],
    [
      "a stack with a key twice",
      '{"resource":{"a_b":{"c":{}}},\n"resource":{"a_b":{"d":{}}}}',
      /line 2, column 1: the key "resource" stands twice/,
    ],
  ])("%s", async (_case, content, message) => {
    const file = write("input.json", content);
    const error = await refusal([file]);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(file);
    expect(error.message).not.toContain("hunter2");
    expect(error.remedy).toMatch(/\S/);
    expect((await refusal(["-"], { stdin: Buffer.from(content) })).message).toMatch(message);
  });

  test("a file that is not there", async () => {
    expect((await refusal([join(folder, "no")])).message).toBe(`${folder}/no does not exist.`);
    expect((await refusal([join(write("plan.json", PLAN), "x")])).message).toMatch(/does not exist/);
  });

  test("no path at all, and no standard input", async () => {
    expect((await refusal([])).message).toMatch(/no input was named/);
    expect((await refusal(["-"])).message).toMatch(/Standard input was not given/);
  });

  test.each(["EACCES", "EPERM"])("a file or folder without permission (%s)", async (code) => {
    const deny = () => {
      throw Object.assign(new Error("x"), { code });
    };
    jest.spyOn(fs, "readdirSync").mockImplementation(deny);
    expect((await refusal([folder])).message).toBe(`${folder} cannot be read: no permission.`);
    const file = write("plan.json", PLAN);
    jest.spyOn(fs, "readFileSync").mockImplementation(deny);
    expect((await refusal([file])).message).toBe(`${file} cannot be read: no permission.`);
  });

  test("a file that no text can hold", async () => {
    const file = write("plan.json", PLAN);
    jest
      .spyOn(fs, "readFileSync")
      .mockReturnValue(Object.defineProperty(Buffer.from("{}"), "length", { value: 2 ** 30 }));
    expect((await refusal([file])).message).toMatch(/is larger than \d+ MiB/);
    jest.spyOn(fs, "readFileSync").mockImplementation(() => {
      throw Object.assign(new Error("x"), { code: "ERR_FS_FILE_TOO_LARGE" });
    });
    expect((await refusal([file])).message).toMatch(/is larger than 2 GiB/);
  });

  test("a name that would steer the terminal is shown without it", async () => {
    expect((await refusal([join(folder, "a\u001b[31m\nb")])).message).toBe(
      `${folder}/a\\u001b[31m\\u000ab does not exist.`,
    );
  });

  test("one bad input among good ones", async () => {
    expect((await refusal([write("a.json", PLAN), write("b.json", "")])).message).toMatch(/b\.json is empty/);
  });

  test("inputs without resources are accepted where asked, and beside one that has some", async () => {
    const empty = write("empty.json", { format_version: "1.2", resource_changes: [] });
    expect(await summary([empty], { allowEmpty: true })).toEqual([["empty.json", "plan", 0]]);
    expect(await summary([empty, write("plan.json", PLAN)])).toEqual([
      ["empty.json", "plan", 0],
      ["plan.json", "plan", 1],
    ]);
  });

  test("a plan that only deletes holds resources", async () => {
    const entry = { ...PLAN.resource_changes[0], change: { actions: ["delete"], before: {}, after: null } };
    expect(await summary([write("plan.json", { ...PLAN, resource_changes: [entry] })])).toEqual([
      ["plan.json", "plan", 1],
    ]);
  });
});

test("a device is no input: it may have no end", async () => {
  expect((await refusal(["/dev/zero"])).message).toBe("/dev/zero is a device.");
});

describe("a folder", () => {
  test("of CDKTF gives every stack of its manifest, and none that is gone from it", async () => {
    write("manifest.json", manifest("dublin", "hamar"));
    for (const name of ["dublin", "hamar", "left"]) write(`stacks/${name}/cdk.tf.json`, STACK);
    write("stacks/hamar/.terraform/x.tf", "");
    expect(await summary([folder])).toEqual([
      ["stacks/dublin/cdk.tf.json", "synth", 1],
      ["stacks/hamar/cdk.tf.json", "synth", 1],
    ]);
  });

  test("that is a CDKTF project leads to what it synthesized", async () => {
    write("cdktf.json", {});
    expect((await refusal([folder])).remedy).toBe("Run `cdktf synth` first.");
    write("package.json", {});
    write("cdktf.out/manifest.json", manifest("a"));
    write("cdktf.out/stacks/a/cdk.tf.json", STACK);
    expect(await summary([folder])).toEqual([["cdktf.out/stacks/a/cdk.tf.json", "synth", 1]]);
  });

  test("of plans and states gives all of them", async () => {
    write("a.json", PLAN);
    write("b.tfstate", RAW);
    write("terraform.tfstate.backup", RAW);
    write(".hidden.json", "x");
    write("notes.md", "x");
    write("sub/c.json", "x");
    expect(await summary([folder])).toEqual([
      ["a.json", "plan", 1],
      ["b.tfstate", "state", 1],
    ]);
  });

  const OWN: readonly (readonly [string, string, unknown, string])[] = [
    [
      "evidence",
      "plan.dsse.json",
      { payload: "e30=", payloadType: "application/vnd.in-toto+json", signatures: [{ keyid: "", sig: "" }] },
      "a signed statement",
    ],
    ["a report", "report.json", { verdict: "compliant", findings: [], charter: { path: "" } }, "a report of Clover's"],
    ["a comparison", "diff.json", { change: "none", old: {}, new: {}, places: [] }, "a comparison of Clover's"],
    [
      "findings for code scanning",
      "clover.json",
      { version: "2.1.0", runs: [{ tool: { driver: { name: "Clover" } }, results: [] }] },
      "a SARIF report of Clover's",
    ],
  ];
  test.each(OWN)("with %s of an earlier run is judged without it", async (_, name, content, what) => {
    write(name, content);
    expect((await refusal([folder])).message).toMatch(/holds nothing that can be judged/);
    write("z.json", PLAN);
    expect(await summary([folder])).toEqual([["z.json", "plan", 1]]);
    expect((await refusal([join(folder, name)])).message).toContain(`${name} is ${what}, not what was judged.`);
  });

  test.each(OWN)(
    "with a plan or a stack that has the keys of %s as well is not judged without it",
    async (_, name, content) => {
      write("z.json", PLAN);
      write(name, { ...(content as object), ...STACK });
      expect((await readInputs([folder])).map(({ path, kind }) => [basename(path), kind])).toEqual([
        [name, "synth"],
        ["z.json", "plan"],
      ]);
    },
  );

  test("with a JSON file that is something else is refused: nothing is skipped", async () => {
    write("a.json", PLAN);
    write("package.json", { name: "x" });
    expect((await refusal([folder])).message).toMatch(/package\.json holds JSON, but neither/);
  });

  test("of HCL may hold JSON that the HCL reads, and is judged by its plan where that lies beside it", async () => {
    write("main.tf", 'resource "aws_sqs_queue" "q" { name = "q" }');
    write("machine.asl.json", { StartAt: "A", States: {} });
    write("list.json", []);
    const [written, ...others] = await readInputs([folder]);
    expect(written?.resources.map(({ address }) => address)).toEqual(["aws_sqs_queue.q"]);
    expect(others).toEqual([]);
    write("plan.json", PLAN);
    expect((await summary([folder])).map(([path, kind]) => [path, kind])).toEqual([["plan.json", "plan"]]);
    write("broken.json", "{");
    expect((await refusal([folder])).message).toMatch(/broken\.json is not JSON/);
  });

  test("of HCL is one document: files, modules on disk, and the variables that Terraform would load", async () => {
    write("main.tf", 'variable "region" {}\nprovider "aws" { region = var.region }\nmodule "m" { source = "./m" }');
    write("more.tofu", 'resource "aws_sqs_queue" "q" { name = "q" }');
    write("terraform.tfvars", 'region = "eu-north-1"');
    write("x.auto.tfvars.json", { region: "eu-west-1" });
    write("m/main.tf", 'resource "aws_sqs_queue" "q" { name = "i" }\nmodule "gone" { source = "acme/gone/aws" }');
    const [document, ...others] = await readInputs([folder]);
    expect(others).toEqual([]);
    expect(document?.resources.map(({ address, provider }) => [address, provider?.settings["region"]])).toEqual([
      ["aws_sqs_queue.q", "eu-west-1"],
      ["module.m.aws_sqs_queue.q", "eu-west-1"],
    ]);
    expect(document?.defects.map(({ code, address }) => `${code} ${address}`)).toContain(
      "module-not-shown module.m.module.gone",
    );
    const variables = write("m/other.tfvars", 'region = "us-east-1"');
    const [named] = await readInputs([folder], { variableFiles: [variables] });
    expect(named?.providers[0]?.settings).toEqual({ region: "us-east-1" });
  });

  test("of HCL is judged as what it will make: its state and JSON that Terraform does not load are passed over", async () => {
    write("main.tf", 'resource "aws_sqs_queue" "q" { name = "q" }');
    write("terraform.tfstate", "encrypted");
    write("state.json", RAW);
    write("package.json", { name: "x" });
    write("policy.json", { data: {} });
    write("report.json", OWN[1]![2]);
    expect(await summary([folder])).toEqual([[folder, "synth", 1]]);
    write("plan.json", PLAN);
    expect(await summary([folder])).toEqual([["plan.json", "plan", 1]]);
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ["nothing", {}, /holds nothing that can be judged/],
    ["only folders", { "a/b.json": PLAN }, /holds nothing that can be judged/],
    ["HCL without resources", { "main.tf": "" }, /holds no resource/],
    [
      "HCL and a plan of another format",
      { "main.tf": "", "p.json": { ...PLAN, format_version: "9" } },
      /unknown format/,
    ],
    ["stacks without a manifest", { "stacks/a/cdk.tf.json": STACK }, /no readable manifest/],
    ["a manifest that is no JSON", { "manifest.json": "x", "a.json": PLAN }, /manifest\.json is not JSON/],
    ["a manifest without stacks", { "manifest.json": { version: "1", stacks: {} } }, /holds no stack/],
    [
      "a manifest of a stack that is not there",
      { "manifest.json": manifest("a"), "stacks/b/cdk.tf.json": STACK },
      /stacks\/a\/cdk\.tf\.json does not exist/,
    ],
    [
      "a manifest of a stack without a path",
      { "manifest.json": { version: "1", stacks: { a: {} } } },
      /does not say where the stack a is/,
    ],
    ["a manifest that leads outside", { "manifest.json": manifest("../../a") }, /outside of its folder/],
    [
      "a stack in HCL",
      { "manifest.json": { version: "1", stacks: { a: { synthesizedStackPath: "stacks/a/cdk.tf" } } } },
      /synthesized as HCL/,
    ],
  ])("with %s is refused", async (_case, files, message) => {
    for (const [name, content] of Object.entries(files)) write(name, content);
    const error = await refusal([folder]);
    expect(error.message).toMatch(message);
    expect(error.remedy).toMatch(/\S/);
  });

  test.each<[string, (name: string) => void, string]>([
    [
      "a link that leads round in a circle",
      (name) => symlinkSync(name, join(folder, name)),
      "x.json cannot be read (ELOOP).",
    ],
    [
      "a pipe that nobody may ever end",
      (name) => execFileSync("mkfifo", [join(folder, name)]),
      "x.json is called like an input and is no file.",
    ],
  ])("with %s is refused, whatever else is in it", async (_case, make, message) => {
    write("a.json", PLAN);
    make("x.json");
    expect((await refusal([folder])).message).toBe(`${folder}/${message}`);
  });

  test("whose files Terraform would load beside the judged stack has them as defects", async () => {
    const stack = write("cdk.tf.json", STACK);
    const neighbours = [
      "a.tf",
      "b.tf.json",
      "cdk.tofu.json",
      "override.tf",
      "terraform.tfvars",
      "x.auto.tfvars",
      "y.auto.tfvars.json",
      "z.tofu",
    ];
    for (const name of [...neighbours, ".c.tf", "d.tf~", "notes.tfvars", "plan"]) write(name, "{}");
    expect(await summary([stack])).toEqual([
      ["cdk.tf.json", "synth", 1, ...neighbours.map((name) => `neighbour-file ${name}`)],
    ]);
  });
});

describe("a binary plan is shown by the program that made it", () => {
  const BINARY = packArchive([["tfplan", Buffer.alloc(0)]]);

  /** A stand-in for terraform that tells how it was called. */
  const program = (body: string): string => {
    const file = write(
      "bin/terraform.js",
      `#!${process.execPath}\nconst { writeFileSync } = require("node:fs");\n${body}\n`,
    );
    chmodSync(file, 0o755);
    return file;
  };
  const shows = (plan: unknown) =>
    program(
      `writeFileSync(${JSON.stringify(join(folder, "call"))}, JSON.stringify([process.cwd(), ...process.argv.slice(2)])); process.stdout.write(${JSON.stringify(JSON.stringify(plan))})`,
    );

  test("in the nearest folder upwards that was initialised, without a shell", async () => {
    mkdirSync(join(folder, "root/.terraform"), { recursive: true });
    const plan = write("root/sub/$(touch hacked); p", BINARY);
    const [document] = await readInputs([plan], { terraform: shows(PLAN) });
    expect([document?.kind, document?.path, document?.resources.length]).toEqual(["plan", plan, 1]);
    expect(document?.sha256).toBe(createHash("sha256").update(BINARY).digest("hex"));
    expect(JSON.parse(readFileSync(join(folder, "call"), "utf8"))).toEqual([
      fs.realpathSync(join(folder, "root")),
      "show",
      "-json",
      "-no-color",
      plan,
    ]);
    expect(existsSync(join(folder, "root/hacked"))).toBe(false);
  });

  test("also when it stands in a folder under a name that tells", async () => {
    const terraform = shows(PLAN);
    write("plans/p", BINARY);
    write("plans/q.tfplan", BINARY);
    write("plans/lambda.zip", BINARY);
    write("plans/README", "x");
    expect(await summary([join(folder, "plans")], { terraform })).toEqual([
      ["plans/p", "plan", 1],
      ["plans/q.tfplan", "plan", 1],
    ]);
  });

  test.each<[string, () => string, RegExp, RegExp]>([
    ["a program that is not there", () => join(folder, "no-such-terraform"), /cannot be run/, /CLOVER_TERRAFORM/],
    [
      "a program that fails",
      () => program('console.error("│ Error: Failed to read\\u001b[31m"); process.exit(1)'),
      /cannot show it: Error: Failed to read/,
      /version that wrote the plan/,
    ],
    [
      "a folder that was not initialised",
      () => program('console.error("Failed to load plugin schemas"); process.exit(1)'),
      /plugin schemas/,
      /init` in the plan's configuration folder/,
    ],
    ["a program that says nothing", () => program(""), /is empty/, /\S/],
    ["a program that says no JSON", () => program('console.log("hello")'), /is not JSON/, /\S/],
  ])("%s is an error", async (_case, terraform, message, remedy) => {
    const error = await refusal([write("p", BINARY)], { terraform: terraform() });
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\u001b");
    expect(error.remedy).toMatch(remedy);
  });

  test("one that changes meanwhile is refused", async () => {
    const plan = write("p", BINARY);
    const terraform = program(
      `writeFileSync(${JSON.stringify(plan)}, "PK\\u0003\\u0004 another"); process.stdout.write(${JSON.stringify(JSON.stringify(PLAN))})`,
    );
    expect((await refusal([plan], { terraform })).message).toMatch(/changed while it was read/);
  });

  test("from standard input cannot be shown", async () => {
    expect((await refusal(["-"], { stdin: BINARY })).message).toMatch(/Standard input is a binary plan/);
  });
});
