/**
 * Types of Clover's evidence: an in-toto statement about the bytes that were judged. docs/evidence.md describes the format.
 * read-statement.ts reads one from an untrusted file.
 */
import type { InputKind } from "../../model/document";
import type { AcceptedTransfer, Finding, Report } from "../report";
import type { Json } from "./canonical";

export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

/** Type and version of the predicate below. A change that an older Clover could misread needs a new version. */
export const PREDICATE_TYPE = "urn:clover:verdict:v1";

/**
 * Settings that affect the apply but are not in the plan: environment variables, provider programs, the lock file. The gate in front
 * of Terraform fills them in. They must not contain a secret.
 */
export interface RecordedEnvironment {
  readonly [condition: string]: Json;
}

/** One file that the statement is about. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** A place in a statement; null if it is not known. */
export type AttestedPlace = { readonly id: string; readonly country: string | null } | null;

/** The place of one resource. */
export interface AttestedPlacement {
  readonly input: string;
  readonly address: string;
  readonly status: "placed" | "global" | "nowhere" | "undetermined" | "conflict";
  readonly place: AttestedPlace;
  /** One line per witness. */
  readonly witnesses: readonly string[];
}

/** Data that goes from one place to another. */
export interface AttestedFlow {
  readonly input: string;
  readonly address: string;
  /** Attribute path that carries it. */
  readonly carrier: string;
  readonly kind: string;
  readonly from: AttestedPlace;
  readonly to: AttestedPlace;
  /** The transfer of the charter that accepts it, if one was needed. */
  readonly transfer?: string;
}

/** A waiver in use: the finding that it covers, and the responsible people. */
export type UsedWaiver = Pick<Finding, "policy" | "address" | "path"> & NonNullable<Finding["waiver"]>;

/** The predicate. */
export interface Verdict {
  readonly verdict: Report["verdict"];
  /** Time of judging, ISO 8601, UTC. */
  readonly judgedAt: string;
  readonly inputs: readonly {
    readonly name: string;
    readonly kind: InputKind;
    readonly sha256: string;
    readonly resources: number;
  }[];
  readonly findings: readonly Omit<Finding, "fix">[];
  readonly placements: readonly AttestedPlacement[];
  readonly flows: readonly AttestedFlow[];
  readonly waivers: readonly UsedWaiver[];
  readonly transfers: readonly AcceptedTransfer[];
  /** The charter: its path as the user gave it, and the digest of the file's bytes. */
  readonly charter: { readonly path: string; readonly sha256: string };
  /** Every policy that judged, with its level. */
  readonly policies: {
    readonly pack: string;
    readonly judged: readonly { readonly name: string; readonly enforcementLevel: string }[];
  };
  /** The versions of the data about places. */
  readonly catalogue: {
    readonly date: string;
    readonly places: { readonly sha256: string };
    readonly carriers: { readonly sha256: string; readonly schema: string; readonly bindings: string };
  };
  readonly tools: { readonly clover: string; readonly node: string; readonly terraform: readonly string[] };
  readonly environment: RecordedEnvironment;
}

/** The statement. */
export interface Statement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly Subject[];
  readonly predicateType: typeof PREDICATE_TYPE;
  readonly predicate: Verdict;
}
