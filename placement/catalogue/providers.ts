/** Which Terraform providers Clover knows, and what their resources hold. */

/** The AWS provider: its types are in the catalogue of carriers. Forks under another host are other programs. */
const AWS = new Set(["registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"]);

/**
 * HashiCorp's utility providers compute values or write local files; nothing of theirs is held anywhere. What `external` runs
 * is a defect of the input by itself.
 */
const UTILITIES = [
  "random",
  "null",
  "time",
  "tls",
  "local",
  "archive",
  "cloudinit",
  "template",
  "assert",
  "external",
].flatMap((name) => [`registry.terraform.io/hashicorp/${name}`, `registry.opentofu.org/hashicorp/${name}`]);
const UTILITY = new Set([...UTILITIES, "terraform.io/builtin/terraform"]);

export const isAws = (source: string): boolean => AWS.has(source) || AWS.has(normalise(source));
export const isUtility = (source: string): boolean => UTILITY.has(source) || UTILITY.has(normalise(source));

/** Plans before Terraform 0.13 name a provider by its bare word. */
const normalise = (source: string): string => (/^[a-z0-9-]+$/.test(source) ? legacy(source) : source);
const legacy = (name: string): string =>
  name === "terraform" ? "terraform.io/builtin/terraform" : `registry.terraform.io/hashicorp/${name}`;
