/**
 * Condition keys of statements: which of them keep strangers out, and which name the resource that a service acts for.
 * Keys: IAM User Guide, "AWS global condition context keys".
 */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { organisationApproved, standingOf } from "./principals";
import { OWN, type Standing } from "../text/account";

/** What the values of a key name. */
export type ConditionKind = "account" | "arn" | "organisation" | "service" | "pool" | "flag" | "network";

const KINDS: ReadonlyMap<string, ConditionKind> = new Map<string, ConditionKind>([
  ["aws:principalaccount", "account"],
  ["aws:sourceaccount", "account"],
  ["aws:sourceowner", "account"],
  ["aws:vpceaccount", "account"],
  ["kms:calleraccount", "account"],
  ["s3:dataaccesspointaccount", "account"],
  ["aws:principalarn", "arn"],
  ["aws:sourcearn", "arn"],
  ["aws:userarn", "arn"],
  ["s3:dataaccesspointarn", "arn"],
  ["aws:principalorgid", "organisation"],
  ["aws:principalorgpaths", "organisation"],
  ["aws:sourceorgid", "organisation"],
  ["aws:sourceorgpaths", "organisation"],
  ["aws:vpceorgid", "organisation"],
  ["aws:vpceorgpaths", "organisation"],
  ["aws:principalservicename", "service"],
  ["aws:principalservicenameslist", "service"],
  ["cognito-identity.amazonaws.com:aud", "pool"],
  ["aws:sourcevpc", "network"],
  ["aws:sourcevpce", "network"],
]);

/**
 * Flags that only callers of the enclave's own have: services of AWS, and those that come by a mount target, which stands in a
 * network of the enclave. A file system without a policy lets in as many.
 */
const FLAGS: ReadonlySet<string> = new Set(["aws:principalisawsservice", "elasticfilesystem:accessedviamounttarget"]);

const POSITIVE = new Set(["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"]);

/** The operator itself, and how it was qualified: `foranyvalue:stringlikeifexists` is `stringlike`. */
function readOperator(operator: string): { readonly plain: string; readonly optional: boolean } {
  const plain = operator.replace(/^for(any|all)values?:/, "").replace(/ifexists$/, "");
  // `...IfExists` and `ForAllValues` hold where the key is absent, too.
  return { plain, optional: operator.startsWith("forall") || operator.endsWith("ifexists") };
}

/** Whether an operator demands that the key is there and has one of the values. */
export function demandsValue(operator: string): boolean {
  const { plain, optional } = readOperator(operator);
  return POSITIVE.has(plain) && !optional;
}

/** What a condition key and operator hold strangers off by; undefined where they let them pass. */
export function narrows(operator: string, key: string): ConditionKind | undefined {
  const { plain, optional } = readOperator(operator);
  if (plain === "bool" && !optional && FLAGS.has(key)) return "flag";
  return demandsValue(operator) ? KINDS.get(key) : undefined;
}

const CALLERS = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

/** What a condition says of the resource that a service acts for: a stranger's there is let in as surely as a principal. */
export function namesCaller(operator: string, key: string): ConditionKind | undefined {
  return CALLERS.has(key) && POSITIVE.has(readOperator(operator).plain) ? KINDS.get(key) : undefined;
}

/** The account, or the organisation, of the resource itself, as IAM fills it in: `${aws:ResourceAccount}`, `&{...}` in HCL. */
const OF_RESOURCE: Readonly<Partial<Record<ConditionKind, RegExp>>> = {
  account: /^[$&]\{aws:ResourceAccount\}$/i,
  arn: /^arn:[\w$&{}:-]+:[$&]\{aws:ResourceAccount\}:[^:]*/i,
};

/** Standing of what one value of a condition lets pass. */
export function standingOfValue(kind: ConditionKind, value: string, jurisdiction: Jurisdiction): Standing {
  if (OF_RESOURCE[kind]?.test(value)) return OWN;
  switch (kind) {
    case "flag":
      return value === "true" ? OWN : { is: "foreign", why: "anybody", anybody: true };
    case "service":
      return standingOf("Service", value, jurisdiction);
    case "pool": {
      const place = jurisdiction.locate(value.split(":", 1)[0] ?? "");
      return place && jurisdiction.approves(place) ? OWN : { is: "foreign", why: "a Cognito pool elsewhere" };
    }
    case "network":
      return { is: "foreign", why: "a network that is not made here" };
    case "organisation":
      return organisationApproved(value, jurisdiction)
        ? OWN
        : { is: "foreign", why: "an organisation that the charter does not name" };
    default:
      return standingOf("AWS", value, jurisdiction);
  }
}
