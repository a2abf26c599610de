/** The policies accept what stands at the border, without a waiver and with nothing undetermined. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { stringify } from "yaml";
import { judge } from "../../gate/judge/judge";
import { buildBorder, buildGateways, buildRecords } from "./perimeter";
import { extendedCharter } from "./synthesize";

test("the gate accepts every construct at the border, and the flows abroad by their declared transfers alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clover-perimeter-"));
  const charterPath = join(folder, "charter.yaml");
  writeFileSync(charterPath, stringify(extendedCharter));
  const app = new App({ stackTraces: false, outdir: join(folder, "cdktf.out") });
  for (const build of [buildGateways, buildRecords, buildBorder]) build(app, extendedCharter, {});
  app.synth();
  const { verdict, findings, coverage, transfers } = await judge({ paths: [app.outdir], charterPath, now: new Date() });
  rmSync(folder, { recursive: true });
  const said = findings.map(({ policy, outcome, address }) => [policy, outcome, address.split(".")[0]]);
  expect({ verdict, said, undetermined: coverage.undetermined }).toEqual({
    verdict: "compliant",
    // Who declares a way to the internet is told that there is one.
    said: ["aws_internet_gateway", "aws_nat_gateway", "aws_nat_gateway"].map((type) => [
      "network/no-internet",
      "advisory",
      type,
    ]),
    undetermined: 0,
  });
  expect(transfers.map(({ id, path, to }) => [id, path, to])).toEqual([
    ["old-servers", "server_hostname", "US"],
    ["statistics", "url", "US"],
  ]);
});
