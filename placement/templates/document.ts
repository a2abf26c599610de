/** Templates of CloudFormation and states of Cloud Control: their resources, with what the template's own functions say put in. */
import { parseDocument, visit, YAMLMap, type Node } from "yaml";
import { parseUnambiguous } from "../../core/scan-json";
import { nestsTooDeep } from "../text/document";
import { OWN_PART } from "../text/written-document";

/** What stands for the stack itself: its region, if it is known, its account, and the parameters that it is given. */
export interface Stack {
  readonly region?: string;
  readonly account?: string;
  /** Values as texts; undefined for one that only the apply will tell. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
}

/** One resource of a template, its functions resolved. */
export interface Part {
  readonly type: string;
  /** Path inside the template: `Resources.Queue`. */
  readonly path: string;
  /** Absent where only the apply will tell. */
  readonly properties?: Json;
}

export type Json = Readonly<Record<string, unknown>>;

/** A whole text that names something of the template's own: nothing crosses. */
export const isOwn = (text: string): boolean => /^\$\{[^}]*\}$/.test(text);

/** Marks a parameter whose value only the apply will tell: `${parameters.Queue}`, by its path in the stack. */
const GIVEN = "parameters.";

/** The name of the parameter that a whole text stands for, if only the apply will tell its value. */
export const parameterIn = (text: string): string | undefined => /^\$\{parameters\.(\w+)\}$/.exec(text)?.[1];

/** Whether a part of a text is filled in by something that the template does not show. */
export const isOpen = (text: string): boolean => /<[\w:. -]+>|\{\{resolve:/.test(text);

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The template in a text, in JSON or YAML, short forms of functions (`!Ref`) written out.
 *
 * @returns undefined for what is none, or can be read in two ways
 */
export function parseTemplate(text: string): Json | undefined {
  const json: unknown = parseUnambiguous(text);
  if (isObject(json)) return json;
  if (nestsTooDeep(text)) return undefined;
  try {
    const document = parseDocument(text, { logLevel: "silent" });
    if (document.errors.length > 0) return undefined;
    visit(document, {
      Node: (_, node) => {
        const tag = (node as Node & { tag?: string }).tag;
        if (!tag || !/^![A-Za-z]/.test(tag)) return undefined;
        delete (node as { tag?: string }).tag;
        const written = new YAMLMap();
        written.set(tag === "!Ref" || tag === "!Condition" ? tag.slice(1) : `Fn::${tag.slice(1)}`, node);
        return written;
      },
    });
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every resource of a template, those that `Fn::ForEach` repeats too. */
export function partsOf(template: Json, stack: Stack): readonly Part[] {
  const resolve = resolverOf(template, stack);
  const parts: Part[] = [];
  const gather = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) gather(item, `${path}[${index}]`);
    else if (isObject(value) && (typeof value["Type"] === "string" || isObject(value["Properties"]))) {
      const [type, properties] = [value["Type"], resolve(value["Properties"])];
      const part = { type: typeof type === "string" ? type : "no type", path };
      parts.push(...unfold({ ...part, properties: isObject(properties) ? properties : {} }, stack));
    } else if (isObject(value))
      for (const [name, item] of Object.entries(value))
        if (name.startsWith("Fn::Transform")) parts.push({ type: "a macro", path: `${path}.${name}` });
        else gather(item, `${path}.${name}`);
  };
  gather(template["Resources"], "Resources");
  return parts;
}

/** A part, and those of the template that it carries as a text: a stack or a set of stacks. */
export function unfold(part: Part, stack: Stack): readonly Part[] {
  const body = part.properties?.["TemplateBody"];
  if (typeof body !== "string") return [part];
  const inner = parseTemplate(body);
  const path = part.path ? `${part.path}.Properties.TemplateBody` : "TemplateBody";
  return inner
    ? [part, ...partsOf(inner, { ...stack, parameters: {} }).map((each) => ({ ...each, path: `${path}.${each.path}` }))]
    : [part, { type: "a template that cannot be read", path }];
}

/** Puts in what references and functions say: `${X}` for the template's own, `<X>` for what the template does not show. */
function resolverOf(template: Json, stack: Stack): (value: unknown) => unknown {
  const at = (section: string, ...names: string[]): unknown =>
    names.reduce<unknown>((found, name) => (isObject(found) ? found[name] : undefined), template[section]);
  const pseudo: Readonly<Record<string, string | undefined>> = {
    "AWS::Region": stack.region,
    "AWS::AccountId": stack.account,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
  };
  const refer = (name: string): unknown => {
    if (name === "AWS::NoValue") return null;
    if (name.startsWith("AWS::")) return pseudo[name] ?? `\${${name}}`;
    if (at("Parameters", name) === undefined) {
      const [part = "", attribute] = name.split(".");
      const made = at("Resources", part);
      const type = isObject(made) ? String(made["Type"]) : undefined;
      // What has attributes is a resource, one that `Fn::ForEach` repeats perhaps.
      return (type === undefined ? attribute !== undefined : !ANSWERS.test(type)) ? `\${${name}}` : `<${name}>`;
    }
    if (Object.hasOwn(stack.parameters, name)) return stack.parameters[name] ?? `\${${GIVEN}${name}}`;
    const type = String(at("Parameters", name, "Type"));
    const given = at("Parameters", name, "Default");
    return given === undefined || type.startsWith("AWS::SSM") ? `<${name}>` : String(given);
  };
  const part = (value: unknown): string => {
    const text = typeof value === "string" ? value : typeof value === "number" ? String(value) : "<a function>";
    return isOwn(text) ? OWN_PART + text.slice(2, -1).replace(/\W/g, "_") : text;
  };
  const substitute = (text: string, more: Json): string => {
    const whole = /^\$\{([^!{}]+)\}$/.exec(text)?.[1];
    const say = (name: string): unknown => (Object.hasOwn(more, name) ? resolve(more[name]) : refer(name));
    if (whole !== undefined) return String(say(whole.trim()));
    return text.replace(/\$\{([^!{}]+)\}/g, (_, name: string) => part(say(name.trim())));
  };
  const call = (name: string, argument: unknown): unknown => {
    const list: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case "Fn::GetAtt":
        return refer(list.map((each) => part(resolve(each))).join("."));
      case "Fn::Sub":
        return substitute(String(list[0]), isObject(list[1]) ? list[1] : {});
      case "Fn::Join": {
        const items = resolve(list[1]);
        return Array.isArray(items) ? items.map(part).join(String(list[0])) : part(items);
      }
      case "Fn::If":
        return list.slice(1);
      case "Fn::Select": {
        const items = resolve(list[1]);
        if (Array.isArray(items)) return (items as readonly unknown[])[Number(resolve(list[0]))] ?? "<Fn::Select>";
        return typeof items === "string" && isOwn(items) ? items : "<Fn::Select>";
      }
      case "Fn::Split": {
        const text = resolve(list[1]);
        return typeof text !== "string" || isOwn(text) ? text : text.split(String(list[0]));
      }
      case "Fn::FindInMap": {
        const [map = "", ...keys] = list.slice(0, 3).map((each) => String(resolve(each)));
        return at("Mappings", map, ...keys) ?? "<Fn::FindInMap>";
      }
      case "Fn::ToJsonString":
        return JSON.stringify(resolve(argument));
      case "Fn::GetAZs":
      case "Fn::Cidr":
        return `\${${name}}`;
      default:
        return `<${name}>`;
    }
  };
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isObject(value)) return value;
    const [name = "", ...others] = Object.keys(value);
    if (others.length === 0 && name === "Ref") return refer(String(value[name]));
    if (others.length === 0 && name.startsWith("Fn::") && !KEPT.test(name)) {
      const said = call(name, value[name]);
      return name === "Fn::If" ? resolve(said) : said;
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)]));
  };
  return resolve;
}

/** What answers with a text of somebody else's: a function's, another template's. */
const ANSWERS = /^(?!AWS::)|^AWS::CloudFormation::(Stack|CustomResource)$/;

/** User data is read inside, and what a macro puts in is told by its name. */
const KEPT = /^Fn::(Base64|Transform|ForEach)/;
