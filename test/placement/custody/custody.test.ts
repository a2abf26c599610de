import { loadCharter } from "../../../charter/load";
import { readInputs } from "../../../model/input/read";
import { custodyOf } from "../../../placement/custody/custody";
import { locate } from "../../../placement/locate";

const { charter } = loadCharter("charter.yaml");

/** Custody by address and attribute, of every resource that could name a key. */
async function custodies(resource: object, more: object = {}): Promise<Record<string, string>> {
  const stack = { provider: { aws: [{ region: "eu-west-1" }] }, resource, ...more };
  const [document] = await readInputs(["-"], { stdin: JSON.stringify(stack) });
  const located = locate(document!, charter);
  return Object.fromEntries(
    document!.resources.flatMap((one) =>
      custodyOf(one, located).map(({ path, custody }) => [path ? `${one.address} ${path}` : one.address, custody]),
    ),
  );
}

const queue = (kms_master_key_id?: string) => ({
  aws_sqs_queue: { q: { name: "q", ...(kms_master_key_id === undefined ? {} : { kms_master_key_id }) } },
});

test.each<[string, string | undefined, string]>([
  ["no key", undefined, "aws-owned"],
  ["an empty text", "", "aws-owned"],
  ["a key of AWS's by its alias", "alias/aws/sqs", "aws-managed"],
  ["the same by the alias's ARN", "arn:aws:kms:eu-west-1:111122223333:alias/aws/sqs", "aws-managed"],
  ["a key of an account of the charter's", "arn:aws:kms:eu-west-1:444455556666:key/1", "own-account"],
  ["a key by its alias alone", "alias/own", "own-account"],
  ["a key of a stranger's", "arn:aws:kms:eu-west-1:999999999999:key/1", "outside"],
  ["what only the apply will tell", "${var.key}", "unproven"],
])("a queue that names %s", async (_, key, custody) => {
  expect(await custodies(queue(key), { variable: { key: {} } })).toEqual({
    "aws_sqs_queue.q kms_master_key_id": custody,
  });
});

test.each<[string, object, object, string]>([
  ["in KMS itself", { aws_kms_key: { k: {} } }, {}, "customer-managed"],
  [
    "in a CloudHSM cluster",
    { aws_kms_key: { k: { custom_key_store_id: "${aws_kms_custom_key_store.s.id}" } } },
    {},
    "hsm-key-store",
  ],
  [
    "in a key manager outside of AWS",
    { aws_kms_key: { k: { custom_key_store_id: "${aws_kms_custom_key_store.s.id}" } } },
    { custom_key_store_type: "EXTERNAL_KEY_STORE" },
    "external-key-store",
  ],
  [
    "in a key manager outside of AWS, by its key there",
    { aws_kms_key: { k: { xks_key_id: "1" } } },
    {},
    "external-key-store",
  ],
  ["in a store that the input does not hold", { aws_kms_key: { k: { custom_key_store_id: "cks-1" } } }, {}, "unproven"],
  [
    "in a store of no known type",
    { aws_kms_key: { k: { custom_key_store_id: "${aws_kms_custom_key_store.s.id}" } } },
    { custom_key_store_type: "NEW" },
    "unproven",
  ],
  ["with material that was brought along", { aws_kms_external_key: { k: {} } }, {}, "imported"],
])("a key %s, and what is encrypted under it by reference or alias", async (_, keys, store, custody) => {
  const [type] = Object.keys(keys);
  const resources = {
    ...keys,
    aws_kms_custom_key_store: { s: { custom_key_store_name: "s", ...store } },
    aws_kms_alias: { a: { name: "alias/a", target_key_id: `\${${type}.k.id}` } },
    aws_sqs_queue: {
      direct: { name: "a", kms_master_key_id: `\${${type}.k.arn}` },
      alias: { name: "b", kms_master_key_id: "${aws_kms_alias.a.arn}" },
      named: { name: "c", kms_master_key_id: "alias/a" },
    },
  };
  const found = await custodies(resources);
  expect([
    found[`${type}.k`],
    ...["direct", "alias", "named"].map((name) => found[`aws_sqs_queue.${name} kms_master_key_id`]),
  ]).toEqual([custody, custody, custody, custody]);
});

test("a key that was looked up is whose the data source says it is", async () => {
  const data = (arn: string, key_manager: string) =>
    JSON.stringify({
      format_version: "1.2",
      resource_changes: [entry("aws_sqs_queue", { region: "eu-west-1", kms_master_key_id: arn }, ["create"])],
      prior_state: {
        format_version: "1.0",
        values: {
          root_module: { resources: [{ ...entry("aws_kms_key", {}), mode: "data", values: { arn, key_manager } }] },
        },
      },
    });
  const custody = async (text: string) => {
    const [document] = await readInputs(["-"], { stdin: text });
    const located = locate(document!, charter);
    return document!.resources.flatMap((one) => custodyOf(one, located).map((each) => each.custody));
  };
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
  expect(await custody(data(key, "CUSTOMER"))).toEqual(["own-account"]);
  expect(await custody(data(key, "AWS"))).toEqual(["aws-managed"]);
  expect(await custody(data(key.replace("1111", "9999"), "CUSTOMER"))).toEqual(["outside"]);
});

function entry(type: string, after: object, actions: readonly string[] = ["no-op"]) {
  const data = type === "aws_kms_key";
  return {
    address: `${data ? "data." : ""}${type}.x`,
    mode: data ? "data" : "managed",
    type,
    name: "x",
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: { actions, before: null, after, after_unknown: {} },
  };
}
