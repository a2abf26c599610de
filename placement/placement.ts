/** The words of placement: what each resource says about where it is, and what data would leave it for elsewhere. */
import type { Jurisdiction } from "../charter/jurisdiction";
import type { Place } from "../charter/places";
import type { Document, Provider, Resource } from "../model/document";
import type { Value } from "../model/value";

/** One statement of where a resource is. */
export interface Witness {
  readonly kind: "region" | "zone" | "outpost" | "arn" | "provider" | "reference";
  /** Attribute path of the resource, or the provider's address and argument. */
  readonly path: string;
  /** The text that was read, or the references when it is known only after apply. */
  readonly value: string;
  /** The place it names; absent when the text names none that the catalogue or the charter knows. */
  readonly place?: Place;
}

/**
 * - `placed`: the witnesses agree on `place`.
 * - `global`: no region to be in (identity, names); `place` is the global place.
 * - `nowhere`: it holds nothing at any place (utility providers, associations inside Terraform).
 * - `undetermined`: no witness speaks. `conflict`: they disagree.
 */
export interface Placement {
  readonly resource: Resource;
  readonly status: "placed" | "global" | "nowhere" | "undetermined" | "conflict";
  readonly place?: Place;
  readonly witnesses: readonly Witness[];
  /** Attribute path that decided it, or that would have to be set. */
  readonly path: string;
  /** One sentence: why it is undetermined, in conflict or global. */
  readonly why: string;
}

/**
 * Data leaving one place for another, or let in from one. A `program` names a host that it may turn to, and an `uncatalogued` attribute
 * names a place without a known meaning.
 */
export interface Flow {
  readonly resource: Resource;
  readonly kind:
    | "replica"
    | "copy"
    | "peer"
    | "destination"
    | "source"
    | "endpoint"
    | "key"
    | "edge"
    | "share"
    | "aggregate"
    | "inference"
    | "program"
    | "uncatalogued";
  /** Attribute path that carries it. */
  readonly path: string;
  /** The text that was read, or the references when known only after apply. */
  readonly value: string;
  /** Which way data goes, seen from the resource. */
  readonly direction: "out" | "in" | "both";
  /** The other end; absent when it cannot be told. */
  readonly far?: Place;
  /** The account at the other end, where it is a stranger's. */
  readonly stranger?: { readonly why: string; readonly far?: Place };
}

/** One way into a resource. Only what is not proven to be the enclave's own is listed. */
export interface Access {
  readonly resource: Resource;
  readonly path: string;
  /** The principal as written, or the references when known only after apply. */
  readonly principal: string;
  readonly is: "foreign" | "unknown";
  readonly why: string;
  /** Whether the account holds the resource itself, or is at the other end of what it does. Left out where it is let in. */
  readonly relation?: "holder" | "end";
  /** The country of a partner that the charter does not approve. */
  readonly far?: Place;
}

/** Everything the policies need to know of one document. */
export interface Located {
  readonly document: Document;
  readonly jurisdiction: Jurisdiction;
  placementOf(resource: Resource): Placement;
  flowsOf(resource: Resource): readonly Flow[];
  accessOf(resource: Resource): readonly Access[];
  /** Paths of its attributes that hold a program, which Clover does not follow. */
  programsOf(resource: Resource): readonly string[];
  /** Addresses and paths of places that are taken at a reference's word, because the input does not show the expression. */
  takenAtWord(resource: Resource): readonly string[];
  /** The region of a provider configuration; see `Context.regionOf`. */
  regionOf(provider: Provider): Value | undefined;
}
