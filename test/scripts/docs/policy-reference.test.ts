import { resourcePolicy } from "../../../policies/policy";
import { renderPolicyReference } from "../../../scripts/docs/policy-reference";

const policy = resourcePolicy(
  {
    name: "residency/test",
    description: "Every | test holds.",
    severity: "high",
    enforcementLevel: "mandatory",
    waivable: true,
    why: "Because.",
    fix: "Mend it.",
    controls: ["GDPR 44", "C5 PSS-12"],
    examples: [{ name: "one queue", terraform: { a: 1 }, expect: { "aws_sqs_queue.q": "pass", "": "violation" } }],
  },
  () => [],
);

test("everything that stands in a policy's file stands in the reference", () => {
  const strict = { ...policy, name: "integrity/strict", waivable: false, controls: [], examples: [] };
  expect(renderPolicyReference([policy, strict])).toBe(`\
# Policies

Generated from \`policies/\` by \`npm run docs\`: change the policy, not this page.

| policy | what holds | severity | level | waiver |
|---|---|---|---|---|
| [residency/test](#residencytest) | Every \\| test holds. | high | mandatory | yes |
| [integrity/strict](#integritystrict) | Every \\| test holds. | high | mandatory | no |

## residency

### residency/test

Every | test holds. Severity high, mandatory. A violation can be waived in the charter, under \`waivers\` with \`policy: residency/test\`, for a while.

**Why.** Because.

**Fix.** Mend it.

**Controls.** GDPR 44, C5 PSS-12

**Example: one queue**

\`\`\`json
{
  "a": 1
}
\`\`\`

- \`aws_sqs_queue.q\`: pass
- \`the document\`: violation

## integrity

### integrity/strict

Every | test holds. Severity high, mandatory. It cannot be waived.

**Why.** Because.

**Fix.** Mend it.
`);
});
