/** Judges if the inputs may be applied: reads the charter and the inputs, runs the policies, and decides the verdict. */
import type { Charter } from "../../charter/schema";
import { loadCharter } from "../../charter/load";
import { CATALOGUE_DATE } from "../../charter/places";
import { InputError } from "../../core/user-error";
import type { Document } from "../../model/document";
import { readInputs } from "../../model/input/read";
import { version } from "../../package.json";
import { locateAll } from "../../placement/locate";
import type { Located } from "../../placement/placement";
import { policies as pack } from "../../policies/catalogue";
import { countCoverage } from "./coverage";
import { driftOf, explainByDrift } from "../posture/drift";
import type { Examination, Selected } from "../examination";
import { evaluate, type HostablePolicy } from "../hosting/evaluate";
import { findingsOf } from "./findings";
import type { Finding, Report } from "../report";
import { selectPolicies } from "./select";
import { applyTransfers, type Judged } from "../exceptions/transfers";
import { refuseUnsoundWaivers } from "../exceptions/waiver-soundness";
import { applyWaivers } from "../exceptions/waivers";

/** Options of {@link judge}: the inputs, and the charter to judge them against. */
export interface JudgeOptions {
  /** Files, folders, or "-" for `stdin`. */
  readonly paths?: readonly string[];
  /** Documents that were read already. If given, `paths` are not read. */
  readonly documents?: readonly Document[];
  readonly charterPath: string;
  /** Globs of the policies that judge; all policies if empty. */
  readonly policyGlobs?: readonly string[];
  /** A team's own CrossGuard policies, which judge in addition to the pack. */
  readonly extraPolicies?: readonly HostablePolicy[];
  /** Accept inputs without resources. The gate must accept an empty plan. */
  readonly allowEmpty?: boolean;
  /** Content of standard input. */
  readonly stdin?: Buffer;
  /** The folder of the configuration that a plan's JSON was made from. */
  readonly source?: string;
  /** Files of variables that a folder of HCL is planned with. */
  readonly variableFiles?: readonly string[];
  /** Program that can show a binary plan or state. */
  readonly terraform?: string;
  /** The time of judging. It is a parameter so that the same input on the same day gives the same bytes. */
  readonly now: Date;
}

/**
 * Judges the inputs.
 *
 * @throws InputError if an input cannot be read (exit 2)
 * @throws CharterError if the charter is not valid (exit 2)
 * @throws PolicyFault if a policy fails (exit 3)
 */
export const judge = async (options: JudgeOptions): Promise<Report> => (await examine(options)).report;

/** Judges like {@link judge}, and also returns the data that the verdict is based on. */
export async function examine(options: JudgeOptions): Promise<Examination> {
  const loaded = loadCharter(options.charterPath);
  const { charter, path, sha256 } = loaded;
  const policies = [...pack, ...(options.extraPolicies ?? [])];
  const today = options.now.toISOString().slice(0, 10);
  refuseUnsoundWaivers(loaded, policies, today);
  const selected = selectPolicies(policies, charter, options.policyGlobs);
  const documents = once(options.documents ?? (await readInputs(options.paths ?? [], options)));
  if (!options.allowEmpty) refuseEmpty(documents);

  const located = locateAll(documents, charter, today);
  const judged = await Promise.all(located.map((one) => judgeDocument(one, charter, selected)));
  const { judged: settled, accepted, unused: idle } = applyTransfers(judged, charter, today);
  const raw = settled.flatMap((one) => findingsOf(one.located.document, one.judgements, selected));
  const judging = new Set(selected.map(({ policy }) => policy.name));
  const drift = driftOf(located, charter);
  const { findings, unused, ending } = applyWaivers(explainByDrift(raw, drift), charter, judging, today);
  const wholeTheme = pack.every(({ name }) => !name.startsWith("egress/") || judging.has(name));

  const report: Report = {
    verdict: verdictOf(findings),
    inputs: documents.map(({ path, kind, sha256, resources }) => ({ path, kind, sha256, resources: resources.length })),
    findings,
    coverage: countCoverage(located),
    drift,
    policies: [...judging].toSorted(),
    unusedWaivers: unused,
    endingWaivers: ending,
    transfers: accepted,
    // A transfer that no judged policy used may be needed by a policy that did not judge.
    unusedTransfers: wholeTheme ? idle : [],
    charter: { path, sha256, jurisdictions: charter.jurisdictions },
    catalogue: { date: CATALOGUE_DATE },
    version,
  };
  return { report, charter, located, selected };
}

/** Removes duplicates, so that a file that is named twice is judged once. */
const once = (documents: readonly Document[]): readonly Document[] => [
  ...new Map(documents.map((document) => [JSON.stringify([document.path, document.sha256]), document])).values(),
];

async function judgeDocument(located: Located, charter: Charter, selected: readonly Selected[]): Promise<Judged> {
  const judgements = await evaluate(
    located,
    charter,
    selected.map(({ policy }) => policy),
  );
  return { located, judgements };
}

/** Rejects if a finding is a violation or undetermined: advisory and waived findings are not. */
function verdictOf(findings: readonly Finding[]): Report["verdict"] {
  const rejecting = findings.some(({ outcome }) => outcome === "violation" || outcome === "undetermined");
  return rejecting ? "rejected" : "compliant";
}

/** Refuses inputs without resources. They prove nothing, and the user probably named the wrong file. */
function refuseEmpty(documents: readonly Document[]): void {
  if (documents.some(({ resources }) => resources.length > 0)) return;
  const defects = documents.flatMap(({ defects }) => defects.map(({ message }) => message));
  throw new InputError(
    [
      `There is nothing to judge: no resource in ${documents.map(({ path }) => path).join(", ") || "the input"}.`,
      ...defects,
    ].join(" "),
    "Name a plan, a state, or a synthesized stack that holds resources.",
  );
}
