import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { overridesProviders } from "../../../../gate/terraform/environment/provider-overrides";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "clover-overrides-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const OVERRIDING = 'provider_installation {\n  dev_overrides {\n    "hashicorp/aws" = "/tmp"\n  }\n}';

test.each<[string, boolean]>([
  [OVERRIDING, true],
  ['network_mirror { url = "https://x/" } dev_overrides {', true],
  ["/* dev_overrides {} */", true],
  ["/*\n# */ provider_installation { dev_overrides {} }", true],
  ['provider_installation {\n"dev\\x5foverrides" {} }', true],
  ['provider_installation {\n"dev\\137overrides" {} }', true],
  [String.raw`{"provider_installation":[{"dev\u005foverrides":[{"hashicorp/aws":"/tmp"}]}]}`, true],
  [String.raw`plugin_cache_dir = "C:\Users\U99999999\x"`, false],
  ["# dev_overrides {\n// dev_overrides {\nplugin_cache_dir = 1", false],
  ["", false],
])("the configuration %j overrides providers: %j", (text, expected) => {
  put("named", text);
  put("home/.terraformrc", text);
  expect([
    overridesProviders({ HOME: join(folder, "home") }, folder),
    overridesProviders({ HOME: folder, TF_CLI_CONFIG_FILE: join(folder, "named") }, folder),
  ]).toEqual([expected, expected]);
});

test.each([
  ".terraformrc",
  ".terraform.d/any.tfrc",
  ".terraform.d/any.tfrc.json",
  ".tofurc",
  ".config/opentofu/tofurc",
  ".config/opentofu/any.tfrc",
])("~/%s is read, and not where the environment names another file", (name) => {
  put(name, OVERRIDING);
  put("empty", "");
  expect([
    overridesProviders({ HOME: folder }, folder),
    overridesProviders({ HOME: folder, TF_CLI_CONFIG_FILE: "empty" }, folder),
    overridesProviders({ HOME: folder, TF_CLI_CONFIG_FILE: "missing" }, folder),
  ]).toEqual([true, false, false]);
});

test("the settings of OpenTofu may be kept elsewhere", () => {
  put("settings/opentofu/tofurc", OVERRIDING);
  expect(overridesProviders({ HOME: folder, XDG_CONFIG_HOME: join(folder, "settings") }, folder)).toBe(true);
});

test("what is in the folder beside those files, and is none, says nothing", () => {
  put(".terraform.d/checkpoint_cache", OVERRIDING);
  expect(overridesProviders({ HOME: folder }, folder)).toBe(false);
});

test("a file that is named is looked for where Terraform is started", () => {
  put("start/dev.tfrc", OVERRIDING);
  const env = { HOME: folder, TF_CLI_CONFIG_FILE: "dev.tfrc" };
  expect([overridesProviders(env, join(folder, "start")), overridesProviders(env, folder)]).toEqual([true, false]);
});
