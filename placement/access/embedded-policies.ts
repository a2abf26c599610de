/** Policy documents inside other documents. */
import type { Value } from "../../model/value";
import { readOnce } from "../text/document";
import { policyOf, type Grant, type PolicyDocument } from "./policy-document";

/** Texts inside texts that are followed. */
const DEEPEST_TEXT = 4;

/**
 * Policy documents that stand somewhere in a template: what CloudFormation or Cloud Control would attach. Principals that the
 * template's own functions fill in are its stack's: only those that are written out are told.
 */
export function policiesInPayload(text: string): readonly PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  const visit = (value: unknown, texts: number): void => {
    if (typeof value === "string" && texts < DEEPEST_TEXT && /^\s*\{/.test(value) && /statement/i.test(value)) {
      const read = readOnce(value);
      if (read.is === "document") visit(read.value, texts + 1);
    }
    if (typeof value !== "object" || value === null) return;
    if (Object.keys(value).some((key) => key.toLowerCase() === "statement")) {
      const document = policyOf(value as Value);
      if (document) documents.push({ ...document, grants: document.grants.map(writtenOut) });
    }
    for (const item of Object.values(value)) visit(item, texts);
  };
  const read = readOnce(text);
  if (read.is === "document") visit(read.value, 0);
  return documents;
}

const writtenOut = (grant: Grant): Grant => ({
  ...grant,
  principals: grant.principals.filter(({ id }) => typeof id === "string" && !id.includes("${")),
});
