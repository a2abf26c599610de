/** What the environment may say about a synthesis: where the charter is, and what a local AWS API needs. Never a place. */
import { ConstructError } from "../constructs/foundation/errors";
import type { SiteStackProps } from "../constructs/foundation/site-stack";

/** Settings from outside; none of them changes where a resource stands. */
export interface Settings extends Pick<SiteStackProps, "providerVersion" | "maxRetries" | "localState" | "assumeRole"> {
  readonly charterPath: string;
}

/**
 * Reads them. `CLOVER_CHARTER` (default `charter.yaml`), `CLOVER_AWS_PROVIDER_VERSION`, `CLOVER_AWS_MAX_RETRIES`,
 * `CLOVER_LOCAL_STATE` (1: keep the state in a file beside the output folder), `CLOVER_ASSUME_ROLE` (name of a role to work under in
 * the account of each stack: with it one run deploys stacks of several accounts).
 *
 * @throws ConstructError for a value that is none
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const version = env["CLOVER_AWS_PROVIDER_VERSION"];
  const retries = env["CLOVER_AWS_MAX_RETRIES"];
  const local = env["CLOVER_LOCAL_STATE"];
  const assumeRole = env["CLOVER_ASSUME_ROLE"];
  if (retries && !/^\d{1,3}$/.test(retries)) {
    throw new ConstructError(
      "CLOVER_AWS_MAX_RETRIES",
      `${JSON.stringify(retries)} is no number`,
      "Give one from 0 to 999",
    );
  }
  if (local && !["0", "1"].includes(local)) {
    throw new ConstructError(
      "CLOVER_LOCAL_STATE",
      `${JSON.stringify(local)} is neither 0 nor 1`,
      "Give 1, or unset it",
    );
  }
  if (assumeRole && !/^[\w+=,.@-]{1,64}$/.test(assumeRole)) {
    throw new ConstructError(
      "CLOVER_ASSUME_ROLE",
      `${JSON.stringify(assumeRole)} is no name of a role`,
      "Give its name alone, without account and path",
    );
  }
  return {
    charterPath: env["CLOVER_CHARTER"] || "charter.yaml",
    ...(version ? { providerVersion: version } : {}),
    ...(retries ? { maxRetries: Number(retries) } : {}),
    ...(local === "1" ? { localState: true } : {}),
    ...(assumeRole ? { assumeRole } : {}),
  };
}
