/** The function on request, as Lambda starts it. */
import { worldOf } from "./aws";
import type { DataContract } from "./contract";
import { createRequestHandler } from "./request";

/** Put in when the code is bundled: the contract that is judged with the plan is the one that runs. */
declare const CONTRACT: DataContract;

/** Lambda's entry. */
export const handler = createRequestHandler(worldOf(CONTRACT, process.env));
