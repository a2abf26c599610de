/** What the environment may say about a synthesis: where the charter is, and what a local AWS API needs. Never a place. */
import { ConstructError } from "../constructs/errors";
import type { SiteStackProps } from "../constructs/site-stack";

/** Settings from outside; none of them changes where a resource stands. */
export interface Settings extends Pick<SiteStackProps, "providerVersion" | "maxRetries" | "localState"> {
  readonly charterPath: string;
}

/**
 * Reads them. `CLOVER_CHARTER` (default `charter.yaml`), `CLOVER_AWS_PROVIDER_VERSION`, `CLOVER_AWS_MAX_RETRIES`,
 * `CLOVER_LOCAL_STATE` (1: keep the state in a file beside the output folder).
 *
 * @throws ConstructError for a value that is none
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const version = env["CLOVER_AWS_PROVIDER_VERSION"];
  const retries = env["CLOVER_AWS_MAX_RETRIES"];
  const local = env["CLOVER_LOCAL_STATE"];
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
  return {
    charterPath: env["CLOVER_CHARTER"] || "charter.yaml",
    ...(version ? { providerVersion: version } : {}),
    ...(retries ? { maxRetries: Number(retries) } : {}),
    ...(local === "1" ? { localState: true } : {}),
  };
}
