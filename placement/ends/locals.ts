/**
 * Locals, which a plan's JSON does not carry. The locals of a called module arrange what its caller gave it and what it makes:
 * where its variables, its resources and those of the modules inside it are all at home, so is whatever a local refers to. The
 * root module has no caller, and its locals are where people write texts out: they prove nothing.
 */
import type { Jurisdiction } from "../../charter/jurisdiction";
import type { Provider, Resource, Scope, Target } from "../../model/document";
import { follow } from "../../model/references/references";
import { Unknown, type Value } from "../../model/value";
import { isAws, isUtility } from "../catalogue/providers";
import { namesAbroad } from "./names-abroad";
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
  const judgeModule = (module: Scope): boolean => {
    const answer = known.get(module);
    if (answer !== undefined) return answer;
    // Modules that hand locals to each other in a circle say nothing against each other.
    known.set(module, true);
    const found = holdsHome(module, around) && seesHome(module.variables?.(), judgeModule, around);
    known.set(module, found);
    return found;
  };
  // A module that is given nothing arranges nothing: it is written as a root module is.
  return (module) => module.module !== "" && (module.variables?.() ?? []).length > 0 && judgeModule(module);
}

/** Whether all resources of a module and of those inside it are at home. */
const holdsHome = ({ module }: Scope, around: Surroundings): boolean =>
  around.resources
    .filter((resource) => module === "" || resource.module === module || resource.module.startsWith(`${module}.`))
    .every((resource) => isHome(resource, around));

/** Served at home: where a resource stands is not asked here, since it may stand where a local says. */
function isHome(resource: Resource, { jurisdiction, regionOf }: Surroundings): boolean {
  const { source, provider, values } = resource;
  if (isUtility(source)) return true;
  if (!isAws(source) || !provider) return false;
  const own = values["region"];
  // The AWS provider fills in the region that nothing was written for.
  if (own instanceof Unknown && follow(resource, "region", own).length > 0) return false;
  const region = typeof own === "string" ? own : regionOf(provider);
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
