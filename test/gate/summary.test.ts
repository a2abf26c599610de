import { summarize } from "../../gate/summary";
import { FORBIDDEN, HOSTILE } from "../reports/hostile";
import { finding, report } from "./builders";

test("the summary names what rejects, where, and where it was written; not what does not reject", () => {
  const findings = [
    finding({ origin: "dublin/bucket" }),
    finding({ outcome: "undetermined", address: "", path: "", message: "The plan is not whole." }),
    finding({ outcome: "advisory" }),
    finding({ outcome: "waived" }),
  ];
  expect(summarize(report(findings))).toBe(
    [
      "Clover: rejected for 2 reasons. Resources: 1 in IE, 1 global, 1 without a proven place.",
      "  violation residency/placement at aws_s3_bucket.b region (dublin/bucket): aws_s3_bucket.b would be in us-east-1",
      "  undetermined residency/placement at whole input: The plan is not whole.",
    ].join("\n"),
  );
});

test("a long list is cut, and says so", () => {
  const findings = [...Array(25).keys()].map((index) => finding({ address: `aws_a.a${index}` }));
  expect(summarize(report(findings)).split("\n").at(-1)).toBe("  ... and 5 more");
});

test("nothing in an input can steer the terminal", () => {
  const text = summarize(report([finding({ address: HOSTILE, message: HOSTILE, path: HOSTILE, origin: HOSTILE })]));
  expect(text.match(FORBIDDEN)).toBeNull();
  expect(text.split("\n")).toHaveLength(2);
});
