import { App, Fn, Testing } from "cdktf";
import type { Charter, RegionSite } from "../../../charter/schema";
import { ConstructError } from "../../../constructs/foundation/errors";
import { ExternalKeyStore, type KeyProxy } from "../../../constructs/keys/external-key-store";
import { HsmKeyStore, type HsmKeyStoreProps } from "../../../constructs/keys/hsm-key-store";
import type { KeyCustody } from "../../../constructs/keys/key-custody";
import { SiteStack, type SiteStackProps } from "../../../constructs/foundation/site-stack";
import { SovereignHmacKey, type SovereignHmacKeyProps } from "../../../constructs/keys/sovereign-hmac-key";
import { SovereignKey, type SovereignKeyProps } from "../../../constructs/keys/sovereign-key";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { compliant, judged } from "../judged";
import { buildExternalKeys, buildHsmKeys, buildRackKeys, keysCharter, TRUST_ANCHOR } from "./keys";
import { synthesize } from "../synthesize";

const props = { charter: keysCharter };

/** A stack's variables, which hold what no program does. */
function variablesOf(site: string, build: (stack: SiteStack) => void): unknown {
  const stack = new SiteStack(new App({ outdir: Testing.app().outdir }), site, { ...props, site });
  build(stack);
  return JSON.parse(Testing.synth(stack)).variable;
}

const secret = (description: string) => ({ type: "string", sensitive: true, nullable: false, description });

test("a CloudHSM key store is a cluster with an HSM in each data centre, and keys in it that nobody rotates", () => {
  const { resource } = synthesize(
    "dublin",
    (stack) => {
      const network = new SovereignNetwork(stack, "net");
      const store = new HsmKeyStore(stack, "hsm", {
        network,
        dataCentres: ["dub1", "dub2"],
        trustAnchor: TRUST_ANCHOR,
        connected: true,
      });
      new SovereignKey(stack, "mail", { description: "Mail", custody: { kind: "provider-hsm", store } });
    },
    props,
  );
  const { aws_cloudhsm_v2_cluster, aws_cloudhsm_v2_hsm, aws_kms_custom_key_store, aws_kms_key } = resource;
  expect({ aws_cloudhsm_v2_cluster, aws_cloudhsm_v2_hsm, aws_kms_custom_key_store }).toEqual({
    aws_cloudhsm_v2_cluster: {
      "<hsm/cluster>": {
        hsm_type: "hsm2m.medium",
        mode: "FIPS",
        subnet_ids: ["${aws_subnet.<net/subnet-dub1>.id}", "${aws_subnet.<net/subnet-dub2>.id}"],
        tags: { Name: "clover-dublin-hsm" },
        lifecycle: { prevent_destroy: true },
      },
    },
    aws_cloudhsm_v2_hsm: {
      "<hsm/hsm-dub1>": {
        cluster_id: "${aws_cloudhsm_v2_cluster.<hsm/cluster>.cluster_id}",
        subnet_id: "${aws_subnet.<net/subnet-dub1>.id}",
      },
      "<hsm/hsm-dub2>": {
        cluster_id: "${aws_cloudhsm_v2_cluster.<hsm/cluster>.cluster_id}",
        subnet_id: "${aws_subnet.<net/subnet-dub2>.id}",
      },
    },
    aws_kms_custom_key_store: {
      "<hsm/store>": {
        custom_key_store_name: "clover-dublin-hsm",
        custom_key_store_type: "AWS_CLOUDHSM",
        cloud_hsm_cluster_id: "${aws_cloudhsm_v2_cluster.<hsm/cluster>.cluster_id}",
        trust_anchor_certificate: TRUST_ANCHOR,
        key_store_password: "${var.hsm_kmsuser_password}",
        lifecycle: { ignore_changes: ["key_store_password"] },
        depends_on: ["aws_cloudhsm_v2_hsm.<hsm/hsm-dub1>", "aws_cloudhsm_v2_hsm.<hsm/hsm-dub2>"],
      },
    },
  });
  expect(aws_kms_key!["<mail/key>"]).toEqual({
    description: "Mail",
    enable_key_rotation: false,
    custom_key_store_id: "${aws_kms_custom_key_store.<hsm/store>.id}",
    multi_region: false,
    deletion_window_in_days: 30,
    policy: expect.anything(),
  });
});

test("before its cluster is initialised there is one HSM, no store, and nothing is asked for", async () => {
  const build = (stack: SiteStack) =>
    new HsmKeyStore(stack, "hsm", {
      network: new SovereignNetwork(stack, "net"),
      dataCentres: ["dub1", "dub2"],
      connected: false,
    });
  const { resource } = synthesize("dublin", build, props);
  expect([Object.keys(resource["aws_cloudhsm_v2_hsm"]!), resource["aws_kms_custom_key_store"]]).toEqual([
    ["<hsm/hsm-dub1>"],
    undefined,
  ]);
  expect(variablesOf("dublin", build)).toBeUndefined();
  expect(await judged("dublin", build, props)).toEqual(compliant);
});

const credential = {
  access_key_id: "${var.manager_access_key_id}",
  raw_secret_access_key: "${var.manager_secret_access_key}",
};

test.each<[string, string, KeyProxy, object]>([
  [
    "over the internet",
    "dublin",
    { host: "keys.example.ie" },
    {
      xks_proxy_connectivity: "PUBLIC_ENDPOINT",
      xks_proxy_uri_endpoint: "https://keys.example.ie",
      xks_proxy_uri_path: "/kms/xks/v1",
    },
  ],
  [
    "by a service of the own region",
    "dublin",
    { host: "keys.example.ie", pathPrefix: "/tenants/dublin", endpointService: "vpce-svc-0123456789abcdef0" },
    {
      xks_proxy_connectivity: "VPC_ENDPOINT_SERVICE",
      xks_proxy_vpc_endpoint_service_name: "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0",
      xks_proxy_uri_endpoint: "https://keys.example.ie",
      xks_proxy_uri_path: "/tenants/dublin/kms/xks/v1",
    },
  ],
  [
    "beside the rack",
    "hamar",
    { host: "hamar.nokler.example.no" },
    {
      xks_proxy_connectivity: "PUBLIC_ENDPOINT",
      xks_proxy_uri_endpoint: "https://hamar.nokler.example.no",
      xks_proxy_uri_path: "/kms/xks/v1",
    },
  ],
])("an external key store reaches its key manager %s, and its keys are that one's", (_, site, proxy, way) => {
  const build = (stack: SiteStack) => {
    const store = new ExternalKeyStore(stack, "manager", { proxy, connected: true });
    new SovereignKey(stack, "mail", { description: "Mail", custody: { kind: "external", store, keyId: "mail.1" } });
  };
  const { resource } = synthesize(site, build, props);
  expect(resource["aws_kms_custom_key_store"]).toEqual({
    "<manager/store>": {
      custom_key_store_name: `clover-${site}-manager`,
      custom_key_store_type: "EXTERNAL_KEY_STORE",
      xks_proxy_authentication_credential: credential,
      ...way,
    },
  });
  expect(resource["aws_kms_key"]!["<mail/key>"]).toEqual({
    description: "Mail",
    enable_key_rotation: false,
    custom_key_store_id: "${aws_kms_custom_key_store.<manager/store>.id}",
    xks_key_id: "mail.1",
    multi_region: false,
    deletion_window_in_days: 30,
    policy: expect.anything(),
  });
  expect(variablesOf(site, build)).toEqual({
    manager_access_key_id: secret(`Id of the credential that KMS shows to ${proxy.host}`),
    manager_secret_access_key: secret(`The credential that KMS shows to ${proxy.host}`),
  });
});

test("the password of a CloudHSM cluster is asked for, and never what a plan prints", () => {
  expect(variablesOf("dublin", buildHsmKeys)).toEqual({
    modules_kmsuser_password: secret("Password of kmsuser in the CloudHSM cluster of clover-dublin-modules"),
  });
});

const IN_REGION = ["backup", "bucket", "cluster", "database", "files", "queue", "secret", "stream", "table"];

test.each<[string, string, (stack: SiteStack) => void, readonly string[], string, (id: string) => object]>([
  ["CloudHSM", "dublin", buildHsmKeys, IN_REGION, "modules", () => ({})],
  ["a key manager", "dublin", buildExternalKeys, IN_REGION, "manager", (id) => ({ xks_key_id: id })],
  ["one beside the rack", "hamar", buildRackKeys, ["disk", "people"], "manager", (id) => ({ xks_key_id: id })],
])(
  "every store of data keeps its key in %s, logs keep theirs in KMS, and the gate accepts all of it",
  async (...row) => {
    const [, site, build, stores, store, id] = row;
    const keys = Object.entries(synthesize(site, build, props).resource["aws_kms_key"]!);
    const shown = keys.map(([path, { enable_key_rotation, custom_key_store_id, xks_key_id }]) => [
      path,
      { enable_key_rotation, custom_key_store_id, xks_key_id },
    ]);
    const inStore = (name: string) => ({
      enable_key_rotation: false,
      custom_key_store_id: `\${aws_kms_custom_key_store.<${store}/store>.id}`,
      ...id(name),
    });
    expect(Object.fromEntries(shown)).toEqual({
      ...Object.fromEntries(keys.map(([path]) => [path, { enable_key_rotation: true }])),
      ...Object.fromEntries(stores.map((name) => [`<${name}/key/key>`, inStore(name)])),
    });
    expect(await judged(site, build, props)).toEqual(compliant);
  },
);

const withState = (kmsKey?: string): Charter => ({
  ...keysCharter,
  sites: {
    ...keysCharter.sites,
    dublin: {
      ...(keysCharter.sites["dublin"] as RegionSite),
      state: { bucket: "clover-state", ...(kmsKey === undefined ? {} : { kmsKey }) },
    },
  },
});
const KEY = "key/01234567-89ab-4cde-8f01-23456789abcd";

test.each([
  "alias/clover-state",
  KEY.slice(4),
  `arn:aws:kms:eu-west-1:111122223333:${KEY}`,
  "arn:aws:kms:eu-west-1:444455556666:alias/clover-state",
])("state under %s is under a key of the site", (kmsKey) => {
  const build = (stack: SiteStack) =>
    new ExternalKeyStore(stack, "manager", { proxy: { host: "keys.example.ie" }, connected: false });
  expect(synthesize("dublin", build, { charter: withState(kmsKey) }).resource).toHaveProperty([
    "aws_kms_custom_key_store",
  ]);
});

const unsealed = (problem: string) =>
  `dublin/x: the state of this stack holds the key store's secret in the clear, and ${problem}. Keep the state in the site's bucket under a key of the site: state.bucket and state.kmsKey in charter.yaml, no localState (CLOVER_LOCAL_STATE).`;
const NO_CUSTODY =
  'dublin/x: custody names neither AWS nor a key store. Give { kind: "provider" }, { kind: "provider-hsm", store: an HsmKeyStore } or { kind: "external", store: an ExternalKeyStore, keyId }.';
const BAD_HOST = (host: string) =>
  `dublin/x: ${JSON.stringify(host)} is not a valid host of a proxy: use a name in DNS without scheme, port and path, at most 120 characters. Set a valid literal host of a proxy, or shorten the construct id from which it is derived.`;

const manager = (stack: SiteStack, proxy: Partial<KeyProxy> = {}, connected = true, id = "x") =>
  new ExternalKeyStore(stack, id, { proxy: { host: "keys.example.ie", ...proxy }, connected });
const modules = (given: object) => (stack: SiteStack) =>
  new HsmKeyStore(stack, "x", {
    network: "network" in given ? undefined : new SovereignNetwork(stack, "net"),
    dataCentres: ["dub1", "dub2"],
    trustAnchor: TRUST_ANCHOR,
    connected: true,
    ...given,
  } as HsmKeyStoreProps);
const key = (given: object) => (stack: SiteStack) =>
  new SovereignKey(stack, "x", { description: "d", ...given } as SovereignKeyProps);

/** What a construct says when it refuses; anything else that is thrown is a fault. */
function refusalOf(build: () => unknown): string | undefined {
  try {
    build();
  } catch (error) {
    if (error instanceof ConstructError) return error.message;
    throw error;
  }
  return undefined;
}

test.each<[string, (stack: SiteStack) => unknown, string, Partial<SiteStackProps>?]>([
  ["no object as custody", key({ custody: true }), NO_CUSTODY],
  ["nothing as custody", key({ custody: null }), NO_CUSTODY],
  ["a custody of no known kind", key({ custody: { kind: "escrow" } }), NO_CUSTODY],
  ["a kind without its store", key({ custody: { kind: "external", keyId: "k" } }), NO_CUSTODY],
  [
    "a store of another kind",
    (stack) => key({ custody: { kind: "provider-hsm", store: manager(stack, {}, true, "m") } })(stack),
    NO_CUSTODY,
  ],
  [
    "a store that would not be used",
    (stack) => key({ custody: { kind: "provider", store: manager(stack, {}, true, "m") } })(stack),
    NO_CUSTODY,
  ],
  [
    "a multi-region key",
    key({ multiRegion: true }),
    'dublin/x: SovereignKey does not support "multiRegion": a multi-region key has its material in other regions too. Make a key in each site.',
  ],
  [
    "imported material",
    key({ keyMaterialBase64: "AA==" }),
    'dublin/x: SovereignKey does not support "keyMaterialBase64": imported material has been somewhere else before, and would be in the state. Give custody, and leave the material to whom it names.',
  ],
  [
    "an asymmetric key",
    key({ customerMasterKeySpec: "RSA_4096" }),
    'dublin/x: SovereignKey does not support "customerMasterKeySpec": key stores hold symmetric keys, and data is encrypted under those alone. Give custody, and leave the material to whom it names.',
  ],
  [
    "an HMAC key in a store",
    (stack) =>
      new SovereignHmacKey(stack, "x", {
        description: "d",
        users: [{ account: "workload", role: "r" }],
        custody: { kind: "external", store: manager(stack, {}, true, "m"), keyId: "k" },
      } as SovereignHmacKeyProps),
    'dublin/x: SovereignHmacKey does not support "custody": key stores hold no HMAC keys. Leave it out; for a secret in a key manager\'s custody, make the MACs in code with one that a SovereignKey there wraps.',
  ],
  [
    "a key in a store that is not connected",
    (stack) => key({ custody: { kind: "external", store: manager(stack, {}, false, "m"), keyId: "k" } })(stack),
    "dublin/x: the key store dublin/m is not connected, and AWS makes no key in such a store. Apply without the key, connect the store with `aws kms connect-custom-key-store`, and then write connected: true.",
  ],
  [
    "a key in the store of another stack",
    (stack) => {
      const other = new SiteStack(stack.node.root, "other", { ...props, site: "dublin" });
      key({ custody: { kind: "external", store: manager(other, {}, true, "m"), keyId: "k" } })(stack);
    },
    'dublin/x: the key store other/m belongs to another stack than "dublin", so no plan would show who keeps the key. Make key and store in one stack.',
  ],
  [
    "an external key for two keys",
    (stack) => {
      const custody: KeyCustody = { kind: "external", store: manager(stack, {}, true, "m"), keyId: "k" };
      new SovereignKey(stack, "first", { description: "d", custody });
      key({ custody })(stack);
    },
    'dublin/x: the external key "k" is already that of dublin/first. Make another one in the key manager: KMS takes an external key for one KMS key only.',
  ],
  [
    "an external key without a name",
    (stack) => key({ custody: { kind: "external", store: manager(stack, {}, true, "m"), keyId: "a/b" } })(stack),
    'dublin/x: "a/b" is not a valid id of an external key: use letters, digits, _, . and -, at most 128. Set a valid literal id of an external key, or shorten the construct id from which it is derived.',
  ],
  ["state in a file", (stack) => manager(stack), unsealed("it is kept in a file"), { localState: true }],
  [
    "state under nobody's key",
    (stack) => manager(stack),
    unsealed("no key of the site encrypts it"),
    { charter: withState() },
  ],
  ...[
    "alias/aws/s3",
    `arn:aws:kms:eu-west-1:999988887777:${KEY}`,
    `arn:aws:kms:us-east-1:111122223333:${KEY}`,
    "arn:aws:kms:eu-west-1:111122223333:key/mrk-0123456789abcdef0123456789abcdef",
  ].map((kmsKey): [string, (stack: SiteStack) => unknown, string, Partial<SiteStackProps>] => [
    `state under ${kmsKey}`,
    (stack) => manager(stack),
    unsealed(`"${kmsKey}" is not a single-region key of the enclave in eu-west-1`),
    { charter: withState(kmsKey) },
  ]),
  ["an HSM's password in a file", modules({}), unsealed("it is kept in a file"), { localState: true }],
  [
    "a proxy in another country, though it is approved",
    (stack) => manager(stack, { host: "hamar.nokler.example.no" }),
    'dublin/x: the key manager\'s proxy hamar.nokler.example.no stands in NO, and site "dublin" in IE. Use a key manager in IE, and list its proxy under endpoints in charter.yaml.',
  ],
  [
    "a proxy abroad",
    (stack) => manager(stack, { host: "keys.example.com" }),
    'dublin/x: the key manager\'s proxy keys.example.com stands in US, and site "dublin" in IE. Use a key manager in IE, and list its proxy under endpoints in charter.yaml.',
  ],
  [
    "a proxy that nobody places",
    (stack) => manager(stack, { host: "keys.example.org" }),
    'dublin/x: the charter does not say where "keys.example.org" stands. List it with its country under endpoints in charter.yaml.',
  ],
  ["a proxy by its address", (stack) => manager(stack, { host: "192.0.2.1" }), BAD_HOST("192.0.2.1")],
  [
    "a proxy by its URL",
    (stack) => manager(stack, { host: "https://keys.example.ie" }),
    BAD_HOST("https://keys.example.ie"),
  ],
  [
    "a proxy that the apply will tell",
    (stack) => manager(stack, { host: Fn.lower("X") }),
    BAD_HOST("a computed value"),
  ],
  [
    "a path that ends elsewhere",
    (stack) => manager(stack, { pathPrefix: "/a?b=" }),
    'dublin/x: "/a?b=" is not a valid path prefix: use nothing, or a slash and letters, digits and /_- up to 117. Set a valid literal path prefix, or shorten the construct id from which it is derived.',
  ],
  [
    "a service of another region",
    (stack) => manager(stack, { endpointService: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" }),
    'dublin/x: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" is not a valid endpoint service: use vpce-svc- and lowercase letters and digits. Set a valid literal endpoint service, or shorten the construct id from which it is derived.',
  ],
  [
    "a cluster with one HSM",
    modules({ dataCentres: ["dub1"] }),
    'dublin/x: 1 of the data centres has an HSM, and a key store takes HSMs in two zones or more. Name data centres of the site in different zones, out of "dub1", "dub2".',
  ],
  [
    "a cluster in one zone",
    modules({ dataCentres: ["dub1", "dub1"] }),
    'dublin/x: two of the data centres are in zone euw1-az1, and a key store takes HSMs in two zones or more. Name data centres of the site in different zones, out of "dub1", "dub2".',
  ],
  [
    "a cluster in a data centre of nobody's",
    modules({ dataCentres: ["dub1", "constructor"] }),
    'dublin/x: the site has no data centre "constructor", and a key store takes HSMs in two zones or more. Name data centres of the site in different zones, out of "dub1", "dub2".',
  ],
  [
    "a store that is connected before its cluster is initialised",
    modules({ trustAnchor: undefined }),
    "dublin/x: it cannot be connected before its cluster is initialised. Initialise the cluster as docs/keys.md says, and give the certificate that signed it as trustAnchor.",
  ],
  ...[
    "customerCA.crt",
    TRUST_ANCHOR.replaceAll("CERTIFICATE", "PRIVATE KEY"),
    TRUST_ANCHOR.repeat(2),
    Fn.file("a"),
  ].map((trustAnchor): [string, (stack: SiteStack) => unknown, string] => [
    `what is no certificate, and not repeated: ${trustAnchor.slice(0, 30)}`,
    modules({ trustAnchor }),
    "dublin/x: trustAnchor is not one certificate in PEM of at most 5000 characters. Give the text of customerCA.crt, which the cluster was initialised with.",
  ]),
  [
    "CloudHSM where KMS does not join it",
    modules({ dataCentres: ["mad1", "mad2"] }),
    "dublin/x: AWS has no CloudHSM key stores in eu-south-2. Keep the keys in an ExternalKeyStore, or build in another site.",
    {
      charter: {
        ...keysCharter,
        sites: { dublin: { ...(keysCharter.sites["dublin"] as RegionSite), region: "eu-south-2" } },
      },
    },
  ],
])("%s is refused", (_, build, message, more = {}) => {
  const stack = new SiteStack(new App({ outdir: Testing.app().outdir }), "dublin", {
    ...props,
    site: "dublin",
    ...more,
  });
  expect(refusalOf(() => build(stack))).toBe(message);
});

test("a CloudHSM cluster is refused on a rack: it would be in the anchor's country", () => {
  const app = new App({ outdir: Testing.app().outdir });
  const [dublin, hamar] = ["dublin", "hamar"].map((site) => new SiteStack(app, site, { ...props, site }));
  const network = new SovereignNetwork(dublin!, "net");
  expect(refusalOf(() => modules({ network })(hamar!))).toBe(
    'hamar/x: HsmKeyStore is built in an AWS region, but site "hamar" is an Outpost: it would be in eu-west-1, not in hamar. Use ExternalKeyStore, or build it in the stack of site "dublin".',
  );
});
