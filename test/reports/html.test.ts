import { renderHtml } from "../../reports/html";
import { accepted, finding, report } from "../gate/builders";

test("the page says verdict, scope, findings and waivers, and loads nothing from anywhere", () => {
  const unusedWaivers = [
    { policy: "residency/zone", address: "aws_x.y", expires: "2026-12-31", why: "it matches no finding" },
  ];
  const page = renderHtml(report([finding({ origin: "dublin/bucket" })], { unusedWaivers, transfers: [accepted()] }));
  expect(page.slice(page.indexOf("<body>"))).toBe(`\
<body>
<h1 class="rejected">Rejected: 1 not allowed</h1>
<dl>
<dt>judged</dt><dd>plan.json (plan, 3 resources)</dd>
<dt>charter</dt><dd>charter.yaml, approves IE (Ireland), NO (Norway)</dd>
<dt>policies</dt><dd>residency/placement</dd>
<dt>catalogue</dt><dd>places as known in 2026-11</dd>
<dt>places</dt><dd>3 in all: 1 in IE (Ireland), 1 global (names and identities), 1 whose place is not proven</dd>
</dl>
<h2>aws_s3_bucket.b</h2>
<p>dublin/bucket, in plan.json</p>
<p><strong class="violation">not allowed</strong>: aws_s3_bucket.b would be in us-east-1</p>
<dl>
<dt>place</dt><dd>us-east-1, US (United States)</dd>
<dt>attribute</dt><dd>region</dd>
<dt>fix</dt><dd>Move it to a site of the charter.</dd>
<dt>policy</dt><dd>residency/placement (critical)</dd>
</dl>
<h2>Flows across the border that the charter declares</h2>
<ul>
<li>exports: aws_s3_bucket.b destination, from IE (Ireland) to DE (Germany): view counts per video (allowable, aggregated), on GDPR 46.2.c, until 2026-12-31, in plan.json</li>
</ul>
<h2>Waivers that cover nothing and should be deleted</h2>
<ul>
<li>residency/zone at aws_x.y, until 2026-12-31: it matches no finding</li>
</ul>
<h2>Identities and names that are in no region</h2>
<ul>
<li>aws_iam_role.r</li>
</ul>
</body>
</html>
`);
  expect(page).not.toMatch(/<script|<link|<img|https?:/);
});

test("what the verdict does not rest on reading is counted", () => {
  const page = renderHtml(report([], { coverage: { ...report([]).coverage, programs: 1, takenAtWord: 2 } }));
  expect(page).toContain(
    `<dt>programs</dt><dd>1 program is not followed: only a closed network holds them</dd>
<dt>reference</dt><dd>2 places are taken from a reference alone, since a plan&#39;s JSON leaves expressions out: judge the saved plan, or name its configuration (--source DIR)</dd>
`,
  );
});

test("no text of an input becomes markup", () => {
  const evil = `<script>alert("x")</script>'&`;
  const page = renderHtml(report([finding({ address: evil, message: evil, path: evil, evidence: [evil] })]));
  expect(page).not.toContain("<script");
  expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;");
});
