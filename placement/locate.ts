/** Placements, flows and accesses of documents: the entry to this folder. Flows and accesses are computed on first use. */
import type { Charter } from "../charter/schema";
import { jurisdictionOf, type Jurisdiction } from "../charter/jurisdiction";
import type { Document, Resource } from "../model/document";
import { linkStates } from "../model/input/link-states";
import { accessOf } from "./access/access";
import { carriersOf } from "./catalogue/carriers";
import { indexResources, type Context } from "./ends/context";
import { decide } from "./witnesses/decide";
import { takenAtWord } from "./flows/at-word";
import { flowsOf } from "./flows/flows";
import { programsOf } from "./flows/programs";
import { placeForeign } from "./other-clouds/clouds";
import { foreignCloudOf } from "./other-clouds/types";
import type { Flow, Located, Placement } from "./placement";
import { isAws, isUtility } from "./catalogue/providers";
import { BACKENDS } from "./state/backends";
import { linkedWitnesses, ownWitnesses, providerWitness } from "./witnesses/witnesses";

/** Locates one document by itself; see {@link locateAll}. */
export function locate(document: Document, charter: Charter, today?: string): Located {
  const [located] = locateAll([document], charter, today);
  return located as Located;
}

/**
 * Locates documents that are judged together. References from one document to the state of another are followed.
 *
 * @param today calendar day of the judgement, YYYY-MM-DD: partners of the charter are approved until a day. Without `today`, none is
 * @returns placements and flows by resource; never throws for anything that a reader accepted
 */
export function locateAll(documents: readonly Document[], charter: Charter, today?: string): readonly Located[] {
  const linked = linkStates(documents, (type) => BACKENDS.get(type)?.identity);
  const homes = new Map<Resource, Context>();
  const shared: Shared = { charter, jurisdiction: jurisdictionOf(charter, today), cycles: 0, homes };
  const contexts = documents.map((document) => {
    const context = contextOf(document, shared);
    if (linked.has(document)) for (const resource of document.resources) homes.set(resource, context);
    return context;
  });
  // Resources are located in document order, so that the result for a cycle does not depend on which policy runs first.
  for (const context of contexts) {
    for (const resource of context.document.resources)
      if (resource.stays && resource.mode === "managed") context.placementOf(resource);
  }
  return contexts.map(locatedBy);
}

/** State that is shared by the contexts of documents that are judged together. */
interface Shared {
  readonly charter: Charter;
  readonly jurisdiction: Jurisdiction;
  cycles: number;
  /** Contexts by the resources of documents that another document reads outputs of. */
  readonly homes: ReadonlyMap<Resource, Context>;
}

function contextOf(document: Document, shared: Shared): Context {
  const placements = new Map<Resource, Placement | typeof PENDING>();
  const { jurisdiction, homes } = shared;
  const context: Context = {
    document,
    jurisdiction,
    cycles: () => shared.cycles,
    ends: new Map(),
    written: new Map(),
    spoken: new Map(),
    ...indexResources(document, jurisdiction),
    homeOf: (resource) => homes.get(resource) ?? context,
    placementOf(resource) {
      const known = placements.get(resource);
      if (known === PENDING) {
        shared.cycles += 1;
        return undetermined(resource, "its place depends on resources that refer back to it");
      }
      if (known) return known;
      const home = context.homeOf(resource);
      if (home !== context) return home.placementOf(resource);
      placements.set(resource, PENDING);
      const placement = place(resource, context, shared.charter);
      placements.set(resource, placement);
      return placement;
    },
  };
  return context;
}

function locatedBy(context: Context): Located {
  const flows = new Map<Resource, readonly Flow[]>();
  return {
    document: context.document,
    placementOf: context.placementOf,
    flowsOf(resource) {
      let known = flows.get(resource);
      if (!known) flows.set(resource, (known = flowsOf(resource, context)));
      return known;
    },
    accessOf: (resource) => accessOf(resource, context),
    programsOf,
    takenAtWord: (resource) => takenAtWord(resource, context),
    jurisdiction: context.jurisdiction,
    regionOf: context.regionOf,
  };
}

/** Marks a placement that is being computed. */
const PENDING = Symbol("pending");

/** Locates one resource. AWS is checked first, because nearly every resource is one of AWS. */
const place = (resource: Resource, context: Context, charter: Charter): Placement =>
  isAws(resource.source) ? placeAws(resource, context) : placeOther(resource, context, charter);

function placeOther(resource: Resource, context: Context, charter: Charter): Placement {
  if (isUtility(resource.source)) return without(resource, "nowhere", "a utility provider holds nothing at any place");
  const cloud = foreignCloudOf(resource.source);
  const approved = (charter.providers ?? []).includes(resource.source);
  if (cloud) {
    const found = placeForeign(resource, cloud, context);
    if (found.status !== "undetermined" || !approved) return found;
  }
  return approved
    ? without(resource, "nowhere", `the charter approves the provider ${resource.source}`)
    : undetermined(
        resource,
        `Clover does not know where the provider ${resource.source || "(not named)"} keeps its resources`,
      );
}

function placeAws(resource: Resource, context: Context): Placement {
  const carriers = carriersOf(
    resource.type,
    resource.mode === "data" || resource.mode === "ephemeral" ? "data" : "managed",
  );
  if (!carriers) return undetermined(resource, `the catalogue does not know the type ${resource.type}`);
  if (carriers.scope !== "regional")
    return without(
      resource,
      "global",
      "it does not belong to a region: it is an identity, a name or a setting of the account",
    );

  const own = ownWitnesses(resource, carriers, context);
  const provider = providerWitness(resource, context);
  const { approves } = context.jurisdiction;
  // A state names the provider of a resource but does not hold its configuration.
  const mute = provider?.value === "" && context.document.kind === "state";
  const linked = own.length === 0 && (!provider || mute) ? linkedWitnesses(resource, carriers, context) : [];
  if (linked.length > 0) return decide(resource, linked, undefined, approves);
  if (own.length > 0 || provider) return decide(resource, own, provider, approves);
  return decide(resource, [], undefined, approves);
}

const without = (resource: Resource, status: "nowhere" | "global", why: string): Placement => ({
  resource,
  status,
  witnesses: [],
  path: "",
  why,
});

const undetermined = (resource: Resource, why: string): Placement => ({
  resource,
  status: "undetermined",
  witnesses: [],
  path: "",
  why,
});
