/** Writes evidence of a judgement: a signed statement in a file. */
import type { Examination } from "../examination";
import { attest, type RunDetails } from "./attest";
import { seal } from "./envelope";
import { writeEvidence } from "./evidence-file";
import { openSigner } from "./open-signer";

/** File or folder of the statement, and the key that signs it, as {@link writeEvidence} and {@link openSigner} take them. */
export interface EvidenceTarget {
  readonly target: string;
  readonly key: string;
}

/** @returns the file that was written. @throws InputError if the key cannot be used or the file cannot be written */
export async function signEvidence(
  examination: Examination,
  { target, key }: EvidenceTarget,
  occasion: RunDetails,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const statement = attest(examination, occasion);
  const envelope = await seal(statement, await openSigner(key, examination.charter, env));
  return writeEvidence(target, statement.subject[0]!.digest.sha256, envelope);
}
