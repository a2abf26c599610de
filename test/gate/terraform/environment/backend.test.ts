import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jurisdictionOf } from "../../../../charter/jurisdiction";
import { backendObjections, completeBackend, initialisedBackend } from "../../../../gate/terraform/environment/backend";
import { objectionsToInit } from "../../../../gate/terraform/judged-init";
import { mergeEnvironment } from "../../../../gate/terraform/command-line/invocation";
import type { Values } from "../../../../model/value";
import { charter, STRANGER } from "../../../placement/documents";

const jurisdiction = jurisdictionOf({ ...charter, endpoints: { "*.example.ie": "IE" } });
const FOREIGN = "region of the s3 backend is us-east-1 (US), which the charter does not approve.";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "clover-backend-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: unknown): void => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
};

describe("what init has set up", () => {
  const against = (type: string, config: Values, env: Record<string, string> = {}): readonly string[] => {
    const data = env["TF_DATA_DIR"] ?? ".terraform";
    put(join(data, "terraform.tfstate"), { version: 3, backend: { type, config, hash: 1 } });
    const all = { HOME: folder, ...env };
    return backendObjections(initialisedBackend(folder, all), all, folder, jurisdiction);
  };

  test.each<[string, Values, Record<string, string>, string[]]>([
    ["s3", { bucket: "b", key: "k", region: "eu-west-1", profile: null, endpoints: null }, {}, []],
    ["s3", { bucket: "b", key: "k", region: null }, { AWS_REGION: "eu-west-1" }, []],
    ["s3", { bucket: "b", key: "k", region: null }, { AWS_DEFAULT_REGION: "us-east-1" }, [FOREIGN]],
    ["s3", { bucket: "b", key: "k", region: "us-east-1" }, { AWS_REGION: "eu-west-1", TF_DATA_DIR: "data" }, [FOREIGN]],
    [
      "s3",
      { bucket: "b", key: "k", region: "eu-west-1", role_arn: `arn:aws:iam::${STRANGER}:role/r` },
      {},
      [`role_arn of the s3 backend is account ${STRANGER}, which is not in the charter.`],
    ],
    ["local", { path: null, workspace_dir: null }, {}, []],
    ["http", { address: null }, { TF_HTTP_ADDRESS: "https://state.example.ie/x" }, []],
    [
      "http",
      { address: "https://state.example.ie/x" },
      { TF_HTTP_LOCK_ADDRESS: "https://l.example.com" },
      ["lock_address of the http backend is l.example.com, whose place neither Clover nor the charter knows."],
    ],
    [
      "cloud",
      { organization: "o" },
      {},
      [
        "The cloud backend keeps the state at app.terraform.io (US), its standard host, which the charter does not approve.",
      ],
    ],
    ["cloud", { organization: "o" }, { TF_CLOUD_HOSTNAME: "tfe.example.ie" }, []],
  ])("%s with %j under %j", (type, config, env, sentences) => {
    expect(against(type, config, env)).toEqual(sentences);
  });

  test("a profile's region counts where nothing else says one, and its endpoints are looked at", () => {
    put(".aws/config", "[default]\nregion = us-east-1\n[profile away]\nendpoint_url = https://away.example.com\n");
    expect(against("s3", { bucket: "b", key: "k" })).toEqual([FOREIGN]);
    const pinned = {
      bucket: "b",
      key: "k",
      region: "eu-west-1",
      profile: "away",
      allowed_account_ids: ["111122223333"],
    };
    expect(against("s3", pinned)).toEqual([
      "endpoint_url of profile away is away.example.com, whose place neither Clover nor the charter knows.",
    ]);
    expect(against("s3", { ...pinned, profile: "default" })).toEqual([]);
  });

  test("a folder that was never initialised keeps its state beside the code", () => {
    expect(initialisedBackend(folder, {})).toBeUndefined();
    put(".terraform/terraform.tfstate", "{");
    expect(initialisedBackend(folder, {})).toBeUndefined();
    expect(backendObjections(undefined, {}, folder, jurisdiction)).toEqual([]);
  });

  test("what is set is never replaced by the environment", () => {
    const backend = { type: "s3", settings: { region: "eu-west-1" } };
    expect(completeBackend(backend, { AWS_REGION: "us-east-1" }, "us-east-1")).toEqual(backend);
  });
});

describe("init, before it runs", () => {
  const against = (argv: readonly string[], env: Record<string, string> = {}) => {
    const all = { HOME: folder, ...env };
    return objectionsToInit(
      { env: all, jurisdictionFor: async () => jurisdiction },
      folder,
      mergeEnvironment(["init", ...argv], all),
    );
  };
  const HCL = 'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "eu-west-1"\n  }\n}\n';
  const json = (settings: Values) => ({ terraform: { backend: { s3: { bucket: "b", key: "k", ...settings } } } });

  test.each<[string, string, readonly string[], string[]]>([
    ["no backend", 'resource "terraform_data" "x" {}\n', ["-backend-config=region=us-east-1"], []],
    ["a backend in Dublin", HCL, [], []],
    ["one that is turned away by an option", HCL, ["-backend-config=region=us-east-1"], [FOREIGN]],
    ["the same in two words", HCL, ["-migrate-state", "-backend-config", "region=us-east-1"], [FOREIGN]],
    ["the same in a file", HCL, ["-backend-config=abroad.hcl"], [FOREIGN]],
    ["the same in a file of JSON", HCL, ["-backend-config=abroad.json"], [FOREIGN]],
    ["the last one counts", HCL, ["-backend-config=region=us-east-1", "-backend-config=region=eu-west-1"], []],
    ["an init that leaves the backend alone", HCL, ["-backend=false", "-backend-config=region=us-east-1"], []],
    [
      "an object as an option",
      HCL,
      ['-backend-config=endpoints={ s3 = "https://s3.example.com" }'],
      ["endpoints.s3 of the s3 backend is s3.example.com, whose place neither Clover nor the charter knows."],
    ],
    [
      "HCP Terraform",
      'terraform {\n  cloud {\n    organization = "o"\n  }\n}\n',
      [],
      [
        "The cloud backend keeps the state at app.terraform.io (US), its standard host, which the charter does not approve.",
      ],
    ],
    ["what Terraform cannot read either", "terraform { backend", [], []],
  ])("%s", async (_, hcl, argv, sentences) => {
    put("main.tf", hcl);
    put("abroad.hcl", 'region = "us-east-1"\n');
    put("abroad.json", { region: "us-east-1" });
    expect(await against(argv)).toEqual(sentences);
  });

  test("a synthesized stack, an override file and words of the environment count too", async () => {
    put("cdk.tf.json", json({ region: "eu-west-1" }));
    expect(await against([])).toEqual([]);
    expect(await against([], { TF_CLI_ARGS_init: "-backend-config=region=us-east-1" })).toEqual([FOREIGN]);
    put("backend_override.tf.json", json({ region: "us-east-1" }));
    expect(await against([])).toEqual([FOREIGN]);
  });
});
