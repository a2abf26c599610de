/** Makes the statement about a judgement. */
import { CATALOGUE_DATE, placesDigest, type Place } from "../../charter/places";
import type { Document, Resource } from "../../model/document";
import { carriersDigest, carriersVersion } from "../../placement/catalogue/carriers";
import type { Flow, Located, Placement, Witness } from "../../placement/placement";
import { describeWitness } from "../../placement/witnesses/describe";
import type { Examination } from "../examination";
import type { AcceptedTransfer, Finding, Report } from "../report";
import { farOf } from "../exceptions/transfers";
import {
  PREDICATE_TYPE,
  STATEMENT_TYPE,
  type AttestedFlow,
  type AttestedPlace,
  type AttestedPlacement,
  type RecordedEnvironment,
  type Statement,
  type Subject,
  type UsedWaiver,
} from "./statement";

/** Facts about the run that are not in the judgement. */
export interface RunDetails {
  readonly now: Date;
  /** Version of Node. */
  readonly node: string;
  readonly conditions?: RecordedEnvironment;
}

/** Makes a statement of the inputs, the tools and the verdict. Values that Terraform marks sensitive are left out. */
export function attest({ report, located, selected }: Examination, { now, node, conditions }: RunDetails): Statement {
  const documents = located.map(({ document }) => document);
  const { schema, bindings } = carriersVersion();
  return {
    _type: STATEMENT_TYPE,
    subject: documents.flatMap(subjectsOf),
    predicateType: PREDICATE_TYPE,
    predicate: {
      verdict: report.verdict,
      judgedAt: now.toISOString(),
      inputs: report.inputs.map(({ path, ...input }) => ({ name: path, ...input })),
      findings: report.findings.map(withoutFix),
      placements: located.flatMap(placementsOf),
      flows: located.flatMap((one) => flowsOf(one, report.transfers)),
      waivers: report.findings.flatMap(usedWaiver),
      transfers: report.transfers,
      charter: { path: report.charter.path, sha256: report.charter.sha256 },
      policies: {
        pack: report.version,
        judged: selected
          .map(({ policy, level }) => ({ name: policy.name, enforcementLevel: level }))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      },
      catalogue: {
        date: CATALOGUE_DATE,
        places: { sha256: placesDigest() },
        carriers: { sha256: carriersDigest(), schema, bindings },
      },
      tools: {
        clover: report.version,
        node,
        terraform: [...new Set(documents.flatMap(({ terraformVersion = [] }) => terraformVersion))].toSorted(),
      },
      environment: conditions ?? {},
    },
  };
}

/** The subjects of a document: its file, and the JSON that a program showed of it, if that was judged instead. */
function subjectsOf({ path, sha256, shownSha256 }: Document): readonly Subject[] {
  const file = { name: path, digest: { sha256 } };
  return shownSha256 === undefined ? [file] : [file, { name: `${path} (JSON)`, digest: { sha256: shownSha256 } }];
}

function placementsOf({ document, placementOf }: Located): readonly AttestedPlacement[] {
  return document.resources
    .filter(({ stays }) => stays)
    .map((resource) => {
      const placement = placementOf(resource);
      return {
        input: document.path,
        address: resource.address,
        status: placement.status,
        place: nearOf(placement),
        witnesses: placement.witnesses.map((witness) => describeWitness(withoutSecrets(witness, resource))),
      };
    });
}

/** A witness that may be published: without its text if it is marked sensitive. */
function withoutSecrets(witness: Witness, { sensitive, provider }: Resource): Witness {
  const hidden = witness.kind === "provider" ? provider?.sensitive?.("region") : sensitive?.(witness.path);
  return hidden ? { ...witness, value: "(sensitive value)" } : witness;
}

function flowsOf(located: Located, transfers: Report["transfers"]): readonly AttestedFlow[] {
  const input = located.document.path;
  return located.document.resources.flatMap((resource) =>
    located.flowsOf(resource).map((flow) => {
      const ends = [nearOf(located.placementOf(resource)), named(flow.far)] as const;
      const [from, to] = flow.direction === "in" ? [ends[1], ends[0]] : ends;
      const transfer = transfers.find((one) => one.input === input && accepts(one, flow));
      return {
        input,
        address: resource.address,
        carrier: flow.path,
        kind: flow.kind,
        from,
        to,
        ...(transfer ? { transfer: transfer.id } : {}),
      };
    }),
  );
}

const accepts = ({ address, path, to }: AcceptedTransfer, flow: Flow): boolean =>
  address === flow.resource.address && path === flow.path && to === farOf(flow);

const named = (place: Place | undefined): AttestedPlace => (place ? { id: place.id, country: place.country } : null);

const nearOf = ({ status, place }: Placement): AttestedPlace =>
  status === "global" ? { id: "global", country: null } : named(place);

/** A finding for the evidence, without its fix, which is advice and may change. */
function withoutFix(finding: Finding): Omit<Finding, "fix"> {
  const { fix: _, ...evident } = finding;
  return evident;
}

const usedWaiver = ({ policy, address, path, waiver }: Finding): readonly UsedWaiver[] =>
  waiver ? [{ policy, address, path, ...waiver }] : [];
