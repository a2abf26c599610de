/**
 * Locals, which a plan's JSON does not carry. A local is put together from what its module sees: its variables, its resources
 * and those of the modules inside it. Where all of that is at home, so is whatever the local refers to.
 */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Provider, Resource, Scope, Target } from "../../model/document";
import { Unknown, type Value } from "../../model/value";
import { isAws, isUtility } from "../catalogue/providers";
import { arnsIn } from "../text/arn";
import { hostOf, regionOfAwsHost } from "../text/host";
import { SELECTORS } from "./targets";

/** What has to be at hand to say of a module that all of it is at home. */
export interface Surroundings {
  readonly resources: readonly Resource[];
  readonly jurisdiction: Jurisdiction;
  regionOf(provider: Provider): Value | undefined;
}

/** Makes a judge of module instances, which keeps what it found of each. */
export function judgeModules(around: Surroundings): (module: Scope) => boolean {
  const known = new Map<Scope, boolean>();
  return function isAtHome(module) {
    const answer = known.get(module);
    if (answer !== undefined) return answer;
    // Modules that hand locals to each other in a circle say nothing against each other.
    known.set(module, true);
    const found = holdsHome(module, around) && seesHome(module.variables?.(), isAtHome, around);
    known.set(module, found);
    return found;
  };
}

/** Whether all resources of a module and of those inside it are at home. */
const holdsHome = ({ module }: Scope, around: Surroundings): boolean =>
  around.resources
    .filter((resource) => module === "" || resource.module === module || resource.module.startsWith(`${module}.`))
    .every((resource) => isHome(resource, around));

/** Served at home: where a resource stands is not asked here, since it may stand where a local says. */
function isHome({ source, provider, values }: Resource, { jurisdiction, regionOf }: Surroundings): boolean {
  if (isUtility(source)) return true;
  if (!isAws(source) || !provider) return false;
  const region = values["region"] ?? regionOf(provider);
  const place = typeof region === "string" ? jurisdiction.locate(region) : undefined;
  return place !== undefined && jurisdiction.approves(place);
}

function seesHome(
  variables: readonly Target[] | undefined,
  isAtHome: (module: Scope) => boolean,
  around: Surroundings,
): boolean {
  return (variables ?? []).every((target) => {
    if (target.kind === "resource") return isHome(target.resource, around);
    if (target.kind === "value") return !namesAbroad(target.value, around.jurisdiction);
    if (target.local) return isAtHome(target.local);
    return target.known === true || SELECTORS.has(target.reference) || target.reference === "a function's result";
  });
}

/** Whether a text inside a value is a place, or an ARN or an AWS host of one, that the charter does not approve. */
function namesAbroad(value: Value, jurisdiction: Jurisdiction): boolean {
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
