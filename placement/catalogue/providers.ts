/** Terraform providers that Clover knows, and the kinds of resources that they have. */

/** The AWS provider, whose types are in the catalogue of carriers. A fork under another host is a different program. */
const AWS = new Set(["registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"]);

/**
 * HashiCorp's utility providers. They compute values or write local files, and hold no data in any cloud. The program that
 * `external` runs is reported separately, as a defect of the input.
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

/** Expands the short provider names of plans before Terraform 0.13. */
const normalise = (source: string): string => (/^[a-z0-9-]+$/.test(source) ? legacy(source) : source);
const legacy = (name: string): string =>
  name === "terraform" ? "terraform.io/builtin/terraform" : `registry.terraform.io/hashicorp/${name}`;
