import {
  ACCOUNT,
  AWS,
  find,
  OUTPOST,
  placeOf,
  places,
  plan,
  rawState,
  state,
  synth,
  under,
  type Planned,
} from "./documents";

const queue = (more: Partial<Planned> = {}): Planned => ({
  address: "aws_sqs_queue.q",
  values: { name: "q" },
  ...more,
});
const sns = (more: Partial<Planned> = {}): Planned => ({ address: "aws_sns_topic.t", ...more });
const PROVIDER = `provider["${AWS}"]`;

describe("a plan", () => {
  test.each<[string, readonly Planned[], string]>([
    ["where its provider is", [queue()], `eu-west-1 (IE) by ${PROVIDER}.region`],
    ["where its other provider is", [queue({ provider: "aws.us" })], `us-east-1 (US) by ${PROVIDER}.us.region`],
    [
      "where its own region says, against its provider",
      [queue({ provider: "aws.us", values: { region: "eu-west-1" } })],
      "eu-west-1 (IE) by region",
    ],
    ["abroad by its own region", [queue({ values: { region: "eu-central-1" } })], "eu-central-1 (DE) by region"],
    [
      "nowhere that can be told, where it exists abroad by its own ARN",
      [queue({ values: { arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:q` }, actions: ["update"] })],
      `conflict: arn says us-east-1 (US), ${PROVIDER}.region says eu-west-1 (IE)`,
    ],
    [
      "nowhere that can be told, where its own region and its own ARN disagree",
      [queue({ values: { region: "eu-west-1", arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:q` }, actions: ["no-op"] })],
      "conflict: arn says us-east-1 (US), region says eu-west-1 (IE)",
    ],
    [
      "nowhere that can be told, where its region is in another spelling",
      [queue({ values: { region: "EU-WEST-1" } })],
      "undetermined: region is EU-WEST-1, which names no place that the catalogue or the charter knows",
    ],
    [
      "nowhere that can be told, where the provider planned its own default for a region that comes late",
      [
        queue({
          values: { region: "eu-west-1" },
          expressions: { region: { references: ["aws_sns_topic.t.display_name", "aws_sns_topic.t"] } },
        }),
        sns({ unknown: { display_name: true } }),
      ],
      "undetermined: region is aws_sns_topic.t.display_name, which names no place that the catalogue or the charter knows",
    ],
    [
      "where a neighbour's region is, once that is settled",
      [
        queue({
          values: { region: "eu-west-1" },
          expressions: { region: { references: ["aws_sns_topic.t.region", "aws_sns_topic.t"] } },
        }),
        sns({ values: { region: "eu-west-1" } }),
      ],
      "eu-west-1 (IE) by region",
    ],
    [
      "where a region says that no neighbour can settle, because it is in the plan",
      [queue({ values: { region: "eu-west-1" }, expressions: { region: { references: ["local.r"] } } })],
      "eu-west-1 (IE) by region",
    ],
    [
      "where the neighbour is that its region refers to",
      [
        queue({
          unknown: { region: true },
          expressions: { region: { references: ["aws_sns_topic.t.region", "aws_sns_topic.t"] } },
          provider: "aws.us",
        }),
        sns(),
      ],
      "eu-west-1 (IE) by region",
    ],
    [
      "nowhere that can be told, where its region comes from a function",
      [queue({ unknown: { region: true }, expressions: { region: { references: [] } } })],
      "undetermined: region is a function's result, which names no place that the catalogue or the charter knows",
    ],
  ])("puts a queue %s", (_, planned, expected) => {
    expect(places(plan(planned))["aws_sqs_queue.q"]).toBe(expected);
  });

  test("a region out of a list that only the apply will know is no proof, whatever the provider planned", () => {
    const late = queue({
      values: { region: "eu-west-1" },
      expressions: {
        region: { references: ["aws_ram_resource_share.s.places[0].region", "aws_ram_resource_share.s"] },
      },
    });
    const share = { address: "aws_ram_resource_share.s", unknown: { places: true } };
    expect(places(plan([late, share]))["aws_sqs_queue.q"]).toMatch(/^undetermined/);
  });

  test.each<[string, Planned | undefined, string]>([
    ["nowhere that can be told, without anything that settles it", undefined, "undetermined"],
    [
      "where a list of zones was read",
      { address: "data.aws_availability_zones.z", values: { id: "eu-west-1" } },
      "eu-west-1 (IE)",
    ],
    [
      "abroad, if the list of zones is",
      { address: "data.aws_availability_zones.z", values: { id: "us-east-1" } },
      "us-east-1 (US)",
    ],
    [
      "where a list of networks was read",
      { address: "data.aws_vpcs.v", values: { id: "eu-west-1" } },
      "eu-west-1 (IE)",
    ],
    [
      "nowhere that can be told, if another provider read the list",
      { address: "data.aws_availability_zones.z", provider: "aws.us", values: { id: "eu-west-1" } },
      "undetermined",
    ],
    [
      "nowhere that can be told, if the list was asked of a region by name",
      {
        address: "data.aws_availability_zones.z",
        values: { id: "eu-west-1" },
        expressions: { region: { constant_value: "eu-west-1" } },
      },
      "undetermined",
    ],
    [
      "nowhere that can be told, if a bucket is called like a region",
      { address: "data.aws_s3_bucket.b", values: { id: "eu-west-1", bucket: "eu-west-1" } },
      "undetermined",
    ],
  ])("whose provider's region is a local puts a queue %s", (_, read, expected) => {
    const document = plan([queue(), ...(read ? [read] : [])], {}, { references: ["local.region"] });
    expect(places(document)["aws_sqs_queue.q"]).toMatch(new RegExp(`^${expected.replace(/[()]/g, "\\$&")}`));
  });

  test.each<[string, Planned[], string]>([
    [
      "a subnet says its zone by one name, and the other is the provider's to fill in",
      [
        {
          address: "aws_subnet.s",
          values: { availability_zone: "eu-west-1a" },
          unknown: { availability_zone_id: true },
          expressions: { availability_zone_id: { references: ["local.zone"] } },
        },
      ],
      "eu-west-1a (IE) by availability_zone",
    ],
    [
      "a zone that neither name says proves nothing",
      [
        {
          address: "aws_subnet.s",
          unknown: { availability_zone: true, availability_zone_id: true },
          expressions: { availability_zone_id: { references: ["local.zone"] } },
        },
      ],
      "undetermined: availability_zone_id is local.zone",
    ],
    [
      "an id leaves it to a provider abroad as well",
      [
        {
          address: "aws_subnet.s",
          provider: "aws.us",
          unknown: { vpc_id: true },
          expressions: { vpc_id: { references: ["local.vpc"] } },
        },
      ],
      `us-east-1 (US) by ${PROVIDER}.us.region`,
    ],
  ])("%s", (_, planned, expected) => {
    expect(places(plan(planned))["aws_subnet.s"]).toContain(expected);
  });

  test("a region is followed through variables, modules and data sources", () => {
    const document = plan(
      [
        queue({ unknown: { region: true }, expressions: { region: { references: ["module.m.place", "module.m"] } } }),
        sns({ unknown: { region: true }, expressions: { region: { references: ["data.aws_region.r.region"] } } }),
        { address: "data.aws_region.r", values: { region: "us-east-1" } },
      ],
      {
        variables: { home: { default: "eu-central-1" } },
        module_calls: {
          m: {
            expressions: { given: { references: ["var.home"] } },
            module: {
              variables: { given: {} },
              outputs: { place: { expression: { references: ["var.given"] } } },
            },
          },
        },
      },
    );
    expect(places(document)).toMatchObject({
      "aws_sqs_queue.q": "eu-central-1 (DE) by region",
      "aws_sns_topic.t": "us-east-1 (US) by region",
    });
  });

  test("two resources whose regions refer to each other are nowhere that can be told", () => {
    const by = (name: string) => ({
      unknown: { region: true },
      expressions: { region: { references: [`${name}.region`] } },
    });
    const said = places(plan([queue(by("aws_sns_topic.t")), sns(by("aws_sqs_queue.q"))]));
    expect(Object.values(said).map((each) => each.split(":")[0])).toEqual(["undetermined", "undetermined"]);
  });
});

describe("a synthesized stack", () => {
  const subnet = (more: object) => ({ vpc_id: "vpc-1", cidr_block: "10.0.0.0/24", ...more });

  test("subnets are in their zone, on their Outpost, or where their parent region is", () => {
    expect(
      places(
        synth({
          aws_subnet: {
            a: subnet({ availability_zone: "eu-west-1a" }),
            b: subnet({ availability_zone_id: "euw1-az2" }),
            rack: subnet({ availability_zone: "eu-west-1a", outpost_arn: OUTPOST }),
            stray: subnet({ outpost_arn: OUTPOST.replace("op-0123456789abcdef0", "op-0fedcba9876543210") }),
            zoneless: subnet({}),
            istanbul: subnet({ availability_zone: "eu-central-1-ist-1a" }),
            late: subnet({ availability_zone: "${var.zone}" }),
          },
        }),
      ),
    ).toEqual({
      "aws_subnet.a": "eu-west-1a (IE) by availability_zone",
      "aws_subnet.b": "euw1-az2 (IE) by availability_zone_id",
      "aws_subnet.rack": `${OUTPOST} (NO) by outpost_arn`,
      "aws_subnet.stray": `${OUTPOST.replace("op-0123456789abcdef0", "op-0fedcba9876543210")} (?) by outpost_arn`,
      "aws_subnet.zoneless": `eu-west-1 (IE) by ${PROVIDER}.region`,
      "aws_subnet.istanbul": `conflict: availability_zone says eu-central-1-ist-1a (TR), ${PROVIDER}.region says eu-west-1 (IE)`,
      "aws_subnet.late":
        "undetermined: availability_zone is a variable without a value (var.zone), which names no place that the catalogue or the charter knows",
    });
  });

  test("what is spread over several subnets of one region is in that region, and abroad with any of them", () => {
    const group = (...subnets: string[]) => ({
      name: "g",
      subnet_ids: subnets.map((name) => `\${aws_subnet.${name}.id}`),
    });
    const said = places(
      synth(
        {
          aws_subnet: {
            a: subnet({ availability_zone: "eu-west-1a" }),
            b: subnet({ availability_zone: "eu-west-1b" }),
            c: subnet({}),
            us: { provider: "aws.us", ...subnet({ availability_zone: "us-east-1a" }) },
          },
          aws_db_subnet_group: { home: group("a", "b", "c"), mixed: group("a", "us") },
          aws_db_instance: { d: { db_subnet_group_name: "${aws_db_subnet_group.home.name}", instance_class: "x" } },
          provider: {},
        },
        { provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] } },
      ),
    );
    expect(said).toMatchObject({
      "aws_db_subnet_group.home": expect.stringMatching(/^eu-west-1 \(IE\)/),
      "aws_db_subnet_group.mixed": expect.stringMatching(/^conflict/),
      "aws_db_instance.d": expect.stringMatching(/^eu-west-1 \(IE\)/),
    });
  });

  test("identities are global, utilities are nowhere, strangers and unknown types cannot be placed", () => {
    const document = synth(
      {
        aws_iam_role: { r: { assume_role_policy: "" } },
        aws_cloudfront_distribution: { c: {} },
        random_id: { i: { byte_length: 4 } },
        terraform_data: { t: {} },
        acme_box: { b: {} },
        aws_teleporter: { x: {} },
      },
      { terraform: { required_providers: { acme: { source: "acme/acme" } } } },
    );
    const global = "global: it does not belong to a region: it is an identity, a name or a setting of the account";
    const nowhere = "nowhere: a utility provider holds nothing at any place";
    const said = {
      "aws_iam_role.r": global,
      "aws_cloudfront_distribution.c": global,
      "random_id.i": nowhere,
      "terraform_data.t": nowhere,
      "acme_box.b":
        "undetermined: Clover does not know where the provider registry.terraform.io/acme/acme keeps its resources",
      "aws_teleporter.x": "undetermined: the catalogue does not know the type aws_teleporter",
    };
    expect(places(document)).toEqual(said);
    expect(places(document, { providers: ["registry.terraform.io/acme/acme"] })).toEqual({
      ...said,
      "acme_box.b": "nowhere: the charter approves the provider registry.terraform.io/acme/acme",
    });
  });

  test("a name, a tag or a description is no witness", () => {
    const located = under(
      synth({
        aws_sqs_queue: { q: { name: "us-east-1", tags: { region: "us-east-1", Name: "arn:aws:sqs:us-east-1:1:q" } } },
      }),
    );
    expect(located.placementOf(find(located, "aws_sqs_queue.q"))).toMatchObject({
      status: "placed",
      place: { id: "eu-west-1" },
      witnesses: [{ kind: "provider", path: `${PROVIDER}.region`, value: "eu-west-1", place: { id: "eu-west-1" } }],
    });
  });
});

describe("a state, which says nothing of providers", () => {
  const unsaid =
    "undetermined: the input does not say which provider configuration serves it, and no attribute of its own names a place";

  test("a resource is where its own region or ARN says", () => {
    expect(
      places(
        state([
          { address: "aws_sqs_queue.six", values: { region: "eu-west-1" } },
          { address: "aws_sqs_queue.five", values: { arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:q` } },
          { address: "aws_sqs_queue.mute", values: { name: "q" } },
        ]),
      ),
    ).toEqual({
      "aws_sqs_queue.six": "eu-west-1 (IE) by region",
      "aws_sqs_queue.five": "us-east-1 (US) by arn",
      "aws_sqs_queue.mute": unsaid,
    });
  });

  test("a part is where its whole is, by id or by the name of its bucket", () => {
    expect(
      places(
        state([
          { address: "aws_vpc.v", values: { id: "vpc-1", arn: `arn:aws:ec2:eu-west-1:${ACCOUNT}:vpc/vpc-1` } },
          { address: "aws_internet_gateway_attachment.a", values: { id: "x", vpc_id: "vpc-1" } },
          { address: "aws_s3_bucket.b", values: { id: "b", bucket: "b", region: "us-east-1" } },
          { address: "aws_s3_bucket_versioning.b", values: { id: "b", bucket: "b" } },
          { address: "aws_s3_bucket_versioning.stray", values: { id: "c", bucket: "c" } },
        ]),
      ),
    ).toEqual({
      "aws_vpc.v": "eu-west-1 (IE) by arn",
      "aws_internet_gateway_attachment.a": "eu-west-1 (IE) by vpc_id",
      "aws_s3_bucket.b": "us-east-1 (US) by region",
      "aws_s3_bucket_versioning.b": "us-east-1 (US) by id",
      "aws_s3_bucket_versioning.stray": unsaid,
    });
  });

  test("a name that happens to be a neighbour's id is no link to it", () => {
    const said = places(
      state([
        {
          address: "aws_dynamodb_table.t",
          values: { id: "app", arn: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/app` },
        },
        { address: "aws_autoscaling_lifecycle_hook.h", values: { id: "h", name: "app", autoscaling_group_name: "g" } },
      ]),
    );
    expect(said["aws_autoscaling_lifecycle_hook.h"]).toBe(unsaid);
  });

  test("in the raw file too a part is where its whole is: that it names a provider says nothing", () => {
    const bucket = { id: "b", bucket: "b", arn: "arn:aws:s3:::b", region: "eu-west-1" };
    const said = places(rawState(["aws_s3_bucket", bucket], ["aws_s3_bucket_versioning", { id: "b", bucket: "b" }]));
    expect(said["aws_s3_bucket_versioning.it"]).toBe("eu-west-1 (IE) by id");
  });

  test("the raw file names a provider whose region is not in it, which proves nothing", () => {
    expect(places(rawState(["aws_sqs_queue", { name: "q" }]))).toEqual({
      "aws_sqs_queue.it": expect.stringMatching(/^undetermined: provider\[.*\]\.region is not set/),
    });
    expect(places(rawState(["aws_sqs_queue", { region: "us-east-1" }]))).toEqual({
      "aws_sqs_queue.it": "us-east-1 (US) by region",
    });
  });
});

test("a stack that asks for a region by name says nothing of the region of its provider", () => {
  const placed = (region: string, name: string) =>
    places(
      synth(
        { aws_sns_topic: { t: { name: "t" } } },
        { provider: { aws: [{ region }] }, variable: { late: {} }, data: { aws_region: { r: { name } } } },
      ),
    )["aws_sns_topic.t"];
  expect(placed("${var.late}", "eu-west-1")).toMatch(/^undetermined/);
  expect(placed("eu-west-1", "us-east-1")).toMatch(/^eu-west-1 \(IE\)/);
});

test("where resources refer to each other in a circle, their places do not depend on what is asked first", () => {
  const circle = state([
    { address: "aws_vpc_peering_connection.a", values: { id: "pcx-1", region: "eu-west-1", peer_vpc_id: "vpc-1" } },
    { address: "aws_route_table.b", values: { id: "rtb-1", vpc_id: "vpc-1" } },
    { address: "aws_vpc.c", values: { id: "vpc-1", main_route_table_id: "rtb-1", dhcp_options_id: "dopt-1" } },
    { address: "aws_vpc_dhcp_options.d", values: { id: "dopt-1", arn: `arn:aws:ec2:eu-west-1:${ACCOUNT}:x/dopt-1` } },
  ]);
  const asked = circle.resources.map(({ address }) => {
    const located = under(circle);
    const flows = located.flowsOf(find(located, address));
    expect(flows.every(({ resource }) => resource.address === address)).toBe(true);
    return circle.resources.map((each) => placeOf(located, each.address));
  });
  expect(asked).toEqual(asked.map(() => Object.values(places(circle))));
});

test("ten parameters that are each made from ten others, and so on, are followed to their ends in a moment", () => {
  const row = (hop: number) => Array.from({ length: 10 }, (_, at) => `aws_ssm_parameter.p${hop}_${at}`);
  const parameters = Array.from({ length: 12 }, (_, hop) =>
    row(hop).map((address): Planned => {
      const references = hop < 11 ? row(hop + 1).map((next) => `${next}.value`) : ["var.late"];
      return { address, unknown: { value: true }, expressions: { value: { references } } };
    }),
  ).flat();
  const subscription: Planned = {
    address: "aws_sns_topic_subscription.s",
    unknown: { endpoint: true },
    expressions: { endpoint: { references: ["aws_ssm_parameter.p0_0.value"] } },
  };
  const late = { default: `arn:aws:sqs:us-east-1:${ACCOUNT}:q` };
  const located = under(plan([subscription, ...parameters], { variables: { late } }));
  expect(located.flowsOf(find(located, subscription.address)).map(({ far }) => far?.id)).toEqual(["us-east-1"]);
});

test.each(["a", "b"])("what parameters in a circle hold settles nothing, whichever is asked first: %s", (first) => {
  const late = { default: `arn:aws:sqs:us-east-1:${ACCOUNT}:q` };
  const parameter = (name: string, ...references: string[]): Planned => ({
    address: `aws_ssm_parameter.${name}`,
    unknown: { value: true },
    expressions: { value: { references } },
  });
  const subscription = (name: string): Planned => ({
    address: `aws_sns_topic_subscription.${name}`,
    unknown: { endpoint: true },
    expressions: { endpoint: { references: [`aws_ssm_parameter.${name}.value`] } },
  });
  const others = [parameter("a", "aws_ssm_parameter.b.value", "var.late"), parameter("b", "aws_ssm_parameter.a.value")];
  const planned = [subscription(first), subscription(first === "a" ? "b" : "a"), ...others];
  const located = under(plan(planned, { variables: { late } }));
  const flows = planned
    .slice(0, 2)
    .map(({ address }) => located.flowsOf(find(located, address)).map(({ far }) => far?.id));
  expect(flows).toEqual([[undefined], [undefined]]);
});
