/**
 * IAM policy documents: whom a statement lets in. Read from JSON text, or from the blocks of a
 * `data.aws_iam_policy_document` whose text only the apply will know. Deny lets nobody in.
 * Grammar: IAM User Guide, "IAM JSON policy elements reference".
 */
import { remember } from "../../core/memo";
import { parseUnambiguous } from "../../core/scan-json";
import { isValues, Unknown, type Value, type Values } from "../../model/value";

export interface Principal {
  /** AWS, Service, Federated, CanonicalUser, or "*" for anybody. */
  readonly type: string;
  readonly id: string | Unknown;
  /** Path inside the document or the data source. */
  readonly path: string;
}

export interface Condition {
  /** Lower-case operator without set qualifier: `stringequals`. */
  readonly operator: string;
  /** Lower-case condition key: `aws:principalaccount`. */
  readonly key: string;
  readonly values: readonly (string | Unknown)[];
  readonly path: string;
}

/** One Allow statement that names who it is for. */
export interface Grant {
  readonly principals: readonly Principal[];
  /** `NotPrincipal` with Allow: everybody but those named. */
  readonly everybodyBut: boolean;
  readonly conditions: readonly Condition[];
  readonly path: string;
}

/** The grants of a document, and the paths inside it that could not be read. */
export interface PolicyDocument {
  readonly grants: readonly Grant[];
  readonly unreadable: readonly { readonly path: string; readonly value: Unknown }[];
}

const list = (value: Value | undefined): readonly Value[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value];

/** A key of the policy language; IAM reads element names case-insensitively. */
function element(values: Values, name: string): Value | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  const found = Object.keys(values).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : values[found];
}

/**
 * @returns undefined when the text is no policy document at all, or one that can be read in two ways: an element twice. Roles
 * trust alike, and keys are guarded alike.
 */
export const parsePolicy: (text: string) => PolicyDocument | undefined = remember((text) =>
  policyOf(parseUnambiguous(text) as Value | undefined),
);

/** The same from the value of such a text, in which strings and objects may be Unknown. */
export function policyOf(parsed: Value | undefined): PolicyDocument | undefined {
  if (Array.isArray(parsed)) return dataPolicyOf(parsed);
  if (!isValues(parsed) || isTwofold(parsed)) return undefined;
  return documentOf(
    list(element(parsed, "Statement")).map((statement, index) => jsonStatement(statement, `Statement[${index}]`)),
  );
}

/**
 * A data access policy of OpenSearch Serverless: a list of rules, each with the principals that it is for.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html
 */
function dataPolicyOf(rules: readonly Value[]): PolicyDocument | undefined {
  if (
    rules.length === 0 ||
    !rules.every(
      (rule) => rule instanceof Unknown || (isValues(rule) && !isTwofold(rule) && element(rule, "Rules") !== undefined),
    )
  )
    return undefined;
  return documentOf(
    rules.map((rule, index): Statement => {
      const path = `[${index}]`;
      if (!isValues(rule)) return { path, value: rule instanceof Unknown ? rule : new Unknown() };
      const principals = list(element(rule, "Principal")).map((id, at) => ({
        type: "AWS",
        id: textOf(id),
        path: `${path}.Principal[${at}]`,
      }));
      return { path, everybodyBut: false, principals, conditions: [] };
    }),
  );
}

/** The same from the `statement` blocks of a data source. */
export function policyOfBlocks(values: Values): PolicyDocument {
  const statement = values["statement"];
  if (statement instanceof Unknown) return { grants: [], unreadable: [{ path: "statement", value: statement }] };
  return documentOf(list(statement).map((block, index) => blockStatement(block, `statement[${index}]`)));
}

/** Elements that differ in case only: nobody can say which of them counts. */
const isTwofold = (values: Values): boolean => {
  const names = Object.keys(values);
  return new Set(names.map((name) => name.toLowerCase())).size < names.length;
};

type Statement = Grant | { readonly path: string; readonly value: Unknown } | undefined;

function documentOf(statements: readonly Statement[]): PolicyDocument {
  const grants = statements.filter(
    (statement): statement is Grant => statement !== undefined && "principals" in statement,
  );
  const unreadable = statements.flatMap((statement) => (statement && "value" in statement ? [statement] : []));
  return { grants, unreadable };
}

function jsonStatement(statement: Value, path: string): Statement {
  if (statement instanceof Unknown) return { path, value: statement };
  if (!isValues(statement) || isTwofold(statement)) return { path, value: new Unknown() };
  const effect = element(statement, "Effect");
  if (effect instanceof Unknown) return { path: `${path}.Effect`, value: effect };
  if (String(effect).toLowerCase() !== "allow") return undefined;
  const not = element(statement, "NotPrincipal");
  const principal = element(statement, "Principal");
  if (principal === undefined && not === undefined) return undefined;
  return {
    path,
    everybodyBut: not !== undefined,
    principals: jsonPrincipals(principal, `${path}.Principal`),
    conditions: jsonConditions(element(statement, "Condition"), `${path}.Condition`),
  };
}

function jsonPrincipals(value: Value | undefined, path: string): readonly Principal[] {
  if (value === undefined) return [];
  if (value instanceof Unknown) return [{ type: "AWS", id: value, path }];
  if (!isValues(value)) return list(value).map((id) => ({ type: id === "*" ? "*" : "AWS", id: textOf(id), path }));
  return Object.entries(value).flatMap(([type, ids]) =>
    list(ids).map((id, index) => ({
      type,
      id: textOf(id),
      path: Array.isArray(ids) ? `${path}.${type}[${index}]` : `${path}.${type}`,
    })),
  );
}

function jsonConditions(value: Value | undefined, path: string): readonly Condition[] {
  if (!isValues(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isValues(keys)
      ? Object.entries(keys).map(([key, values]) =>
          condition(operator, key, list(values), `${path}.${operator}.${key}`),
        )
      : [],
  );
}

function blockStatement(block: Value, path: string): Statement {
  if (block instanceof Unknown) return { path, value: block };
  if (!isValues(block)) return { path, value: new Unknown() };
  const effect = block["effect"];
  if (effect instanceof Unknown) return { path: `${path}.effect`, value: effect };
  if (typeof effect === "string" && effect.toLowerCase() !== "allow") return undefined;
  const principals = list(block["principals"]);
  const not = list(block["not_principals"]);
  if (principals.length === 0 && not.length === 0) return undefined;
  return {
    path,
    everybodyBut: not.length > 0,
    principals: principals.flatMap((entry, index) => blockPrincipals(entry, `${path}.principals[${index}]`)),
    conditions: list(block["condition"]).flatMap((entry, index) =>
      isValues(entry)
        ? [
            condition(
              String(entry["test"]),
              String(entry["variable"]),
              list(entry["values"]),
              `${path}.condition[${index}].values`,
            ),
          ]
        : [],
    ),
  };
}

function blockPrincipals(entry: Value, path: string): readonly Principal[] {
  if (!isValues(entry)) return [{ type: "AWS", id: entry instanceof Unknown ? entry : new Unknown(), path }];
  const type = typeof entry["type"] === "string" ? entry["type"] : "AWS";
  const ids = entry["identifiers"];
  if (ids instanceof Unknown) return [{ type, id: ids, path: `${path}.identifiers` }];
  return list(ids).map((id, index) => ({ type, id: textOf(id), path: `${path}.identifiers[${index}]` }));
}

const condition = (operator: string, key: string, values: readonly Value[], path: string): Condition => ({
  operator: operator.toLowerCase(),
  key: key.toLowerCase(),
  values: values.map(textOf),
  path,
});

const textOf = (value: Value): string | Unknown =>
  typeof value === "string"
    ? value
    : typeof value === "number"
      ? String(value)
      : value instanceof Unknown
        ? value
        : new Unknown();
