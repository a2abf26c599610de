/** Whether a principal is one of the enclave's own: design section 5.6. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { findPlace } from "../../charter/places";
import { parseArn } from "../text/arn";

/** `own`: the enclave's. `foreign`: somebody else, or anybody. `unknown`: the text does not tell. */
export interface Standing {
  readonly is: "own" | "foreign" | "unknown";
  readonly why: string;
  /** Anybody at all: a condition may still narrow it to the enclave's own accounts. */
  readonly anybody?: boolean;
}

/** The standing of the enclave itself. */
export const OWN: Standing = { is: "own", why: "" };
const foreign = (why: string): Standing => ({ is: "foreign", why });

/** An account id, an ARN of a principal, a service principal, an organisation, or `*`. */
export function standingOf(type: string, id: string, jurisdiction: Jurisdiction): Standing {
  // `all` is how snapshots and images are shared with everybody, `All` how documents are.
  if (id === "*" || /^all$/i.test(id) || type === "*") return { is: "foreign", why: "anybody", anybody: true };
  if (CANONICAL.test(id) || type === "CanonicalUser")
    return foreign("a canonical user, whose account the text does not show");
  if (type === "Federated" && id === COGNITO)
    return { is: "foreign", why: "anybody that some Cognito pool lets in", anybody: true };
  if (type === "Federated" && !id.startsWith("arn:"))
    return foreign("an identity provider outside the enclave's accounts");
  if (type === "Service" || /\.amazonaws\.com(\.cn)?$/.test(id)) return serviceStanding(id, jurisdiction);
  if (id.startsWith(GROUP))
    return id === LOG_DELIVERY ? OWN : foreign(`everybody in the group ${id.slice(GROUP.length)}`);
  return accountStanding(id, jurisdiction);
}

/** Identity pools: whose they are is in the condition on their audience. */
const COGNITO = "cognito-identity.amazonaws.com";

/** The canonical user id of an account, as S3 grants name it. */
export const CANONICAL = /^[0-9a-f]{64}$/;

/** Groups that S3 grants name by URI (S3 User Guide, "Access control list overview"). */
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const GROUP = "http://acs.amazonaws.com/groups/";

/** `ec2.amazonaws.com`, `logs.eu-west-1.amazonaws.com`: what AWS calls its services. */
const SERVICE = /^[a-z0-9*-]+(\.[a-z0-9-]+)*\.amazonaws\.(com(\.cn)?|eu)$/;
const REGION_LIKE = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

function serviceStanding(id: string, jurisdiction: Jurisdiction): Standing {
  if (!SERVICE.test(id)) return foreign(`${id} is no service of AWS's`);
  for (const label of id.split(".")) {
    const place = label.includes("-") ? findPlace(label) : undefined;
    if (place && !jurisdiction.approves(place)) {
      return foreign(`a service in ${place.id} (${place.country ?? "country unknown"})`);
    }
    if (!place && REGION_LIKE.test(label))
      return { is: "unknown", why: `the catalogue does not know the region ${label}` };
  }
  return OWN;
}

function accountStanding(id: string, jurisdiction: Jurisdiction): Standing {
  if (/^\d{12}$/.test(id)) return jurisdiction.accountApproved(id) ? OWN : strange(id, jurisdiction);
  const arn = parseArn(id);
  if (!arn) return { is: "unknown", why: "the text shows no account" };
  if (/[*?]/.test(arn.account)) return { is: "foreign", why: "any account", anybody: true };
  if (arn.service === "organizations") {
    return organisationApproved(id, jurisdiction) ? OWN : foreign("an organisation that the charter does not name");
  }
  if (OTHER_PARTITION.test(arn.partition)) return foreign(`the partition ${arn.partition} has accounts of its own`);
  if (arn.account === "aws") return OWN;
  if (!/^\d{12}$/.test(arn.account))
    return foreign(`${arn.account || "no account"} is not one of the charter's accounts`);
  return jurisdiction.accountApproved(arn.account) ? OWN : strange(arn.account, jurisdiction);
}

/** Partitions outside Europe: an account there shares no more than its number with one of the charter's. */
const OTHER_PARTITION = /^aws-(cn|us-gov|iso)/;

const strange = (account: string, { charter }: Jurisdiction): Standing =>
  foreign(
    account === charter.auditor?.account
      ? "the auditor, who comes in by a role with a permissions boundary that asks for the external id and MFA, and by nothing else"
      : `account ${account} is not in the charter`,
  );

/** An organisation by its id or by an ARN or path that names it. */
export const organisationApproved = (text: string, jurisdiction: Jurisdiction): boolean => {
  const own = jurisdiction.charter.organization;
  return own !== undefined && text.split(/[/:]/).includes(own);
};

const POSITIVE = new Set(["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"]);
const ACCOUNT_KEYS = new Set([
  "aws:principalaccount",
  "aws:sourceaccount",
  "aws:sourceowner",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
]);
const ARN_KEYS = new Set(["aws:principalarn", "aws:sourcearn", "aws:userarn"]);
const ORGANISATION_KEYS = new Set(["aws:principalorgid", "aws:sourceorgid"]);

/** Whether a condition key and operator can keep strangers out at all. `...IfExists` and `ForAllValues` let the key be absent. */
export const narrows = (
  operator: string,
  key: string,
): "account" | "arn" | "organisation" | "pool" | "service" | undefined => {
  const plain = operator.startsWith("foranyvalue:") ? operator.slice("foranyvalue:".length) : operator;
  if (plain === "bool" && key === "aws:principalisawsservice") return "service";
  if (!POSITIVE.has(plain)) return undefined;
  if (ACCOUNT_KEYS.has(key)) return "account";
  if (ARN_KEYS.has(key)) return "arn";
  if (key === `${COGNITO}:aud`) return "pool";
  return ORGANISATION_KEYS.has(key) ? "organisation" : undefined;
};
