/** What comes in, and that nothing goes back. */
import { MigrationIntake, type MigrationIntakeProps } from "../../../constructs/transfer/migration-intake";
import { SovereignBucket } from "../../../constructs/data/sovereign-bucket";
import { type Request, simulate } from "../../tools/simulate";
import { charter, extendedCharter, synthesize } from "../synthesize";

const intake = (props: Partial<MigrationIntakeProps> = {}, given = extendedCharter) =>
  synthesize(
    "dublin",
    (stack) => {
      const to = new SovereignBucket(stack, "videos", { dataClass: "allowable" });
      const from = { host: "old.example.com", folder: "/videos" };
      new MigrationIntake(stack, "in", { from, to, open: true, closes: "2026-12-31", ...props });
    },
    { charter: given },
  ).resource;

beforeAll(() => jest.useFakeTimers({ now: new Date("2026-12-31T12:00:00Z"), doNotFake: ["nextTick", "setImmediate"] }));
afterAll(() => jest.useRealTimers());

test("the task leads from outside into the bucket, compares every file, overwrites none, and reports into a locked bucket", () => {
  const resource = intake();
  expect(resource["aws_datasync_task"]).toEqual({
    "<in/task>": {
      name: "clover-dublin-in",
      source_location_arn: "${aws_datasync_location_nfs.<in/source>.arn}",
      destination_location_arn: "${aws_datasync_location_s3.<in/destination>.arn}",
      cloudwatch_log_group_arn: "${aws_cloudwatch_log_group.<in/log/log-group>.arn}",
      options: {
        verify_mode: "POINT_IN_TIME_CONSISTENT",
        overwrite_mode: "NEVER",
        preserve_deleted_files: "PRESERVE",
        log_level: "TRANSFER",
        posix_permissions: "NONE",
        uid: "NONE",
        gid: "NONE",
      },
      task_report_config: {
        output_type: "STANDARD",
        report_level: "SUCCESSES_AND_ERRORS",
        report_overrides: {},
        s3_object_versioning: "INCLUDE",
        s3_destination: {
          s3_bucket_arn: "arn:aws:s3:::clover-111122223333-dublin-in-reports",
          bucket_access_role_arn: "${aws_iam_role.<in/reporter/role>.arn}",
        },
      },
    },
  });
  expect(resource["aws_datasync_location_nfs"]).toEqual({
    "<in/source>": {
      server_hostname: "old.example.com",
      subdirectory: "/videos",
      mount_options: { version: "NFS4_1" },
      on_prem_config: { agent_arns: ["${aws_datasync_agent.<in/agent>.arn}"] },
    },
  });
  expect(resource["aws_datasync_location_s3"]).toEqual({
    "<in/destination>": {
      s3_bucket_arn: "arn:aws:s3:::clover-111122223333-dublin-videos",
      subdirectory: "/",
      s3_config: { bucket_access_role_arn: "${aws_iam_role.<in/writer/role>.arn}" },
    },
  });
  expect(resource["aws_s3_bucket_object_lock_configuration"]).toEqual({
    "<in/reports/object-lock>": expect.objectContaining({
      rule: { default_retention: { mode: "COMPLIANCE", days: 400 } },
    }),
  });
});

test("closed, nothing is left of the way but the manifests", () => {
  const left = (open: boolean) =>
    Object.values(intake({ open }))
      .flatMap((bodies) => Object.keys(bodies))
      .filter((path) => path.startsWith("<in/") && !path.startsWith("<in/reports/"));
  expect([left(true).length > 0, left(false)]).toEqual([true, []]);
  expect(intake({ open: false })["aws_s3_bucket"]).toHaveProperty("<in/reports/bucket>");
});

test("whoever writes cannot delete, nor reach another bucket, and only DataSync can be the writer", async () => {
  const resource = intake();
  const identity = [resource["aws_iam_role_policy"]!["<in/writer/policy>"]!["policy"] as object];
  const known = { "${aws_kms_key.<videos/key/key>.arn}": "arn:aws:kms:eu-west-1:111122223333:key/1" };
  const ask = (action: string, bucket = "clover-111122223333-dublin-videos") =>
    simulate(
      {
        principal: "arn:aws:sts::111122223333:assumed-role/clover-dublin-in-writer/one",
        action,
        resource: `arn:aws:s3:::${bucket}/one`,
        resourceAccount: "111122223333",
      },
      { identity, known },
    );
  expect(await Promise.all([ask("s3:PutObject"), ask("s3:DeleteObject"), ask("s3:PutObject", "restricted")])).toEqual([
    "Allowed",
    "ImplicitlyDenied",
    "ImplicitlyDenied",
  ]);
  const trust = resource["aws_iam_role"]!["<in/writer/role>"]!["assume_role_policy"] as object;
  const assume = (account: string): Request => ({
    principal: "datasync.amazonaws.com",
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::111122223333:role/clover-dublin-in-writer",
    context: { "aws:SourceAccount": account, "aws:SourceArn": `arn:aws:datasync:eu-west-1:${account}:task/task-1` },
  });
  expect(await simulate(assume("111122223333"), { resource: trust })).toBe("Allowed");
  expect(await simulate(assume("999988887777"), { resource: trust })).toBe("ImplicitlyDenied");
});

const { transfers: _, ...undeclared } = extendedCharter;

test.each<[string, () => unknown, string]>([
  [
    "a way that is open after its last day",
    () => intake({ closes: "2026-12-30" }),
    "dublin/in: the migration closed on 2026-12-30. Write open: false, or have a later day approved.",
  ],
  [
    "a last day that is none",
    () => intake({ closes: "soon" }),
    'dublin/in: "soon" is no day. Give closes as YYYY-MM-DD.',
  ],
  [
    "a source abroad that no transfer declares",
    () => intake({}, undeclared),
    "dublin/in: old.example.com stands in US, and no transfer of the charter is declared between there and IE. Declare one from IE to US under transfers in charter.yaml, for the resources of this construct.",
  ],
  [
    "a source that nobody placed",
    () => intake({}, charter),
    'dublin/in: the charter does not say where "old.example.com" stands. List it with its country under endpoints in charter.yaml.',
  ],
])("%s is refused", (_name, build, sentence) => {
  expect(build).toThrow(expect.objectContaining({ name: "ConstructError", message: sentence }));
});

test("a store of the enclave as the source is a type error, and so is a description as the destination", () => {
  const wrong = (store: SovereignBucket, outside: MigrationIntakeProps["from"]) => {
    // @ts-expect-error what is inside is no source
    const from: MigrationIntakeProps["from"] = store;
    // @ts-expect-error what is outside is no destination
    const to: MigrationIntakeProps["to"] = outside;
    return [from, to];
  };
  expect(wrong).toBeInstanceOf(Function);
});
