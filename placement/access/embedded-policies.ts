/** Policy documents inside other documents. */
import { DEEPEST, parsePayload } from "../text/parse-payload";
import { parsePolicy, type Grant, type PolicyDocument } from "./policy-document";

/**
 * Policy documents that stand somewhere in a template: what CloudFormation or Cloud Control would attach. Principals that the
 * template's own functions fill in are its stack's: only those that are written out are told.
 */
export function policiesInPayload(text: string): readonly PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > DEEPEST) return;
    if (Object.keys(value).some((key) => key.toLowerCase() === "statement")) {
      const document = parsePolicy(JSON.stringify(value));
      if (document) documents.push({ ...document, grants: document.grants.map(writtenOut) });
    }
    for (const item of Object.values(value)) visit(item, depth + 1);
  };
  visit(parsePayload(text), 0);
  return documents;
}

const writtenOut = (grant: Grant): Grant => ({
  ...grant,
  principals: grant.principals.filter(({ id }) => typeof id === "string" && !id.includes("${")),
});
