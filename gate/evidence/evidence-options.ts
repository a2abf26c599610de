/** Options about evidence of a run of Terraform, given as arguments or in the environment. */
import { delimiter, resolve } from "node:path";
import { InputError } from "../../core/user-error";
import { readPublicKey, type TrustedKey } from "./keys";
import type { EvidenceTarget } from "./write-evidence";

/** Options of the gate, as they were given. */
export interface EvidenceOptions {
  /** File of the statement that must be valid before anything is applied. */
  readonly require?: string;
  /** Public keys of the accepted signers. */
  readonly keys: readonly string[];
  /** File or folder to write a statement of every judged plan to. */
  readonly leave?: string;
  /** The key that signs it. */
  readonly signingKey?: string;
}

/** The options, completed from the environment and with absolute paths. */
export interface EvidenceRequest {
  readonly demand?: { readonly target: string; readonly keys: readonly TrustedKey[] };
  readonly leave?: EvidenceTarget;
}

/** Context in which the options are read. */
export interface EvidenceContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths in the environment start from. */
  readonly cwd: string;
  /** Folder that relative paths in options start from: the one that Terraform works in. */
  readonly folder: string;
  readonly savedPlan?: string;
}

/** Reads the options before anything is planned. @throws InputError if they cannot be fulfilled */
export function readEvidenceOptions(
  options: EvidenceOptions,
  { env, cwd, folder, savedPlan }: EvidenceContext,
): EvidenceRequest {
  const pick = (option: string | undefined, variable: string): string | undefined => {
    if (option !== undefined) return whole(folder, option);
    const value = env[variable];
    return value ? whole(cwd, value) : undefined;
  };
  const demand = pick(options.require, "CLOVER_REQUIRE_EVIDENCE");
  const target = pick(options.leave, "CLOVER_EVIDENCE");
  const key = pick(options.signingKey, "CLOVER_SIGNING_KEY");

  if (demand !== undefined && savedPlan === undefined) {
    throw new InputError(
      "Evidence is required, and only a saved plan can have it. Nothing was applied.",
      "Make a plan with -out=FILE, let `clover check FILE --evidence STATEMENT --sign KEY` judge it, and apply FILE by name.",
    );
  }
  if (target !== undefined && key === undefined) {
    throw new InputError(
      "Evidence is requested, but no key to sign it with is given. Nothing was applied.",
      "Name one with CLOVER_SIGNING_KEY: a file of `clover keygen FILE`, or awskms:///ARN.",
    );
  }
  const named =
    options.keys.length > 0
      ? options.keys.map((file) => whole(folder, file))
      : listOf(env["CLOVER_EVIDENCE_KEY"]).map((file) => whole(cwd, file));
  if (demand !== undefined && named.length === 0) {
    throw new InputError(
      "Evidence is required, but the key of its signer is not given. Nothing was applied.",
      "Name the signer's public key: -evidence-key=FILE.pub, or CLOVER_EVIDENCE_KEY.",
    );
  }
  return {
    ...(demand === undefined ? {} : { demand: { target: demand, keys: named.map(readPublicKey) } }),
    ...(target === undefined || key === undefined ? {} : { leave: { target, key } }),
  };
}

/** The absolute path. The name of a KMS key is not a path, and a slash at the end is kept because it means a folder. */
const whole = (from: string, path: string): string =>
  path.startsWith("awskms:") ? path : resolve(from, path) + (/[/\\]$/.test(path) ? "/" : "");

/** File names in a variable, separated as in PATH. */
export const listOf = (value: string | undefined): readonly string[] =>
  (value ?? "").split(delimiter).filter((file) => file !== "");
