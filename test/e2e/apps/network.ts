/** The enclave's border and its stores, in stacks of their own. The app does not judge: the gate does, at plan and apply. */
import { App } from "cdktf";
import { loadCharter } from "../../../charter/load";
import { readSettings } from "../../../stacks/settings";
import { buildBorder, buildGateways, buildPeople, buildRecords } from "../../constructs/perimeter";
import { buildNetworkStores, buildStores } from "../../constructs/data/stores";

const { charterPath, ...settings } = readSettings(process.env);
const { charter } = loadCharter(charterPath);
const app = new App({ stackTraces: false, outdir: process.env["CDKTF_OUTDIR"] || "cdktf.out" });
for (const build of [buildGateways, buildPeople, buildRecords, buildBorder, buildStores, buildNetworkStores])
  build(app, charter, settings);
app.synth();
