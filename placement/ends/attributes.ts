/**
 * What an attribute of a resource says: that it names the resource, that it names a place, or that it carries content. Content (a
 * parameter's value, a secret, an answer) may name anything, wherever the resource that carries it stands.
 */
import type { Resource } from "../../model/document";
import type { CarrierClass } from "../catalogue/carriers";
import { isAws } from "../catalogue/providers";

/** Whose text somebody or some program chose: outputs, values, answers, documents. */
const CONTENT =
  /^(outputs?|values?|insecure_value|value_wo|results?|result_json|response_\w+|body|body_base64|content|content_base64|secret_string|secret_binary|plaintext\w*|ciphertext\w*|input|triggers\w*|parameters|item|rendered|environment|secret_map|records?_set|stdout|stderr)$/;

/** The last name of an attribute that names what the resource is. */
const IDENTITY =
  /(^|_)(arns?|ids?|names?|buckets?|urls?|uris?|endpoints?|domain|dns|fqdn|host|hostname|host_port|address|addresses|ip|zones?|region|link|identifier|alias|prefix|path|location|issuer|origin|policy|json|repository|brokers\w*|nodes|certificate|ref|version|key|suffix|port|self_link)$/;

/** Attributes that are the name of a region or of a zone. */
const PLACE =
  /(^|_)(region|region_name|availability_zones?|availability_zone_ids?|zones?|zone_ids?|zone_names?|az|azs|az_id|location)$/;

/** Data sources that answer with names of places under other names. */
const OF_PLACES = /^aws_(region|regions|availability_zones?|default_tags)$/;

const PLACES: ReadonlySet<CarrierClass> = new Set(["region", "zone", "zone-id"]);

/** Whether the attribute leads to the resource, as a carrier of the class reads it. */
export function leadsToIt({ type, source }: Resource, attribute: string, carrier: CarrierClass): boolean {
  if (attribute === "") return true;
  const names = attribute
    .replace(/\[[^\]]*\]/g, "")
    .split(".")
    .filter((name) => name !== "");
  if (isAws(source) && names.some((name, index) => CONTENT.test(name) && !(index > 0 && name === "environment")))
    return false;
  const last = names.at(-1) ?? "";
  if (PLACES.has(carrier)) return OF_PLACES.test(type) || PLACE.test(last);
  return IDENTITY.test(last);
}
