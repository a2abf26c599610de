/** Decides the placement of a resource from its witnesses. */
import { describePlace, type Place } from "../../charter/places";
import type { Resource } from "../../model/document";
import type { Placement, Witness } from "../placement";

/**
 * The most specific place that all witnesses are compatible with. The resource's own region argument overrides its provider's,
 * because the apply uses it. A zone or an Outpost lies inside its parent region and refines it. A resource spread over several of
 * them is placed at the most critical one: an unapproved one, or else one in another country than the region.
 */
export function decide(
  resource: Resource,
  own: readonly Witness[],
  provider: Witness | undefined,
  approves: (place: Place) => boolean,
): Placement {
  const regional = own.some((witness) => witness.kind === "region" && witness.place);
  const witnesses = provider && !regional ? [...own, provider] : own;
  const [only] = witnesses;
  // A fast path: most resources have one witness, which cannot be in conflict.
  if (witnesses.length === 1 && only?.place) {
    return { resource, status: "placed", place: only.place, witnesses, path: only.path, why: "" };
  }
  const mute = own.find((witness) => !witness.place);
  if (mute) {
    const why = `${mute.path} is ${mute.value || "not in the input"}, which names no place that the catalogue or the charter knows`;
    return undecided(resource, witnesses, mute, why);
  }
  const speaking = witnesses.filter((witness): witness is Sited => witness.place !== undefined);
  const first = speaking[0];
  if (!first) return undecided(resource, witnesses, provider, silence(provider));

  const other = speaking.find((witness) => !agree(witness.place, first.place));
  if (other) {
    return {
      resource,
      status: "conflict",
      witnesses,
      path: own[0]?.path ?? "region",
      why: `${first.path} says ${describePlace(first.place)}, ${other.path} says ${describePlace(other.place)}`,
    };
  }
  const chosen = mostTelling(speaking, approves);
  return { resource, status: "placed", place: chosen.place, witnesses, path: chosen.path, why: "" };
}

type Sited = Witness & { readonly place: Place };

/**
 * True if both places are in the same region, or are the same region. An Outpost that no site declares has an unknown parent
 * region, and so agrees with every place.
 */
const agree = (a: Place, b: Place): boolean =>
  [a, b].some(({ kind, region }) => (kind === "outpost" || kind === "host") && region === undefined) ||
  (a.region ?? a.id) === (b.region ?? b.id);

function mostTelling(witnesses: readonly Sited[], approves: (place: Place) => boolean): Sited {
  const region = witnesses.find(({ place }) => place.kind === "region");
  const parts = witnesses.filter(({ place }) => place.kind !== "region");
  const distinct = new Set(parts.map(({ place }) => place.id));
  return (
    parts.find(({ place }) => !approves(place)) ??
    parts.find(({ place }) => place.kind !== "zone") ??
    (distinct.size === 1 ? parts[0] : undefined) ??
    region ??
    witnesses[0]!
  );
}

function silence(provider: Witness | undefined): string {
  if (!provider)
    return "the input does not say which provider configuration serves it, and no attribute of its own names a place";
  if (provider.value === "") {
    return `${provider.path} is not set: a region that comes from the environment or a profile is not in the input and proves nothing`;
  }
  return `${provider.path} is ${provider.value}, which the input does not resolve`;
}

const undecided = (
  resource: Resource,
  witnesses: readonly Witness[],
  by: Witness | undefined,
  why: string,
): Placement => ({
  resource,
  status: "undetermined",
  witnesses,
  path: by && by.kind !== "provider" ? by.path : "region",
  why,
});
