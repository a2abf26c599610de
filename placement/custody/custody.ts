/** In whose custody the keys are that data is encrypted under: who could use one, or be made to. */
import { carriersOf, pickCarriers } from "../catalogue/carriers";
import { parseArn } from "../text/arn";
import { expand } from "../catalogue/expand";
import type { Located } from "../placement";
import { isAws } from "../catalogue/providers";
import type { Resource } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown, type Value } from "../../model/value";

/**
 * - `aws-owned`: no key is named; the service uses whatever it uses by itself. - `aws-managed`: `alias/aws/...`.
 * - `customer-managed`: a KMS key that the input holds. - `imported`: one whose material was brought along.
 * - `hsm-key-store`, `external-key-store`: a KMS key in a CloudHSM cluster, or in a key manager outside of AWS.
 * - `own-account`: a key of an account of the charter's; the input does not hold it, and its ARN does not tell who manages it.
 * - `outside`: a key of an account that the charter does not know. - `unproven`: the input does not tell which key it is.
 */
export type Custody =
  | "external-key-store"
  | "hsm-key-store"
  | "imported"
  | "customer-managed"
  | "own-account"
  | "aws-managed"
  | "aws-owned"
  | "unproven"
  | "outside";

/** The custody of one key: at the attribute that names it, or of a KMS key itself (path ""). */
export interface Keeping {
  readonly path: string;
  readonly custody: Custody;
}

const keysOf = pickCarriers(({ role }) => role === "key");

const KMS_KEY = /^aws_kms_(external_|replica_|replica_external_)?key$/;

/** Keys of a resource that will exist. An attribute that could name a key and does not is told as `aws-owned`. */
export function custodyOf(resource: Resource, located: Located): readonly Keeping[] {
  if (!resource.stays || resource.mode !== "managed" || !isAws(resource.source)) return [];
  if (KMS_KEY.test(resource.type)) return [{ path: "", custody: custodyOfKey(resource, located) }];
  const carriers = carriersOf(resource.type, "managed");
  if (!carriers) return [];
  return keysOf(carriers).flatMap(({ path, segments, computed }) => {
    const named = expand(resource.values, segments).flatMap((found): readonly Keeping[] => {
      const custody = custodyBehind(resource, found.path, found.value, located, computed);
      return custody ? [{ path: found.path, custody }] : [];
    });
    return named.length > 0 ? named : [{ path, custody: "aws-owned" }];
  });
}

/** Undefined where nobody named a key. */
function custodyBehind(
  resource: Resource,
  path: string,
  value: Value,
  located: Located,
  computed: boolean,
): Custody | undefined {
  if (typeof value === "string") return value === "" ? undefined : custodyOfText(value, located);
  if (!(value instanceof Unknown)) return value === null ? undefined : "unproven";
  const targets = follow(resource, path, value);
  if (targets.length === 0) return computed ? undefined : "unproven";
  const found = targets.map((target): Custody => {
    if (target.kind === "value")
      return typeof target.value === "string" ? custodyOfText(target.value, located) : "unproven";
    if (target.kind === "opaque") return "unproven";
    return custodyOfTarget(target.resource, located);
  });
  return found.toSorted((a, b) => rankOf(b) - rankOf(a))[0];
}

function custodyOfTarget(target: Resource, located: Located, depth = 0): Custody {
  const { type, mode, values } = target;
  if (mode === "data") {
    if (values["key_manager"] === "AWS") return "aws-managed";
    const arn = values["target_key_arn"] ?? values["arn"];
    return typeof arn === "string" ? custodyOfAccount(arn, located) : "unproven";
  }
  if (KMS_KEY.test(type)) return custodyOfKey(target, located);
  if (type !== "aws_kms_alias" || depth > 0) return "unproven";
  const key = values["target_key_id"];
  if (typeof key === "string") return custodyOfText(key, located);
  const behind = key instanceof Unknown ? follow(target, "target_key_id", key) : [];
  const [first] = behind;
  return first?.kind === "resource" ? custodyOfTarget(first.resource, located, depth + 1) : "unproven";
}

function custodyOfText(text: string, located: Located): Custody {
  if (/(^|:)alias\/aws\//.test(text)) return "aws-managed";
  const made = keysIn(located).get(text);
  if (made) return custodyOfTarget(made, located);
  return custodyOfAccount(text, located);
}

/** A bare id or alias is looked up in the resource's own account. */
function custodyOfAccount(text: string, located: Located): Custody {
  const account = parseArn(text)?.account;
  return account === undefined || located.jurisdiction.accountApproved(account) ? "own-account" : "outside";
}

function custodyOfKey({ type, values, ...rest }: Resource, located: Located): Custody {
  if (type.includes("external_key")) return "imported";
  if (values["xks_key_id"]) return "external-key-store";
  const store = values["custom_key_store_id"];
  if (store === undefined || store === null || store === "") return "customer-managed";
  const key = { type, values, ...rest };
  const behind = store instanceof Unknown ? follow(key, "custom_key_store_id", store) : [];
  if (store instanceof Unknown && behind.length === 0) return "customer-managed";
  const [target] = behind;
  const made =
    typeof store === "string" ? keysIn(located).get(store) : target?.kind === "resource" ? target.resource : undefined;
  if (made?.type !== "aws_kms_custom_key_store") return "unproven";
  const kind = made.values["custom_key_store_type"];
  if (kind === "EXTERNAL_KEY_STORE") return "external-key-store";
  return kind === undefined || kind === null || kind === "AWS_CLOUDHSM" ? "hsm-key-store" : "unproven";
}

const indexed = new WeakMap<Located, ReadonlyMap<string, Resource>>();

/** What the document makes or looks up of KMS, by every text that can name it. */
function keysIn(located: Located): ReadonlyMap<string, Resource> {
  const known = indexed.get(located);
  if (known) return known;
  const found = new Map<string, Resource>();
  for (const resource of located.document.resources) {
    const looked = resource.mode === "data" && resource.type === "aws_kms_key";
    const made = resource.mode === "managed" && resource.stays && resource.type.startsWith("aws_kms_");
    if (!looked && !made) continue;
    for (const name of ["arn", "key_id", "id", "name"]) {
      const text = resource.values[name];
      if (typeof text === "string" && text !== "") found.set(text, resource);
    }
  }
  indexed.set(located, found);
  return found;
}

const RANKS: Readonly<Record<Custody, number>> = {
  "external-key-store": 0,
  "hsm-key-store": 0,
  imported: 0,
  "customer-managed": 0,
  "own-account": 1,
  "aws-managed": 2,
  "aws-owned": 3,
  unproven: 4,
  outside: 5,
};

/** How far from the enclave's own hands: 0 for every key that it can close by itself. */
export const rankOf = (custody: Custody): number => RANKS[custody];
