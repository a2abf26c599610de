/** Files that Clover itself writes beside what it judges: evidence and reports. They describe an input and are none. */
import { isObject, listAt, objectAt, own, textAt, type JsonObject } from "../../core/json";

/** A media type that only evidence has (https://github.com/in-toto/attestation). */
const STATEMENT = "application/vnd.in-toto+json";

/** A noun for such a file, by the keys that only it has; undefined for everything else. */
export function ownOutputIn(json: JsonObject): string | undefined {
  if (textAt(json, "payloadType") === STATEMENT && own(json, "signatures") !== undefined) return "a signed statement";
  if (isObject(own(json, "charter")) && own(json, "verdict") !== undefined) return "a report of Clover's";
  if (isObject(own(json, "old")) && isObject(own(json, "new")) && own(json, "change") !== undefined)
    return "a comparison of Clover's";
  if (listAt(json, "runs").some(isOurRun)) return "a SARIF report of Clover's";
  return undefined;
}

const isOurRun = (run: unknown): boolean => {
  const tool = objectAt(run, "tool");
  return textAt(objectAt(tool, "driver"), "name") === "Clover";
};
