/** Types of this folder: where each resource is, with the evidence, and where its data goes. */
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
 * - `global`: it does not belong to a region (identity, names); `place` is the global place.
 * - `nowhere`: it holds nothing at any place (utility providers, associations inside Terraform).
 * - `undetermined`: no witness names a place. `conflict`: the witnesses disagree.
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
 * Data that goes from one place to another, or is accepted from one. A `program` flow is a host that a program names and may connect
 * to. An `uncatalogued` flow is a place named by an attribute whose meaning is not known.
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
  /** Direction of the data, seen from the resource. */
  readonly direction: "out" | "in" | "both";
  /** The place of the other end; absent if it is not known. */
  readonly far?: Place;
  /** Set if the account at the other end is not one of the charter's. */
  readonly stranger?: { readonly why: string; readonly far?: Place };
}

/** A principal that has access to a resource. Only principals that are not proven to be the enclave's own are listed. */
export interface Access {
  readonly resource: Resource;
  readonly path: string;
  /** The principal as written, or the references when known only after apply. */
  readonly principal: string;
  readonly is: "foreign" | "unknown";
  readonly why: string;
  /** `holder`: the account owns the resource. `end`: it is at the other end of a flow. Absent if the account is given access. */
  readonly relation?: "holder" | "end";
  /** The country of a partner that the charter does not approve. */
  readonly far?: Place;
}

/** The results of placement for one document, as the policies read them. */
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
