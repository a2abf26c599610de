/**
 * Terraform addresses and references: `module.a["x"].data.aws_vpc.v[0].id`. Keys may hold dots, brackets and escaped quotes,
 * so they are read character by character, never split at dots.
 */
import { remember } from "../../core/memo";

/** The kinds of blocks that Terraform gives an address: `resource`, `data`, `ephemeral`, `action` and `list`. */
export type Mode = "managed" | "data" | "ephemeral" | "action" | "list";

/** One step of a traversal: a name, an instance or map key, or a splat. */
export type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "key"; readonly key: string | number }
  | { readonly kind: "splat" };

/** The parts of a resource's address. */
export interface Address {
  readonly module: string;
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  readonly key?: string | number | undefined;
}

const NAME = /[^.[\]\s"'(){}]+/y;
const INDEX = /\[\s*(\d+)\s*\]/y;
const QUOTED = /\[\s*"([^"\\]*(?:\\[^][^"\\]*)*)"\s*\]/y;
const SPLAT = /\[\*\]|\.\*/y;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([^]))|\$\$\{|%%\{/g;
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", a: "\x07", b: "\b", f: "\f", v: "\v" };

/** Reads a traversal. Undefined when the text is none. A document says the same few paths of every resource of a type. */
export const parseSteps: (text: string) => readonly Step[] | undefined = remember(readSteps);

function readSteps(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < text.length) {
    let found: RegExpExecArray | null;
    if (steps.length > 0 && match(SPLAT)) steps.push({ kind: "splat" });
    else if (steps.length > 0 && (found = match(INDEX))) steps.push({ kind: "key", key: Number(found[1]) });
    else if (steps.length > 0 && (found = match(QUOTED))) steps.push({ kind: "key", key: unquote(found[1] ?? "") });
    else {
      if (steps.length > 0 && text[at++] !== ".") return undefined;
      if (!(found = match(NAME))) return undefined;
      steps.push({ kind: "name", name: found[0] });
    }
  }
  return steps.length > 0 ? steps : undefined;
}

const unquote = (text: string): string =>
  text.replace(ESCAPE, (whole, u?: string, U?: string, x?: string, other?: string) => {
    const code = u ?? U ?? x;
    if (code !== undefined) {
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    }
    return other === undefined ? whole.slice(1) : (CONTROLS[other] ?? other);
  });

/** The blocks of a module mostly have instances of the same names. */
const quote = remember((text) =>
  text.replace(/["\\\n\r\t]|\$\{|%\{/g, (found) => {
    if (found === "${" || found === "%{") return `${found[0]}${found}`;
    return found === "\n" ? "\\n" : found === "\r" ? "\\r" : found === "\t" ? "\\t" : `\\${found}`;
  }),
);

/** `[0]`, `["a"]`, or "" without a key; spelled as Terraform spells it. */
export const formatKey = (key: string | number | undefined): string =>
  key === undefined ? "" : typeof key === "number" ? `[${key}]` : `["${quote(key)}"]`;

/** Writes steps as a traversal. */
export function formatSteps(steps: readonly Step[]): string {
  let text = "";
  for (const step of steps) {
    if (step.kind === "name") text += text === "" ? step.name : `.${step.name}`;
    else text += step.kind === "splat" ? "[*]" : formatKey(step.key);
  }
  return text;
}

const nameOf = (step: Step | undefined): string | undefined => (step?.kind === "name" ? step.name : undefined);

/** A module instance on the way down: `module.a["x"]`. */
export interface ModuleStep {
  readonly name: string;
  readonly key?: string | number;
}

/** Writes module steps as an address. */
export const formatModule = (steps: readonly ModuleStep[]): string =>
  steps.map(({ name, key }) => `module.${name}${formatKey(key)}`).join(".");

/** Takes the leading `module.NAME[KEY]` pairs off. */
export function splitModules(steps: readonly Step[]): { modules: readonly ModuleStep[]; rest: readonly Step[] } {
  const modules: ModuleStep[] = [];
  let at = 0;
  for (;;) {
    const name = nameOf(steps[at + 1]);
    if (nameOf(steps[at]) !== "module" || name === undefined) break;
    const next = steps[at + 2];
    if (next?.kind === "key") modules.push({ name, key: next.key });
    else modules.push({ name });
    at += next?.kind === "key" ? 3 : 2;
  }
  return { modules, rest: steps.slice(at) };
}

/** The steps of a module address, "" being the root. Undefined when the text is none. */
export function parseModule(text: string): readonly ModuleStep[] | undefined {
  if (text === "") return [];
  const steps = parseSteps(text);
  if (!steps) return undefined;
  const { modules, rest } = splitModules(steps);
  return rest.length === 0 ? modules : undefined;
}

const PREFIXES: Readonly<Record<Mode, string>> = {
  managed: "",
  data: "data.",
  ephemeral: "ephemeral.",
  action: "action.",
  list: "list.",
};

/** `aws_vpc.v`, `data.aws_vpc.v`: a resource without module and key, as configurations key it. */
export const blockKey = (mode: Mode, type: string, name: string): string => `${PREFIXES[mode]}${type}.${name}`;

/** Whether the text is one of the modes that Terraform has. */
export const isMode = (text: unknown): text is Mode => typeof text === "string" && Object.hasOwn(PREFIXES, text);

/** What steps after the module say: which resource, and what of it. */
export function splitResource(
  steps: readonly Step[],
): { mode: Mode; type: string; name: string; key?: string | number; rest: readonly Step[] } | undefined {
  const head = nameOf(steps[0]);
  const prefixed = head === "resource" || (isMode(head) && head !== "managed");
  const mode: Mode = prefixed && head !== "resource" ? head : "managed";
  const at = prefixed ? 1 : 0;
  const type = nameOf(steps[at]);
  const name = nameOf(steps[at + 1]);
  if (type === undefined || name === undefined) return undefined;
  const next = steps[at + 2];
  // `aws_vpc.v.0.id` is how Terraform 0.11 wrote an instance; 0.12 and later still read it.
  const key = next?.kind === "key" ? next.key : /^\d+$/.test(nameOf(next) ?? "") ? Number(nameOf(next)) : undefined;
  const rest = steps.slice(at + 2 + (key === undefined && next?.kind !== "splat" ? 0 : 1));
  return { mode, type, name, ...(key !== undefined && { key }), rest };
}

/** Reads a resource's address. Undefined when the text is none. */
export function parseAddress(text: string): Address | undefined {
  const steps = parseSteps(text);
  if (!steps) return undefined;
  const { modules, rest } = splitModules(steps);
  const resource = splitResource(rest);
  if (!resource || resource.rest.length > 0) return undefined;
  const { mode, type, name, key } = resource;
  return { module: formatModule(modules), mode, type, name, ...(key !== undefined && { key }) };
}

/** Writes a resource's address. */
export const formatAddress = ({ module, mode, type, name, key }: Address): string =>
  `${module === "" ? "" : `${module}.`}${blockKey(mode, type, name)}${formatKey(key)}`;
