import { ACCOUNT, accesses, STRANGER, synth, under } from "../documents";

type Json = Record<string, unknown>;

const late = { aws_s3_bucket: { b: {}, quoted: { bucket: 'a","Principal":"*' } } };
const statement = (principal: string, more: Json = {}) => ({
  statement: [
    {
      actions: ["s3:GetObject"],
      resources: ["_BUCKET_ARN_/*", "${aws_s3_bucket.b.arn}"],
      principals: [{ type: "AWS", identifiers: [principal] }],
      ...more,
    },
  ],
});

/** Whom a policy lets in that is rendered by data sources, with values put for its placeholders. */
const ways = (policy: string, documents: Json) =>
  accesses(
    under(
      synth(
        { ...late, aws_s3_bucket_policy: { p: { bucket: "${aws_s3_bucket.b.id}", policy } } },
        { data: { aws_caller_identity: { me: {} }, aws_iam_policy_document: documents }, variable: { late: {} } },
      ),
    ),
    "aws_s3_bucket_policy.p",
  );

const D = "data.aws_iam_policy_document";
const FILL = `\${replace(replace(${D}.all.json, "_BUCKET_ARN_", aws_s3_bucket.b.arn), "_ACCOUNT_", data.aws_caller_identity.me.account_id)}`;
const OWN = `arn:aws:iam::${ACCOUNT}:root`;

test("a document is what it was before its placeholders were filled in", () => {
  expect(ways(FILL, { all: statement(OWN) })).toEqual([]);
});

const ROLE = statement("arn:aws:iam::_ACCOUNT_:role/r");
const TEXT = '{"Statement":{"Effect":"Allow","Principal":{"AWS":"_ACCOUNT_"},"Action":"*"}}';

test.each<[where: string, documents: Json, foreign: string]>([
  [
    "a statement",
    { all: ROLE },
    `policy -> ${D}.all.statement[0].principals[0].identifiers[0] = arn:aws:iam::${STRANGER}:role/r`,
  ],
  [
    "a document inside the document",
    { all: { source_policy_documents: [`\${${D}.part.json}`] }, part: ROLE },
    `policy -> ${D}.part.statement[0].principals[0].identifiers[0] = arn:aws:iam::${STRANGER}:role/r`,
  ],
  [
    "a text inside the document",
    { all: { source_policy_documents: [TEXT] } },
    `policy -> ${D}.all.source_policy_documents[0].Statement[0].Principal.AWS = ${STRANGER}`,
  ],
])("a placeholder is filled in where it stands in %s", (_where, documents, foreign) => {
  expect(ways(FILL, documents)).toEqual([]);
  expect(ways(`\${replace(${D}.all.json, "_ACCOUNT_", "${STRANGER}")}`, documents)).toEqual([
    `foreign ${foreign}: account ${STRANGER} is not in the charter`,
  ]);
});

test("a placeholder can be the effect of a statement", () => {
  const all = statement(`arn:aws:iam::${STRANGER}:root`, { effect: "_EFFECT_" });
  expect(ways(`\${replace(${D}.all.json, "_EFFECT_", "Allow")}`, { all })).toEqual([
    `foreign policy -> ${D}.all.statement[0].principals[0].identifiers[0] = arn:aws:iam::${STRANGER}:root: ` +
      `account ${STRANGER} is not in the charter`,
  ]);
});

test.each([
  ["a word of the policy language", '"Deny", "Allow"'],
  ["a pattern", '"/_X_/", "y"'],
  ["a value with a quote", '"_BUCKET_ARN_", aws_s3_bucket.quoted.bucket'],
  ["a literal with a quote", String.raw`"_BUCKET_ARN_", "\""`],
])("replacing %s may change whom the document lets in", (_what, by) => {
  expect(ways(`\${replace(${D}.all.json, ${by})}`, { all: statement(OWN) })).toEqual([
    `unknown policy = ${D}.all.json: the policy document is known only after apply`,
  ]);
});

test("a value that only the apply knows may bring anything", () => {
  expect(ways(`\${replace(${D}.all.json, "_BUCKET_ARN_", var.late)}`, { all: statement(OWN) })).toEqual([
    `unknown policy = ${D}.all.json, var.late: the policy document is known only after apply`,
  ]);
});
