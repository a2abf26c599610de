import { renderMarkdown } from "../../reports/markdown";
import { accepted, finding, report } from "../gate/builders";

test("a comment says the verdict first and what rejects before what does not", () => {
  const findings = [
    finding({ outcome: "advisory", address: "aws_a.a", path: "", place: { id: "mars-1", country: null } }),
    finding(),
  ];
  expect(renderMarkdown(report(findings))).toBe(`\
<!-- clover -->
## Clover: rejected

1 not allowed, 1 advice. 3 resources: 1 in IE (Ireland), 1 global (names and identities), 1 whose place is not proven.

| | resource | place | what and how to fix it | policy |
|---|---|---|---|---|
| not allowed | \`aws_s3_bucket.b\`<br>\`region\` | \`us-east-1\` US | aws\\_s3\\_bucket.b would be in us-east-1<br>Move it to a site of the charter. | \`residency/placement\` |
| advice | \`aws_a.a\` | \`mars-1\` ? | aws\\_s3\\_bucket.b would be in us-east-1<br>Move it to a site of the charter. | \`residency/placement\` |

Approved: IE (Ireland), NO (Norway) (\`charter.yaml\`). Judged: \`plan.json\`.
`);
});

test("a comment says what the verdict does not rest on reading", () => {
  const coverage = { ...report([]).coverage, programs: 3, takenAtWord: 12 };
  expect(renderMarkdown(report([], { coverage }))).toContain(`

3 programs are not followed: only a closed network holds them.

12 places are taken from a reference alone, since a plan's JSON leaves expressions out: judge the saved plan, or name its configuration (--source DIR).

`);
});

test("a comment never grows beyond what a pull request takes, and says how much it leaves out", () => {
  const findings = [...Array(2_000).keys()].map((index) => finding({ address: `aws_s3_bucket.b${index}` }));
  const text = renderMarkdown(report(findings));
  expect(text.length).toBeLessThan(60_000);
  const shown = text.split("\n").filter((line) => line.startsWith("| not allowed")).length;
  expect(shown).toBeGreaterThan(200);
  expect(text).toContain(`... and ${2_000 - shown} more; the full report has them all.`);
});

test("text from an input cannot mention people, start markup, or end a cell", () => {
  const evil = "@team ![x](http://evil) <img src=x> | `code` **bold**";
  const row = renderMarkdown(report([finding({ message: evil, path: "", address: evil })]))
    .split("\n")
    .find((line) => line.startsWith("| not allowed"));
  expect(row?.split(/(?<!\\)\|/)).toHaveLength(7);
  expect(row).toContain("&#64;team \\!\\[x\\]\\(http://evil\\) &lt;img src=x&gt; \\| \\`code\\` \\*\\*bold\\*\\*");
});

test("flows that the charter declares are listed, in the room that the findings leave", () => {
  expect(renderMarkdown(report([], { transfers: [accepted()] }))).toContain(`

Flows across the border that the charter declares:

- exports: aws\\_s3\\_bucket.b destination, from IE \\(Ireland\\) to DE \\(Germany\\): view counts per video \\(allowable, aggregated\\), on GDPR 46.2.c, until 2026-12-31, in plan.json

Approved:`);
  const transfers = [...Array(2_000).keys()].map((index) => accepted({ address: `aws_s3_bucket.b${index}` }));
  const text = renderMarkdown(report([finding()], { transfers }));
  expect(text.length).toBeLessThan(60_000);
  const shown = text.split("\n").filter((line) => line.startsWith("- exports")).length;
  expect(shown).toBeGreaterThan(200);
  expect(text).toContain(`- ... and ${2_000 - shown} more; the full report has them all.`);
});
