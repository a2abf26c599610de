/** Known values that are only a part of what was written: they count where they name a place that the charter does not approve. */
import type { Jurisdiction } from "../../charter/jurisdiction";
import { Unknown, type Value } from "../../model/value";
import { arnsIn } from "../text/arn";
import { hostOf, regionOfAwsHost } from "../text/host";

/** Whether a text inside a value is a place, or an ARN or an AWS host of one, that the charter does not approve. */
export function namesAbroad(value: Value, jurisdiction: Jurisdiction): boolean {
  if (typeof value === "string") {
    const host = hostOf(value);
    return [
      jurisdiction.locate(value),
      ...arnsIn(value).map(({ region }) => (region === "" ? undefined : jurisdiction.locate(region))),
      host === undefined ? undefined : regionOfAwsHost(host),
    ].some((place) => place !== undefined && !jurisdiction.approves(place));
  }
  if (typeof value !== "object" || value === null || value instanceof Unknown) return false;
  return Object.values(value).some((inner: Value) => namesAbroad(inner, jurisdiction));
}
