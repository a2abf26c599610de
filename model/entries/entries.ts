/** Reads the identity of entries of plans and states. An entry that cannot be read is a defect. */
import { formatAddress, formatKey, isMode, parseAddress } from "../references/address";
import type { Defect, Resource } from "../document";
import { asText, isObject } from "../../core/json";
import { intern } from "../../core/memo";

/** The resource that an entry of a section is about. */
export interface Identity {
  /** As the input says it, plus `(deposed KEY)`: a deposed object exists besides its successor. */
  readonly address: string;
  readonly mode: Resource["mode"];
  readonly type: string;
  readonly name: string;
  readonly key: string | number | undefined;
  readonly module: string;
  readonly source: string;
  readonly deposed: string | undefined;
}

/** Reads the identity of the entry at `path`. Undefined, with a defect, if the entry does not have one. */
export function readIdentity(entry: unknown, path: () => string, defects: Defect[]): Identity | undefined {
  const refuse = (message: string, address = ""): undefined => {
    defects.push({ code: "unreadable-resource", address, path: path(), message });
  };
  if (!isObject(entry)) return refuse("An entry is not a resource.");
  const { mode, index } = entry;
  const address = asText(entry["address"]);
  if (address === undefined || address === "") return refuse("A resource does not have an address.");
  const type = asText(entry["type"]);
  const name = asText(entry["name"]);
  if (type === undefined || type === "" || name === undefined)
    return refuse(`${address} has no type or no name.`, address);
  if (!isMode(mode)) return refuse(`${address} has a mode that Clover does not know.`, address);

  const key = typeof index === "string" || typeof index === "number" ? index : undefined;
  if (index !== undefined && index !== null && key === undefined)
    refuse(`${address} has an instance key of an unknown form.`, address);
  const deposed = asText(entry["deposed"]) ?? asText(entry["deposed_key"]);
  // Every key in every entry, and no spread: ten thousand objects of one shape are made and read several times as fast.
  const identity: Identity = {
    address: deposed === undefined ? address : `${address} (deposed ${deposed})`,
    mode,
    type: intern(type),
    name,
    key,
    module: asText(entry["module_address"]) ?? moduleOf(address),
    source: intern(asText(entry["provider_name"]) ?? ""),
    deposed,
  };
  // Reading an address costs more than comparing its parts; Terraform's own entries always agree.
  if (!isWrittenAs(address, identity) && !says(address, identity)) {
    refuse(`${address} has the parts of another address: ${formatAddress(identity)}.`, address);
  }
  return identity;
}

const moduleOf = (address: string): string =>
  address.startsWith("module.") ? (parseAddress(address)?.module ?? "") : "";

/** True if an address equals the one made of its parts. It makes no new string, because it runs for every entry. */
function isWrittenAs(
  address: string,
  { module, mode, type, name, key }: Omit<Identity, "address" | "source">,
): boolean {
  if (mode !== "managed" && mode !== "data") return false;
  let at = module.length;
  if (at > 0 && !(address.startsWith(module) && address[at++] === ".")) return false;
  if (mode === "data") {
    if (!address.startsWith("data.", at)) return false;
    at += 5;
  }
  if (!address.startsWith(type, at) || address[(at += type.length)] !== "." || !address.startsWith(name, ++at))
    return false;
  at += name.length;
  const written = formatKey(key);
  return address.length === at + written.length && address.endsWith(written);
}

function says(address: string, expected: Omit<Identity, "address" | "source">): boolean {
  const found = parseAddress(address);
  return (
    found !== undefined &&
    found.mode === expected.mode &&
    found.type === expected.type &&
    found.name === expected.name &&
    found.key === expected.key &&
    // Modules are compared as text, because the same program writes both.
    found.module === expected.module
  );
}

/** Notes an address; both entries stay of what was read before. */
export function noteDuplicate(seen: Set<string>, address: string, path: () => string, defects: Defect[]): void {
  const before = seen.size;
  if (seen.add(address).size > before) return;
  defects.push({ code: "duplicate-address", address, path: path(), message: `${address} occurs more than once.` });
}

/** Defects of resources that run a program on the machine that plans. */
export function* programDefects(resources: readonly Resource[]): Iterable<Defect> {
  for (const { address, type, source } of resources) {
    if (type !== "external" && source !== "external" && !source.endsWith("/external")) continue;
    yield {
      code: "external-program",
      address,
      path: "program",
      message: `${address} runs a program on the machine that plans. The input does not show what the program does.`,
    };
  }
}
