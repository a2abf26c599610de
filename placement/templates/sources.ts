/**
 * Templates that an attribute names instead of holding. One that lies in an object which the same input writes is read from that
 * object; one in another bucket, in a product or in an application of a repository is not in the input, and may say anything.
 */
import type { Resource } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown, type Value } from "../../model/value";
import { expand } from "../catalogue/expand";
import type { Context } from "../ends/context";
import { writtenDocument } from "../text/written-document";

/** Attributes that name an object with a template, by type. */
const IN_A_BUCKET: Readonly<Record<string, readonly string[]>> = {
  aws_cloudformation_stack: ["template_url"],
  aws_cloudformation_stack_set: ["template_url"],
  aws_config_conformance_pack: ["template_s3_uri"],
  aws_config_organization_conformance_pack: ["template_s3_uri"],
  aws_servicecatalog_product: ["provisioning_artifact_parameters", "[]", "template_url"],
  aws_servicecatalog_provisioning_artifact: ["template_url"],
};

/** Attributes that name what holds a template of somebody's, by type. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  aws_servicecatalog_provisioned_product: ["product_id", "product_name"],
  aws_serverlessapplicationrepository_cloudformation_stack: ["application_id"],
};

/** A template that a resource names: its text, where the input holds it. */
export interface TemplateSource {
  readonly path: string;
  /** What names it. */
  readonly value: Value;
  readonly text?: string;
}

/** The template that a resource names; undefined where it names none, or where a state carries the template itself. */
export function templateSourceOf(resource: Resource, context: Context): TemplateSource | undefined {
  const { type, values } = resource;
  const segments = Object.hasOwn(IN_A_BUCKET, type) ? IN_A_BUCKET[type] : undefined;
  if (segments) {
    if (typeof values["template_body"] === "string" && values["template_body"] !== "") return undefined;
    const [found] = expand(values, segments);
    if (
      !found ||
      found.value === "" ||
      (found.value instanceof Unknown && !isWritten(resource, found.path, found.value))
    )
      return undefined;
    const text = textOf(objectNamed(resource, found.path, found.value, context));
    return { ...found, ...(text !== undefined && { text }) };
  }
  for (const name of Object.hasOwn(ELSEWHERE, type) ? (ELSEWHERE[type] ?? []) : []) {
    const value = values[name];
    if (typeof value === "string" && value !== "") return { path: name, value };
    // A product that the same configuration makes is judged by its own template.
    if (value instanceof Unknown && isWritten(resource, name, value) && !isMadeHere(resource, name, value))
      return { path: name, value };
  }
  return undefined;
}

/** What the provider itself fills in was written by nobody. */
const isWritten = (resource: Resource, path: string, value: Unknown): boolean =>
  value.template !== undefined || follow(resource, path, value).length > 0;

const isMadeHere = (resource: Resource, path: string, value: Unknown): boolean => {
  const targets = follow(resource, path, value);
  return (
    targets.length > 0 &&
    targets.every((end) => end.kind === "resource" && end.resource.type === "aws_servicecatalog_product")
  );
};

function objectNamed(resource: Resource, path: string, value: Value, context: Context): Resource | undefined {
  if (typeof value === "string") return objectAt(value, context);
  if (!(value instanceof Unknown)) return undefined;
  for (const target of follow(resource, path, value))
    if (target.kind === "resource" && OBJECT.test(target.resource.type)) return target.resource;
  return undefined;
}

const OBJECT = /^aws_s3_(bucket_)?object$/;

/** The text of a template that lies at a URL of S3's, if the input writes it there. */
export const textAtUrl = (url: string, context: Context): string | undefined => textOf(objectAt(url, context));

/** The object that the input writes to a URL of S3's, in any of its forms. */
function objectAt(url: string, context: Context): Resource | undefined {
  const { bucket, key } = partsOfUrl(url) ?? {};
  if (bucket === undefined || key === undefined) return undefined;
  return context.document.resources.find(
    (each) => OBJECT.test(each.type) && each.stays && each.values["key"] === key && bucketOf(each, context) === bucket,
  );
}

function bucketOf(object: Resource, context: Context): string | undefined {
  const bucket = object.values["bucket"];
  if (typeof bucket === "string") return bucket;
  if (!(bucket instanceof Unknown)) return undefined;
  const [end, ...others] = follow(object, "bucket", bucket);
  if (end?.kind !== "resource" || others.length > 0) return undefined;
  const name = end.resource.values["bucket"];
  return typeof name === "string" && context.bucketNamed(name) === end.resource ? name : undefined;
}

/** Bucket and key of a URL: path style, virtual-hosted style, or `s3://`. */
export function partsOfUrl(url: string): { readonly bucket: string; readonly key: string } | undefined {
  const [, host = "", path = ""] =
    /^https:\/\/([^/?#]+)\/([^?#]+)/.exec(url.replace(/^s3:\/\/([^/?#]+)/i, "https://$1.s3.x")) ?? [];
  const byHost = /^(.+?)\.s3[.-]/.exec(host)?.[1];
  const [, bucket, key] = byHost !== undefined ? [path, byHost, path] : (/^([^/]+)\/(.+)$/s.exec(path) ?? []);
  if (byHost === undefined && !/^s3[.-]/.test(host)) return undefined;
  return bucket !== undefined && key !== undefined ? { bucket, key: decoded(key) } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an object holds, as far as the input shows it. */
function textOf(object: Resource | undefined): string | undefined {
  const { content, content_base64: encoded } = object?.values ?? {};
  if (typeof content === "string" && content !== "") return content;
  if (content instanceof Unknown) return writtenDocument(content, object?.scope);
  return typeof encoded === "string" ? Buffer.from(encoded, "base64").toString("utf8") : undefined;
}
