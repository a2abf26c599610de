/**
 * The same leaves read from the CDKTF bindings, for the types and arguments that only the newer provider has. The generated
 * JavaScript is regular enough to be read as text: one class per block, one getter per attribute.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Leaf, Mode, Types } from "./schema";

/** What the bindings know: the leaves, the types that have a `region` argument, and the provider's version. */
export interface Bindings {
  readonly types: Types;
  readonly version: string;
}

const values: Record<string, Leaf["value"]> = { String: "string", Number: "number", Boolean: "bool" };

/** Reads every `lib/<type>/index.js` of `@cdktf/provider-aws`. */
export function readBindings(lib: string): Bindings {
  const types: Record<Mode, Map<string, readonly Leaf[]>> = { managed: new Map(), data: new Map() };
  let version = "";
  for (const folder of readdirSync(lib).toSorted()) {
    const file = join(lib, folder, "index.js");
    if (!existsSync(file)) continue;
    const source = readFileSync(file, "utf8");
    const type = /terraformResourceType: 'aws_([a-z0-9_]+)'/.exec(source)?.[1];
    if (!type) continue;
    version = /providerVersion: '([\d.]+)'/.exec(source)?.[1] ?? version;
    const extending = /class (\w+) extends cdktf\.(TerraformResource|TerraformDataSource) \{/.exec(source);
    if (!extending) throw new Error(`${file}: no class that extends a resource or data source`);
    const classes = splitClasses(source);
    types[extending[2] === "TerraformResource" ? "managed" : "data"].set(
      type,
      leavesOfClass(extending[1] ?? "", classes, ""),
    );
  }
  return { types, version };
}

function splitClasses(source: string): ReadonlyMap<string, string> {
  const classes = new Map<string, string>();
  for (const match of source.matchAll(/^class (\w+) extends cdktf\.\w+ \{\n([\s\S]*?)^\}/gm))
    classes.set(match[1] ?? "", match[2] ?? "");
  return classes;
}

function leavesOfClass(name: string, classes: ReadonlyMap<string, string>, prefix: string): Leaf[] {
  const body = classes.get(name) ?? "";
  const leaves: Leaf[] = [];
  const getter =
    /get \w+\(\) \{\s*return (?:cdktf\.Fn\.tolist\()?this\.get(String|Number|Boolean)?(List|Map|NumberList|StringMap)?Attribute\('(\w+)'\)/g;
  for (const [, value, shape, attribute] of body.matchAll(getter)) {
    const suffix = shape === undefined ? "" : shape.endsWith("Map") ? "{}" : "[]";
    // A setter of the same property is what makes it an argument.
    const property = (attribute ?? "").replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    leaves.push({
      path: `${prefix}${attribute}${suffix}`,
      value: values[value ?? "String"] ?? "string",
      configurable: new RegExp(`^    set ${property}\\(`, "m").test(body),
      // Each getter is preceded by what the schema says of the attribute; where that is missing, nothing is proven of it.
      computed: !new RegExp(`// ${attribute} - computed: false`).test(body),
    });
  }
  for (const [, child, attribute] of body.matchAll(/= new (\w+)\(this, "(\w+)"/g)) {
    if (child === "StringMap" || !child || !attribute) continue;
    const [type, suffix] = shapeOf(child, classes);
    leaves.push(...leavesOfClass(type, classes, `${prefix}${attribute}${suffix}.`));
  }
  for (const [, kind, attribute] of body.matchAll(/= new cdktf\.(String|Number|Boolean)Map(?:List)?\(this, "(\w+)"/g)) {
    leaves.push({
      path: `${prefix}${attribute}{}`,
      value: values[kind ?? "String"] ?? "string",
      configurable: false,
      computed: true,
    });
  }
  return leaves;
}

/** The class of the block's members, and how they nest: a list of blocks, a list of at most one, or one object. */
function shapeOf(child: string, classes: ReadonlyMap<string, string>): readonly [string, string] {
  const member = child.replace(/(List|Map)$/, "OutputReference");
  if (child.endsWith("OutputReference")) {
    return [
      child,
      /super\(terraformResource, terraformAttribute, false, 0\)/.test(classes.get(child) ?? "") ? "[]" : "",
    ];
  }
  return [member, child.endsWith("Map") ? "{}" : "[]"];
}
