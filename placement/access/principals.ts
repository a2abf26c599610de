/** Standing of a principal: one of the enclave's own accounts, AWS itself, a partner of the charter, or a stranger. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { findPlace } from "../../charter/places";
import { accountStanding, OWN, type Standing } from "../text/account";
import { parseArn } from "../text/arn";

const foreign = (why: string): Standing => ({ is: "foreign", why });

/** An account id, an ARN of a principal, a service principal, an organisation, or `*`. */
export function standingOf(type: string, id: string, jurisdiction: Jurisdiction): Standing {
  // `all` is how snapshots and images are shared with everybody, `All` how documents are.
  if (id === "*" || /^all$/i.test(id) || type === "*") return { is: "foreign", why: "anybody", anybody: true };
  if (CANONICAL.test(id) || type === "CanonicalUser")
    return foreign("a canonical user, whose account the text does not show");
  if (type === "Federated" && !id.startsWith("arn:"))
    return foreign("an identity provider outside the enclave's accounts");
  if (type === "Service" || /\.amazonaws\.com(\.cn)?$/.test(id)) return serviceStanding(id, jurisdiction);
  if (id.startsWith(GROUP))
    return id === LOG_DELIVERY ? OWN : foreign(`everybody in the group ${id.slice(GROUP.length)}`);
  return principalStanding(id, jurisdiction);
}

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

function principalStanding(id: string, jurisdiction: Jurisdiction): Standing {
  if (/^\d{12}$/.test(id)) return accountStanding(id, jurisdiction);
  // Data policies of OpenSearch Serverless name the users of a SAML provider so.
  const account = /^saml\/(\d{12})\//.exec(id)?.[1];
  if (account !== undefined) return accountStanding(account, jurisdiction);
  if (/^o-[a-z0-9]{10,32}$/.test(id)) return organisationStanding(id, jurisdiction);
  const arn = parseArn(id);
  if (!arn) return { is: "unknown", why: "the text shows no account" };
  if (/[*?]/.test(arn.account)) return { is: "foreign", why: "any account", anybody: true };
  if (arn.service === "organizations") {
    return organisationStanding(id, jurisdiction);
  }
  if (OTHER_PARTITION.test(arn.partition)) return foreign(`the partition ${arn.partition} has accounts of its own`);
  if (arn.account === "aws") return OWN;
  if (!/^\d{12}$/.test(arn.account))
    return foreign(`${arn.account || "no account"} is not one of the charter's accounts`);
  const standing = accountStanding(arn.account, jurisdiction);
  return standing.is === "own" ? regionStanding(arn.region, jurisdiction) : standing;
}

/** An ARN of one of the enclave's accounts may still name something abroad. */
function regionStanding(region: string, jurisdiction: Jurisdiction): Standing {
  const place = region === "" ? undefined : findPlace(region);
  if (!place || jurisdiction.approves(place)) return OWN;
  return { is: "foreign", why: `it is in ${place.id} (${place.country ?? "country unknown"})` };
}

/** Partitions outside Europe: an account there shares no more than its number with one of the charter's. */
const OTHER_PARTITION = /^aws-(cn|us-gov|iso)/;

const organisationStanding = (id: string, jurisdiction: Jurisdiction): Standing =>
  organisationApproved(id, jurisdiction) ? OWN : foreign("an organisation that the charter does not name");

/** An organisation by its id, by an ARN that names it, or by a path inside it (`o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`). */
export const organisationApproved = (text: string, jurisdiction: Jurisdiction): boolean => {
  const own = jurisdiction.charter.organization;
  if (own === undefined) return false;
  return text.startsWith("arn:") ? text.split(/[/:]/).includes(own) : text.split("/", 1)[0] === own;
};
