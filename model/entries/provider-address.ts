/** Provider addresses as states write them: `module.a.provider["registry.terraform.io/hashicorp/aws"].us`. */
import { formatModule, parseSteps, splitModules } from "../references/address";
import type { Provider } from "../document";

/** Reads a provider address; undefined if the text is not one. Terraform 0.12 wrote `provider.aws.us`. */
export function parseProviderAddress(text: string): Omit<Provider, "settings"> | undefined {
  const steps = parseSteps(text);
  if (!steps) return undefined;
  const { modules, rest } = splitModules(steps);
  const [head, named, alias, ...more] = rest;
  if (head?.kind !== "name" || head.name !== "provider") return undefined;
  if (!named || named.kind === "splat" || more.length > 0 || (alias && alias.kind !== "name")) return undefined;
  const source = String(named.kind === "key" ? named.key : named.name);
  if (source === "") return undefined;
  return {
    address: text,
    source,
    name: source.slice(source.lastIndexOf("/") + 1),
    ...(alias?.kind === "name" && { alias: alias.name }),
    module: formatModule(modules),
  };
}
