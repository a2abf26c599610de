import type { Place } from "../../../charter/places";
import type { Transfer } from "../../../charter/schema";
import { applyTransfers } from "../../../gate/exceptions/transfers";
import type { Flow, Placement } from "../../../placement/placement";
import type { Problem } from "../../../policies/policy";
import { charter, foreignPolicy, located, resource } from "../builders";

const transfer = (change: Partial<Transfer> = {}): Transfer => ({
  id: "exports",
  from: "IE",
  to: "DE",
  resources: ["module.export.*"],
  data: { class: "allowable", what: "view counts per video" },
  basis: "GDPR 46.2.c",
  safeguard: "aggregated",
  owner: "Ann",
  approver: "Bea",
  expires: "2026-12-31",
  ...change,
});

const place = (id: string, country: string | null, kind: Place["kind"] = "region"): Place => ({
  id,
  country,
  kind,
  cloud: "aws",
});
const frankfurt = place("eu-central-1", "DE");
const everywhere = place("global", null, "edge");

const bucket = resource("module.export.aws_s3_bucket.b");
const standing = (status: Placement["status"], at?: Place): Placement => ({
  resource: bucket,
  status,
  ...(at && { place: at }),
  witnesses: [],
  path: "",
  why: "",
});
const dublin = standing("placed", place("eu-west-1", "IE"));
const policy = { ...foreignPolicy(() => undefined), name: "egress/replication" };
const flow = (far: Place | undefined, change: Partial<Flow> = {}): Flow => ({
  resource: bucket,
  kind: "replica",
  direction: "out",
  path: "replica[0].region_name",
  value: "v",
  ...(far && { far }),
  ...change,
});

/** What becomes of one problem. */
function settle(
  transfers: readonly Transfer[],
  about: Flow | undefined,
  placement = dublin,
  today = "2026-11-25",
  change: Partial<Problem> = {},
) {
  const problem: Problem = {
    outcome: about?.far ? "violation" : "undetermined",
    address: bucket.address,
    path: about?.path ?? "",
    message: "It copies.",
    ...(about && { flow: about }),
    ...change,
  };
  const document = located([bucket], { placementOf: () => placement });
  const settled = applyTransfers(
    [{ located: document, judgements: [{ policy, problem }] }],
    { ...charter, transfers },
    today,
  );
  const messages = settled.judged.flatMap(({ judgements }) => judgements.map(({ problem }) => problem.message));
  return { messages, accepted: settled.accepted, unused: settled.unused };
}

const entry = {
  id: "exports",
  policy: "egress/replication",
  address: "module.export.aws_s3_bucket.b",
  path: "replica[0].region_name",
  from: "IE",
  to: "DE",
  data: { class: "allowable", what: "view counts per video" },
  basis: "GDPR 46.2.c",
  safeguard: "aggregated",
  expires: "2026-12-31",
  input: "plan.json",
};

test("a declared flow is no finding any more, and stands in the register of what crosses", () => {
  expect(settle([transfer()], flow(frankfurt))).toEqual({ messages: [], accepted: [entry], unused: [] });
});

test("a transfer holds through its last day and not a day longer", () => {
  expect(settle([transfer()], flow(frankfurt), dublin, "2026-12-31").accepted).toEqual([entry]);
  expect(settle([transfer()], flow(frankfurt), dublin, "2027-01-01")).toEqual({
    messages: ["It copies. The transfer exports of the charter does not accept it: it expired on 2026-12-31."],
    accepted: [],
    unused: [{ id: "exports", from: "IE", to: "DE", expires: "2026-12-31", why: "it expired on 2026-12-31" }],
  });
});

test("any of several transfers is enough, and none that would have been enough is unused", () => {
  const old = transfer({ id: "old", expires: "2026-01-01" });
  const twin = transfer({ id: "twin", resources: ["module.export.aws_s3_bucket.b"] });
  expect(settle([old, transfer(), twin], flow(frankfurt))).toEqual({
    messages: [],
    accepted: [entry],
    unused: [{ id: "old", from: "IE", to: "DE", expires: "2026-01-01", why: "it expired on 2026-01-01" }],
  });
});

test.each<[string, Partial<Transfer>, Flow, Placement, string]>([
  ["to another country", { to: "CH" }, flow(frankfurt), dublin, "it goes to CH, and the data to DE"],
  ["to everywhere", { to: "global" }, flow(frankfurt), dublin, "it goes to global, and the data to DE"],
  [
    "to a country, for what works from everywhere",
    {},
    flow(everywhere),
    dublin,
    "it goes to DE, and the data to global",
  ],
  [
    "to a country, for a place whose country nobody knows",
    {},
    flow(place("moon-1", null)),
    dublin,
    "it goes to DE, and the data to moon-1, whose country is not known",
  ],
  ["from another country", { from: "NO" }, flow(frankfurt), dublin, "it comes from NO, and the resource is in IE"],
  [
    "from another country, to everywhere",
    { from: "NO", to: "global" },
    flow(everywhere),
    dublin,
    "it comes from NO, and the resource is in IE",
  ],
  [
    "of a resource that nobody can place",
    {},
    flow(frankfurt),
    standing("undetermined"),
    "it comes from IE, and the resource is without a proven place",
  ],
  [
    "of a resource whose witnesses disagree",
    {},
    flow(frankfurt),
    standing("conflict", place("eu-west-1", "IE")),
    "it comes from IE, and the resource is without a proven place",
  ],
  [
    "to a country, of what is global itself",
    {},
    flow(frankfurt),
    standing("global"),
    "it comes from IE, and the resource is in global",
  ],
  ["whose end is not proven", {}, flow(undefined), dublin, "a flow that is not proven cannot be declared"],
])("a transfer %s leaves the finding and says why", (_, change, about, placement, why) => {
  const one = transfer(change);
  expect(settle([one], about, placement)).toEqual({
    messages: [`It copies. The transfer exports of the charter does not accept it: ${why}.`],
    accepted: [],
    unused: [{ id: "exports", from: one.from, to: one.to, expires: "2026-12-31", why }],
  });
});

test("what works from everywhere is accepted by a transfer to global, wherever it is from", () => {
  const edge = flow(everywhere, { kind: "edge", direction: "both", path: "" });
  const wide = transfer({ to: "global" });
  for (const placement of [standing("global"), dublin])
    expect(settle([wide], edge, placement)).toEqual({
      messages: [],
      accepted: [{ ...entry, path: "", to: "global" }],
      unused: [],
    });
});

test.each(["in", "both"] as const)("a flow that goes %s is held against its far end as well", (direction) => {
  expect(settle([transfer()], flow(frankfurt, { direction })).accepted).toEqual([entry]);
});

test("an Outpost is in the country that its site declares", () => {
  const hamar = standing("placed", { ...place("op-1", "NO", "outpost"), region: "eu-west-1" });
  expect(settle([transfer({ from: "NO" })], flow(frankfurt), hamar).accepted).toEqual([{ ...entry, from: "NO" }]);
});

test("a finding that is undetermined stays, even where the flow's end is known", () => {
  expect(settle([transfer()], flow(frankfurt), dublin, "2026-11-25", { outcome: "undetermined" }).accepted).toEqual([]);
});

test("findings about other resources, or about no flow, are left as they are", () => {
  const unused = [
    { id: "exports", from: "IE", to: "DE", expires: "2026-12-31", why: "it matches no flow that crosses the border" },
  ];
  const untouched = { messages: ["It copies."], accepted: [], unused };
  expect(settle([transfer({ resources: ["aws_s3_bucket.b", "module.export"] })], flow(frankfurt))).toEqual({
    ...untouched,
  });
  expect(settle([transfer()], undefined, dublin, "2026-11-25", { outcome: "violation" })).toEqual(untouched);
});
