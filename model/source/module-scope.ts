/** What names mean in each module instance, by its source: variables, locals, calls of modules, resources and their instances. */
import { own, several, type JsonObject } from "../../core/json";
import type { Resource, Target } from "../document";
import { targetsOf } from "../references/references";
import {
  formatModule,
  parseModule,
  parseSteps,
  formatSteps,
  blockKey,
  isMode,
  type ModuleStep,
  type Step,
} from "../references/address";
import type { Bindings, Environment } from "../expressions/evaluate";
import type { FileReader } from "../expressions/call";
import { anyMemberOf, attributeOf, choiceOf, Fault, hidden, memberOf, severalOf } from "../expressions/partial";
import { isValues, Unknown, type Owner, type Value } from "../value";
import type { Block, ModuleSource, SourceTree } from "./module";
import { asType } from "./types";
import { settle, writtenValue } from "./written";

/** What the reader of a document knows of its resources and variables. */
export interface Host {
  /** Every instance of a block in a module instance. */
  instances(module: string, key: string): readonly Resource[];
  /** Addresses of the instances of a call in a module instance. */
  calls(module: string, name: string): readonly string[];
  /** The value of a variable of the root module; undefined where none was given. */
  variable(name: string): Value | undefined;
  /** What another reader of the document says of a reference into a module whose source is not at hand. */
  outside?(module: string, reference: string): Value;
  /** Reads a file that an expression names. */
  readonly file?: FileReader | undefined;
}

/** Longer chains than this are no configuration that a person wrote. */
const DEEPEST = 100;

/** More instances than this are not told apart. */
const MOST_INSTANCES = 1000;

const NONE: Bindings = new Map();

/** The scopes of a document's module instances. */
export class Scopes {
  private readonly scopes = new Map<string, ModuleScope | undefined>();
  private readonly settled = new Map<Resource, Map<string, Value | undefined>>();
  private depth = 0;
  /** Whether what was read since it was set to false came out of a sensitive variable. */
  touchesSecret = false;
  private readonly secrets = new Map<unknown, Set<string>>();

  constructor(
    readonly tree: SourceTree,
    readonly host: Host,
  ) {}

  /** The scope of a module instance; undefined where the source does not have the module. */
  of(address: string): ModuleScope | undefined {
    if (!this.scopes.has(address)) {
      const steps = parseModule(address);
      const source = steps && this.tree.at(steps.map(({ name }) => name));
      this.scopes.set(address, source && new ModuleScope(this, address, steps, source));
    }
    return this.scopes.get(address);
  }

  /** What was written into an argument or a block of a resource; undefined where nothing was. */
  written(resource: Resource, name: string): Value | undefined {
    let known = this.settled.get(resource);
    if (!known) this.settled.set(resource, (known = new Map()));
    if (known.has(name)) {
      this.touchesSecret ||= this.isSecret(resource, name);
      return known.get(name);
    }
    // An expression that comes back here goes round in a circle, which Terraform refuses.
    known.set(name, hidden(`${resource.address}.${name} refers to itself`));
    const value = this.watch(resource, name, () => this.guard(() => this.evaluateArgument(resource, name)));
    known.set(name, value);
    return value;
  }

  /** Whether what a name of an owner stands for came out of a sensitive variable. */
  isSecret = (owner: unknown, name: string): boolean => this.secrets.get(owner)?.has(name) ?? false;

  /** Names of an owner that came out of sensitive variables. */
  secretsOf = (owner: unknown): ReadonlySet<string> => this.secrets.get(owner) ?? new Set();

  /** Runs a step, and notes whether its result came out of a sensitive variable. */
  watch<T>(owner: unknown, name: string, ask: () => T): T {
    const before = this.touchesSecret;
    this.touchesSecret = false;
    const value = ask();
    if (this.touchesSecret) {
      const names = this.secrets.get(owner) ?? new Set<string>();
      this.secrets.set(owner, names.add(name));
    }
    this.touchesSecret ||= before;
    return value;
  }

  private evaluateArgument(resource: Resource, name: string): Value | undefined {
    const scope = this.of(resource.module);
    const block = scope?.source.blocks.get(blockKey(resource.mode, resource.type, resource.name));
    if (!scope || !block) return undefined;
    const dynamic = own(block.body, "dynamic");
    const body = {
      ...(Object.hasOwn(block.body, name) && { [name]: block.body[name] }),
      ...(dynamic !== undefined && { dynamic }),
    };
    const made = writtenValue(body, scope, scope.bindingsOf(block, resource.key));
    const value = isValues(made) ? made[name] : made;
    return value === undefined ? undefined : settle(value);
  }

  /** Runs one step of a chain; a chain that is too long ends in what is hidden. */
  guard<T>(ask: () => T): T | Unknown {
    if (this.depth >= DEEPEST) return hidden("a chain of references that is too long");
    this.depth += 1;
    try {
      return ask();
    } finally {
      this.depth -= 1;
    }
  }
}

/** One module instance. */
export class ModuleScope implements Environment {
  private readonly known = new Map<string, Value>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly scopes: Scopes,
    readonly address: string,
    private readonly steps: readonly ModuleStep[],
    readonly source: ModuleSource,
  ) {}

  get file(): FileReader | undefined {
    return this.scopes.host.file;
  }

  resolve(
    name: string,
    steps: readonly (string | number)[],
  ): { readonly value: Value; readonly used: number } | undefined {
    const [first, second] = steps.map(String);
    if (name === "var" && first !== undefined) return { value: this.variable(first), used: 1 };
    if (name === "local" && first !== undefined) return { value: this.local(first), used: 1 };
    if (name === "module" && first !== undefined) return this.call(first, steps);
    if (name === "path") return { value: ".", used: 1 };
    if (name === "terraform") return { value: hidden("the workspace", [`terraform.${first ?? ""}`]), used: 1 };
    if (name === "self" || name === "each" || name === "count")
      return { value: hidden(`${name}, which means nothing here`), used: steps.length };
    const mode = name === "resource" ? "managed" : name;
    if (isMode(mode) && mode !== "managed" && second !== undefined)
      return { value: this.block(blockKey(mode, first ?? "", second), steps.slice(2)), used: 2 };
    if (mode === "managed" && second !== undefined)
      return { value: this.block(blockKey(mode, first ?? "", second), steps.slice(2)), used: 2 };
    if (first === undefined) return undefined;
    return { value: this.block(blockKey("managed", name, first), steps.slice(1)), used: 1 };
  }

  /** An attribute of a resource: as the document shows it, else as it was written, else that attribute itself. */
  attribute = (owner: Owner, path: string, reference: string): Value => {
    const steps = parseSteps(path);
    if (!steps || !isResource(owner)) return attributeOf(owner, path, reference);
    const [head, ...rest] = steps;
    const name = head?.kind === "name" ? head.name : "";
    const shown = Object.hasOwn(owner.values, name) ? owner.values[name] : undefined;
    if (shown === undefined) {
      const written = this.scopes.written(owner, name);
      const found = written === undefined || written === null ? undefined : walk(written, rest, this.attribute);
      return found ?? attributeOf(owner, path, reference);
    }
    return this.within(shown, rest, owner, path, reference, [head as Step]);
  };

  private within(
    shown: Value,
    rest: readonly Step[],
    owner: Resource,
    path: string,
    reference: string,
    done: readonly Step[],
  ): Value {
    if (shown instanceof Unknown && !shown.origin) {
      const written = this.scopes.written(owner, formatSteps(done.slice(0, 1)));
      if (written === undefined || written === null) return attributeOf(owner, path, reference);
      const found = walk(written, [...done.slice(1), ...rest], this.attribute);
      return found === null || found === undefined ? attributeOf(owner, path, reference) : found;
    }
    const [step, ...others] = rest;
    if (!step) return shown;
    if (step.kind === "splat") return severalOf(Array.isArray(shown) ? choiceOf(shown as readonly Value[]) : shown);
    if (shown instanceof Unknown) return walk(shown, rest, this.attribute) ?? attributeOf(owner, path, reference);
    const inner = memberOf(shown, step.kind === "name" ? step.name : step.key, this.attribute);
    return this.within(inner, others, owner, path, reference, [...done, step]);
  }

  /** What `each` and `count` mean in an instance of a block. */
  bindingsOf({ mode, type, name, body }: Block, key: string | number | undefined): Bindings {
    return this.bindings(blockKey(mode, type, name), body, key);
  }

  private bindings(name: string, body: JsonObject, key: string | number | undefined): Bindings {
    const hiddenKey = hidden("the key of an instance that is not known");
    if (body["count"] !== undefined) return new Map([["count", { index: key ?? hiddenKey }]]);
    if (body["for_each"] === undefined) return NONE;
    return new Map([
      ["each", { key: key ?? this.anyKey(name, body) ?? hiddenKey, value: this.eachValue(name, body, key) }],
    ]);
  }

  /** Whether a block or a call is known to have no instance. What is not known may have one. */
  hasNone(name: string, body: JsonObject): boolean {
    const lifecycles = several(own(body, "lifecycle")).filter((each) => own(each, "enabled") !== undefined);
    if (lifecycles.some((each) => writtenValue(own(each, "enabled"), this, NONE) === false)) return true;
    if (body["count"] !== undefined) {
      const count = this.memo(`count of ${name}`, () => writtenValue(body["count"], this, NONE));
      return count === 0 || count === "0";
    }
    const all = body["for_each"] === undefined ? undefined : this.forEach(name, body);
    return (Array.isArray(all) || isValues(all)) && Object.keys(all).length === 0;
  }

  /** The key of any instance of `for_each`; undefined where the keys are not known. */
  private anyKey(name: string, body: JsonObject): Value | undefined {
    const all = this.forEach(name, body);
    if (Array.isArray(all)) return choiceOf(all as readonly Value[]);
    return isValues(all) ? choiceOf(Object.keys(all)) : undefined;
  }

  private forEach = (name: string, body: JsonObject): Value =>
    this.memo(`for_each of ${name}`, () => writtenValue(body["for_each"], this, NONE));

  private eachValue(name: string, body: JsonObject, key: string | number | undefined): Value {
    const all = this.forEach(name, body);
    if (Array.isArray(all)) return key ?? choiceOf(all as readonly Value[]);
    if (key === undefined)
      return isValues(all)
        ? choiceOf(Object.values(all))
        : all instanceof Unknown
          ? anyMemberOf(all)
          : hidden("each.value");
    try {
      return memberOf(all, key, this.attribute);
    } catch (error) {
      if (error instanceof Fault) return hidden(error.message);
      throw error;
    }
  }

  private memo(name: string, ask: () => Value): Value {
    const known = this.known.get(name);
    if (known !== undefined) {
      this.scopes.touchesSecret ||= this.scopes.isSecret(this, name);
      return known;
    }
    this.known.set(name, hidden(`${name} refers to itself`));
    const value = this.scopes.watch(this, name, () => this.scopes.guard(ask));
    this.known.set(name, value);
    return value;
  }

  variable(name: string): Value {
    return this.memo(`var.${name}`, () => {
      const block = this.source.variables.get(name);
      if (own(block, "sensitive") === true) this.scopes.touchesSecret = true;
      const given = this.steps.length === 0 ? this.scopes.host.variable(name) : this.argument(name);
      const nullable = own(block, "nullable") !== false;
      const value = given === undefined || (given === null && !nullable) ? this.defaultOf(name, block) : given;
      return asType(value, own(block, "type"));
    });
  }

  private defaultOf(name: string, block: JsonObject | undefined): Value {
    const value = own(block, "default");
    return value === undefined ? hidden("a variable without a value", [`var.${name}`]) : (value as Value);
  }

  /** What the calling module gives for a variable. */
  private argument(name: string): Value | undefined {
    const last = this.steps.at(-1);
    const parent = this.scopes.of(formatModule(this.steps.slice(0, -1)));
    const call = last && parent?.source.calls.get(last.name);
    if (!last || !parent || !call) return hidden("a module that the source does not call");
    if (!Object.hasOwn(call, name)) return undefined;
    return writtenValue(call[name], parent, parent.bindings(`module.${last.name}`, call, last.key));
  }

  private local(name: string): Value {
    if (!this.source.locals.has(name)) throw new Fault(`there is no local.${name}`);
    return this.memo(`local.${name}`, () => writtenValue(this.source.locals.get(name), this, NONE));
  }

  /** Outputs of a call: of one instance, or of each by its key. */
  private call(name: string, steps: readonly (string | number)[]): { readonly value: Value; readonly used: number } {
    const call = this.source.calls.get(name);
    if (!call) throw new Fault(`there is no module.${name}`);
    const base = `${this.address === "" ? "" : `${this.address}.`}module.${name}`;
    if (call["count"] === undefined && call["for_each"] === undefined) {
      const output = steps[1];
      return typeof output === "string"
        ? { value: this.output(base, output), used: 2 }
        : { value: this.outputs(base), used: 1 };
    }
    const addresses = this.scopes.host.calls(this.address, name);
    const keyed = addresses.map((address) => [parseModule(address)?.at(-1)?.key, address] as const);
    if (keyed.some(([key]) => key === undefined)) return { value: severalOf(this.outputs(base)), used: 1 };
    const wanted = keyed.find(([key]) => steps.length > 1 && String(key) === String(steps[1]));
    if (wanted && typeof steps[2] === "string") return { value: this.output(wanted[1], steps[2]), used: 3 };
    return { value: collect(keyed, (address) => this.outputs(address), call["count"] !== undefined), used: 1 };
  }

  private outputs(address: string): Value {
    const scope = this.scopes.of(address);
    if (!scope) return hidden(`the outputs of ${address}, whose source is not at hand`, [address]);
    return Object.fromEntries([...scope.source.outputs.keys()].map((name) => [name, scope.ownOutput(name)]));
  }

  private output(address: string, name: string): Value {
    const scope = this.scopes.of(address);
    if (!scope) {
      const reference = `${address.slice(this.address === "" ? 0 : this.address.length + 1)}.${name}`;
      return (
        this.scopes.host.outside?.(this.address, reference) ??
        hidden(`an output of ${address}, whose source is not at hand`, [reference])
      );
    }
    if (!scope.source.outputs.has(name)) throw new Fault(`there is no ${address}.${name}`);
    return scope.ownOutput(name);
  }

  /** Every end that an output can have, and what `rest` names inside it; a list or map leads wherever one of its members does. */
  endsOfOutput(name: string, rest: readonly Step[]): readonly Target[] {
    const opaque: readonly Target[] = [{ kind: "opaque", reference: `output.${name}` }];
    // Configurations that refer to each other in a circle settle nothing.
    if (this.asked.has(name)) return opaque;
    this.asked.add(name);
    try {
      // Of a resource the attribute counts, not its value: another configuration does not know whose bucket a name is.
      const environment = { resolve: this.resolve.bind(this), attribute: attributeOf, file: this.file };
      const output = this.scopes.guard(() =>
        writtenValue(own(this.source.outputs.get(name), "value"), environment, NONE),
      );
      const value = walk(output, rest, attributeOf);
      return value === undefined ? opaque : endsWithin(settle(value));
    } finally {
      this.asked.delete(name);
    }
  }

  private ownOutput(name: string): Value {
    return this.memo(`output ${name}`, () => writtenValue(own(this.source.outputs.get(name), "value"), this, NONE));
  }

  /** As many times the same as `count` or `for_each` says: what none of an empty list would be is nothing. */
  private unfold(key: string, body: JsonObject, each: Value): Value {
    if (body["count"] !== undefined) {
      const count = this.memo(`count of ${key}`, () => writtenValue(body["count"], this, NONE));
      return Number.isInteger(count) && Number(count) >= 0 && Number(count) <= MOST_INSTANCES
        ? Array<Value>(Number(count)).fill(each)
        : severalOf(each);
    }
    const all = this.memo(`for_each of ${key}`, () => writtenValue(body["for_each"], this, NONE));
    if (Array.isArray(all) && all.every((item) => typeof item === "string"))
      return Object.fromEntries(all.map((item) => [item, each]));
    return isValues(all) && !Array.isArray(all)
      ? Object.fromEntries(Object.keys(all).map((name) => [name, each]))
      : severalOf(each);
  }

  /** The instances of a block: one, or a list or map of them. */
  private block(key: string, steps: readonly (string | number)[]): Value {
    const block = this.source.blocks.get(key);
    const found = this.scopes.host.instances(this.address, key);
    const handle = (resource: Resource): Value =>
      attributeOf(
        resource,
        "",
        `${key}${resource.key === undefined ? "" : formatSteps([{ kind: "key", key: resource.key }])}`,
      );
    const counted = block?.body["count"] !== undefined;
    if (!counted && block?.body["for_each"] === undefined) {
      const [only] = found;
      if (only) return handle(only);
      if (!block) return hidden(`there is no ${key}`, [key]);
      return hidden(`${key}, which the input does not show`, [key]);
    }
    if (found.some((resource) => resource.key === undefined)) {
      const each = choiceOf(found.map(handle));
      return block ? this.unfold(key, block.body, each) : severalOf(each);
    }
    const wanted = steps.length > 0 ? found.find((resource) => String(resource.key) === String(steps[0])) : undefined;
    if (wanted) return counted ? listWith(wanted, found, handle) : { [String(wanted.key)]: handle(wanted) };
    return collect(
      found.map((resource) => [resource.key, resource] as const),
      handle,
      counted,
    );
  }
}

/** A list in which one instance stands at its place. */
function listWith(
  wanted: Resource,
  found: readonly Resource[],
  handle: (resource: Resource) => Value,
): readonly Value[] {
  const list: Value[] = Array<Value>(Math.max(Number(wanted.key) + 1, found.length)).fill(null);
  for (const resource of found) list[Number(resource.key)] = handle(resource);
  return list;
}

function collect<T>(
  keyed: readonly (readonly [string | number | undefined, T])[],
  make: (item: T) => Value,
  counted: boolean,
): Value {
  if (!counted) return Object.fromEntries(keyed.map(([key, item]) => [String(key), make(item)]));
  return keyed.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, item]) => make(item));
}

function walk(value: Value, steps: readonly Step[], read: ModuleScope["attribute"]): Value | undefined {
  try {
    return steps.reduce<Value>(
      (found, step) =>
        step.kind === "splat"
          ? found instanceof Unknown
            ? anyMemberOf(found)
            : settleAny(found)
          : memberOf(found, step.kind === "name" ? step.name : step.key, read),
      value,
    );
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

const endsWithin = (value: Value): readonly Target[] =>
  Array.isArray(value) || isValues(value)
    ? Object.values(value).flatMap((each: Value) => endsWithin(each))
    : targetsOf(value);

const settleAny = (value: Value): Value =>
  Array.isArray(value) && value.length > 0 ? choiceOf(value as readonly Value[]) : value;

const isResource = (owner: Owner): owner is Resource => "values" in owner;
