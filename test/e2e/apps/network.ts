/** What stands at the enclave's border, in stacks of its own. The app does not judge: the gate does, at plan and apply. */
import { App } from "cdktf";
import { loadCharter } from "../../../charter/load";
import { readSettings } from "../../../stacks/settings";
import { buildBorder, buildGateways, buildRecords } from "../../constructs/perimeter";

const { charterPath, ...settings } = readSettings(process.env);
const { charter } = loadCharter(charterPath);
const app = new App({ stackTraces: false, outdir: process.env["CDKTF_OUTDIR"] || "cdktf.out" });
for (const build of [buildGateways, buildRecords, buildBorder]) build(app, charter, settings);
app.synth();
