import { SovereignFileSystem } from "../../../constructs/data/sovereign-file-system";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import type { SiteStack } from "../../../constructs/foundation/site-stack";
import { compliant, judged } from "../judged";
import { charter, synthesize } from "../synthesize";

const build = (stack: SiteStack, props: object = {}) =>
  new SovereignFileSystem(stack, "papers", {
    dataClass: "restricted",
    network: new SovereignNetwork(stack, "net", { interfaceEndpoints: [] }),
    ...props,
  });

const fileSystem = "${aws_efs_file_system.<papers/file-system>.id}";

test("a file system is encrypted under its own key, backed up, no replica, and denies strangers and requests in the clear", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const { fileSystemName, dataClass } = build(stack);
    expect([fileSystemName, dataClass]).toEqual(["clover-dublin-papers", "restricted"]);
  });
  expect(resource["aws_kms_key"]).toHaveProperty(["<papers/key/key>"]);
  expect(resource["aws_efs_file_system"]).toEqual({
    "<papers/file-system>": {
      creation_token: "clover-dublin-papers",
      encrypted: true,
      kms_key_id: "${aws_kms_key.<papers/key/key>.arn}",
      throughput_mode: "elastic",
      protection: { replication_overwrite: "ENABLED" },
      tags: { Name: "clover-dublin-papers", "data-class": "restricted" },
    },
  });
  expect(resource["aws_efs_backup_policy"]).toEqual({
    "<papers/backup>": { file_system_id: fileSystem, backup_policy: { status: "DISABLED" } },
  });
  const everything = {
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Resource: ["arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/*"],
  };
  expect(resource["aws_efs_file_system_policy"]).toEqual({
    "<papers/policy>": {
      file_system_id: fileSystem,
      policy: {
        Version: "2012-10-17",
        Statement: [
          { Sid: "DenyPlaintext", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
          {
            Sid: "DenyForeignAccounts",
            ...everything,
            Condition: {
              StringNotEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] },
              BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
          },
        ],
      },
    },
  });
});

test("it can be mounted in every data centre, from the network alone", () => {
  const { resource } = synthesize("dublin", build);
  const target = (dataCentre: string) => ({
    file_system_id: fileSystem,
    subnet_id: `\${aws_subnet.<net/subnet-${dataCentre}>.id}`,
    security_groups: ["${aws_security_group.<papers/door>.id}"],
  });
  expect(resource["aws_efs_mount_target"]).toEqual({
    "<papers/mount-dub1>": target("dub1"),
    "<papers/mount-dub2>": target("dub2"),
  });
  expect(resource["aws_security_group"]).toEqual({
    "<papers/door>": {
      name: "clover-dublin-papers",
      description: "NFS from inside the network to file system clover-dublin-papers",
      vpc_id: "${aws_vpc.<net/vpc>.id}",
    },
  });
  expect(resource["aws_vpc_security_group_ingress_rule"]).toEqual({
    "<papers/nfs>": {
      security_group_id: "${aws_security_group.<papers/door>.id}",
      description: "NFS from inside the network",
      cidr_ipv4: "10.20.0.0/16",
      ip_protocol: "tcp",
      from_port: 2049,
      to_port: 2049,
    },
  });
  expect(resource).not.toHaveProperty("aws_vpc_security_group_egress_rule");
});

test("the gate has nothing against it", async () => {
  await expect(judged("dublin", (stack) => void build(stack))).resolves.toEqual(compliant);
});

test.each<[string, object, string]>([
  ["an illegal name", { fileSystemName: "a b" }, 'dublin/papers: "a b" is no file system name'],
  ["a name too long for its token", { fileSystemName: "p".repeat(65) }, "is no file system name: letters, digits"],
])("%s is refused", (_, props, sentence) => {
  expect(() => synthesize("dublin", (stack) => void build(stack, props))).toThrow(sentence);
});

test("an Outpost, and a network of another site, are refused", () => {
  synthesize("dublin", (dublin) => {
    const network = new SovereignNetwork(dublin, "net");
    const papers = (stack: SiteStack) => new SovereignFileSystem(stack, "papers", { dataClass: "restricted", network });
    expect(() => synthesize("hamar", papers)).toThrow("hamar/papers: SovereignFileSystem is built in an AWS region");
    expect(() =>
      synthesize("cork", papers, {
        charter: { ...charter, sites: { ...charter.sites, cork: charter.sites["dublin"]! } },
      }),
    ).toThrow('cork/papers: network is dublin/net, which stands in site "dublin", not in "cork"');
  });
});
