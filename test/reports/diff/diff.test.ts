/** The reports of `clover diff`. */
import { SECTIONS, type Change } from "../../../gate/report";
import type { PostureDiff } from "../../../gate/posture/diff";
import { renderDiffJson } from "../../../reports/diff/json";
import { renderDiffMarkdown } from "../../../reports/diff/markdown";
import { renderDiffText } from "../../../reports/diff/text";
import { report } from "../../gate/builders";
import { FORBIDDEN, HOSTILE } from "../hostile";

const { verdict, inputs, charter, version } = report([]);
const side = (path: string) => ({ verdict, charter, inputs: [{ ...inputs[0]!, path }] });

function diffOf(changes: Partial<PostureDiff["changes"]>): PostureDiff {
  const all = Object.values(changes).flat();
  return {
    change: all.length === 0 ? "none" : all.some(({ worse }) => worse) ? "worse" : "changed",
    old: side("old.json"),
    new: side("new.json"),
    changes: {
      ...(Object.fromEntries(SECTIONS.map((name) => [name, []])) as unknown as PostureDiff["changes"]),
      ...changes,
    },
    version,
  };
}

const moved: Change = {
  input: "",
  address: "aws_sqs_queue.q",
  change: "moved",
  from: { id: "eu-west-1", country: "IE" },
  to: { id: "us-east-1", country: "US" },
  worse: true,
};
const gone: Change = {
  input: "s/cdk.tf.json",
  address: "aws_vpc.v",
  change: "gone",
  from: "no proven place",
  worse: false,
};
const flow: Change = {
  input: "",
  address: "aws_cloudfront_distribution.d",
  what: "edge with",
  change: "new",
  to: { id: "global", country: null },
  worse: true,
};
const some = diffOf({ places: [moved, gone], flows: [flow] });

test("as text: section by section, what got worse marked, the outcome last", () => {
  expect(renderDiffText(some, { colour: false })).toBe(`\
Where things are
  worse  moved    aws_sqs_queue.q: eu-west-1, IE (Ireland) -> us-east-1, US (United States)
         gone     s/cdk.tf.json: aws_vpc.v: no proven place

Data that crosses between places
  worse  new      aws_cloudfront_distribution.d (edge with): global, no single country

WORSE: 2 of 3 changes for the worse
`);
});

test("colour is added where it is shown, and to nothing else", () => {
  const text = renderDiffText(some, { colour: true });
  expect(text).toContain("\u001b[31mworse\u001b[0m");
  // oxlint-disable-next-line no-control-regex -- these are the codes to remove
  expect(text.replace(/\u001b\[\d+m/g, "")).toBe(renderDiffText(some, { colour: false }));
});

test("harmless changes are counted where they are many, those for the worse never", () => {
  const many = (worse: boolean) =>
    Array.from({ length: 50 }, (_, at) => ({ ...gone, address: `aws_vpc.v${at}`, worse }));
  const lines = (text: string) => text.split("\n").filter((line) => line.includes("gone")).length;
  expect(lines(renderDiffText(diffOf({ places: many(true) }), { colour: false }))).toBe(50);
  const short = renderDiffText(diffOf({ places: many(false) }), { colour: false });
  expect([lines(short), short.includes("... and 20 more; --format json has them all")]).toEqual([30, true]);
});

test("as Markdown: a comment that a pipeline finds again", () => {
  expect(renderDiffMarkdown(some)).toBe(`\
<!-- clover diff -->
## Clover: posture got worse

2 of 3 changes for the worse.

### Where things are

| | | what | was and is |
|---|---|---|---|
| **worse** | moved | \`aws_sqs_queue.q\` | eu-west-1, IE \\(Ireland\\) -&gt; us-east-1, US \\(United States\\) |
|  | gone | \`s/cdk.tf.json: aws_vpc.v\` | no proven place |

### Data that crosses between places

| | | what | was and is |
|---|---|---|---|
| **worse** | new | \`aws_cloudfront_distribution.d (edge with)\` | global, no single country |

Old: \`old.json\`. New: \`new.json\`.
`);
});

test("Markdown never holds more than a comment can", () => {
  const places = Array.from({ length: 5000 }, (_, at) => ({ ...moved, address: `aws_sqs_queue.q${at}` }));
  const text = renderDiffMarkdown(diffOf({ places }));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/\.\.\. and \d+ more; the JSON report has them all\./);
});

test("as JSON: the outcome, both sides, and a list for each section", () => {
  const { changes, ...rest } = some;
  expect(JSON.parse(renderDiffJson(some))).toEqual({ ...rest, ...changes });
  expect(Object.keys(JSON.parse(renderDiffJson(diffOf({}))))).toEqual(["change", "old", "new", "version", ...SECTIONS]);
});

test.each([
  ["text", "NO CHANGE: nothing changed\n", renderDiffText(diffOf({}), { colour: false })],
  ["Markdown", "## Clover: posture unchanged", renderDiffMarkdown(diffOf({}))],
])("nothing is said as nothing in %s", (_, words, text) => {
  expect(text).toContain(words);
});

test("what an input hides is shown, in every format", () => {
  const hostile: Change = {
    input: HOSTILE,
    address: HOSTILE,
    path: HOSTILE,
    what: HOSTILE,
    change: "changed",
    from: HOSTILE,
    to: { id: HOSTILE, country: HOSTILE },
    worse: true,
  };
  const diff = { ...diffOf({ places: [hostile], waivers: [hostile] }), old: side(HOSTILE), new: side(HOSTILE) };
  for (const text of [renderDiffText(diff, { colour: false }), renderDiffJson(diff), renderDiffMarkdown(diff)])
    expect(text.match(FORBIDDEN)).toBeNull();
});
