/** The only doors of a sovereign network: private paths to AWS services, open to the enclave's accounts alone. */
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { requireName } from "../foundation/names";
import { openDoor } from "./network-door";
import { admitEnclave, renderPolicy } from "../foundation/policy-document";
import { SiteStack } from "../foundation/site-stack";

/** What the endpoints of a network are made from. */
export interface NetworkEndpointsProps {
  readonly vpcId: string;
  /** IPv4 range from which interface endpoints may be called. */
  readonly cidr: string;
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];
  /** Services with an interface endpoint, as in their endpoint's name, for example "kms". */
  readonly services: readonly string[];
}

/** S3 and DynamoDB have gateway endpoints: routes, free of charge, no address in the subnet. */
const GATEWAYS = ["s3", "dynamodb"];

/**
 * Gateway endpoints for S3 and DynamoDB, interface endpoints for what is asked for. Serves GDPR Art. 32 and 44: traffic
 * stays on the site's own addresses, and the endpoint policy stops both a stranger's credentials inside the network and the
 * enclave's credentials used on a stranger's resource (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html).
 *
 * @throws ConstructError for a service name that could not be one
 */
export class NetworkEndpoints extends Construct {
  /** Ids of the lists of addresses behind the gateway endpoints, by service. */
  readonly prefixListIds: Readonly<Record<string, string>>;
  /** Ids of all endpoints by service. */
  readonly endpointIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: NetworkEndpointsProps) {
    super(scope, id);
    const stack = SiteStack.of(this);
    const policy = renderPolicy([admitEnclave(stack)]);
    const gateways = GATEWAYS.map((service) => {
      const endpoint = new VpcEndpoint(this, service, {
        vpcId: props.vpcId,
        serviceName: stack.endpointService(service),
        vpcEndpointType: "Gateway",
        routeTableIds: [...props.routeTableIds],
        policy,
        tags: { Name: `${stack.siteName}-${service}` },
      });
      return [service, endpoint] as const;
    });
    this.prefixListIds = Object.fromEntries(gateways.map(([service, { prefixListId }]) => [service, prefixListId]));
    const interfaces = this.#interfaces(stack, props, policy);
    this.endpointIds = Object.fromEntries([...gateways, ...interfaces].map(([service, { id }]) => [service, id]));
  }

  #interfaces(stack: SiteStack, props: NetworkEndpointsProps, policy: string): (readonly [string, VpcEndpoint])[] {
    if (props.services.length === 0) return [];
    const door = openDoor(this, {
      vpcId: props.vpcId,
      cidr: props.cidr,
      protocol: "HTTPS",
      port: 443,
      to: "interface endpoints",
      name: `clover-${stack.siteName}-endpoints`,
    });
    return [...new Set(props.services)].map((service) => {
      requireName(this, "service name", service, /^[a-z0-9]+([.-][a-z0-9]+)*$/, 'as in "kms" or "ecr.api"');
      const endpoint = new VpcEndpoint(this, `interface-${service}`, {
        vpcId: props.vpcId,
        serviceName: stack.endpointService(service),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [...props.subnetIds],
        securityGroupIds: [door],
        policy,
        tags: { Name: `${stack.siteName}-${service}` },
      });
      return [service, endpoint];
    });
  }
}
