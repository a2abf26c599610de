import { renderText } from "../../reports/text";
import { accepted, finding, report } from "../gate/builders";

const plain = { colour: false };

test("a reader who has never seen a plan learns what, where, why, and how to mend it", () => {
  const findings = [
    finding({ origin: "dublin/bucket", evidence: ["region = us-east-1"] }),
    finding({ outcome: "undetermined", policy: "residency/zone", path: "", message: "Its zone is not known." }),
    finding({
      address: "aws_vpc.v",
      outcome: "waived",
      waiver: { reason: "moves in January", owner: "ada", approver: "grace", expires: "2026-12-31" },
    }),
  ];
  const unusedWaivers = [
    { policy: "residency/zone", address: "aws_x.y", expires: "2026-12-31", why: "it matches no finding" },
  ];
  const transfers = [accepted(), accepted({ to: "global", safeguard: "none", path: "" })];
  const unusedTransfers = [{ id: "old", from: "IE", to: "CH", expires: "2026-01-01", why: "it expired on 2026-01-01" }];
  const all = report(findings, { unusedWaivers, transfers, unusedTransfers });
  expect(renderText(all, plain)).toBe(`\
aws_s3_bucket.b  dublin/bucket, in plan.json
  not allowed: aws_s3_bucket.b would be in us-east-1
    place      us-east-1, US (United States)
    attribute  region
    evidence   region = us-east-1
    fix        Move it to a site of the charter.
    policy     residency/placement (critical)
  cannot be proven: Its zone is not known.
    place      us-east-1, US (United States)
    fix        Move it to a site of the charter.
    policy     residency/zone (critical)

aws_vpc.v  in plan.json
  waived: aws_s3_bucket.b would be in us-east-1
    place      us-east-1, US (United States)
    attribute  region
    waived     until 2026-12-31, owner ada, approved by grace: moves in January
    policy     residency/placement (critical)

Flows across the border that the charter declares:
  exports: aws_s3_bucket.b destination, from IE (Ireland) to DE (Germany): view counts per video (allowable, aggregated), on GDPR 46.2.c, until 2026-12-31, in plan.json
  exports: aws_s3_bucket.b, from IE (Ireland) to places around the world: view counts per video (allowable, no safeguard), on GDPR 46.2.c, until 2026-12-31, in plan.json

Waivers that cover nothing and should be deleted:
  residency/zone at aws_x.y, until 2026-12-31: it matches no finding

Transfers that accept nothing and should be deleted:
  old, from IE to CH, until 2026-01-01: it expired on 2026-01-01

judged     plan.json (plan, 3 resources)
charter    charter.yaml, approves IE (Ireland), NO (Norway)
policies   residency/placement
catalogue  places as known in 2026-11
places     3 in all: 1 in IE (Ireland), 1 global (names and identities), 1 whose place is not proven

REJECTED: 1 not allowed, 1 cannot be proven, 1 waived
`);
});

test("without findings it says what was judged and that it is compliant", () => {
  const coverage = { resources: 0, placed: 0, undetermined: 0, byCountry: {}, global: [] };
  const inputs = [{ path: "a.json", kind: "state", sha256: "", resources: 1 }] as const;
  expect(renderText(report([], { coverage, inputs }), plain)).toBe(`\
judged     a.json (state, 1 resource)
charter    charter.yaml, approves IE (Ireland), NO (Norway)
policies   residency/placement
catalogue  places as known in 2026-11
places     nothing stays

COMPLIANT: no findings
`);
});

test("what the verdict does not rest on reading is counted, with what would settle it", () => {
  const coverage = { ...report([]).coverage, programs: 3, takenAtWord: 1 };
  expect(renderText(report([], { coverage }), plain)).toContain(`
programs   3 programs are not followed: only a closed network holds them
reference  1 place is taken from a reference alone, since a plan's JSON leaves expressions out: judge the saved plan, or name its configuration (--source DIR)

`);
});

test("a finding about the whole input says so, and a place whose country nobody knows says that", () => {
  const text = renderText(report([finding({ address: "", place: { id: "mars-1", country: null } })]), plain);
  expect(text).toContain("the whole of plan.json  in plan.json\n");
  expect(text).toContain("place      mars-1, country not known\n");
});

test("colour adds escapes and no other character", () => {
  const coloured = renderText(report([finding()]), { colour: true });
  // eslint-disable-next-line no-control-regex -- colour is made of escapes
  expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderText(report([finding()]), plain));
  expect(coloured).toContain("\u001b[31mREJECTED\u001b[0m");
});
