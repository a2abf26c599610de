/** Terraform's functions that encode, decode and hash. */
import { createHash } from "node:crypto";
import { parseDocument, stringify } from "yaml";
import { Unknown, type Value } from "../../value";
import { Fault, hidden, isKnown, referencesOf } from "../partial";
import { textAt } from "./arguments";
import { known, partial, type Functions } from "./function";
import { encodeJson, encodePartialJson } from "./json";

const hash = (algorithm: string, encoding: "hex" | "base64") =>
  known((args) => createHash(algorithm).update(textAt(args, 0)).digest(encoding));

function parseJson(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw new Fault("jsondecode of a text that is not JSON");
  }
}

function parseYaml(text: string): Value {
  const document = parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) throw new Fault("yamldecode of a text that is not YAML");
  return (document.toJS({ maxAliasCount: 100 }) ?? null) as Value;
}

/** What was encoded comes back; a text with unknown parts that was written by hand hides what is in it. */
function decode(args: readonly Value[], parse: (text: string) => Value): Value {
  const [text] = args;
  if (!(text instanceof Unknown)) return parse(textAt(args, 0));
  if (text.origin?.kind === "text" && text.origin.document !== undefined) return text.origin.document;
  return hidden("what is in a text that only the apply knows", referencesOf(text));
}

function decodeBase64(text: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new Fault("a text that is not in base 64");
  const bytes = Buffer.from(text, "base64");
  const decoded = bytes.toString("utf8");
  if (!Buffer.from(decoded).equals(bytes)) throw new Fault("base 64 of what is not a text");
  return decoded;
}

export const ENCODING: Functions = {
  base64decode: known((args) => decodeBase64(textAt(args, 0))),
  base64encode: known((args) => Buffer.from(textAt(args, 0)).toString("base64")),
  base64sha256: hash("sha256", "base64"),
  base64sha512: hash("sha512", "base64"),
  jsondecode: partial((args) => decode(args, parseJson)),
  jsonencode: partial(([value = null]) => (isKnown(value) ? encodeJson(value) : encodePartialJson(value))),
  md5: hash("md5", "hex"),
  sha1: hash("sha1", "hex"),
  sha256: hash("sha256", "hex"),
  sha512: hash("sha512", "hex"),
  urlencode: known((args) =>
    encodeURIComponent(textAt(args, 0))
      .replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll("%20", "+"),
  ),
  yamldecode: partial((args) => decode(args, parseYaml)),
  // Any text that says the same will do: what is known of it is judged as a document.
  yamlencode: partial(([value = null]) =>
    isKnown(value) ? stringify(value, { defaultStringType: "QUOTE_DOUBLE" }) : encodePartialJson(value),
  ),
};
