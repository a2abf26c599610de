/** A waiver is never out of sight: every format says who accepted what, until when, and which waivers want attention. */
import { reportFormats } from "../../reports/formats";
import { finding, report } from "../gate/builders";

const waiver = {
  reason: "moves to Dublin in January",
  owner: "Ada Byron",
  approver: "Grace Hopper",
  ticket: "CLV-17",
  granted: "2026-11-02",
  expires: "2026-12-24",
};
const used = report([finding({ outcome: "waived", waiver })]);
const wanting = report([], {
  endingWaivers: [
    { policy: "residency/zone", address: "aws_x.ending", path: "zone", owner: "Ada", expires: "2026-11-26", days: 1 },
    { policy: "residency/zone", address: "aws_x.last", owner: "Ada", expires: "2026-11-25", days: 0 },
  ],
  unusedWaivers: [
    { policy: "residency/zone", address: "aws_x.idle", expires: "2027-01-31", why: "it matches no finding" },
  ],
});

/** As a reader sees it: markup is undone. */
const render = async (format: string, given: typeof used) => (await reportFormats[format]!())(given, { colour: false });
const shown = async (format: string, given: typeof used) =>
  (await render(format, given)).replaceAll("\\", "").replaceAll("&#64;", "@");

describe.each(Object.keys(reportFormats))("%s", (format) => {
  test("names what is waived, and everything that the charter says of it", async () => {
    const text = await shown(format, used);
    const facts = ["residency/placement", "aws_s3_bucket.b", ...Object.values(waiver)];
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  test("warns of waivers that end, and of those that cover nothing", async () => {
    const text = await shown(format, wanting);
    const facts = ["aws_x.ending", "2026-11-26", "aws_x.last", "2026-11-25", "aws_x.idle", "it matches no finding"];
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });

  test("says nothing of waivers where there are none", async () => {
    expect(await shown(format, report([finding()]))).not.toMatch(
      /[Ww]aivers (that|which)|ends (in|today)|waived"|suppressions/,
    );
  });
});

test("how long a waiver still holds is said in days", async () => {
  const text = await render("text", wanting);
  expect(text).toContain(`Waivers that end within 30 days:
  residency/zone at aws_x.ending zone ends in 1 day, on 2026-11-26: ask Ada
  residency/zone at aws_x.last ends today, on 2026-11-25: ask Ada`);
});

test("JUnit counts what it says of waivers, in a suite that is the charter's", async () => {
  const text = await render("junit", wanting);
  expect(text).toContain('<testsuites name="clover" tests="4" failures="0" errors="0">');
  expect(text).toContain('<testsuite name="charter.yaml" tests="3" failures="0" errors="0">');
});
