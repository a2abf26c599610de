/** Whom the statements of a policy let in, each principal with its standing. */
import type { Resource } from "../../model/document";
import type { Context } from "../ends/context";
import { shownAt } from "../ends/ends";
import type { Access } from "../placement";
import type { Standing } from "../text/account";
import { admitsAuditor } from "./auditor";
import { callersOf, isNarrowed, judgePrincipal, UNREAD } from "./ownership";
import type { Grant, PolicyDocument } from "./policy-document";

/** One way into a resource, unless it is proven to be the enclave's own. */
export const way = (resource: Resource, path: string, principal: string, standing: Standing): readonly Access[] => {
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
      ...(standing.far && { far: standing.far }),
    },
  ];
};

/** `holder` is where the document's unknowns are followed from: the resource itself, or the data source that renders it. */
export function grantsAccess(
  resource: Resource,
  holder: Resource,
  path: string,
  document: PolicyDocument,
  context: Context,
): readonly Access[] {
  const ways: Access[] = [];
  const at = (inner: string) => (holder === resource ? `${path}.${inner}` : `${path} -> ${holder.address}.${inner}`);
  for (const { path: inner } of document.unreadable) ways.push(...way(resource, at(inner), "", UNREAD));
  for (const grant of document.grants) ways.push(...statementAccess(resource, holder, path, grant, context));
  return ways;
}

/** Whom one statement lets in: its principals, unless a condition keeps strangers out, and those that its services act for. */
export function statementAccess(
  resource: Resource,
  holder: Resource,
  path: string,
  grant: Grant,
  context: Context,
): readonly Access[] {
  const ways: Access[] = [];
  const at = (inner: string) =>
    holder !== resource ? `${path} -> ${holder.address}.${inner}` : path === "" ? inner : `${path}.${inner}`;
  if (grant.everybodyBut) {
    ways.push(...way(resource, at(grant.path), "NotPrincipal", { is: "foreign", why: "everybody but those named" }));
  }
  for (const principal of grant.principals) {
    const { text, standing } = judgePrincipal(principal, grant, holder, context);
    if (standing.anybody && isNarrowed(grant, holder, context)) continue;
    if (admitsAuditor(context.jurisdiction.charter, resource, path, grant, text)) continue;
    ways.push(...way(resource, at(principal.path), text, standing));
  }
  for (const caller of callersOf(grant, holder, context))
    ways.push(...way(resource, at(caller.path), caller.text, caller.standing));
  return ways;
}
