/** The function of re-identification, as Lambda starts it. */
import { vaultOf } from "./aws";
import { createReidentifier } from "./reidentify";

/** Lambda's entry. */
export const handler = createReidentifier(vaultOf(process.env));
