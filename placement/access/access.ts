/** Who a resource lets in: policy documents, trust policies, shares and permissions, each principal with its standing. */
import { follow } from "../../model/references/references";
import type { Resource } from "../../model/document";
import { Unknown, UNKNOWN, type Value } from "../../model/value";
import { admitsAuditor } from "./auditor";
import { carriersOf, pickCarriers, type Carrier, type CarrierClass } from "../catalogue/carriers";
import type { Context } from "../ends/context";
import { shownAt } from "../ends/ends";
import { targetsBehind } from "../ends/targets";
import { expand, type Found } from "../catalogue/expand";
import type { Access } from "../placement";
import { policiesInPayload } from "./embedded-policies";
import { parsePolicy, policyOfBlocks, type PolicyDocument } from "./policy-document";
import { belongsHere, composedStanding, isNarrowed, judgePrincipal, UNREAD } from "./ownership";
import { CANONICAL, standingOf, type Standing } from "./principals";
import { isAws } from "../catalogue/providers";
import { templateAt, templatePrincipals } from "../templates/resources";
import { composedPolicy, isComposed } from "./written-text";

/** Who else gets in: empty when every principal is proven to be the enclave's own. */
export function accessOf(resource: Resource, context: Context): readonly Access[] {
  if (!resource.stays || resource.mode !== "managed" || !isAws(resource.source)) return [];
  const carriers = carriersOf(resource.type, "managed");
  if (!carriers) return [];
  const admitting = admittingOf(carriers);
  if (admitting.length === 0) return NOBODY;
  const ways: Access[] = [];
  for (const carrier of admitting) {
    const all = expand(resource.values, carrier.segments);
    if (all.length === 0) continue;
    for (const found of all) {
      const judge = JUDGES[carrier.class] ?? principalAccess;
      ways.push(...judge(resource, found, context, carrier));
    }
  }
  return ways;
}

const NOBODY: readonly Access[] = [];

/** Roles in which naming an account opens a way to it; a resource's own account and a caller's expected one do not. */
const LETS_IN: ReadonlySet<string> = new Set(["out", "in", "peer"]);

const admittingOf = pickCarriers(({ class: kind, role }) => {
  if (kind === "account") return LETS_IN.has(role);
  return (kind === "policy" || kind === "principal" || kind === "json") && role !== "mention" && role !== "self";
});

const way = (resource: Resource, path: string, principal: string, standing: Standing): readonly Access[] => {
  if (standing.is === "own") return [];
  const hidden = resource.sensitive?.(path) ?? false;
  const why = hidden ? "what it names is marked sensitive and not shown" : standing.why;
  return [
    {
      resource,
      path,
      principal: hidden ? "(sensitive value)" : shownAt(resource, path, principal),
      is: standing.is,
      why,
    },
  ];
};

function principalAccess(resource: Resource, found: Found, context: Context, carrier: Carrier): readonly Access[] {
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
    // Several accounts in one text; the name of a role may hold a comma, too.
    const ids = found.value.includes(":") ? [found.value] : found.value.split(",").map((id) => id.trim());
    return ids.flatMap((id) => way(resource, found.path, id, standingOf("AWS", id, context.jurisdiction)));
  }
  if (found.value instanceof Unknown) return unknownPrincipal(resource, found.path, found.value, context, carrier);
  return [];
}

/**
 * The grant that S3 gives to a bucket's own account: the provider reads it back from a bucket that exists, nobody wrote it. What
 * somebody writes stands in the configuration, and in a new bucket there is nothing else.
 */
const isOwnGrant = (resource: Resource, path: string, id: string, carrier: Carrier): boolean =>
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
  carrier: Carrier,
): readonly Access[] {
  const { origin } = value;
  if (origin?.kind === "choice" || origin?.kind === "several") {
    const among = origin.kind === "choice" ? origin.among : [origin.item];
    return among.flatMap((each) => principalAccess(resource, { path, value: each }, context, carrier));
  }
  if (isComposed(value)) {
    return way(resource, path, value.template ?? "", composedStanding("AWS", value, resource, context));
  }
  const targets = targetsBehind(value, path, carrier, resource);
  return targets.flatMap((target) => {
    if (target.kind === "value" && typeof target.value === "string") {
      return way(resource, path, target.value, standingOf("AWS", target.value, context.jurisdiction));
    }
    return belongsHere(target, context, targets) ? [] : way(resource, path, target.reference, UNREAD);
  });
}

/** A document inside another: somebody wrote it. */
const WRITTEN = { computed: false, path: "" };

function documentAccess(
  resource: Resource,
  found: Found,
  context: Context,
  carrier: Pick<Carrier, "computed" | "path"> = WRITTEN,
): readonly Access[] {
  const { value, path } = found;
  if (typeof value === "string") {
    if (value.trim() === "") return [];
    const document = parsePolicy(value);
    return document
      ? grantsAccess(resource, resource, path, document, context)
      : way(resource, path, "", { is: "unknown", why: "the text is no policy document that can be read" });
  }
  if (!(value instanceof Unknown)) return [];
  if (value.origin?.kind === "choice")
    return value.origin.among.flatMap((each) => documentAccess(resource, { path, value: each }, context, carrier));
  if (isComposed(value)) return composedAccess(resource, resource, path, value, context);
  return targetsBehind(value, path, carrier, resource).flatMap((target) => {
    if (target.kind === "value" && typeof target.value === "string") {
      return documentAccess(resource, { path, value: target.value }, context);
    }
    if (target.kind === "resource" && target.resource.type === "aws_iam_policy_document") {
      return dataAccess(resource, path, target.resource, context);
    }
    // A reference to another attribute (an ARN inside the document) says nothing of the principals around it.
    return way(resource, path, target.reference, UNREAD_DOCUMENT);
  });
}

const UNREAD_DOCUMENT: Standing = { is: "unknown", why: "the policy document is known only after apply" };

/** A text with references inside. Where one of them could be more than a name, nothing is said of the principals around it. */
function composedAccess(
  resource: Resource,
  holder: Resource,
  path: string,
  value: Unknown,
  context: Context,
): readonly Access[] {
  const document = composedPolicy(value, holder);
  return document
    ? grantsAccess(resource, holder, path, document, context)
    : way(resource, path, value.references.join(", "), UNREAD_DOCUMENT);
}

/** A template of another kind lets in whom the policies in it let in. What is known only after apply is a flow's affair. */
function templateAccess(resource: Resource, found: Found, context: Context, carrier: Carrier): readonly Access[] {
  const { path, value } = found;
  const template = templateAt(resource, found, context);
  const read = template && template !== "unreadable" ? template : undefined;
  return [
    ...policiesInPayload(read?.text ?? (typeof value === "string" ? value : "")).flatMap((document) =>
      grantsAccess(resource, resource, path, document, context),
    ),
    ...(read ? templatePrincipals(resource, read) : []).flatMap((each) =>
      principalAccess(resource, each, context, carrier),
    ),
  ];
}

/** How the value of a carrier is read; a principal where nothing else is said. */
const JUDGES: Readonly<Partial<Record<CarrierClass, typeof principalAccess>>> = {
  policy: documentAccess,
  json: templateAccess,
};

function dataAccess(
  resource: Resource,
  path: string,
  data: Resource,
  context: Context,
  seen: ReadonlySet<Resource> = new Set(),
): readonly Access[] {
  const json = data.values["json"];
  if (typeof json === "string" && json !== "") return documentAccess(resource, { path, value: json }, context);
  const ways = [...grantsAccess(resource, data, path, policyOfBlocks(data.values), context)];
  for (const key of ["source_policy_documents", "override_policy_documents", "source_json", "override_json"]) {
    for (const found of expand(data.values, [key])) {
      if (typeof found.value === "string") {
        ways.push(
          ...documentAccess(
            resource,
            { path: `${path} -> ${data.address}.${found.path}`, value: found.value },
            context,
          ),
        );
      } else if (found.value instanceof Unknown && isComposed(found.value)) {
        ways.push(...composedAccess(resource, data, path, found.value, context));
      } else if (found.value instanceof Unknown) {
        for (const target of follow(data, found.path, found.value)) {
          if (
            target.kind === "resource" &&
            target.resource.type === "aws_iam_policy_document" &&
            !seen.has(target.resource)
          ) {
            ways.push(...dataAccess(resource, path, target.resource, context, new Set([...seen, data])));
          } else ways.push(...way(resource, path, target.reference, UNREAD));
        }
      }
    }
  }
  return ways;
}

/** `holder` is where the document's unknowns are followed from: the resource itself, or the data source that renders it. */
function grantsAccess(
  resource: Resource,
  holder: Resource,
  path: string,
  document: PolicyDocument,
  context: Context,
): readonly Access[] {
  const ways: Access[] = [];
  const at = (inner: string) => (holder === resource ? `${path}.${inner}` : `${path} -> ${holder.address}.${inner}`);
  for (const { path: inner } of document.unreadable) ways.push(...way(resource, at(inner), "", UNREAD));
  for (const grant of document.grants) {
    if (grant.everybodyBut) {
      ways.push(...way(resource, at(grant.path), "NotPrincipal", { is: "foreign", why: "everybody but those named" }));
    }
    for (const principal of grant.principals) {
      const { text, standing } = judgePrincipal(principal, holder, context);
      if (standing.anybody && isNarrowed(grant, holder, context)) continue;
      if (admitsAuditor(context.jurisdiction.charter, resource, path, grant, text)) continue;
      ways.push(...way(resource, at(principal.path), text, standing));
    }
  }
  return ways;
}
