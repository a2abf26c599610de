/** Who a resource lets in: policy documents, trust policies, shares and permissions, each principal with its standing. */
import type { Resource } from "../../model/document";
import { Unknown, UNKNOWN, type Value } from "../../model/value";
import { carriersOf, pickCarriers, type Carrier, type CarrierClass } from "../catalogue/carriers";
import { expand, type Found } from "../catalogue/expand";
import { isAws } from "../catalogue/providers";
import type { Context } from "../ends/context";
import { targetsBehind } from "../ends/targets";
import type { Access } from "../placement";
import { templateAt, templateFrom, templatePrincipals, type Template } from "../templates/resources";
import { accountsInPayload } from "../text/payload";
import { bundleStanding, isBundle } from "./certificates";
import { documentAccess } from "./documents";
import { policiesInPayload } from "./embedded-policies";
import { belongsHere, composedStanding, UNREAD } from "./ownership";
import { permissionOf } from "./permissions";
import { CANONICAL, standingOf } from "./principals";
import { grantsAccess, statementAccess, way } from "./statements";
import { isComposed, isMute } from "./written-text";

/** Who else gets in: empty when every principal is proven to be the enclave's own. */
export function accessOf(resource: Resource, context: Context): readonly Access[] {
  if (!resource.stays || resource.mode !== "managed" || !isAws(resource.source)) return [];
  const carriers = carriersOf(resource.type, "managed");
  if (!carriers) return [];
  const admitting = admittingOf(carriers);
  if (admitting.length === 0) return NOBODY;
  const permission = permissionOf(resource);
  if (permission) return statementAccess(resource, resource, "", permission, context);
  const ways: Access[] = [];
  for (const carrier of admitting) {
    const all = expand(resource.values, carrier.segments);
    if (all.length === 0) continue;
    const relation = relationOf(carrier);
    for (const found of all) {
      const judge = JUDGES[carrier.class] ?? principalAccess;
      const some = judge(resource, found, context, carrier);
      ways.push(...(relation ? some.map((access) => ({ ...access, relation })) : some));
    }
  }
  const from = templateFrom(resource, context);
  if (from && from.template !== "unread") ways.push(...readAccess(resource, from.source.path, from.template, context));
  return ways;
}

const NOBODY: readonly Access[] = [];

/** Roles in which an account is at the other end, or holds the resource itself. One that is merely expected or filtered for is neither. */
const LETS_IN: ReadonlySet<string> = new Set(["out", "in", "peer", "link", "place"]);

const relationOf = ({ class: kind, role, flow }: Carrier): Access["relation"] => {
  if (kind !== "account") return undefined;
  if (role === "place") return "holder";
  return flow === "share" ? undefined : "end";
};

const admittingOf = pickCarriers(({ class: kind, role }) => {
  if (kind === "account") return LETS_IN.has(role);
  return (kind === "policy" || kind === "principal" || kind === "json") && role !== "mention" && role !== "self";
});

/** How a value got where it stands. */
type Written = Pick<Carrier, "computed" | "path"> & { readonly class?: CarrierClass };

/** A value inside a template: the user wrote it. */
const WRITTEN: Written = { computed: false, path: "" };

function principalAccess(resource: Resource, found: Found, context: Context, carrier: Written): readonly Access[] {
  if (Array.isArray(found.value)) {
    return found.value.flatMap((value: Value, index) =>
      principalAccess(resource, { path: `${found.path}[${index}]`, value }, context, carrier),
    );
  }
  // Synthesized JSON may write an account as a number.
  if (typeof found.value === "number") {
    return principalAccess(resource, { ...found, value: String(found.value).padStart(12, "0") }, context, carrier);
  }
  if (typeof found.value === "string") {
    if (found.value === "" || isOwnGrant(resource, found.path, found.value, carrier)) return [];
    if (isBundle(found.value)) {
      const standing = bundleStanding(found.value, context.jurisdiction.charter);
      return way(resource, found.path, "a bundle of certificates", standing);
    }
    // Several accounts in one text; the name of a role may hold a comma, too.
    const ids = found.value.includes(":") ? [found.value] : found.value.split(",").map((id) => id.trim());
    return ids.flatMap((id) =>
      way(resource, found.path, id, standingOf("AWS", accountIn(id, carrier), context.jurisdiction)),
    );
  }
  if (found.value instanceof Unknown) return unknownPrincipal(resource, found.path, found.value, context, carrier);
  return [];
}

/** A catalogue inside an account is called by both: `111122223333:s3tablescatalog/orders`. */
const accountIn = (id: string, carrier: Written): string =>
  carrier.class === "account" ? (/^(\d{12}):/.exec(id)?.[1] ?? id) : id;

/**
 * The grant that S3 gives to a bucket's own account: the provider reads it back from a bucket that exists, nobody wrote it. What
 * somebody writes stands in the configuration, and in a new bucket there is nothing else.
 */
const isOwnGrant = (resource: Resource, path: string, id: string, carrier: Written): boolean =>
  CANONICAL.test(id) &&
  (isOwner(resource, id) ||
    (carrier.path === "grant[].id" &&
      !resource.actions.includes("create") &&
      targetsBehind(UNKNOWN, path, { ...carrier, computed: true }, resource).length === 0));

/** An access control list names its bucket's owner beside those that it lets in. */
const isOwner = (resource: Resource, id: string): boolean =>
  expand(resource.values, ["access_control_policy", "[]", "owner", "[]", "id"]).some(({ value }) => value === id);

function unknownPrincipal(
  resource: Resource,
  path: string,
  value: Unknown,
  context: Context,
  carrier: Written,
): readonly Access[] {
  const { origin } = value;
  if (origin?.kind === "choice" || origin?.kind === "several") {
    const among = origin.kind === "choice" ? origin.among : [origin.item];
    return among.flatMap((each) => principalAccess(resource, { path, value: each }, context, carrier));
  }
  if (isComposed(value)) {
    return way(resource, path, value.template ?? "", composedStanding("AWS", value, resource, context));
  }
  const targets = targetsBehind(value, path, carrier, resource).filter((target) => !isMute(target));
  return targets.flatMap((target) => {
    if (target.kind === "value" && typeof target.value === "string") {
      return way(resource, path, target.value, standingOf("AWS", target.value, context.jurisdiction));
    }
    return belongsHere(target, context, targets) ? [] : way(resource, path, target.reference, UNREAD);
  });
}

/** A template of another kind lets in whom the policies in it let in. What is known only after apply is a flow's affair. */
function templateAccess(resource: Resource, found: Found, context: Context): readonly Access[] {
  const { path, value } = found;
  const template = templateAt(resource, found, context);
  if (template && template !== "unreadable") return readAccess(resource, path, template, context);
  if (typeof value !== "string") return [];
  return [
    ...policiesInPayload(value).flatMap((document) => grantsAccess(resource, resource, path, document, context)),
    ...accountsInPayload(value, context.jurisdiction).flatMap((account) =>
      way(resource, path, account, standingOf("AWS", account, context.jurisdiction)),
    ),
  ];
}

function readAccess(resource: Resource, path: string, template: Template, context: Context): readonly Access[] {
  return [
    ...policiesInPayload(template.text).flatMap((document) =>
      grantsAccess(resource, resource, path, document, context),
    ),
    ...templatePrincipals(resource, template, context).flatMap((each) =>
      principalAccess(resource, each, context, WRITTEN),
    ),
  ];
}

/** How the value of a carrier is read; a principal where nothing else is said. */
const JUDGES: Readonly<Partial<Record<CarrierClass, typeof principalAccess>>> = {
  policy: documentAccess,
  json: templateAccess,
};
