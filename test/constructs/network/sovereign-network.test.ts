import { SovereignNetwork, type SovereignNetworkProps } from "../../../constructs/network/sovereign-network";
import { synthesize } from "../synthesize";

const network = (props?: SovereignNetworkProps) =>
  synthesize("dublin", (stack) => new SovereignNetwork(stack, "net", props)).resource;

const vpc = "${aws_vpc.<net/vpc>.id}";

test("a network holds an isolated subnet and a bare route table per data centre, by zone id, and no way out", () => {
  const resource = network();
  expect(resource["aws_vpc"]).toEqual({
    "<net/vpc>": {
      cidr_block: "10.20.0.0/16",
      enable_dns_hostnames: true,
      enable_dns_support: true,
      tags: { Name: "clover-dublin" },
    },
  });
  const subnet = (name: string, zone: string, cidr: string) => ({
    vpc_id: vpc,
    availability_zone_id: zone,
    cidr_block: cidr,
    map_public_ip_on_launch: false,
    tags: { Name: `clover-dublin-${name}`, "data-centre": name },
  });
  expect(resource["aws_subnet"]).toEqual({
    "<net/subnet-dub1>": subnet("dub1", "euw1-az1", "10.20.0.0/20"),
    "<net/subnet-dub2>": subnet("dub2", "euw1-az2", "10.20.16.0/20"),
  });
  expect(resource["aws_route_table"]).toEqual({
    "<net/routes-dub1>": { vpc_id: vpc, tags: { Name: "clover-dublin-dub1" } },
    "<net/routes-dub2>": { vpc_id: vpc, tags: { Name: "clover-dublin-dub2" } },
  });
  expect(Object.keys(resource).toSorted()).toEqual([
    "aws_cloudwatch_log_group",
    "aws_default_network_acl",
    "aws_default_security_group",
    "aws_flow_log",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_kms_alias",
    "aws_kms_key",
    "aws_network_acl",
    "aws_route53_resolver_firewall_config",
    "aws_route53_resolver_firewall_domain_list",
    "aws_route53_resolver_firewall_rule",
    "aws_route53_resolver_firewall_rule_group",
    "aws_route53_resolver_firewall_rule_group_association",
    "aws_route53_resolver_query_log_config",
    "aws_route53_resolver_query_log_config_association",
    "aws_route_table",
    "aws_route_table_association",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_endpoint",
    "aws_vpc_security_group_ingress_rule",
  ]);
});

test("the default security group and the default network ACL are emptied: a forgotten subnet reaches nothing", () => {
  expect(network()["aws_default_network_acl"]).toEqual({
    "<net/default-network-acl>": {
      default_network_acl_id: "${aws_vpc.<net/vpc>.default_network_acl_id}",
      lifecycle: { ignore_changes: ["subnet_ids"] },
      tags: { Name: "clover-dublin-unused" },
    },
  });
  expect(network()["aws_default_security_group"]).toEqual({
    "<net/default-security-group>": { vpc_id: vpc, tags: { Name: "clover-dublin-unused" } },
  });
});

test("endpoints admit the enclave's accounts alone, to what those accounts own", () => {
  const enclave = ["111122223333", "444455556666"];
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AdmitEnclave",
        Effect: "Allow",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: {
          StringEquals: { "aws:PrincipalAccount": enclave },
          StringEqualsIfExists: { "aws:ResourceAccount": enclave },
        },
      },
    ],
  };
  const gateway = (service: string) => ({
    vpc_id: vpc,
    service_name: `com.amazonaws.eu-west-1.${service}`,
    vpc_endpoint_type: "Gateway",
    route_table_ids: ["${aws_route_table.<net/routes-dub1>.id}", "${aws_route_table.<net/routes-dub2>.id}"],
    policy,
    tags: { Name: `dublin-${service}` },
  });
  expect(network({ interfaceEndpoints: ["kms", "kms"] })["aws_vpc_endpoint"]).toEqual({
    "<net/endpoints/s3>": gateway("s3"),
    "<net/endpoints/dynamodb>": gateway("dynamodb"),
    "<net/endpoints/interface-kms>": {
      vpc_id: vpc,
      service_name: "com.amazonaws.eu-west-1.kms",
      vpc_endpoint_type: "Interface",
      private_dns_enabled: true,
      subnet_ids: ["${aws_subnet.<net/subnet-dub1>.id}", "${aws_subnet.<net/subnet-dub2>.id}"],
      security_group_ids: ["${aws_security_group.<net/endpoints/door>.id}"],
      policy,
      tags: { Name: "dublin-kms" },
    },
  });
});

test("interface endpoints are reached by HTTPS from inside the network only", () => {
  expect(network()["aws_vpc_security_group_ingress_rule"]).toEqual({
    "<net/endpoints/https>": {
      security_group_id: "${aws_security_group.<net/endpoints/door>.id}",
      description: "HTTPS from inside the network",
      cidr_ipv4: "10.20.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    },
  });
});

test("kms, logs and sts have interface endpoints unless told otherwise; without any there is no door either", () => {
  const endpoints = (props?: SovereignNetworkProps) => Object.keys(network(props)["aws_vpc_endpoint"]!).toSorted();
  const gateways = ["<net/endpoints/dynamodb>", "<net/endpoints/s3>"];
  const named = ["kms", "logs", "sts"].map((service) => `<net/endpoints/interface-${service}>`);
  expect(endpoints()).toEqual([...gateways, ...named].toSorted());
  expect(endpoints({ interfaceEndpoints: [] })).toEqual(gateways);
  expect(network({ interfaceEndpoints: [] })).not.toHaveProperty("aws_security_group");
});

test("every flow is logged to a log group under its own key, by a role that no other account's flow logs can take on", () => {
  const resource = network();
  expect(resource["aws_flow_log"]).toEqual({
    "<net/flow-logs/flow-log>": {
      vpc_id: vpc,
      traffic_type: "ALL",
      log_destination_type: "cloud-watch-logs",
      log_destination: "${aws_cloudwatch_log_group.<net/flow-logs/log-group>.arn}",
      iam_role_arn: "${aws_iam_role.<net/flow-logs/role>.arn}",
      max_aggregation_interval: 60,
    },
  });
  expect(resource["aws_cloudwatch_log_group"]!["<net/flow-logs/log-group>"]).toEqual({
    name: "/clover/dublin/net/flow-logs",
    kms_key_id: "${aws_kms_key.<net/flow-logs/key/key>.arn}",
    retention_in_days: 400,
  });
  expect(resource["aws_iam_role"]).toEqual({
    "<net/flow-logs/role>": {
      name: "clover-dublin-net-flow-logs",
      description: "Flow logs of the network into its log group",
      assume_role_policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "FlowLogs",
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": "111122223333" },
              ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
            },
          },
        ],
      },
    },
  });
});
