import type { Charter } from "../../../charter/schema";
import { foreignPrincipal } from "../../../policies/access/foreign-principal";
import { RESOURCE_INPUT, type Problem } from "../../../policies/policy";
import type { Document } from "../../../model/document";
import { ACCOUNT, find, plan, STRANGER, synth, under } from "../documents";

type Json = Record<string, unknown>;

const PARTNER = "555566667777";
const partners = (change: Json = {}) => ({
  partners: [
    {
      account: PARTNER,
      who: "Payments Ltd",
      country: "IE",
      why: "settles the invoices",
      until: "2026-12-31",
      ...change,
    },
  ],
});
const LAST_DAY = "2026-12-31";

/** `outcome path: message` of every problem that access/foreign-principal has with a resource. */
function problems(
  document: Document,
  address: string,
  change: Partial<Charter> = {},
  today = LAST_DAY,
): readonly Problem[] {
  const located = under(document, change, today);
  const found: Problem[] = [];
  foreignPrincipal.validateResource(
    { [RESOURCE_INPUT]: { resource: find(located, address), located, charter: located.jurisdiction.charter } } as never,
    (_message, _urn, problem) => {
      if (problem) found.push(problem);
    },
  );
  return found;
}
const said = (...args: Parameters<typeof problems>): readonly string[] =>
  problems(...args).map(({ outcome, path, message }) => `${outcome} ${path}: ${message}`);

const strange = (address: string, path: string, text: string) => [
  `violation ${path}: ${address} exchanges data with ${text}: account ${STRANGER} is not in the charter.`,
];

const arn = (service: string, resource: string, account = STRANGER) =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;

/** One of each kind of end: out, in, peer, key and link, by ARN and by the address of a queue. */
const ENDS: readonly (readonly [string, string, (account: string) => string, (text: string) => Json])[] = [
  ["a target", "aws_cloudwatch_event_target", (id) => arn("sqs", "q", id), (text) => ({ rule: "r", arn: text })],
  [
    "a source",
    "aws_lambda_event_source_mapping",
    (id) => arn("sqs", "q", id),
    (text) => ({ function_name: "f", event_source_arn: text }),
  ],
  [
    "a sink of what is observed",
    "aws_oam_link",
    (id) => arn("oam", "sink/1", id),
    (text) => ({ label_template: "l", resource_types: [], sink_identifier: text }),
  ],
  [
    "a log destination",
    "aws_cloudwatch_log_subscription_filter",
    (id) => arn("logs", "destination:all", id),
    (text) => ({ name: "n", log_group_name: "g", filter_pattern: "", destination_arn: text }),
  ],
  [
    "a cluster to connect to",
    "aws_msk_vpc_connection",
    (id) => arn("kafka", "cluster/c/1", id),
    (text) => ({
      authentication: "TLS",
      target_cluster_arn: text,
      vpc_id: "v",
      client_subnets: [],
      security_groups: [],
    }),
  ],
  ["a key", "aws_sqs_queue", (id) => arn("kms", "key/1", id), (text) => ({ name: "q", kms_master_key_id: text })],
  [
    "a link",
    "aws_lb_listener",
    (id) => arn("elasticloadbalancing", "loadbalancer/app/a/1", id),
    (text) => ({ load_balancer_arn: text }),
  ],
];

describe.each(ENDS)("%s in Dublin", (_case, type, textOf, values) => {
  const at = (account: string) => synth({ [type]: { it: values(textOf(account)) } });

  test("is the enclave's own in its own accounts", () => {
    expect(said(at(ACCOUNT), `${type}.it`)).toEqual([]);
  });

  test("is a stranger's in an account that the charter does not name", () => {
    const text = textOf(STRANGER);
    const path = Object.entries(values(text)).find(([, value]) => value === text)?.[0] ?? "";
    expect(said(at(STRANGER), `${type}.it`)).toEqual(strange(`${type}.it`, path, text));
  });

  test("is a partner's until the entry ends", () => {
    expect(said(at(PARTNER), `${type}.it`, partners())).toEqual([]);
    expect(said(at(PARTNER), `${type}.it`, partners(), "2027-01-01")).toEqual([
      expect.stringMatching(/^violation .*: account 555566667777 is Payments Ltd's, a partner until 2026-12-31\.$/),
    ]);
  });
});

test("a queue by its address, and an ARN inside another, name an account as well", () => {
  const url = `https://sqs.eu-west-1.amazonaws.com/${STRANGER}/q`;
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn("lambda", "function:f")}/invocations`;
  const at = (text: string) =>
    said(
      synth({
        aws_api_gateway_integration: {
          i: { rest_api_id: "r", resource_id: "s", http_method: "GET", type: "AWS", uri: text },
        },
      }),
      "aws_api_gateway_integration.i",
    );
  expect(at(uri)).toEqual(strange("aws_api_gateway_integration.i", "uri", uri));
  expect(at(url)).toEqual(strange("aws_api_gateway_integration.i", "uri", url));
  expect(at(url.replace(STRANGER, ACCOUNT))).toEqual([]);
});

test("what a data source found in a stranger's account is a stranger's", () => {
  const document = plan([
    { address: "data.aws_sqs_queue.theirs", values: { arn: arn("sqs", "q"), name: "q" } },
    {
      address: "aws_cloudwatch_event_target.t",
      values: { rule: "r" },
      unknown: { arn: true },
      expressions: { arn: { references: ["data.aws_sqs_queue.theirs.arn", "data.aws_sqs_queue.theirs"] } },
    },
  ]);
  expect(said(document, "aws_cloudwatch_event_target.t")).toEqual(
    strange("aws_cloudwatch_event_target.t", "arn", "data.aws_sqs_queue.theirs.arn"),
  );
});

test("an end abroad is what the egress policies say, and no second finding", () => {
  const abroad = `arn:aws:sqs:us-east-1:${STRANGER}:q`;
  const document = synth({ aws_cloudwatch_event_target: { t: { rule: "r", arn: abroad } } });
  expect(said(document, "aws_cloudwatch_event_target.t")).toEqual([]);
});

test("code that AWS publishes is AWS's, and a stranger's layer is a stranger's", () => {
  const layer = (text: string) =>
    synth({ aws_lambda_function: { f: { function_name: "f", role: "r", layers: [text] } } });
  expect(
    said(layer(arn("lambda", "layer:LambdaInsightsExtension:52", "580247275435")), "aws_lambda_function.f"),
  ).toEqual([]);
  expect(said(layer(arn("lambda", "layer:tools:1")), "aws_lambda_function.f")).toEqual(
    strange("aws_lambda_function.f", "layers[0]", arn("lambda", "layer:tools:1")),
  );
  // The account publishes layers, and is trusted with nothing else.
  expect(
    said(
      synth({ aws_cloudwatch_event_target: { t: { rule: "r", arn: arn("sqs", "q", "580247275435") } } }),
      "aws_cloudwatch_event_target.t",
    ),
  ).toHaveLength(1);
});

describe("a partner", () => {
  const grant = (account: string) =>
    synth({
      aws_sqs_queue_policy: {
        p: {
          queue_url: "u",
          policy: JSON.stringify({
            Statement: [{ Effect: "Allow", Principal: { AWS: account }, Action: "sqs:SendMessage" }],
          }),
        },
      },
    });

  test("may be let in, and joined with", () => {
    expect(said(grant(PARTNER), "aws_sqs_queue_policy.p", partners())).toEqual([]);
    const peering = synth({
      aws_vpc_peering_connection: { p: { vpc_id: "v", peer_vpc_id: "w", peer_owner_id: PARTNER } },
    });
    expect(said(peering, "aws_vpc_peering_connection.p", partners())).toEqual([]);
  });

  test("is a stranger without a day to compare", () => {
    const located = under(grant(PARTNER), partners());
    expect(located.accessOf(find(located, "aws_sqs_queue_policy.p"))).toHaveLength(1);
  });

  test("abroad is a flow to that country, which a transfer may declare", () => {
    const [problem, ...others] = problems(grant(PARTNER), "aws_sqs_queue_policy.p", partners({ country: "US" }));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      outcome: "violation",
      message:
        "aws_sqs_queue_policy.p lets in 555566667777: account 555566667777 is Payments Ltd's, a partner in US, which the charter does not approve.",
      flow: { kind: "share", direction: "out", far: { country: "US" } },
    });
  });
});

test("an account that holds the resource has to be the enclave's", () => {
  const table = (id: unknown) =>
    synth({ aws_glue_catalog_table: { t: { name: "t", database_name: "d", catalog_id: id } } });
  expect(said(table(ACCOUNT), "aws_glue_catalog_table.t")).toEqual([]);
  expect(said(table(`${ACCOUNT}:s3tablescatalog/orders`), "aws_glue_catalog_table.t")).toEqual([]);
  expect(said(table(STRANGER), "aws_glue_catalog_table.t")).toEqual([
    `violation catalog_id: aws_glue_catalog_table.t is made in ${STRANGER}: account ${STRANGER} is not in the charter.`,
  ]);
});
