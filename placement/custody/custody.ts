/** Finds who controls the encryption keys of a resource: who can use a key, or can be forced to. */
import { carriersOf, pickCarriers, type Carrier } from "../catalogue/carriers";
import { parseArn } from "../text/arn";
import { expand } from "../catalogue/expand";
import type { Located } from "../placement";
import { isAws } from "../catalogue/providers";
import type { Resource, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown, type Value } from "../../model/value";

/**
 * Custody of a key.
 *
 * - `aws-owned`: no key is named, and the service uses its default. - `aws-managed`: `alias/aws/...`.
 * - `customer-managed`: a KMS key that the input holds. - `imported`: a KMS key whose material was imported.
 * - `hsm-key-store`, `external-key-store`: a KMS key in a CloudHSM cluster, or in a key manager outside of AWS.
 * - `own-account`: a key in an account of the charter that the input does not hold. Its ARN does not show who manages it.
 * - `outside`: a key in an account that the charter does not list. - `unproven`: the input does not show which key it is.
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
  /** Path of the attribute in the catalogue, `rule[].bucket`; "" for a KMS key itself. */
  readonly attribute: string;
  readonly custody: Custody;
  /** The key as written, or the references to it; "" if none is named. */
  readonly key: string;
}

const keysOf = pickCarriers(({ role }) => role === "key");

const KMS_KEY = /^aws_kms_(external_|replica_|replica_external_)?key$/;

/** Keys of a resource that will exist. An attribute that could name a key and does not is returned as `aws-owned`. */
export function custodyOf(resource: Resource, located: Located): readonly Keeping[] {
  if (!resource.stays || resource.mode !== "managed" || !isAws(resource.source)) return [];
  if (KMS_KEY.test(resource.type))
    return [{ path: "", attribute: "", custody: custodyOfKey(resource, located), key: "" }];
  const carriers = carriersOf(resource.type, "managed");
  return carriers ? keysOf(carriers).flatMap((carrier) => custodyAt(resource, carrier, located)) : [];
}

/** Keys at one attribute alone of a resource that will exist, by its path in the catalogue. */
export function custodyOfAttribute(resource: Resource, attribute: string, located: Located): readonly Keeping[] {
  const carriers = isAws(resource.source) ? carriersOf(resource.type, "managed") : undefined;
  const carrier = carriers && keysOf(carriers).find(({ path }) => path === attribute);
  return carrier ? custodyAt(resource, carrier, located) : [];
}

function custodyAt(
  resource: Resource,
  { path: attribute, segments, computed }: Carrier,
  located: Located,
): readonly Keeping[] {
  const found = expand(resource.values, segments);
  const named: Keeping[] = [];
  for (const { path, value } of found) {
    const behind = keyBehind(resource, path, value, located, computed);
    if (behind) named.push({ path, attribute, custody: behind.custody, key: behind.key });
  }
  return named.length > 0 ? named : [{ path: found[0]?.path ?? attribute, attribute, custody: "aws-owned", key: "" }];
}

/** The key at an attribute and its custody; undefined if no key is named. Of several keys, the one with the weakest custody. */
function keyBehind(
  resource: Resource,
  path: string,
  value: Value,
  located: Located,
  computed: boolean,
): Key | undefined {
  if (typeof value === "string")
    return value === "" ? undefined : { custody: custodyOfText(value, located), key: value };
  if (!(value instanceof Unknown)) return value === null ? undefined : { custody: "unproven", key: "" };
  const targets = follow(resource, path, value);
  if (targets.length === 0) return computed ? undefined : { custody: "unproven", key: "" };
  let known = worstKnown.get(located);
  if (!known) worstKnown.set(located, (known = new WeakMap()));
  let worst = known.get(targets);
  if (!worst) known.set(targets, (worst = worstOf(targets, located)));
  return worst;
}

type Key = Pick<Keeping, "custody" | "key">;

/** All instances of a block share the list of what its key can be, and it may name every instance of another. */
const worstKnown = new WeakMap<Located, WeakMap<readonly Target[], Key>>();

function worstOf(targets: readonly Target[], located: Located): Key {
  const keys = targets.map((target): Key => ({ custody: custodyBehind(target, located), key: target.reference }));
  return keys.reduce((worst, key) => (rankOf(key.custody) > rankOf(worst.custody) ? key : worst));
}

function custodyBehind(target: Target, located: Located): Custody {
  if (target.kind === "resource") return custodyOfTarget(target.resource, located);
  if (target.kind === "value" && typeof target.value === "string") return custodyOfText(target.value, located);
  return "unproven";
}

function custodyOfTarget(target: Resource, located: Located, depth = 0): Custody {
  const { type, mode, values } = target;
  if (mode === "data") {
    if (values["key_manager"] === "AWS") return "aws-managed";
    const named = [values["target_key_arn"], values["arn"], values["key_id"], values["name"]].find(
      (each) => typeof each === "string",
    );
    return typeof named === "string" ? custodyOfName(named, located) : "unproven";
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
  const made = keysIn(located).get(text);
  return made ? custodyOfTarget(made, located) : custodyOfName(text, located);
}

/** The custody of a key that the document does not create. A bare id or alias belongs to the resource's own account. */
function custodyOfName(text: string, located: Located): Custody {
  if (/(^|:)alias\/aws\//.test(text)) return "aws-managed";
  const account = parseArn(text)?.account;
  return account === undefined || located.jurisdiction.accountApproved(account) ? "own-account" : "outside";
}

function custodyOfKey(key: Resource, located: Located): Custody {
  const { type, values } = key;
  if (type.includes("external_key")) return "imported";
  if (values["xks_key_id"]) return "external-key-store";
  const store = values["custom_key_store_id"];
  if (store === undefined || store === null || store === "") return "customer-managed";
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

/** KMS keys and aliases that the document creates or looks up, by each text that can name them. */
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

/** Rank of a custody. 0: the enclave can disable the key by itself. A higher rank means less control. */
export const rankOf = (custody: Custody): number => RANKS[custody];
