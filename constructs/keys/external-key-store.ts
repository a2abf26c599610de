/** Keys outside of AWS: a key store whose key manager answers, or refuses, from the site's own jurisdiction. */
import { KmsCustomKeyStore } from "@cdktf/provider-aws/lib/kms-custom-key-store";
import type { Construct } from "constructs";
import { requireKnownHost } from "../foundation/hosts";
import { externalKeyTaken, proxyElsewhere } from "./key-errors";
import { KeyStore, type KeyStoreProps } from "./key-store";
import { deriveName, requireName } from "../foundation/names";
import { demandSecret } from "../foundation/secret-variable";
import { SiteStack } from "../foundation/site-stack";

/** The proxy that speaks for the key manager (https://github.com/aws/aws-kms-xksproxy-api-spec). */
export interface KeyProxy {
  /** Its name in DNS, which its certificate has: of `endpoints` of the charter. With `endpointService`, that service's private DNS name. */
  readonly host: string;
  /** What comes before `/kms/xks/v1` in its path, for example "/dublin". @default nothing */
  readonly pathPrefix?: string;
  /**
   * Id (vpce-svc-...) of the VPC endpoint service in the stack's region that leads to it. It admits KMS, takes connections without being
   * asked, and has verified `host` as its private DNS name
   * (https://docs.aws.amazon.com/kms/latest/developerguide/vpc-connectivity.html). @default none: KMS reaches it over the internet
   */
  readonly endpointService?: string;
}

const HOST = /^(?=.{2,120}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;
const PREFIX = /^(?:\/[\w/-]{1,116})?$/;
const SERVICE = /^vpce-svc-[0-9a-z]{1,32}$/;

/** What a key store outside of AWS is made from. */
export interface ExternalKeyStoreProps extends KeyStoreProps {
  readonly proxy: KeyProxy;
}

/**
 * An external key store (XKS). Serves GDPR Art. 32(1)(a) and 48, and C5 CRY-03 and CRY-04: what is encrypted under its keys can be opened only
 * while a key manager outside of AWS agrees, and whoever orders AWS to open it has to ask there too.
 *
 * - The proxy stands in the site's jurisdiction, by the charter's word. Another approved country is not enough: its law would bind
 *   the keeper of this site's keys. Where the key manager behind the proxy stands is that word's, too.
 * - It is not EDPB Recommendations 01/2020, use case 1: the services that encrypt with it see data and data keys in the clear, and keep data
 *   keys for a while after the key manager has refused (https://docs.aws.amazon.com/kms/latest/developerguide/keystore-external.html).
 *   For that, encrypt before the data comes to AWS.
 * - On an Outpost site KMS runs in the anchor's region, and the proxy stands beside the rack. AWS asks for an answer within 250 ms.
 * - KMS shows its requests by a credential: two sensitive variables, `<path of the construct>_access_key_id` and `..._secret_access_key`. What
 *   remains: the provider does not mark the credential itself, and it stands in plan files and state in the clear; so the state has to be
 *   encrypted under a key of the site, and whoever may read either can pretend to be KMS before the proxy. Let the proxy admit KMS alone.
 * - The provider cannot connect the store: see `connected`. With no `endpointService` the proxy has to answer before the first apply.
 *
 * @throws ConstructError for a proxy that the charter places outside of the site's jurisdiction, or nowhere, for a host, path or service
 * that is none, and for state that is not encrypted under a key of the site
 */
export class ExternalKeyStore extends KeyStore<"external"> {
  readonly storeId: string;
  /** Which construct has which external key. */
  readonly #claimed = new Map<string, string>();

  constructor(scope: Construct, id: string, props: ExternalKeyStoreProps) {
    super(scope, id, "external", props);
    const stack = SiteStack.of(this);
    const { host, pathPrefix = "", endpointService } = props.proxy;
    this.#requireHome(stack, host);
    requireName(this, "path prefix", pathPrefix, PREFIX, "nothing, or a slash and letters, digits and /_- up to 117");
    const name = deriveName(this);
    this.storeId = new KmsCustomKeyStore(this, "store", {
      customKeyStoreName: name,
      customKeyStoreType: "EXTERNAL_KEY_STORE",
      xksProxyUriEndpoint: `https://${host}`,
      xksProxyUriPath: `${pathPrefix}/kms/xks/v1`,
      ...(endpointService === undefined
        ? { xksProxyConnectivity: "PUBLIC_ENDPOINT" }
        : {
            xksProxyConnectivity: "VPC_ENDPOINT_SERVICE",
            xksProxyVpcEndpointServiceName: stack.ownEndpointService(
              requireName(this, "endpoint service", endpointService, SERVICE, "vpce-svc- and small letters and digits"),
            ),
          }),
      xksProxyAuthenticationCredential: {
        accessKeyId: demandSecret(this, "access-key-id", `Id of the credential that KMS shows to ${host}`),
        rawSecretAccessKey: demandSecret(this, "secret-access-key", `The credential that KMS shows to ${host}`),
      },
    }).id;
  }

  /**
   * Takes an external key for a KMS key.
   *
   * @returns its id
   * @throws ConstructError for one that is taken, and for an illegal id
   */
  claim(key: Construct, keyId: string): string {
    requireName(key, "id of an external key", keyId, /^[\w.-]{1,128}$/, "letters, digits, _, . and -, at most 128");
    const by = this.#claimed.get(keyId);
    if (by !== undefined) throw externalKeyTaken(key.node.path, keyId, by);
    this.#claimed.set(keyId, key.node.path);
    return keyId;
  }

  #requireHome({ charter, site, siteName }: SiteStack, host: string): void {
    requireName(
      this,
      "host of a proxy",
      host,
      HOST,
      "a name in DNS without scheme, port and path, at most 120 characters",
    );
    const country = requireKnownHost(this, charter, host);
    if (country !== site.jurisdiction) throw proxyElsewhere(this.node.path, host, country, siteName, site.jurisdiction);
  }
}
