/** Leaves evidence of a judgement behind: a signed statement in a file. */
import type { Examination } from "../examination";
import { attest, type Occasion } from "./attest";
import { seal } from "./envelope";
import { writeEvidence } from "./evidence-file";
import { openSigner } from "./open-signer";

/** Where to, and signed by whom: as {@link writeEvidence} and {@link openSigner} take them. */
export interface LeaveOrder {
  readonly target: string;
  readonly key: string;
}

/** @returns the file that was written. Throws `InputError` where the key cannot be used or the file cannot be written. */
export async function leaveEvidence(
  examination: Examination,
  { target, key }: LeaveOrder,
  occasion: Occasion,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const statement = attest(examination, occasion);
  const envelope = await seal(statement, await openSigner(key, examination.charter, env));
  return writeEvidence(target, statement.subject[0]!.digest.sha256, envelope);
}
