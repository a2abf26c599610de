import { jurisdictionOf } from "../../../charter/jurisdiction";
import { narrows } from "../../../placement/access/conditions";
import { organisationApproved, standingOf } from "../../../placement/access/principals";
import { ACCOUNT, charter, STRANGER } from "../documents";

const organization = "o-a1b2c3d4e5";
const enclave = jurisdictionOf({ ...charter, organization });

test.each([
  ["AWS", ACCOUNT, "own"],
  ["AWS", "444455556666", "own"],
  ["AWS", `arn:aws:iam::${ACCOUNT}:root`, "own"],
  ["AWS", `arn:aws:sts::${ACCOUNT}:assumed-role/r/s`, "own"],
  ["AWS", "arn:aws:iam::aws:policy/ReadOnlyAccess", "own"],
  ["Service", "logs.amazonaws.com", "own"],
  ["Service", "logs.eu-west-1.amazonaws.com", "own"],
  ["Service", "delivery.logs.amazonaws.com", "own"],
  ["AWS", `arn:aws:organizations::${ACCOUNT}:organization/${organization}`, "own"],
  ["AWS", STRANGER, "foreign: account 999999999999 is not in the charter"],
  ["AWS", `arn:aws:iam::${STRANGER}:root`, "foreign: account 999999999999 is not in the charter"],
  ["AWS", `arn:aws:iam::${STRANGER}:user/${ACCOUNT}`, "foreign: account 999999999999 is not in the charter"],
  ["AWS", "arn:aws:iam::*:root", "foreign: any account (anybody)"],
  ["AWS", "arn:aws:iam::11112222333?:root", "foreign: any account (anybody)"],
  ["AWS", "arn:aws:iam::1111:root", "foreign: 1111 is not one of the charter's accounts"],
  ["AWS", "arn:aws:iam:::root", "foreign: no account is not one of the charter's accounts"],
  [
    "AWS",
    "arn:aws:organizations::1:organization/o-zzzzzzzzzz",
    "foreign: an organisation that the charter does not name",
  ],
  ["AWS", `arn:aws-cn:iam::${ACCOUNT}:root`, "foreign: the partition aws-cn has accounts of its own"],
  ["AWS", `arn:aws-us-gov:iam::${ACCOUNT}:root`, "foreign: the partition aws-us-gov has accounts of its own"],
  ["AWS", "*", "foreign: anybody (anybody)"],
  ["*", "*", "foreign: anybody (anybody)"],
  ["CanonicalUser", "79a5", "foreign: a canonical user, whose account the text does not show"],
  ["AWS", "a".repeat(64), "foreign: a canonical user, whose account the text does not show"],
  ["Service", "logs.us-east-1.amazonaws.com", "foreign: a service in us-east-1 (US)"],
  ["Service", "logs.eu-central-1.amazonaws.com", "foreign: a service in eu-central-1 (DE)"],
  ["Service", "ec2.cn-north-1.amazonaws.com.cn", "foreign: a service in cn-north-1 (CN)"],
  ["Federated", "accounts.google.com", "foreign: an identity provider outside the enclave's accounts"],
  ["Federated", `arn:aws:iam::${STRANGER}:saml-provider/x`, "foreign: account 999999999999 is not in the charter"],
  ["Federated", `arn:aws:iam::${ACCOUNT}:saml-provider/x`, "own"],
  ["AWS", "AROAEXAMPLEID", "unknown: the text shows no account"],
  ["AWS", `1${ACCOUNT}`, "unknown: the text shows no account"],
  ["AWS", ` ${ACCOUNT}`, "unknown: the text shows no account"],
])("%s %s is %s", (type, id, standing) => {
  const { is, why, anybody } = standingOf(type, id, enclave);
  expect(`${is}${why && `: ${why}`}${anybody ? " (anybody)" : ""}`).toBe(standing);
});

test("a service in a region that the catalogue does not know is not approved", () => {
  expect(standingOf("Service", "logs.eu-west-9.amazonaws.com", enclave).is).not.toBe("own");
});

test("a web identity of any Cognito pool is nobody's own: as a Federated principal it is no AWS service", () => {
  expect(standingOf("Federated", "cognito-identity.amazonaws.com", enclave).is).not.toBe("own");
});

test("a service principal that is no host of AWS's is not approved", () => {
  expect(standingOf("Service", "logs.example.com", enclave).is).not.toBe("own");
});

test("without an organisation in the charter none is approved", () => {
  const none = jurisdictionOf(charter);
  expect(
    [organization, "undefined", ""].map((text) => [
      organisationApproved(text, none),
      organisationApproved(text, enclave),
    ]),
  ).toEqual([
    [false, true],
    [false, false],
    [false, false],
  ]);
});

test.each([
  ["stringequals", "aws:principalaccount", "account"],
  ["stringequals", "aws:sourceaccount", "account"],
  ["stringequals", "kms:calleraccount", "account"],
  ["stringlike", "aws:principalarn", "arn"],
  ["arnlike", "aws:sourcearn", "arn"],
  ["stringequals", "aws:principalorgid", "organisation"],
  ["foranyvalue:stringequals", "aws:principalaccount", "account"],
  ["stringequalsifexists", "aws:principalaccount", undefined],
  ["forallvalues:stringequals", "aws:principalaccount", undefined],
  ["stringnotequals", "aws:principalaccount", undefined],
  ["arnnotlike", "aws:sourcearn", undefined],
  ["null", "aws:principalaccount", undefined],
  ["bool", "aws:securetransport", undefined],
  ["stringequals", "aws:principaltag/account", undefined],
  ["ipaddress", "aws:sourceip", undefined],
  ["stringequals", "aws:useragent", undefined],
  ["stringequals", "aws:resourceaccount", undefined],
])("%s on %s narrows by %s", (operator, key, by) => {
  expect(narrows(operator, key)).toBe(by);
});
