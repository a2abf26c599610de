/** `clover verify`: checks a statement that somebody signed. Asks nothing of any network, and needs no Terraform. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { loadCharter } from "../charter/load";
import { readEvidence } from "../gate/evidence/evidence-file";
import { readPublicKey } from "../gate/evidence/keys";
import { listOf } from "../gate/evidence/evidence-options";
import { verifyStatement, type Digested } from "../gate/evidence/verify";
import { printable } from "../core/printable";
import { InputError } from "../core/user-error";
import { renderVerification, renderVerificationJson } from "../reports/verification";
import { EXIT, type ExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

/** As commander parses them. */
export interface VerifyOptions {
  readonly key: readonly string[];
  readonly plan?: string;
  readonly charter?: string;
  readonly at?: string;
  readonly format: string;
}

/** Exit code 0 if everything holds, 1 if something does not; what cannot be read is an InputError. */
export async function verify(file: string, options: VerifyOptions, terminal: Terminal): Promise<ExitCode> {
  const { format, key, plan, charter, at } = options;
  if (format !== "text" && format !== "json") {
    throw new InputError(`There is no format ${format} here.`, "Choose one of: text, json.");
  }
  const keys = key.length > 0 ? key : listOf(terminal.env.CLOVER_EVIDENCE_KEY);
  const verification = verifyStatement(readEvidence(file), file, {
    keys: keys.map(readPublicKey),
    ...(plan === undefined ? {} : { plan: await digestPlan(plan) }),
    ...(charter === undefined ? {} : { charter: { name: charter, sha256: loadCharter(charter).sha256 } }),
    at: at === undefined ? new Date() : readMoment(at),
  });
  terminal.print(format === "json" ? renderVerificationJson(verification) : renderVerification(verification, file));
  return verification.verified ? EXIT.compliant : EXIT.rejected;
}

async function digestPlan(name: string): Promise<Digested> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(name), hash);
  } catch (error) {
    throw new InputError(
      `The plan ${printable(name)} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      "Name the file that was judged.",
    );
  }
  return { name, sha256: hash.digest("hex") };
}

/** A day means its end: what expires on that day still holds. */
function readMoment(text: string): Date {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const moment = new Date(isDay ? `${text}T23:59:59.999Z` : text);
  const exists = !Number.isNaN(moment.getTime()) && (!isDay || moment.toISOString().startsWith(text));
  if ((isDay || isMoment) && exists) return moment;
  throw new InputError(
    `${printable(text)} is no moment.`,
    "Write a day as YYYY-MM-DD, or a time as YYYY-MM-DDThh:mm:ssZ.",
  );
}
