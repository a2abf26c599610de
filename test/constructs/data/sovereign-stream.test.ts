import { SovereignStream } from "../../../constructs/data/sovereign-stream";
import { compliant, judged } from "../judged";
import { synthesize } from "../synthesize";

test("a stream is encrypted under its own key and forgets after its time", () => {
  const { resource } = synthesize("dublin", (stack) => {
    const stream = new SovereignStream(stack, "views", { dataClass: "restricted", retentionHours: 48 });
    expect([stream.arn, stream.dataClass]).toEqual([
      "arn:aws:kinesis:eu-west-1:111122223333:stream/clover-dublin-views",
      "restricted",
    ]);
  });
  expect(resource).toMatchObject({ aws_kms_key: { "<views/key/key>": {} } });
  expect(resource["aws_kinesis_stream"]).toEqual({
    "<views/stream>": {
      name: "clover-dublin-views",
      stream_mode_details: { stream_mode: "ON_DEMAND" },
      retention_period: 48,
      encryption_type: "KMS",
      kms_key_id: "${aws_kms_key.<views/key/key>.arn}",
      tags: { "data-class": "restricted" },
    },
  });
});

test("the gate has nothing against it", async () => {
  await expect(
    judged("dublin", (stack) => void new SovereignStream(stack, "views", { dataClass: "restricted" })),
  ).resolves.toEqual(compliant);
});

test.each<[string, string, object, string]>([
  ["an Outpost", "hamar", {}, "hamar/views: SovereignStream is built in an AWS region"],
  [
    "a retention of hours too few",
    "dublin",
    { retentionHours: 23 },
    "dublin/views: retentionHours is 23. Give a whole",
  ],
  [
    "half an hour",
    "dublin",
    { retentionHours: 24.5 },
    "dublin/views: retentionHours is 24.5. Give a whole number from 24",
  ],
  ["an illegal name", "dublin", { streamName: "a b" }, 'dublin/views: "a b" is no stream name'],
])("%s is refused", (_, site, props, sentence) => {
  const build = () =>
    synthesize(site, (stack) => void new SovereignStream(stack, "views", { dataClass: "restricted", ...props }));
  expect(build).toThrow(sentence);
});
