/** Keys in every custody, and a store of every kind under them: what the gate judges, and what the long test plans. */
import { AnchorNetwork } from "../../../constructs/outposts/anchor-network";
import type { Charter, OutpostSite, RegionSite } from "../../../charter/schema";
import { ExternalKeyStore } from "../../../constructs/keys/external-key-store";
import { HsmKeyStore } from "../../../constructs/keys/hsm-key-store";
import type { KeyCustody } from "../../../constructs/keys/key-custody";
import { OutpostDatabase } from "../../../constructs/outposts/outpost-database";
import { OutpostSubnet } from "../../../constructs/outposts/outpost-subnet";
import { OutpostVolume } from "../../../constructs/outposts/outpost-volume";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignBackup } from "../../../constructs/data/sovereign-backup";
import { SovereignBucket } from "../../../constructs/data/sovereign-bucket";
import { SovereignCluster } from "../../../constructs/data/sovereign-cluster";
import { SovereignDatabase } from "../../../constructs/data/sovereign-database";
import { SovereignFileSystem } from "../../../constructs/data/sovereign-file-system";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { SovereignQueue } from "../../../constructs/data/sovereign-queue";
import { SovereignSecret } from "../../../constructs/data/sovereign-secret";
import { SovereignStream } from "../../../constructs/data/sovereign-stream";
import { SovereignTable } from "../../../constructs/data/sovereign-table";
import { charter } from "../synthesize";

// Two of them: YAML would write one that is used twice as an alias.
const state = () => ({ bucket: "clover-state", kmsKey: "alias/clover-state" });

/** The charter where state is encrypted under a key of the site, and key managers stand in Ireland, Norway and elsewhere. */
export const keysCharter: Charter = {
  ...charter,
  sites: {
    dublin: { ...(charter.sites["dublin"] as RegionSite), state: state() },
    hamar: { ...(charter.sites["hamar"] as OutpostSite), state: state() },
  },
  endpoints: { "keys.example.ie": "IE", "*.nokler.example.no": "NO", "keys.example.com": "US" },
};

/** A self-signed certificate like the one that a cluster is initialised with. Its key is thrown away. */
export const TRUST_ANCHOR = `-----BEGIN CERTIFICATE-----
MIIBgzCCASmgAwIBAgIUB+HXAvf8+uQrZBbeNVz2F2EQzikwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLY2xvdmVyIHRlc3QwIBcNMjYxMTI1MTI1MzI3WhgPMjEyNjEx
MDExMjUzMjdaMBYxFDASBgNVBAMMC2Nsb3ZlciB0ZXN0MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAELQrUP1Aa9BRUZxrg0E5ARTOWU2/hRd8H5Bov49yPaGJhvfjg
TgzE0o6cY2PT1mqKTiQGUwtCyROuNY3K7NB4uaNTMFEwHQYDVR0OBBYEFJ8oracc
7FzlxacBvorPDvhZHrKnMB8GA1UdIwQYMBaAFJ8oracc7FzlxacBvorPDvhZHrKn
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgPuNq+xaOnSqV5Gmm
+ABrdy/fxatXBlHfcr+4I4USo64CIQCvWXhEBD93S5Hr3zoV6z7+xWlwAIIlvDmO
DfNFvTi2cg==
-----END CERTIFICATE-----
`;

const restricted = { dataClass: "restricted" } as const;

/** Every store of a region; `custody` says where the key of each is. */
function buildKept(stack: SiteStack, network: SovereignNetwork, custody: (id: string) => KeyCustody): void {
  const kept = (id: string) => ({ ...restricted, custody: custody(id) });
  new SovereignBucket(stack, "bucket", kept("bucket"));
  new SovereignTable(stack, "table", { ...kept("table"), partitionKey: { name: "id", type: "S" } });
  new SovereignStream(stack, "stream", kept("stream"));
  new SovereignQueue(stack, "queue", kept("queue"));
  new SovereignSecret(stack, "secret", { ...kept("secret"), description: "Password of the partner's server" });
  new SovereignFileSystem(stack, "files", { ...kept("files"), network });
  new SovereignDatabase(stack, "database", {
    ...kept("database"),
    network,
    instanceClass: "db.m5.large",
    sizeGiB: 100,
  });
  new SovereignCluster(stack, "cluster", { ...kept("cluster"), network, instanceClass: "db.r6g.large" });
  new SovereignBackup(stack, "backup", kept("backup"));
}

/** Keys in CloudHSM, and every store of a region under them. */
export function buildHsmKeys(stack: SiteStack): void {
  const network = new SovereignNetwork(stack, "net");
  const store = new HsmKeyStore(stack, "modules", {
    network,
    dataCentres: ["dub1", "dub2"],
    trustAnchor: TRUST_ANCHOR,
    connected: true,
  });
  buildKept(stack, network, () => ({ kind: "provider-hsm", store }));
}

/** Keys in a key manager in the site's country, by a private way, and every store of a region under them. */
export function buildExternalKeys(stack: SiteStack): void {
  const store = new ExternalKeyStore(stack, "manager", {
    proxy: { host: "keys.example.ie", pathPrefix: "/dublin", endpointService: "vpce-svc-0123456789abcdef0" },
    connected: true,
  });
  buildKept(stack, new SovereignNetwork(stack, "net"), (keyId) => ({ kind: "external", store, keyId }));
}

/** Keys in a key manager beside the rack, and what is on the rack under them. */
export function buildRackKeys(stack: SiteStack): void {
  const store = new ExternalKeyStore(stack, "manager", { proxy: { host: "hamar.nokler.example.no" }, connected: true });
  const network = new AnchorNetwork(stack, "anchor");
  const subnet = new OutpostSubnet(stack, "subnet", { network });
  const kept = (keyId: string) => ({ ...restricted, subnet, custody: { kind: "external", store, keyId } as const });
  new OutpostVolume(stack, "disk", { ...kept("disk"), sizeGiB: 100 });
  new OutpostDatabase(stack, "people", { ...kept("people"), network, instanceClass: "db.m5.large", sizeGiB: 100 });
}
