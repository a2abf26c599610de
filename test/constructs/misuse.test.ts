/** Every wrong prop fails at once, with a sentence that names the construct path, what is wrong and what to write instead. */
import { App, Fn, Testing } from "cdktf";
import type { Charter, OutpostSite, RegionSite } from "../../charter/schema";
import { AnchorNetwork } from "../../constructs/outposts/anchor-network";
import { ConstructError } from "../../constructs/foundation/errors";
import { NetworkEndpoints } from "../../constructs/network/network-endpoints";
import { OutpostBucket, type OutpostBucketProps } from "../../constructs/outposts/outpost-bucket";
import { OutpostEndpoint } from "../../constructs/outposts/outpost-endpoint";
import { OutpostSubnet } from "../../constructs/outposts/outpost-subnet";
import { OutpostSnapshot, OutpostVolume } from "../../constructs/outposts/outpost-volume";
import { SiteStack } from "../../constructs/foundation/site-stack";
import { SovereignBucket, type SovereignBucketProps } from "../../constructs/data/sovereign-bucket";
import { SovereignKey } from "../../constructs/keys/sovereign-key";
import { SovereignNetwork } from "../../constructs/network/sovereign-network";
import { charter } from "./synthesize";

const extended: Charter = {
  ...charter,
  sites: {
    ...charter.sites,
    gjovik: {
      ...(charter.sites["hamar"] as OutpostSite),
      outpost: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-00000000000000001",
    },
    bare: { ...(charter.sites["dublin"] as RegionSite), dataCentres: {} },
  },
};

/** One app with a stack of each site, and on the Outposts what other constructs ask for. */
function enclave() {
  const app = new App({ outdir: Testing.app().outdir });
  const stack = (site: string) => new SiteStack(app, site, { charter: extended, site });
  const outpost = (site: string) => {
    const scope = stack(site);
    const network = new AnchorNetwork(scope, "anchor");
    const subnet = new OutpostSubnet(scope, "rack", { network });
    return { scope, network, subnet };
  };
  return { dublin: stack("dublin"), bare: stack("bare"), hamar: outpost("hamar"), gjovik: outpost("gjovik") };
}

const bucket = (props: Partial<SovereignBucketProps>) => (all: ReturnType<typeof enclave>) =>
  new SovereignBucket(all.dublin, "x", { dataClass: "restricted", ...props });
const outpostBucket = (props: object) => (all: ReturnType<typeof enclave>) =>
  new OutpostBucket(all.hamar.scope, "x", {
    dataClass: "allowable",
    network: all.hamar.network,
    ...props,
  } as OutpostBucketProps);

test.each<[string, (all: ReturnType<typeof enclave>) => unknown, string]>([
  [
    "a region's bucket on an Outpost site",
    ({ hamar }) => new SovereignBucket(hamar.scope, "x", { dataClass: "restricted" }),
    'hamar/x: SovereignBucket is built in an AWS region, but site "hamar" is an Outpost: it would be in eu-west-1, not in hamar. Use OutpostBucket, or build it in the stack of site "dublin".',
  ],
  [
    "a region's network on an Outpost site",
    ({ hamar }) => new SovereignNetwork(hamar.scope, "x"),
    'hamar/x: SovereignNetwork is built in an AWS region, but site "hamar" is an Outpost: it would be in eu-west-1, not in hamar. Use AnchorNetwork and OutpostSubnet, or build it in the stack of site "dublin".',
  ],
  [
    "an Outpost's network in a region site",
    ({ dublin }) => new AnchorNetwork(dublin, "x"),
    'dublin/x: AnchorNetwork is built on an Outpost, but site "dublin" is an AWS region. Use SovereignNetwork, or build it in the stack of an Outpost site (the charter has "hamar", "gjovik").',
  ],
  [
    "an Outpost's subnet in a region site",
    ({ dublin, hamar: { network } }) => new OutpostSubnet(dublin, "x", { network }),
    'dublin/x: OutpostSubnet is built on an Outpost, but site "dublin" is an AWS region. Use SovereignNetwork, or build it in the stack of an Outpost site (the charter has "hamar", "gjovik").',
  ],
  [
    "an Outpost's volume in a region site",
    ({ dublin, hamar: { subnet } }) => new OutpostVolume(dublin, "x", { dataClass: "restricted", subnet, sizeGiB: 1 }),
    'dublin/x: OutpostVolume is built on an Outpost, but site "dublin" is an AWS region. Use EbsVolume of the provider, or build it in the stack of an Outpost site (the charter has "hamar", "gjovik").',
  ],
  [
    "an Outpost's bucket in a region site",
    ({ dublin, hamar: { network } }) => new OutpostBucket(dublin, "x", { dataClass: "allowable", network }),
    'dublin/x: OutpostBucket is built on an Outpost, but site "dublin" is an AWS region. Use SovereignBucket, or build it in the stack of an Outpost site (the charter has "hamar", "gjovik").',
  ],
  [
    "an Outpost's endpoint in a region site",
    ({ dublin, hamar }) => new OutpostEndpoint(dublin, "x", hamar),
    'dublin/x: OutpostEndpoint is built on an Outpost, but site "dublin" is an AWS region. Use SovereignNetwork, or build it in the stack of an Outpost site (the charter has "hamar", "gjovik").',
  ],
  [
    "a subnet in the network of another site",
    ({ hamar, gjovik: { network } }) => new OutpostSubnet(hamar.scope, "x", { network }),
    'hamar/x: network is gjovik/anchor, which stands in site "gjovik", not in "hamar". Give a network of the stack of site "hamar".',
  ],
  [
    "a volume for the subnet of another Outpost",
    ({ hamar, gjovik: { subnet } }) =>
      new OutpostVolume(hamar.scope, "x", { dataClass: "restricted", subnet, sizeGiB: 1 }),
    'hamar/x: subnet is gjovik/rack, which stands in site "gjovik", not in "hamar". Give a subnet of the stack of site "hamar".',
  ],
  [
    "a snapshot of a volume on another Outpost",
    ({ hamar, gjovik: { scope, subnet } }) =>
      new OutpostSnapshot(hamar.scope, "x", {
        dataClass: "restricted",
        volume: new OutpostVolume(scope, "v", { dataClass: "restricted", subnet, sizeGiB: 1 }),
      }),
    'hamar/x: volume is gjovik/v, which stands in site "gjovik", not in "hamar". Give a volume of the stack of site "hamar".',
  ],
  [
    "a volume of no size",
    ({ hamar: { scope, subnet } }) => new OutpostVolume(scope, "x", { dataClass: "restricted", subnet, sizeGiB: 0.5 }),
    "hamar/x: sizeGiB is 0.5. Give a whole number from 1 to 16384.",
  ],
  [
    "a network without data centres",
    ({ bare }) => new SovereignNetwork(bare, "x"),
    'bare/x: site "bare" has no data centres, so its network would have no subnet. Declare at least one under dataCentres of the site in charter.yaml.',
  ],
  [
    "a retention of flow logs that CloudWatch does not know",
    ({ dublin }) => new SovereignNetwork(dublin, "x", { flowLogDays: 31 }),
    "dublin/x/flow-logs: the retention in days is 31. Give one of 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.",
  ],
  [
    "a service that cannot be one",
    ({ dublin }) =>
      new NetworkEndpoints(dublin, "x", {
        vpcId: "vpc",
        cidr: "10.20.0.0/16",
        subnetIds: [],
        routeTableIds: [],
        services: ["com.amazonaws.us-east-1:kms"],
      }),
    'dublin/x: "com.amazonaws.us-east-1:kms" is not a valid service name: use a name such as "kms" or "ecr.api". Set a valid literal service name, or shorten the construct id from which it is derived.',
  ],
  [
    "a bucket name that S3 refuses",
    bucket({ bucketName: "User_Data" }),
    'dublin/x: "User_Data" is not a valid bucket name: use 3 to 63 lowercase letters, digits and hyphens. Set a valid literal bucket name, or shorten the construct id from which it is derived.',
  ],
  [
    "a bucket name that is known only after apply",
    bucket({ bucketName: Fn.uuid() }),
    'dublin/x: "a computed value" is not a valid bucket name: use 3 to 63 lowercase letters, digits and hyphens. Set a valid literal bucket name, or shorten the construct id from which it is derived.',
  ],
  [
    "a bucket whose construct id is an expression",
    ({ dublin }) => new SovereignBucket(dublin, "${var.b}", { dataClass: "restricted" }),
    'dublin/${var.b}: "clover-111122223333-dublin-${var.b}" is not a valid bucket name: use 3 to 63 lowercase letters, digits and hyphens. Set a valid literal bucket name, or shorten the construct id from which it is derived.',
  ],
  [
    "an Object Lock of no days",
    bucket({ objectLock: { mode: "COMPLIANCE", days: 0 } }),
    "dublin/x: objectLock.days is 0. Give a whole number from 1 to 36500.",
  ],
  [
    "a reader in an account that the charter does not name",
    bucket({ readers: [{ account: "999988887777" }] }),
    'dublin/x/key: the charter names no account "999988887777", and any other account is foreign. Use one of "workload", "audit", or add "999988887777" under accounts in charter.yaml.',
  ],
  [
    "a key for whatever role",
    ({ dublin }) => new SovereignKey(dublin, "x", { description: "d", users: [{ account: "workload", role: "*" }] }),
    'dublin/x: "*" is not a valid role name: use letters, digits and +=,.@-_ up to 64, no path and no wildcard. Set a valid literal role name, or shorten the construct id from which it is derived.',
  ],
  [
    "a key for whatever log group",
    ({ dublin }) => new SovereignKey(dublin, "x", { description: "d", logGroups: ["*"] }),
    'dublin/x: "*" is not a valid log group name: use letters, digits and . / # - _ up to 512, no wildcard. Set a valid literal log group name, or shorten the construct id from which it is derived.',
  ],
  [
    "a lock on the Outpost",
    outpostBucket({ objectLock: { mode: "COMPLIANCE", days: 1 } }),
    'hamar/x: OutpostBucket does not support "objectLock": S3 on Outposts has no Object Lock. Keep what must not be deleted in a SovereignBucket of the anchor.',
  ],
  [
    "a KMS key for a bucket on the Outpost",
    outpostBucket({ key: {} }),
    'hamar/x: OutpostBucket does not support "key": S3 on Outposts has no SSE-KMS, only SSE-S3 and SSE-C. Encrypt in the client, or use OutpostVolume.',
  ],
  [
    "versions on the Outpost",
    outpostBucket({ versioning: true }),
    'hamar/x: OutpostBucket does not support "versioning": the provider cannot set it for S3 on Outposts. Leave it out, and snapshot what must be restorable.',
  ],
  [
    "access logs on the Outpost",
    outpostBucket({ accessLogs: {} }),
    'hamar/x: OutpostBucket does not support "accessLogs": S3 on Outposts has no server access logs. Record data events with CloudTrail in the anchor\'s region.',
  ],
  [
    "a bucket on the Outpost with an id too long for its access point",
    ({ hamar: { scope, network } }) =>
      new OutpostBucket(scope, "x".repeat(45), { dataClass: "allowable", network, bucketName: "short" }),
    `hamar/${"x".repeat(45)}: "hamar-${"x".repeat(45)}" is not a valid access point name: use 3 to 50 lowercase letters, digits and hyphens. Set a valid literal access point name, or shorten the construct id from which it is derived.`,
  ],
])("%s is refused", (_, build, sentence) => {
  const all = enclave();
  let thrown: unknown;
  try {
    build(all);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ConstructError);
  expect((thrown as ConstructError).message).toBe(sentence);
});
