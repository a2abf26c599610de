/**
 * The verdict as data, which every report renders. The JSON report is this object, and scripts of users rely on its keys: add keys, never
 * rename or remove one.
 */
import type { InputKind } from "../model/document";
import type { Severity } from "../policies/policy";

export type Outcome = "violation" | "undetermined" | "advisory" | "waived";

/** One outcome of one policy at one address and attribute path. Policy, address, path and input identify it. */
export interface Finding {
  readonly policy: string;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly enforcementLevel: "mandatory" | "advisory" | "disabled" | "remediate";
  readonly address: string;
  /** Attribute path inside the resource, "" for the whole resource. */
  readonly path: string;
  /** Present if the finding is about a place. */
  readonly place?: { readonly id: string; readonly country: string | null };
  readonly message: string;
  readonly fix: string;
  /** Path of the input in which it was found. */
  readonly input: string;
  /** Construct path, if the input has it. */
  readonly origin?: string;
  /** Evidence: one line per witness. */
  readonly evidence?: readonly string[];
  /** The waiver that accepts it; present only if the finding is waived. */
  readonly waiver?: WaiverUse;
}

/** The terms of a waiver that covers a finding. */
export interface WaiverUse {
  readonly reason: string;
  readonly owner: string;
  readonly approver: string;
  readonly ticket?: string;
  readonly granted?: string;
  readonly expires: string;
}

/** A waiver that covers a finding and ends within 30 days. The finding is a violation again from the day after. */
export interface EndingWaiver {
  readonly policy: string;
  readonly address: string;
  readonly path?: string;
  readonly owner: string;
  readonly expires: string;
  /** Days from today until it ends. */
  readonly days: number;
}

/** A waiver that covered no finding of the policies that judged. */
export interface UnusedWaiver {
  readonly policy: string;
  readonly address: string;
  readonly path?: string;
  readonly expires: string;
  readonly why: string;
}

/** A flow across the border that the charter declares. It is not a finding, but every report lists it. */
export interface AcceptedTransfer {
  /** Name of the transfer in the charter. */
  readonly id: string;
  /** The policy that would report it without the transfer. */
  readonly policy: string;
  readonly address: string;
  readonly path: string;
  readonly from: string;
  /** Country, or "global". */
  readonly to: string;
  readonly data: { readonly class: string; readonly what: string };
  readonly basis: string;
  readonly safeguard: string;
  readonly expires: string;
  /** Path of the input it was found in. */
  readonly input: string;
}

/** A transfer of the charter that accepted no flow. */
export interface UnusedTransfer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly expires: string;
  readonly why: string;
}

/** Sections of a posture, in the order of the reports. */
export const SECTIONS = [
  "places",
  "flows",
  "principals",
  "keys",
  "findings",
  "providers",
  "charter",
  "policies",
  "waivers",
  "transfers",
] as const;
export type Section = (typeof SECTIONS)[number];

/** A place by id and country, or a text. */
export type FactValue = string | { readonly id: string; readonly country: string | null };

/** The thing that a fact is about. */
export interface FactSubject {
  /** Name of its input; "" if each side has only one input, and for facts of the charter. */
  readonly input: string;
  /** Terraform address, or the name of something other than a resource. */
  readonly address: string;
  readonly path?: string;
  /** The aspect: kind of flow, principal, policy. */
  readonly what?: string;
}

/** One fact that changed. */
export interface Change extends FactSubject {
  /** `moved` is used for places. */
  readonly change: "new" | "gone" | "changed" | "moved";
  readonly from?: FactValue;
  readonly to?: FactValue;
  /** True if it makes the posture worse: it adds something foreign or unproven, or a finding. */
  readonly worse: boolean;
}

/** A part of the posture that was changed outside Terraform since the last apply. `input` is the path of the plan that shows it. */
export type Drift = Change & { readonly section: Section };

export interface Report {
  readonly verdict: "compliant" | "rejected";
  readonly inputs: readonly { path: string; kind: InputKind; sha256: string; resources: number }[];
  readonly findings: readonly Finding[];
  readonly coverage: {
    readonly resources: number;
    readonly placed: number;
    readonly undetermined: number;
    /** Number of resources by country. Identities are under "global", and resources that hold no data under "nowhere". */
    readonly byCountry: Readonly<Record<string, number>>;
    /** Sorted addresses of identities and names that do not belong to a region. They are accepted. */
    readonly global: readonly string[];
    /** Number of attributes that hold a program (user data, commands, environment, code), which Clover does not interpret; absent if 0. */
    readonly programs?: number;
    /** Number of places that are taken from a reference inside an expression that the input does not show; absent if 0. */
    readonly takenAtWord?: number;
  };
  /** Changes outside Terraform that the plans report and that affect the posture. */
  readonly drift: readonly Drift[];
  /** Sorted ids of the policies that judged. The verdict does not cover other policies. */
  readonly policies: readonly string[];
  /** Waivers of the charter that covered no finding, each with the reason. They should be deleted. */
  readonly unusedWaivers: readonly UnusedWaiver[];
  /** Waivers in use that end within 30 days, in the order of the charter. */
  readonly endingWaivers: readonly EndingWaiver[];
  /** Flows across the border that the charter declares, sorted by transfer and address. */
  readonly transfers: readonly AcceptedTransfer[];
  /** Transfers of the charter that accepted no flow. Empty unless every egress policy judged. */
  readonly unusedTransfers: readonly UnusedTransfer[];
  readonly charter: { readonly path: string; readonly sha256: string; readonly jurisdictions: readonly string[] };
  readonly catalogue: { readonly date: string };
  readonly version: string;
}
