/** Changes of posture as JSON. */
import type { PostureDiff } from "../../gate/posture/diff";
import { toJson } from "../json";

/** The outcome, then one list for each section (`places`, `flows`, ...), empty where nothing changed. */
export const renderDiffJson = ({ changes, ...diff }: PostureDiff): string => `${toJson({ ...diff, ...changes })}\n`;
