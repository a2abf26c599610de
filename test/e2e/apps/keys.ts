/** Keys in every custody. Their state is where the charter says: key stores refuse it in a file. */
import { App } from "cdktf";
import { loadCharter } from "../../../charter/load";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { readSettings } from "../../../stacks/settings";
import { buildExternalKeys, buildHsmKeys, buildRackKeys } from "../../constructs/keys/keys";

const { charterPath, ...settings } = readSettings({ ...process.env, CLOVER_LOCAL_STATE: "0" });
const { charter } = loadCharter(charterPath);
const app = new App({ stackTraces: false, outdir: process.env["CDKTF_OUTDIR"] || "cdktf.out" });
const stack = (id: string, site: string) => new SiteStack(app, id, { ...settings, charter, site });
buildHsmKeys(stack("hsm", "dublin"));
buildExternalKeys(stack("external", "dublin"));
buildRackKeys(stack("rack", "hamar"));
app.synth();
