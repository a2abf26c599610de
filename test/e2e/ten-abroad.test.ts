/** What reaches the API abroad was named by the gate first: ten ways, each to a region of its own but the ninth, which follows the second. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../gate/report";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud/local-cloud";
import type { Credentials } from "../../scripts/local-cloud/moto";
import type { ApiCall } from "../../scripts/local-cloud/moto-recording";
import { runToEnd } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";

const root = join(__dirname, "../..");
const provider = (alias: string) => `provider["registry.terraform.io/hashicorp/aws"].${alias}`;

interface Way {
  readonly title: string;
  readonly region: string;
  /** What the gate names: address, path, and the place, where the plan says it. */
  readonly named: readonly (readonly [address: string, path: string, place: string])[];
  /** What is then asked of the API, and where in the request the region stands: in whom it is signed for, or in what it says. */
  readonly asked: string;
}

const WAYS: readonly Way[] = [
  {
    title: "a provider's region is a variable's default",
    region: "us-east-1",
    named: [
      ["aws_ssm_parameter.setting", `${provider("recovery")}.region`, "us-east-1"],
      [provider("recovery"), "region", "us-east-1"],
    ],
    asked: "ssm PutParameter signed",
  },
  {
    title: "a provider goes through two modules under another name",
    region: "eu-central-2",
    named: [
      ["module.outer.module.inner.aws_sns_topic.relayed", `${provider("events")}.region`, "eu-central-2"],
      [provider("events"), "region", "eu-central-2"],
    ],
    asked: "sns CreateTopic signed",
  },
  {
    title: "a provider's region is in a file, which no plan shows",
    region: "ap-south-1",
    named: [
      ["aws_ssm_parameter.archived", "region", "no proven place"],
      [provider("filed"), "region", "no proven place"],
    ],
    asked: "ssm PutParameter signed",
  },
  {
    title: "a secret is copied where a module's for_each says",
    region: "ca-central-1",
    named: [['module.copies["ca-central-1"].aws_secretsmanager_secret.password', "replica[0].region", "ca-central-1"]],
    asked: "secretsmanager CreateSecret said",
  },
  {
    title: "a replication encrypts its copies with a key abroad",
    region: "eu-north-1",
    named: [
      [
        "aws_s3_bucket_replication_configuration.original",
        "rule[0].destination[0].encryption_configuration[0].replica_kms_key_id",
        "eu-north-1",
      ],
    ],
    asked: "s3 PUT /clover-ten-original said",
  },
  {
    title: "a subscriber's ARN is put together",
    region: "sa-east-1",
    named: [["aws_sns_topic_subscription.orders", "endpoint", "sa-east-1"]],
    asked: "sns Subscribe said",
  },
  {
    title: "a network is connected to another",
    region: "ap-northeast-1",
    named: [["aws_vpc_peering_connection.away", "peer_region", "ap-northeast-1"]],
    asked: "ec2 CreateVpcPeeringConnection said",
  },
  {
    title: "a registry copies its images",
    region: "us-west-2",
    named: [
      [
        "aws_ecr_replication_configuration.images",
        "replication_configuration[0].rule[0].destination[0].region",
        "us-west-2",
      ],
    ],
    asked: "ecr PutReplicationConfiguration said",
  },
  {
    title: "a target is known only after apply",
    region: "eu-central-2",
    named: [["aws_cloudwatch_event_target.nightly", "arn", "eu-central-2"]],
    asked: "events PutTargets said",
  },
  {
    title: "backups are copied to another vault",
    region: "ap-southeast-2",
    named: [["aws_backup_plan.nightly", "rule[0].copy_action[0].destination_vault_arn", "ap-southeast-2"]],
    asked: "backup PUT /backup/plans said",
  },
];

const REGION = /\b(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d\b/g;

/** Every region abroad that requests carry, with who carries it. */
function abroad(calls: readonly ApiCall[]): Record<string, string[]> {
  const seen: Record<string, Set<string>> = {};
  for (const { service, region, action, sent } of calls) {
    const said = decodeURIComponent(sent.replace(/%(?![\da-f]{2})/gi, "%25")).match(REGION) ?? [];
    const places = [[region, "signed"] as const, ...said.map((one) => [one, "said"] as const)];
    for (const [place, how] of places)
      if (place !== "eu-west-1") (seen[place] ??= new Set()).add(`${service} ${action} ${how}`);
  }
  return Object.fromEntries(Object.entries(seen).map(([region, calls]) => [region, [...calls].toSorted()]));
}

describeEndToEnd("ten ways abroad, by real Terraform and AWS provider", (toolchain) => {
  let cloud: LocalCloud;
  let folder: string;
  let report: Report;
  let code: number | null;
  let planning: Record<string, string[]>;
  let applying: Record<string, string[]>;
  let writes: Record<string, string[]>;

  const run = async (program: string, args: readonly string[], cwd = folder) =>
    await runToEnd(program, args, { cwd, env: cloud.env });
  const terraform = async (command: string, ...args: readonly string[]) => {
    const ended = await run(toolchain.terraform, [command, "-input=false", "-no-color", ...args]);
    if (ended.code !== 0) throw new Error(ended.output);
  };

  // One configuration, one plan, one apply: each way is told by its region.
  beforeAll(async () => {
    cloud = await openLocalCloud(toolchain);
    folder = mkdtempSync(join(tmpdir(), "clover-abroad-"));
    cpSync(join(__dirname, "configurations", "ten-abroad"), folder, { recursive: true });
    const networks = await cloud.api.ask("ec2", "ap-northeast-1", cloud.env as unknown as Credentials, {
      Action: "DescribeVpcs",
      Version: "2016-11-15",
    });
    await terraform("init");
    await cloud.api.record();
    await terraform("plan", "-out=plan", `-var=peer_vpc=${/<vpcId>([^<]+)</.exec(networks)![1]}`);
    planning = abroad(await cloud.api.calls());

    const check = ["cli/main.ts", "check", "--format", "json", "--output", join(folder, "report")];
    ({ code } = await run("npx", ["--no-install", "tsx", ...check, join(folder, "plan")], root));
    report = JSON.parse(readFileSync(join(folder, "report"), "utf8")) as Report;

    // Without the gate: what it rejected would have happened.
    await cloud.api.record();
    await terraform("apply", "-parallelism=30", "plan");
    const calls = await cloud.api.calls();
    applying = abroad(calls);
    writes = abroad(calls.filter(({ reads }) => !reads));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cloud?.close();
  });

  const named = () =>
    report.findings
      .filter(({ outcome }) => outcome === "violation" || outcome === "undetermined")
      .map(({ address, path, place }) => [address, path, place?.id ?? "no proven place"] as const);

  test("are all named by clover check, and nothing else is", () => {
    const order = (list: Way["named"]) => list.map((one) => JSON.stringify(one)).toSorted();
    expect({ code, named: order(named()) }).toEqual({ code: 1, named: order(WAYS.flatMap((way) => way.named)) });
  });

  test("reach nothing while they are planned, but the question who asks", () => {
    const signed = ["sts GetCallerIdentity signed"];
    expect(planning).toEqual({ "us-east-1": signed, "eu-central-2": signed, "ap-south-1": signed });
  });

  test.each(WAYS)(
    "$title: $region is in a request of the apply that the gate would have stopped",
    ({ region, asked }) => {
      expect(writes[region]).toContain(asked);
    },
  );

  test("are all that there is: no request carries a region abroad that the gate did not name", () => {
    // A region that no plan shows is named by the resource that it serves.
    const known = new Set(named().map(([, , place]) => place.replace("no proven place", "ap-south-1")));
    expect(Object.keys(applying).toSorted()).toEqual([...known].toSorted());
  });
});
