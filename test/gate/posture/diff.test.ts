import { SECTIONS, type Change } from "../../../gate/report";
import { PLANS, parse } from "../plans";
import { diffSides, sideOf, stackOf } from "./sides";

const ARN = "arn:aws:sqs:eu-west-1:111122223333:q";
const queue = (settings: object = {}) => ({ aws_sqs_queue: { q: { name: "q", ...settings } } });
const own = { kms_master_key_id: "arn:aws:kms:eu-west-1:111122223333:key/1" };

/** What changed, section by section; sections without a change are left out. */
async function changesBetween(
  before: unknown,
  after: unknown,
  charters: readonly [object, object] = [{}, {}],
): Promise<Record<string, readonly Change[]>> {
  const { changes } = diffSides(await sideOf(before, charters[0]), await sideOf(after, charters[1]));
  return Object.fromEntries(SECTIONS.filter((name) => changes[name].length > 0).map((name) => [name, changes[name]]));
}

const IE = { id: "eu-west-1", country: "IE" };
const US = { id: "us-east-1", country: "US" };
const Q = { input: "", address: "aws_sqs_queue.q" };

test("a queue that moves abroad is a moved place and a new finding, both for the worse", async () => {
  await expect(changesBetween(stackOf(queue(own)), stackOf(queue({ ...own, region: "us-east-1" })))).resolves.toEqual({
    places: [{ ...Q, change: "moved", from: IE, to: US, worse: true }],
    flows: [{ ...Q, path: "kms_master_key_id", what: "key with", change: "new", to: IE, worse: false }],
    findings: [{ ...Q, path: "region", what: "residency/placement", change: "new", to: "violation", worse: true }],
  });
});

test("one that comes home is for the better, and one that goes on to another country abroad is not", async () => {
  const at = (region: string) => stackOf(queue({ region, kms_master_key_id: "alias/own" }));
  const home = await changesBetween(at("us-east-1"), at("eu-west-1"));
  expect(home["places"]).toEqual([{ ...Q, change: "moved", from: US, to: IE, worse: false }]);
  const on = await changesBetween(at("us-east-1"), at("eu-central-1"));
  expect(on).toEqual({
    places: [{ ...Q, change: "moved", from: US, to: { id: "eu-central-1", country: "DE" }, worse: true }],
  });
});

test("what is new at home is told and is not worse; what is new and cannot be placed is", async () => {
  const changes = await changesBetween(stackOf({}), {
    ...stackOf({
      aws_vpc: { v: { cidr_block: "10.0.0.0/16" }, w: { provider: "aws.dark", cidr_block: "10.0.0.0/16" } },
    }),
    provider: { aws: [{ region: "eu-west-1" }, { alias: "dark" }] },
  });
  expect(changes["places"]).toEqual([
    { input: "", address: "aws_vpc.w", change: "new", to: "no proven place", worse: true },
    { input: "", address: "aws_vpc.v", change: "new", to: IE, worse: false },
  ]);
});

test("a flow is known by its far end, wherever in a set it stands", async () => {
  const table = (...regions: string[]) =>
    stackOf({
      aws_dynamodb_table: {
        t: { name: "t", hash_key: "id", replica: regions.map((region_name) => ({ region_name })) },
      },
    });
  expect(await changesBetween(table("us-east-1", "eu-central-1"), table("eu-central-1", "us-east-1"))).toEqual({});
  const { flows } = await changesBetween(table("eu-central-1"), table("eu-central-1", "us-east-1"));
  const T = { input: "", address: "aws_dynamodb_table.t", path: "replica[1].region_name", what: "replica to" };
  expect(flows).toEqual([{ ...T, change: "new", to: US, worse: true }]);
  const gone = await changesBetween(table("eu-central-1", "us-east-1"), table("eu-central-1"));
  expect(gone["flows"]).toEqual([{ ...T, change: "gone", from: US, worse: false }]);
});

test("each principal is told by name, also beside one that was let in before", async () => {
  const policy = (...accounts: string[]) => {
    const Principal = { AWS: accounts.map((account) => `arn:aws:iam::${account}:root`) };
    const Statement = [{ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }];
    return stackOf({
      aws_s3_bucket_policy: { p: { bucket: "b", policy: JSON.stringify({ Version: "2012-10-17", Statement }) } },
    });
  };
  const changes = await changesBetween(policy("999999999999"), policy("888888888888", "999999999999"));
  const told = changes["principals"] ?? [];
  expect(told.map(({ change, what, to, worse }) => [change, what, to, worse])).toEqual([
    ["new", "arn:aws:iam::888888888888:root", "foreign", true],
  ]);
});

test.each<[string, object, object, string, string, boolean]>([
  [
    "the enclave's to AWS's",
    { kms_master_key_id: "${aws_kms_key.k.id}" },
    { kms_master_key_id: "alias/aws/sqs" },
    "customer-managed",
    "aws-managed",
    true,
  ],
  ["AWS's to the enclave's", {}, { kms_master_key_id: "${aws_kms_key.k.id}" }, "aws-owned", "customer-managed", false],
  [
    "the enclave's to a stranger's",
    own,
    { kms_master_key_id: "arn:aws:kms:eu-west-1:999999999999:key/1" },
    "own-account",
    "outside",
    true,
  ],
])("a key that goes from %s changed custody", async (_, before, after, from, to, worse) => {
  const of = (settings: object) => stackOf({ ...queue(settings), aws_kms_key: { k: {} } });
  const { keys } = await changesBetween(of(before), of(after));
  expect(keys).toEqual([{ ...Q, path: "kms_master_key_id", change: "changed", from, to, worse }]);
});

const plan = (address: string, after: object, previous?: string) => ({
  format_version: "1.2",
  resource_changes: [
    {
      address,
      ...(previous === undefined ? {} : { previous_address: previous }),
      mode: "managed",
      type: "aws_sqs_queue",
      name: address.split(".").at(-1),
      ...(address.startsWith("module.") ? { module_address: address.split(".").slice(0, 2).join(".") } : {}),
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: { actions: ["no-op"], before: after, after, after_unknown: {} },
    },
  ],
});

describe("a resource that was renamed has not changed", () => {
  const there = { region: "us-east-1", name: "q" };
  test.each<[string, unknown, unknown]>([
    ["by a moved block", plan("aws_sqs_queue.q", there), plan("module.a.aws_sqs_queue.r", there, "aws_sqs_queue.q")],
    [
      "and is known by its ARN",
      plan("aws_sqs_queue.q", { ...there, arn: ARN }),
      plan("aws_sqs_queue.r", { ...there, arn: ARN }),
    ],
    [
      "by a moved block of a synthesized stack",
      stackOf(queue(there)),
      stackOf({ aws_sqs_queue: { r: there } }, { moved: [{ from: "aws_sqs_queue.q", to: "aws_sqs_queue.r" }] }),
    ],
  ])("%s", async (_, before, after) => {
    expect(await changesBetween(before, after)).toEqual({});
  });

  test("but two that have nothing in common are one gone and one new", async () => {
    const { places } = await changesBetween(plan("aws_sqs_queue.q", there), plan("aws_sqs_queue.r", there));
    expect(places?.map(({ change, address }) => `${change} ${address}`)).toEqual([
      "new aws_sqs_queue.r",
      "gone aws_sqs_queue.q",
    ]);
  });

  test("and what is another thing at the new address is told under it", async () => {
    const home = { ...there, region: "eu-west-1" };
    const { places } = await changesBetween(
      plan("aws_sqs_queue.q", home),
      plan("aws_sqs_queue.r", there, "aws_sqs_queue.q"),
    );
    expect(places).toEqual([{ input: "", address: "aws_sqs_queue.r", change: "moved", from: IE, to: US, worse: true }]);
  });
});

test("a zone of the same region is no move, and another zone is one that is not worse", async () => {
  const volume = (zone?: string) =>
    stackOf({ aws_subnet: { s: { vpc_id: "v", ...(zone === undefined ? {} : { availability_zone_id: zone }) } } });
  expect(await changesBetween(volume(), volume("euw1-az1"))).toEqual({});
  const { places } = await changesBetween(volume("euw1-az1"), volume("euw1-az2"));
  expect(places?.map(({ change, worse }) => [change, worse])).toEqual([["moved", false]]);
});

describe("two charters", () => {
  const stack = stackOf(queue(own));
  const waiver = {
    policy: "residency/placement",
    address: "aws_sqs_queue.q",
    reason: "moves to Dublin in January",
    owner: "ada",
    approver: "grace",
    expires: "2026-12-31",
  };
  const transfer = {
    id: "counts",
    from: "IE",
    to: "US",
    resources: ["aws_sqs_queue.q"],
    data: { class: "allowable", what: "view counts per video" },
    basis: "GDPR 46.2.c",
    safeguard: "aggregated",
    owner: "ada",
    approver: "grace",
    expires: "2026-12-31",
  };
  const papers = "until 2026-12-31, owner ada, approved by grace: moves to Dublin in January";

  test("tell which waivers and transfers were added, gone or changed", async () => {
    const later = { ...waiver, expires: "2027-01-31" };
    expect(await changesBetween(stack, stack, [{}, { waivers: [waiver], transfers: [transfer] }])).toEqual({
      waivers: [{ ...Q, what: waiver.policy, change: "new", to: papers, worse: false }],
      transfers: [
        {
          input: "",
          address: "counts",
          change: "new",
          to: "IE to US: view counts per video (allowable, aggregated), on GDPR 46.2.c, until 2026-12-31",
          worse: false,
        },
      ],
    });
    expect(await changesBetween(stack, stack, [{ waivers: [waiver] }, { waivers: [later] }])).toEqual({
      waivers: [
        {
          ...Q,
          what: waiver.policy,
          change: "changed",
          from: papers,
          to: papers.replace("2026-12-31", "2027-01-31"),
          worse: false,
        },
      ],
    });
  });

  test("a waived finding is better than a violation; that it is there at all is worse than nothing", async () => {
    const away = stackOf(queue({ region: "us-east-1", kms_master_key_id: "alias/own" }));
    const { findings } = await changesBetween(away, away, [{}, { waivers: [waiver] }]);
    const F = { ...Q, path: "region", what: "residency/placement" };
    expect(findings).toEqual([{ ...F, change: "changed", from: "violation", to: "waived", worse: false }]);
    const back = await changesBetween(away, away, [{ waivers: [waiver] }, {}]);
    expect(back["findings"]).toEqual([{ ...F, change: "changed", from: "waived", to: "violation", worse: true }]);
  });

  test("a charter that approves more is for the worse, and so is a policy that demands less", async () => {
    const wider = { jurisdictions: ["IE", "NO", "DE"], policies: { "network/no-internet": "disabled" } };
    expect(await changesBetween(stack, stack, [{}, wider])).toEqual({
      charter: [{ input: "", address: "jurisdictions: DE", change: "new", to: "", worse: true }],
      policies: [
        {
          input: "",
          address: "network/no-internet",
          change: "changed",
          from: "advisory",
          to: "disabled",
          worse: true,
        },
      ],
    });
    const narrower = await changesBetween(stack, stack, [wider, {}]);
    expect(
      Object.values(narrower)
        .flat()
        .map(({ worse }) => worse),
    ).toEqual([false, false]);
  });
});

test("another version of a provider is told, and one that a state does not tell is not", async () => {
  const older = stackOf(queue(own), {
    terraform: { required_providers: { aws: { source: "aws", version: "6.24.0" } } },
  });
  expect(await changesBetween(older, stackOf(queue(own)))).toEqual({
    providers: [
      {
        input: "",
        address: "registry.terraform.io/hashicorp/aws",
        change: "changed",
        from: "6.24.0",
        to: "6.25.0",
        worse: false,
      },
    ],
  });
  const state = {
    version: 4,
    serial: 1,
    lineage: "l",
    resources: [
      {
        mode: "managed",
        type: "aws_sqs_queue",
        name: "q",
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances: [{ attributes: { name: "q", arn: ARN, region: "eu-west-1", ...own } }],
      },
    ],
  };
  expect(await changesBetween(stackOf(queue(own)), state)).toEqual({});
});

test("two folders are paired document by document", async () => {
  const [home, away] = [stackOf(queue(own)), stackOf(queue({ ...own, region: "us-east-1" }))];
  const folder = async (path: string, stacks: readonly unknown[]) => {
    const sides = await Promise.all(stacks.map((stack) => sideOf(stack)));
    const located = sides.map(({ examination }, at) => {
      const [one] = examination.located;
      return { ...one!, document: { ...one!.document, path: `${path}/s${at}/cdk.tf.json` } };
    });
    return { path, examination: { ...sides[0]!.examination, located } };
  };
  const { changes } = diffSides(await folder("old/cdktf.out", [home, home]), await folder("new/", [home, away]));
  expect(changes.places).toEqual([{ ...Q, input: "s1/cdk.tf.json", change: "moved", from: IE, to: US, worse: true }]);
});

test.each(PLANS)("%s is no change from itself", async (_, text) => {
  const side = await sideOf(text);
  expect(diffSides(side, await sideOf(text)).change).toBe("none");
});

test("nor are its resources in another order", async () => {
  const [, text] = PLANS.find(([name]) => name.includes("multi_region"))!;
  const shuffled = parse(text);
  (shuffled["resource_changes"] as unknown[]).reverse();
  expect(diffSides(await sideOf(text), await sideOf(shuffled)).change).toBe("none");
});
