/** Finds `dev_overrides` in the configuration of Terraform or OpenTofu. They replace a provider by another program. */
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { list, read } from "./optional-file";

type Environment = Readonly<Record<string, string | undefined>>;

/** @param cwd where Terraform is started: it reads its configuration before it goes to the folder that -chdir names */
export const overridesProviders = (env: Environment, cwd: string): boolean => configurations(env, cwd).some(overrides);

/** Texts of the files that the programs read. If the environment names a file, only that one counts. */
function configurations(env: Environment, cwd: string): readonly string[] {
  const named = env["TF_CLI_CONFIG_FILE"] || env["TERRAFORM_CONFIG"];
  if (named) return [read(resolve(cwd, named))];
  const home = env["HOME"] || homedir();
  const settings = join(env["XDG_CONFIG_HOME"] || join(home, ".config"), "opentofu");
  const files = [join(home, ".terraformrc"), join(home, ".tofurc"), join(settings, "tofurc")];
  const more = [join(home, ".terraform.d"), settings].flatMap((folder) =>
    list(folder)
      .filter((name) => /\.tfrc(\.json)?$/.test(name))
      .map((name) => join(folder, name)),
  );
  return [...files, ...more].map((file) => read(resolve(cwd, file)));
}

/** Escaped characters in that language and in JSON: \u005f, \U0000005f, \x5f, \137. */
const ESCAPED = /\\(?:u([\da-f]{4})|U([\da-f]{8})|x([\da-f]{2})|([0-7]{3}))/gi;

/** True if the word is anywhere except in a comment line. In this language it can only begin such a block. */
const overrides = (text: string): boolean =>
  text
    .replaceAll(ESCAPED, (_, short?: string, long?: string, byte?: string, octal?: string) => {
      const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(short ?? long ?? byte ?? "", 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "";
    })
    .split("\n")
    // What ends a longer comment may be followed by a block.
    .some((line) => !/^\s*(#|\/\/)(?!.*\*\/)/.test(line) && line.includes("dev_overrides"));
