import { renderJunit } from "../../reports/junit";
import { accepted, finding, report } from "../gate/builders";

test("violations fail, doubts are errors, advice and waivers pass with a note", () => {
  const findings = [
    finding({ evidence: ["a < b"] }),
    finding({ outcome: "undetermined", path: "" }),
    finding({ outcome: "advisory", address: "" }),
  ];
  expect(renderJunit(report(findings))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="clover" tests="3" failures="1" errors="1">
  <testsuite name="plan.json" tests="3" failures="1" errors="1">
    <testcase classname="residency/placement" name="aws_s3_bucket.b region">
      <failure type="critical" message="not allowed: aws_s3_bucket.b would be in us-east-1">not allowed: aws_s3_bucket.b would be in us-east-1
a &lt; b
Fix: Move it to a site of the charter.</failure>
    </testcase>
    <testcase classname="residency/placement" name="aws_s3_bucket.b">
      <error type="critical" message="cannot be proven: aws_s3_bucket.b would be in us-east-1">cannot be proven: aws_s3_bucket.b would be in us-east-1
Fix: Move it to a site of the charter.</error>
    </testcase>
    <testcase classname="residency/placement" name="whole input region">
      <system-out>advice: aws_s3_bucket.b would be in us-east-1
Fix: Move it to a site of the charter.</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test("an input without findings is one passed test, so that an empty report never looks like no run", () => {
  expect(renderJunit(report([]))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="clover" tests="1" failures="0" errors="0">
  <testsuite name="plan.json" tests="1" failures="0" errors="0">
    <testcase classname="clover" name="no findings"/>
  </testsuite>
</testsuites>
`);
});

test("a flow that the charter declares passes with a note", () => {
  expect(renderJunit(report([], { transfers: [accepted(), accepted({ input: "other.json" })] }))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="clover" tests="1" failures="0" errors="0">
  <testsuite name="plan.json" tests="1" failures="0" errors="0">
    <testcase classname="egress/replication" name="aws_s3_bucket.b destination">
      <system-out>declared: exports: aws_s3_bucket.b destination, from IE (Ireland) to DE (Germany): view counts per video (allowable, aggregated), on GDPR 46.2.c, until 2026-12-31, in plan.json</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});
