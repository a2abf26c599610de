/** Whom policy documents let in: as text, as text around references, and as the data sources that render them. */
import type { Resource, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown, type Values } from "../../model/value";
import type { Carrier } from "../catalogue/carriers";
import { expand, type Found } from "../catalogue/expand";
import type { Context } from "../ends/context";
import { targetsBehind } from "../ends/targets";
import type { Access } from "../placement";
import type { Standing } from "../text/account";
import { UNREAD } from "./ownership";
import { AS_WRITTEN, filledDocument, type Fill } from "./placeholders";
import { parsePolicy, policyOfBlocks } from "./policy-document";
import { grantsAccess, way } from "./statements";
import { composedPolicy, isComposed, isMute } from "./written-text";

/** A document inside another: somebody wrote it. */
const WRITTEN = { computed: false, path: "" };

/** Whom the policy document of a carrier lets in, whether it is written out, composed, or rendered by a data source. */
export function documentAccess(
  resource: Resource,
  found: Found,
  context: Context,
  carrier: Pick<Carrier, "computed" | "path"> = WRITTEN,
  fill = AS_WRITTEN,
): readonly Access[] {
  const { path } = found;
  const value = fill(found.value);
  if (typeof value === "string") {
    if (value.trim() === "") return [];
    const document = parsePolicy(value);
    return document
      ? grantsAccess(resource, resource, path, document, context)
      : way(resource, path, "", { is: "unknown", why: "the text is no policy document that can be read" });
  }
  if (!(value instanceof Unknown)) return [];
  if (value.origin?.kind === "choice")
    return value.origin.among.flatMap((each) =>
      documentAccess(resource, { path, value: each }, context, carrier, fill),
    );
  const filled = filledDocument(value);
  if (filled) {
    const inner = { path, value: filled.document };
    return documentAccess(resource, inner, context, carrier, (part) => fill(filled.fill(part)));
  }
  if (isComposed(value)) return composedAccess(resource, resource, path, value, context);
  return documentsAmong(targetsBehind(value, path, carrier, resource)).flatMap((target) => {
    if (target.kind === "value" && typeof target.value === "string") {
      return documentAccess(resource, { path, value: target.value }, context, WRITTEN, fill);
    }
    if (target.kind === "resource" && target.resource.type === "aws_iam_policy_document") {
      return dataAccess(resource, path, target.resource, context, { fill });
    }
    // A reference to another attribute (an ARN inside the document) says nothing of the principals around it.
    return way(resource, path, target.reference, UNREAD_DOCUMENT);
  });
}

/**
 * The ends of an expression that can be the document. A choice among documents names its condition, too, and what picks one of
 * several instances; an argument that was left out, or a block without instances, brings none.
 */
const documentsAmong = (targets: readonly Target[]): readonly Target[] => {
  const speaking = targets.filter((target) => !isMute(target));
  const documents = speaking.filter((target) => !isSelector(target));
  return documents.length > 0 ? documents : speaking;
};

const isSelector = (target: Target): boolean =>
  (target.reference === "each.key" || target.reference === "count.index") &&
  target.kind === "value" &&
  /^[\w.-]*$/.test(String(target.value)) &&
  !/\d{12}/.test(String(target.value));

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

function dataAccess(
  resource: Resource,
  path: string,
  data: Resource,
  context: Context,
  { fill, seen = new Set() }: { readonly fill: Fill; readonly seen?: ReadonlySet<Resource> },
): readonly Access[] {
  const json = data.values["json"];
  if (typeof json === "string" && json !== "")
    return documentAccess(resource, { path, value: json }, context, WRITTEN, fill);
  const values = fill(data.values) as Values;
  const ways = [...grantsAccess(resource, data, path, policyOfBlocks(values), context)];
  for (const key of ["source_policy_documents", "override_policy_documents", "source_json", "override_json"]) {
    for (const found of expand(values, [key])) {
      if (typeof found.value === "string") {
        ways.push(
          ...documentAccess(
            resource,
            { path: `${path} -> ${data.address}.${found.path}`, value: found.value },
            context,
          ),
        );
      } else if (found.value instanceof Unknown && filledDocument(found.value)) {
        ways.push(...documentAccess(resource, { path, value: found.value }, context));
      } else if (found.value instanceof Unknown && isComposed(found.value)) {
        ways.push(...composedAccess(resource, data, path, found.value, context));
      } else if (found.value instanceof Unknown) {
        for (const target of documentsAmong(follow(data, found.path, found.value))) {
          if (target.kind === "value" && typeof target.value === "string") {
            ways.push(...documentAccess(resource, { path, value: target.value }, context, WRITTEN, fill));
          } else if (
            target.kind === "resource" &&
            target.resource.type === "aws_iam_policy_document" &&
            !seen.has(target.resource)
          ) {
            ways.push(
              ...dataAccess(resource, path, target.resource, context, { fill, seen: new Set([...seen, data]) }),
            );
          } else ways.push(...way(resource, path, target.reference, UNREAD));
        }
      }
    }
  }
  return ways;
}
