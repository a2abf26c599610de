/** Resources that are one statement by themselves: who may call, and under which conditions, stands in attributes. */
import type { Resource } from "../../model/document";
import { Unknown, type Value } from "../../model/value";
import { expand, segmentsOf } from "../catalogue/expand";
import type { Condition, Grant } from "./policy-document";

/** Attributes that AWS turns into a condition: operator and key, as in a document. */
interface Permission {
  readonly conditions?: Readonly<Record<string, readonly [operator: string, key: string]>>;
  /** A block whose own attributes are operator, key and value. */
  readonly block?: string;
}

const PERMISSIONS: Readonly<Record<string, Permission>> = {
  // https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
  aws_lambda_permission: {
    conditions: {
      principal_org_id: ["stringequals", "aws:principalorgid"],
      source_arn: ["arnlike", "aws:sourcearn"],
      source_account: ["stringequals", "aws:sourceaccount"],
    },
  },
  // https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html
  aws_lambda_layer_version_permission: { conditions: { organization_id: ["stringequals", "aws:principalorgid"] } },
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
  aws_cloudwatch_event_permission: { block: "condition" },
};

/** The statement that a resource is; undefined for every other resource. */
export function permissionOf({ type, values }: Resource): Grant | undefined {
  const permission = Object.hasOwn(PERMISSIONS, type) ? PERMISSIONS[type] : undefined;
  const principal = values["principal"];
  if (!permission || principal === undefined || principal === null || principal === "") return undefined;
  return {
    path: "",
    everybodyBut: false,
    principals: [{ type: "AWS", id: textOf(principal), path: "principal" }, ...organisationOf(principal, values)],
    conditions: [...attributesOf(permission, values), ...blocksOf(permission, values)],
  };
}

/** An organisation narrows anybody, and stands beside any other principal as one more. */
function organisationOf(principal: Value, values: Resource["values"]): Grant["principals"] {
  const organisation = values["principal_org_id"];
  const isNamed = organisation !== undefined && organisation !== null && organisation !== "";
  return principal === "*" || !isNamed ? [] : [{ type: "AWS", id: textOf(organisation), path: "principal_org_id" }];
}

const attributesOf = ({ conditions = {} }: Permission, values: Resource["values"]): readonly Condition[] =>
  Object.entries(conditions).flatMap(([path, [operator, key]]) => {
    const value = values[path];
    return value === undefined || value === null || value === ""
      ? []
      : [{ operator, key, values: [textOf(value)], path }];
  });

const blocksOf = ({ block }: Permission, values: Resource["values"]): readonly Condition[] =>
  block === undefined
    ? []
    : expand(values, segmentsOf(`${block}[]`)).flatMap(({ path, value }) => {
        if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Unknown) return [];
        const { type, key, value: given } = value as Readonly<Record<string, Value>>;
        if (typeof type !== "string" || typeof key !== "string" || given === undefined) return [];
        return [
          { operator: type.toLowerCase(), key: key.toLowerCase(), values: [textOf(given)], path: `${path}.value` },
        ];
      });

/** Synthesized JSON may write an account as a number. */
const textOf = (value: Value): string | Unknown =>
  typeof value === "string"
    ? value
    : typeof value === "number"
      ? String(value).padStart(12, "0")
      : value instanceof Unknown
        ? value
        : new Unknown();
