/** Never run: the type checker reads it, and fails when one of these lines starts to compile. */
import type { AnchorNetwork } from "../../constructs/outposts/anchor-network";
import type { ExternalKeyStore } from "../../constructs/keys/external-key-store";
import { HsmKeyStore } from "../../constructs/keys/hsm-key-store";
import { OutpostBucket } from "../../constructs/outposts/outpost-bucket";
import { OutpostVolume } from "../../constructs/outposts/outpost-volume";
import type { OutpostSubnet } from "../../constructs/outposts/outpost-subnet";
import type { SiteStack } from "../../constructs/foundation/site-stack";
import { SovereignBackup } from "../../constructs/data/sovereign-backup";
import { SovereignBucket } from "../../constructs/data/sovereign-bucket";
import { SovereignCluster } from "../../constructs/data/sovereign-cluster";
import { SovereignHmacKey } from "../../constructs/keys/sovereign-hmac-key";
import { SovereignKey } from "../../constructs/keys/sovereign-key";
import type { SovereignNetwork } from "../../constructs/network/sovereign-network";

export function refusedByTypes(
  stack: SiteStack,
  network: AnchorNetwork,
  subnet: OutpostSubnet,
  key: SovereignKey,
  manager: ExternalKeyStore,
  site: SovereignNetwork,
) {
  const cluster = { dataClass: "restricted", network: site, instanceClass: "db.r6g.large" } as const;
  const rack = { dataClass: "allowable", network } as const;
  const secret = { dataClass: "restricted" } as const;
  return [
    // @ts-expect-error S3 on Outposts has no Object Lock
    new OutpostBucket(stack, "lock", { ...rack, objectLock: { mode: "COMPLIANCE", days: 1 } }),
    // @ts-expect-error S3 on Outposts has no SSE-KMS
    new OutpostBucket(stack, "key", { ...rack, key }),
    // @ts-expect-error audit data needs Object Lock
    new OutpostBucket(stack, "audit", { dataClass: "audit", network }),
    // @ts-expect-error EBS on Outposts is encrypted, always
    new OutpostVolume(stack, "plain", { ...secret, subnet, sizeGiB: 1, encrypted: false }),
    // @ts-expect-error a construct takes its site from its stack, never a region
    new SovereignBucket(stack, "region", { ...secret, region: "us-east-1" }),
    // @ts-expect-error no bucket of the enclave is public
    new SovereignBucket(stack, "public", { ...secret, blockPublicAcls: false }),
    // @ts-expect-error a key is never multi-region
    new SovereignKey(stack, "everywhere", { description: "", multiRegion: true }),
    // @ts-expect-error backups are copied to a backup of the charter, not to an ARN
    new SovereignBackup(stack, "copy", { ...secret, copyTo: "arn:aws:backup:us-east-1:999988887777:backup-vault:v" }),
    // @ts-expect-error a cluster is part of no global cluster
    new SovereignCluster(stack, "global", { ...cluster, globalClusterIdentifier: "world" }),
    // @ts-expect-error a cluster is nobody's replica
    new SovereignCluster(stack, "replica", { ...cluster, replicationSourceIdentifier: "elsewhere" }),
    // @ts-expect-error nobody writes down the master's password
    new SovereignCluster(stack, "password", { ...cluster, masterPassword: "secret" }),
    // @ts-expect-error a key is in somebody's custody, not in custody
    new SovereignKey(stack, "kept", { description: "", custody: true }),
    // @ts-expect-error a key outside of AWS is some key there
    new SovereignKey(stack, "nameless", { description: "", custody: { kind: "external", store: manager } }),
    // @ts-expect-error one store is not the other
    new SovereignKey(stack, "elsewhere", { description: "", custody: { kind: "provider-hsm", store: manager } }),
    // @ts-expect-error no key store holds HMAC keys
    new SovereignHmacKey(stack, "mac", { description: "", users: [], custody: { kind: "provider" } }),
    // @ts-expect-error a cluster in one data centre is none for KMS
    new HsmKeyStore(stack, "alone", { network: site, dataCentres: ["dub1"], connected: false }),
    // @ts-expect-error principals are named by the charter, not by ARN
    new SovereignKey(stack, "open", { description: "", users: ["arn:aws:iam::999988887777:root"] }),
  ];
}
