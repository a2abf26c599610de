import { AnchorNetwork } from "../../../constructs/outposts/anchor-network";
import { OutpostBucket } from "../../../constructs/outposts/outpost-bucket";
import { OutpostEndpoint } from "../../../constructs/outposts/outpost-endpoint";
import { OutpostSubnet } from "../../../constructs/outposts/outpost-subnet";
import { OutpostSnapshot, OutpostVolume } from "../../../constructs/outposts/outpost-volume";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { charter, synthesize } from "../synthesize";

const outpost = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0";
const vpc = "${data.aws_vpc.<anchor/vpc>.id}";

function subnetOn(stack: SiteStack) {
  const network = new AnchorNetwork(stack, "anchor");
  return { network, subnet: new OutpostSubnet(stack, "rack", { network }) };
}

test("a subnet on the Outpost extends the anchor's network, in the Outpost's zone, with the local route alone", () => {
  const { resource, data } = synthesize("hamar", subnetOn);
  expect(data).toEqual({
    aws_vpc: {
      "<anchor/vpc>": {
        cidr_block: "10.20.0.0/16",
        state: "available",
        tags: { Name: "clover-dublin", site: "dublin" },
      },
    },
  });
  expect(resource).toEqual({
    aws_subnet: {
      "<rack/subnet>": {
        vpc_id: vpc,
        cidr_block: "10.20.128.0/20",
        outpost_arn: outpost,
        availability_zone_id: "euw1-az1",
        map_public_ip_on_launch: false,
        tags: { Name: "clover-hamar" },
      },
    },
    aws_route_table: { "<rack/routes>": { vpc_id: vpc, tags: { Name: "clover-hamar" } } },
    aws_route_table_association: {
      "<rack/route>": {
        subnet_id: "${aws_subnet.<rack/subnet>.id}",
        route_table_id: "${aws_route_table.<rack/routes>.id}",
      },
    },
    aws_network_acl: {
      "<rack/acl/acl>": {
        vpc_id: vpc,
        subnet_ids: ["${aws_subnet.<rack/subnet>.id}"],
        ingress: expect.anything(),
        egress: expect.anything(),
        tags: { Name: "clover-hamar-rack" },
      },
    },
  });
});

test("a zone that the charter does not name is not made up", () => {
  const { zone: _, ...hamar } = charter.sites["hamar"] as { zone?: string } & (typeof charter.sites)[string];
  const sites = { ...charter.sites, hamar };
  const { resource } = synthesize("hamar", subnetOn, { charter: { ...charter, sites } });
  expect(resource["aws_subnet"]!["<rack/subnet>"]).not.toHaveProperty("availability_zone_id");
});

test("a volume lies on the Outpost under a key of the enclave's, and its snapshot does not leave the Outpost", () => {
  const { resource } = synthesize("hamar", (stack) => {
    const volume = new OutpostVolume(stack, "mail", { dataClass: "restricted", sizeGiB: 20, ...subnetOn(stack) });
    new OutpostSnapshot(stack, "copy", { dataClass: "restricted", volume });
  });
  expect({ volume: resource["aws_ebs_volume"], snapshot: resource["aws_ebs_snapshot"] }).toEqual({
    volume: {
      "<mail/volume>": {
        availability_zone: "${aws_subnet.<rack/subnet>.availability_zone}",
        outpost_arn: outpost,
        size: 20,
        type: "gp2",
        encrypted: true,
        kms_key_id: "${aws_kms_key.<mail/key/key>.arn}",
        tags: { Name: "clover-hamar-mail", "data-class": "restricted" },
      },
    },
    snapshot: {
      "<copy/snapshot>": {
        volume_id: "${aws_ebs_volume.<mail/volume>.id}",
        outpost_arn: outpost,
        description: "copy of mail, on the Outpost of hamar",
        tags: { Name: "clover-hamar-copy", "data-class": "restricted" },
      },
    },
  });
});

test("a bucket on the Outpost is closed to plaintext and foreign accounts, and reached from the anchor's network alone", () => {
  const { resource } = synthesize("hamar", (stack) => {
    new OutpostBucket(stack, "mail", { dataClass: "allowable", network: new AnchorNetwork(stack, "anchor") });
  });
  const arn =
    "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0/bucket/clover-111122223333-hamar-mail";
  const deny = { Effect: "Deny", Principal: "*", Action: "s3-outposts:*", Resource: [arn, `${arn}/object/*`] };
  expect(resource).toEqual({
    aws_s3control_bucket: {
      "<mail/bucket>": {
        bucket: "clover-111122223333-hamar-mail",
        outpost_id: "op-0123456789abcdef0",
        tags: { "data-class": "allowable" },
      },
    },
    aws_s3control_bucket_policy: {
      "<mail/policy>": {
        bucket: "${aws_s3control_bucket.<mail/bucket>.arn}",
        policy: {
          Version: "2012-10-17",
          Statement: [
            { ...deny, Sid: "DenyPlaintext", Condition: { Bool: { "aws:SecureTransport": "false" } } },
            {
              ...deny,
              Sid: "DenyForeignAccounts",
              Condition: {
                StringNotEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
              },
            },
          ],
        },
      },
    },
    aws_s3_access_point: {
      "<mail/access-point>": {
        bucket: "${aws_s3control_bucket.<mail/bucket>.arn}",
        name: "hamar-mail",
        vpc_configuration: { vpc_id: vpc },
        public_access_block_configuration: {
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
    },
  });
});

test("the endpoint takes addresses of the site's subnet and is reached by HTTPS from the anchor's network", () => {
  const { resource } = synthesize("hamar", (stack) => new OutpostEndpoint(stack, "door", subnetOn(stack)));
  expect({
    endpoint: resource["aws_s3outposts_endpoint"],
    rule: resource["aws_vpc_security_group_ingress_rule"],
    group: resource["aws_security_group"],
  }).toEqual({
    endpoint: {
      "<door/endpoint>": {
        outpost_id: "op-0123456789abcdef0",
        subnet_id: "${aws_subnet.<rack/subnet>.id}",
        security_group_id: "${aws_security_group.<door/door>.id}",
        access_type: "Private",
      },
    },
    rule: {
      "<door/https>": {
        security_group_id: "${aws_security_group.<door/door>.id}",
        description: "HTTPS from inside the network",
        cidr_ipv4: "10.20.0.0/16",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
      },
    },
    group: {
      "<door/door>": {
        name: "clover-hamar-s3-outposts",
        description: "HTTPS from inside the network to S3 on the Outpost",
        vpc_id: vpc,
      },
    },
  });
});
