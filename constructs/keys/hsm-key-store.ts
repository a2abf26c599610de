/** Keys in hardware of the enclave's own: a CloudHSM cluster across data centres of the site, and the key store that joins it to KMS. */
import { CloudhsmV2Cluster } from "@cdktf/provider-aws/lib/cloudhsm-v2-cluster";
import { CloudhsmV2Hsm } from "@cdktf/provider-aws/lib/cloudhsm-v2-hsm";
import { KmsCustomKeyStore } from "@cdktf/provider-aws/lib/kms-custom-key-store";
import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { RegionSite } from "../../charter/schema";
import { badModules, noCertificate, noHsmStores, notInitialised } from "./key-errors";
import { KeyStore, type KeyStoreProps } from "./key-store";
import { deriveName } from "../foundation/names";
import { demandSecret } from "../foundation/secret-variable";
import { SiteStack } from "../foundation/site-stack";

/** The network of a site as far as a key store needs it: `SovereignNetwork` is one. */
export interface NetworkOfSite extends IConstruct {
  /** Subnet ids by the name of the data centre. */
  readonly subnetIds: Readonly<Record<string, string>>;
}

/** Properties of a key store in CloudHSM. */
export interface HsmKeyStoreProps extends KeyStoreProps {
  readonly network: NetworkOfSite;
  /** Data centres of the site with an HSM each, in different zones. Where a cluster can stand is settled when it is made. */
  readonly dataCentres: readonly [string, string, ...string[]];
  /** The certificate (PEM) that the cluster was initialised with, `customerCA.crt`. @default none: cluster and first HSM alone */
  readonly trustAnchor?: string;
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/keystore-cloudhsm.html; no site of ours can be in China. */
const WITHOUT: ReadonlySet<string> = new Set(["ap-southeast-4", "eu-south-2"]);

const CERTIFICATE = /^(?=[^]{1,5000}$)-----BEGIN CERTIFICATE-----\r?\n[\w+/=\s]+-----END CERTIFICATE-----\s*$/;

/**
 * A CloudHSM cluster in the site's network, and the key store by which KMS keeps symmetric keys in it. Serves GDPR Art. 32(1)(a) and C5
 * CRY-04: the modules are the enclave's alone, no key leaves them, and whoever disconnects the store closes what is under its keys.
 *
 * - What it does not do: the modules stand in AWS's buildings and KMS uses their keys for whom IAM lets in, so this is no
 *   answer to EDPB Recommendations 01/2020, use case 1, either.
 * - At least two HSMs, each in another zone: KMS makes no key in a cluster with fewer
 *   (https://docs.aws.amazon.com/kms/latest/developerguide/create-keystore.html).
 * - The provider can neither initialise a cluster nor connect a store, so it takes three applies: cluster and one HSM; with the
 *   `trustAnchor` the other HSMs and the store; with `connected` the keys. docs/keys.md has the commands in between.
 * - Terraform refuses to destroy the cluster, or to make it again elsewhere: the keys would be gone with it.
 * - The password of `kmsuser` is a sensitive variable, `<path of the construct>_kmsuser_password`. KMS changes it when it connects: what
 *   stands in plan and state opens nothing from then on, and a later value of the variable changes nothing.
 *
 * @throws ConstructError on an Outpost site, in a region without such stores, for a network of another site, for fewer than two
 * zones, for what is no certificate, for a store that is connected before its cluster is initialised, and for state that is not
 * encrypted under a key of the site
 */
export class HsmKeyStore extends KeyStore<"provider-hsm"> {
  readonly storeId: string | undefined;
  /** Id of the cluster, after apply: what the commands in between ask for. */
  readonly clusterId: string;

  constructor(scope: Construct, id: string, props: HsmKeyStoreProps) {
    super(scope, id, "provider-hsm", props);
    const stack = SiteStack.inRegion(this, "HsmKeyStore", "ExternalKeyStore");
    stack.requireSameSite(this, { network: props.network });
    if (WITHOUT.has(stack.region)) throw noHsmStores(this.node.path, stack.region);
    this.#requireZones(stack.site, props.dataCentres);
    if (props.connected && props.trustAnchor === undefined) throw notInitialised(this.node.path);
    const subnets = props.dataCentres.map((name) => ({ name, subnetId: props.network.subnetIds[name]! }));
    const cluster = new CloudhsmV2Cluster(this, "cluster", {
      hsmType: "hsm2m.medium",
      mode: "FIPS",
      subnetIds: subnets.map(({ subnetId }) => subnetId),
      tags: { Name: deriveName(this) },
      // A cluster in other data centres is another cluster, and the keys go with the old one.
      lifecycle: { preventDestroy: true },
    });
    this.clusterId = cluster.clusterId;
    // A cluster is initialised with one HSM in it; those that come later are copies of that one.
    const filled = props.trustAnchor === undefined ? subnets.slice(0, 1) : subnets;
    const modules = filled.map(
      ({ name, subnetId }) => new CloudhsmV2Hsm(this, `hsm-${name}`, { clusterId: this.clusterId, subnetId }),
    );
    this.storeId = props.trustAnchor === undefined ? undefined : this.#store(props.trustAnchor, modules);
  }

  #requireZones({ dataCentres }: RegionSite, names: readonly string[]): void {
    const known = Object.keys(dataCentres);
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw badModules(this.node.path, `the site has no data centre ${JSON.stringify(unknown)}`, known);
    }
    const zones = names.map((name) => dataCentres[name]!.zone);
    const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
    if (twice) throw badModules(this.node.path, `two of the data centres are in zone ${twice}`, known);
    if (zones.length < 2) throw badModules(this.node.path, `${zones.length} of the data centres has an HSM`, known);
  }

  #requireCertificate(text: string): string {
    if (Token.isUnresolved(text) || !CERTIFICATE.test(text)) throw noCertificate(this.node.path);
    return text;
  }

  #store(trustAnchor: string, modules: CloudhsmV2Hsm[]): string {
    const name = deriveName(this);
    return new KmsCustomKeyStore(this, "store", {
      customKeyStoreName: name,
      customKeyStoreType: "AWS_CLOUDHSM",
      cloudHsmClusterId: this.clusterId,
      trustAnchorCertificate: this.#requireCertificate(trustAnchor),
      keyStorePassword: demandSecret(
        this,
        "kmsuser-password",
        `Password of kmsuser in the CloudHSM cluster of ${name}`,
      ),
      dependsOn: modules,
      lifecycle: { ignoreChanges: ["key_store_password"] },
    }).id;
  }
}
