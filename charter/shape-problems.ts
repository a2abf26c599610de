/** What zod says about the shape of a charter -> problems that say what to write instead. */
import * as z from "zod";
import { quote } from "./charter-error";
import { findClosest } from "../core/closest";
import { charterSchema, outpostSite, regionSite } from "./schema";
import type { KeyPath } from "./yaml-document";

/** A problem of the data, not yet with its line. */
export interface DataProblem {
  readonly path: KeyPath;
  readonly message: string;
  /** Where it stands: at the key when the key itself is wrong. */
  readonly at?: "key";
}

/** Nobody reads more, and finding the words for a hundred thousand unknown keys takes its time. */
const MOST = 1000;

type Issue = z.core.$ZodIssue;

const isObject = (data: unknown): data is Record<string, unknown> =>
  typeof data === "object" && data !== null && !Array.isArray(data);

const valueAt = (data: unknown, path: KeyPath): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    data,
  );

/** What a site is, is said by the one key that it must have: the other form's errors would be noise. */
export const siteSchemaOf = (site: unknown): typeof regionSite | typeof outpostSite =>
  isObject(site) && "outpost" in site ? outpostSite : regionSite;

/** The schema under a path of the charter. */
function schemaAt(data: unknown, path: KeyPath): z.ZodType | undefined {
  let schema: unknown = charterSchema;
  for (const [i, key] of path.entries()) {
    if (schema instanceof z.ZodOptional) schema = schema.unwrap();
    if (schema instanceof z.ZodUnion) schema = siteSchemaOf(valueAt(data, path.slice(0, i)));
    if (schema instanceof z.ZodObject) schema = schema.shape[String(key)];
    else if (schema instanceof z.ZodRecord) schema = schema.valueType;
    else if (schema instanceof z.ZodArray) schema = schema.element;
  }
  if (schema instanceof z.ZodOptional) schema = schema.unwrap();
  return schema instanceof z.ZodType ? schema : undefined;
}

const EXPECTED: Record<string, string> = {
  object: "write keys with values here",
  record: "write keys with values here",
  array: "write a list here, for example [a, b]",
  string: "write a text here; in quotes if it looks like a number or like true or false",
};

function explainUnknownKey(key: string, path: KeyPath, data: unknown): DataProblem {
  const schema = schemaAt(data, path);
  const site = path.length === 2 && path[0] === "sites" ? siteSchemaOf(valueAt(data, path)) : undefined;
  const known = Object.keys((site ?? (schema as z.ZodObject)).shape);
  const closest = findClosest(key, known);
  const remedy = closest
    ? `did you mean ${closest}?`
    : `known here are ${known.filter((word) => word !== "$schema").join(", ")}`;
  return { path: [...path, key], at: "key", message: `no such key: ${remedy}` };
}

function explainSite(issue: Issue, path: KeyPath, data: unknown): readonly DataProblem[] {
  const site = valueAt(data, path);
  if (!isObject(site)) return [{ path, message: "write a site here: jurisdiction, and region or outpost" }];
  if ("region" in site && "outpost" in site)
    return [{ path, at: "key", message: "a site is either a region or an outpost: keep one of the two keys" }];
  if (!("region" in site) && !("outpost" in site)) {
    const typo = Object.keys(site).find((key) =>
      ["region", "outpost"].includes(findClosest(key, ["region", "outpost"]) ?? ""),
    );
    const meant = typo ? ` (did you mean that by ${quote(typo)}?)` : "";
    return [
      {
        path,
        at: "key",
        message: `say where it is: write region for an AWS region, or outpost for an AWS Outpost${meant}`,
      },
    ];
  }
  const branches = issue.code === "invalid_union" ? issue.errors : [];
  const branch = branches[siteSchemaOf(site) === outpostSite ? 1 : 0] ?? [];
  return branch.flatMap((inner) => explainIssue({ ...inner, path: [...path, ...inner.path] }, data));
}

function explainIssue(issue: Issue, data: unknown): readonly DataProblem[] {
  const { path } = issue;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.slice(0, MOST).map((key) => explainUnknownKey(key, path, data));
    case "invalid_union":
      return explainSite(issue, path, data);
    case "invalid_key":
      return [{ path, at: "key", message: issue.issues[0]?.message ?? issue.message }];
    default:
  }
  const parent = valueAt(data, path.slice(0, -1));
  const missing = isObject(parent) && !Object.hasOwn(parent, String(path.at(-1)));
  if (missing) {
    const description = schemaAt(data, path)?.description;
    return [{ path, at: "key", message: `this key is missing${description ? `: ${description}` : ""}` }];
  }
  const generic = issue.code === "invalid_type" && issue.message.startsWith("Invalid input");
  return [{ path, message: generic ? (EXPECTED[issue.expected] ?? issue.message) : issue.message }];
}

/** Everything (of what is more than a thousand, the first thousand) about the shape of the data that a charter does not allow. */
export function findShapeProblems(data: unknown): readonly DataProblem[] {
  if (!isObject(data))
    return [{ path: [], message: "write keys with values: version, jurisdictions, accounts, sites" }];
  const { error } = charterSchema.safeParse(data);
  return error ? error.issues.slice(0, MOST).flatMap((issue) => explainIssue(issue, data)) : [];
}
