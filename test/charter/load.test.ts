import fs from "node:fs";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { CharterError } from "../../charter/charter-error";
import { findCharter, loadCharter, parseCharter } from "../../charter/load";

const root = join(__dirname, "..", "..");
const text = readFileSync(join(root, "charter.yaml"), "utf8");

/** The charter, or the error that says why it is none. Any other error is a fault and goes on. */
function attempt<T>(read: () => T): T | CharterError {
  try {
    return read();
  } catch (error) {
    if (error instanceof CharterError) return error;
    throw error;
  }
}

/** `line:column path: message` of every problem; none when the charter is good. */
function problemsOf(read: () => unknown): readonly string[] {
  const result = attempt(read);
  if (!(result instanceof CharterError)) return [];
  return result.problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

/** The default charter with one place of it changed; the change has to be one. */
function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((now, [from, to]) => {
    const parts = now.split(from);
    if (parts.length !== 2) throw new Error(`${from} stands in the charter ${parts.length - 1} times`);
    return parts.join(to);
  }, text);
}

describe("a charter whose parts are right but contradict each other", () => {
  const DUB2 = "dub2: { zone: euw1-az2, cidr: 10.20.16.0/20 }";
  const waiver = (more: string): readonly [string, string] => [
    "version: 1",
    `version: 1\nwaivers:\n  - { policy: keys/x, address: a.b, reason: because we must, ${more} }`,
  ];

  test.each<[string, readonly (readonly [string, string])[], readonly string[]]>([
    ["nothing", [], []],
    ["a bare NO is Norway, not false", [['jurisdictions: [IE, "NO"]', "jurisdictions: [IE, NO]"]], []],
    [
      "a region abroad",
      [["region: eu-west-1", "region: eu-west-2"]],
      [
        "13:19 sites.dublin.jurisdiction: eu-west-2 is in GB, not in IE",
        "17:21 sites.dublin.dataCentres.dub1.zone: euw1-az1 is a zone of eu-west-1: write one of eu-west-2",
        "18:21 sites.dublin.dataCentres.dub2.zone: euw1-az2 is a zone of eu-west-1: write one of eu-west-2",
        "19:21 sites.dublin.dataCentres.dub3.zone: euw1-az3 is a zone of eu-west-1: write one of eu-west-2",
        "26:13 sites.hamar.anchor: the Outpost hangs on eu-west-1 and dublin is in eu-west-2: name the site in eu-west-1",
        "27:11 sites.hamar.zone: euw1-az1 is a zone of eu-west-1: write one of eu-west-2",
      ],
    ],
    [
      "a region that nobody knows",
      [["region: eu-west-1", "region: eu-wets-1"]],
      [
        "14:13 sites.dublin.region: no such AWS region: did you mean eu-west-1?",
        "26:13 sites.hamar.anchor: the Outpost hangs on eu-west-1 and dublin is in eu-wets-1: name the site in eu-west-1",
        "27:11 sites.hamar.zone: euw1-az1 is a zone of eu-west-1: write one of eu-wets-1",
      ],
    ],
    [
      "a zone in place of a region",
      [["region: eu-west-1", "region: eu-west-1a"]],
      ["14:13 sites.dublin.region: write an AWS region code, for example eu-west-1"],
    ],
    [
      "a jurisdiction that is not approved",
      [['jurisdictions: [IE, "NO"]', 'jurisdictions: ["NO"]']],
      [
        "10:51 auditor.jurisdiction: IE is not in jurisdictions: approve it there or choose another",
        "13:19 sites.dublin.jurisdiction: IE is not in jurisdictions: approve it there or move the site",
        "26:13 sites.hamar.anchor: the control plane would be in IE, which is not in jurisdictions: name another site",
      ],
    ],
    [
      "the Outpost's jurisdiction not approved",
      [['jurisdictions: [IE, "NO"]', "jurisdictions: [IE]"]],
      ["24:19 sites.hamar.jurisdiction: NO is not in jurisdictions: approve it there or move the site"],
    ],
    [
      "an auditor among the enclave's own accounts",
      [['"600070008000"', '"444455556666"']],
      ["10:21 auditor.account: this is one of the enclave's own accounts: give the auditor's"],
    ],
    [
      "an auditor abroad whose external id is no more than a word",
      [["jurisdiction: IE, externalId: clover-audit-2026", "jurisdiction: GB, externalId: clover"]],
      [
        "10:51 auditor.jurisdiction: GB is not in jurisdictions: approve it there or choose another",
        "10:67 auditor.externalId: write 8 characters or more of letters, digits and +=,.@:/-_",
      ],
    ],
    [
      "an anchor that does not exist",
      [["anchor: dublin", "anchor: dubiln"]],
      ["26:13 sites.hamar.anchor: no site has this name: did you mean dublin?"],
    ],
    [
      "an anchor that only JavaScript knows",
      [["anchor: dublin", "anchor: constructor"]],
      ["26:13 sites.hamar.anchor: no site has this name: name a region site"],
    ],
    [
      "an Outpost anchored to itself",
      [["anchor: dublin", "anchor: hamar"]],
      ["26:13 sites.hamar.anchor: hamar is an Outpost itself: name a region site"],
    ],
    [
      "an Outpost of another account and region",
      [["outposts:eu-west-1:111122223333", "outposts:eu-north-1:999999999999"]],
      [
        "25:14 sites.hamar.outpost: account 999999999999 of the Outpost is not in accounts",
        "26:13 sites.hamar.anchor: the Outpost hangs on eu-north-1 and dublin is in eu-west-1: name the site in eu-north-1",
      ],
    ],
    [
      "an Outpost that two sites claim",
      [
        [
          "sites:\n",
          'sites:\n  oslo: { jurisdiction: "NO", outpost: "arn:aws:outposts:eu-west-1:444455556666:outpost/op-0123456789abcdef0", anchor: dublin, network: 10.20.192.0/20 }\n',
        ],
      ],
      ["26:14 sites.hamar.outpost: this is the Outpost of oslo: a rack stands in one place"],
    ],
    [
      "machines beside the rack with addresses of the anchor's network",
      [["network: 10.20.128.0/20", "network: 10.20.128.0/20\n    onSite: 10.20.64.0/24"]],
      ["29:13 sites.hamar.onSite: 10.20.64.0/24 overlaps the network 10.20.0.0/16 of dublin"],
    ],
    [
      "data centres that overlap, one outside the network, one of the wrong form",
      [
        [DUB2, "dub2: { zone: euw1-az2, cidr: 10.20.8.0/21 }"],
        ["10.20.32.0/20", "10.21.32.0/20"],
        ["10.20.128.0/20", "10.20.0.0/21"],
      ],
      [
        "18:37 sites.dublin.dataCentres.dub2.cidr: 10.20.8.0/21 overlaps dub1",
        "19:37 sites.dublin.dataCentres.dub3.cidr: 10.21.32.0/20 is outside the site's network 10.20.0.0/16",
        "28:14 sites.hamar.network: 10.20.0.0/21 overlaps dub1 of dublin",
      ],
    ],
    [
      "ranges that are none",
      [
        ["network: 10.20.0.0/16", "network: 10.20.1.0/16"],
        ["10.20.16.0/20", "10.20.16.0/33"],
        ["10.20.32.0/20", "10.020.32.0/20"],
        ["10.20.128.0/20", "10.20.128.0/29"],
      ],
      [
        "15:14 sites.dublin.network: the range starts earlier: write 10.20.0.0/16",
        "18:37 sites.dublin.dataCentres.dub2.cidr: write an IPv4 range, for example 10.20.0.0/16",
        "19:37 sites.dublin.dataCentres.dub3.cidr: write an IPv4 range, for example 10.20.0.0/16",
        "28:14 sites.hamar.network: AWS takes networks from /16 to /28: write another prefix than /29",
      ],
    ],
    [
      "a zone that nobody knows and one of another region",
      [
        ["zone: euw1-az2", "zone: euw9-az2"],
        ["zone: euw1-az3", "zone: use1-az3"],
      ],
      [
        "18:21 sites.dublin.dataCentres.dub2.zone: no region that we know has a zone euw9-az2",
        "19:21 sites.dublin.dataCentres.dub3.zone: use1-az3 is a zone of us-east-1: write one of eu-west-1",
      ],
    ],
    ["a good waiver", [waiver("owner: Ann, approver: Bea, expires: 2028-02-29")], []],
    [
      "a waiver that its owner approves, until a day that no calendar has",
      [waiver('owner: "Ann  Lee", approver: ann lee, expires: 2027-02-29')],
      [
        "5:91 waivers[0].approver: nobody approves a waiver of their own: name somebody else",
        "5:109 waivers[0].expires: write a day that the calendar has, as YYYY-MM-DD",
      ],
    ],
    [
      "a waiver of one instance whose key holds a star",
      [waiver(`owner: Ann, approver: Bea, expires: 2026-12-01`), ["address: a.b", `address: 'a.b["*"]'`]],
      [],
    ],
    [
      "a waiver of several resources, several attributes, and no ticket",
      [
        waiver('owner: Ann, approver: Bea, expires: 2026-12-01, path: "r[*].x", ticket: " "'),
        ["address: a.b", "address: a.*"],
      ],
      [
        "5:32 waivers[0].address: name one resource, with its instance key: a waiver knows no wildcards",
        "5:116 waivers[0].path: name one attribute: a waiver knows no wildcards",
        "5:134 waivers[0].ticket: name the ticket, or leave this out",
      ],
    ],
    [
      "a waiver of exactly ninety days",
      [waiver("owner: Ann, approver: Bea, granted: 2026-01-01, expires: 2026-04-01")],
      [],
    ],
    [
      "a waiver of ninety-one days",
      [waiver("owner: Ann, approver: Bea, granted: 2026-01-01, expires: 2026-04-02")],
      [
        "5:119 waivers[0].expires: 91 days after it was granted is too late: a waiver holds for 90 days, here until 2026-04-01",
      ],
    ],
    [
      "a waiver that ends before it begins",
      [waiver("owner: Ann, approver: Bea, granted: 2026-02-01, expires: 2026-01-31")],
      ["5:119 waivers[0].expires: it would end before it begins on 2026-02-01"],
    ],
    [
      "a waiver that the charter's own rules refuse, twice",
      [
        waiver("owner: Ann, approver: Bea, granted: 2026-01-01, expires: 2026-01-09"),
        ["version: 1", "version: 1\nwaiverRules: { longestDays: 7, never: [keys/x] }"],
      ],
      [
        "6:15 waivers[0].policy: waiverRules.never says that keys/x accepts no waiver: remove this one",
        "6:119 waivers[0].expires: 8 days after it was granted is too late: a waiver holds for 7 days, here until 2026-01-08",
      ],
    ],
    [
      "rules that are none",
      [["version: 1", "version: 1\nwaiverRules: { longestDays: 1000, never: [residency/*], shortest: 1 }"]],
      [
        "4:29 waiverRules.longestDays: no waiver holds longer than a year",
        "4:43 waiverRules.never[0]: write one whole policy id, for example residency/placement; * is not a policy",
        "4:57 waiverRules.shortest: no such key: known here are longestDays, never",
      ],
    ],
    [
      "levels of what is promised",
      [
        [
          "version: 1",
          "version: 1\npolicies:\n  residency/placement: advisory\n  egress/x: disabled\n  access/y: mandatory\n  integrity/z: advisory\n  keys/k: disabled",
        ],
      ],
      [
        '5:24 policies["residency/placement"]: residency is part of the promise and stays mandatory: remove this line, or waive single resources',
        '6:13 policies["egress/x"]: egress is part of the promise and stays mandatory: remove this line, or waive single resources',
        '8:16 policies["integrity/z"]: integrity is part of the promise and stays mandatory: remove this line, or waive single resources',
      ],
    ],
    [
      "endpoints that would move AWS",
      [
        [
          "version: 1",
          'version: 1\nendpoints: { s3.us-east-1.amazonaws.com: IE, "*.com.cn": IE, "*.com": IE, ok.example.ie: IE, "*.example.ie": IE }',
        ],
      ],
      [
        '4:14 endpoints["s3.us-east-1.amazonaws.com"]: hosts of AWS stand where their region is: remove this line',
        '4:46 endpoints["*.com.cn"]: hosts of AWS stand where their region is: remove this line',
        '4:62 endpoints["*.com"]: write a host in lower case without scheme, port or path, for example logs.example.ie or *.example.ie',
        '4:62 endpoints["*.com"]: hosts of AWS stand where their region is: remove this line',
      ],
    ],
  ])("%s", (_, changes, problems) => {
    expect(problemsOf(() => parseCharter(changed(...changes), "charter.yaml"))).toEqual(problems);
  });
});

test("every mistake of every part is told at once, each with its place and what to write instead", () => {
  const bad = `version: 2
jurisdicions: [IE]
jurisdictions: [ie, UK, XX, 1, EU]
accounts: { workload: 111122223333, audit: "44", "1x": "444455556666" }
organization: acme
sites:
  dublin:
    jurisdiction: IE
    region: eu-west-1
    network: 10.20.0.0/16
    datacentres: {}
    dataCentres: { a: { zone: eu-west-1a, cdir: 10.0.0.0/24 } }
  oslo: { jurisdiction: NO, outpost: op-1, anchor: dublin, network: 10.0.0.0/20, region2: x }
  both: { region: a, outpost: b }
  none: { jurisdiction: IE, regoin: eu-west-1 }
  text: hello
  __proto__: {}
providers: [hashicorp/aws]
policies: { keys/x: off, "egress/*": advisory }
waivers:
  - { policy: a/b, address: x, reason: "    short    ", owner: A, approver: B, expires: tomorrow, until: 1 }
  - {}
`;
  expect(problemsOf(() => parseCharter(bad, "charter.yaml"))).toEqual([
    "1:10 version: write 1, the only version of this format",
    "2:1 jurisdicions: no such key: did you mean jurisdictions?",
    "3:17 jurisdictions[0]: ie is not a country code: write it in capitals: IE",
    "3:21 jurisdictions[1]: UK is not a country code: the United Kingdom is GB",
    "3:25 jurisdictions[2]: XX is not a country code: write an ISO 3166-1 alpha-2 code in capitals, for example IE or NO",
    '3:29 jurisdictions[3]: write the country code in quotes, for example "NO"',
    "3:32 jurisdictions[4]: EU is not a country code: the EU is a group: list its countries one by one",
    '4:23 accounts.workload: write the twelve digits of the AWS account in quotes, for example "111122223333"',
    '4:44 accounts.audit: write the twelve digits of the AWS account in quotes, for example "111122223333"',
    '4:50 accounts["1x"]: write a name of letters, digits, - and _ that starts with a letter',
    "5:15 organization: write an AWS Organizations id, for example o-a1b2c3d4e5",
    "11:5 sites.dublin.datacentres: no such key: did you mean dataCentres?",
    "12:20 sites.dublin.dataCentres.a.cidr: this key is missing: IPv4 range of the data centre's isolated subnet, inside the site's network",
    "12:31 sites.dublin.dataCentres.a.zone: write an availability zone id (not a name: names differ per account), for example euw1-az1",
    "12:43 sites.dublin.dataCentres.a.cdir: no such key: did you mean cidr?",
    "13:38 sites.oslo.outpost: write the whole ARN of the Outpost, for example arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0",
    "13:82 sites.oslo.region2: no such key: known here are jurisdiction, outpost, anchor, zone, network, onSite, state",
    "14:3 sites.both: a site is either a region or an outpost: keep one of the two keys",
    "15:3 sites.none: say where it is: write region for an AWS region, or outpost for an AWS Outpost (did you mean that by regoin?)",
    "16:9 sites.text: write a site here: jurisdiction, and region or outpost",
    "17:3 sites.__proto__: this cannot be a name: write another",
    "18:13 providers[0]: write the whole source address in lower case, for example registry.terraform.io/acme/dns",
    '19:21 policies["keys/x"]: write mandatory, advisory or disabled',
    '19:26 policies["egress/*"]: write one whole policy id, for example residency/placement; * is not a policy',
    '19:38 policies["egress/*"]: egress is part of the promise and stays mandatory: remove this line, or waive single resources',
    "21:40 waivers[0].reason: say why in at least ten characters",
    "21:89 waivers[0].expires: write a day that the calendar has, as YYYY-MM-DD",
    "21:99 waivers[0].until: no such key: known here are policy, address, path, place, reason, owner, approver, ticket, granted, expires",
    "22:5 waivers[1].policy: this key is missing: Policy id, for example residency/placement",
    "22:5 waivers[1].address: this key is missing: Terraform address of the resource, letter by letter",
    "22:5 waivers[1].reason: this key is missing: Why the violation is accepted",
    "22:5 waivers[1].owner: this key is missing: Who answers for it",
    "22:5 waivers[1].approver: this key is missing: Who approved it; never the owner",
    "22:5 waivers[1].expires: this key is missing: Calendar day, ISO 8601; the last day on which it holds",
  ]);
});

describe("a text that is no charter", () => {
  const EMPTY = "1:1 : the file is empty: write a charter, or make one with `clover init`";
  test.each<[string, string, readonly string[]]>([
    ["nothing", "", [EMPTY]],
    ["only a comment", "# charter\n", [EMPTY]],
    ["null", "null", ["1:1 : write keys with values: version, jurisdictions, accounts, sites"]],
    ["a text", "hello", ["1:1 : write keys with values: version, jurisdictions, accounts, sites"]],
    ["a list", "- version: 1", ["1:1 : write keys with values: version, jurisdictions, accounts, sites"]],
    [
      "no keys",
      "{}",
      [
        "1:1 version: this key is missing: Version of this format",
        "1:1 jurisdictions: this key is missing: Approved countries: everything that the enclave holds stays in them",
        "1:1 accounts: this key is missing: The enclave's own AWS accounts by role; every other account is foreign",
        "1:1 sites: this key is missing: Data centres that the enclave consists of",
      ],
    ],
    ["two documents", `${text}---\n${text}`, ["36:1 : a second document starts here: a charter is one document"]],
    ["a key that stands twice", `${text}version: 1\n`, ["36:1 version: this key stands here twice: keep one of them"]],
    ["a tab", changed(["    region:", "\tregion:"]), ["14:1 : indent with spaces, not with tabs"]],
    ["another YAML", `%YAML 1.1\n---\n${text}`, ["1:1 : remove the %YAML line: a charter is YAML 1.2"]],
    ["a tag", changed(["version: 1", "version: !!int 1"]), ["3:16 version: write the value without a tag (!)"]],
    ["a number as key", changed(["workload:", "1:"]), ["8:3 accounts: a key has to be a text: put it in quotes"]],
    [
      "an alias",
      changed(["audit: ", "a: &x "], ["version: 1", "version: 1\nb: *x"])
        .replace(/b: \*x\n/, "")
        .concat("c: *x\n"),
      ["36:4 c: write the value itself: a charter takes no aliases (*)"],
    ],
    [
      "brackets that stay open",
      "jurisdictions: [IE",
      ["1:19 : Flow sequence in block collection must be sufficiently indented and end with a ]"],
    ],
    [
      "a hidden character",
      changed(["clover-state-111122223333-eu-west-1 }\n\n  #", '"a\\u202eb" }\n\n  #']),
      ["20:22 sites.dublin.state.bucket: remove the control or invisible character from this text"],
    ],
  ])("%s", (_, malformed, problems) => {
    expect(problemsOf(() => parseCharter(malformed, "charter.yaml"))).toEqual(problems);
  });

  const laughs = [
    "a: &a [x, x]",
    ...[..."bcdefghijklmnop"].map((key, i) => `${key}: &${key} [*${"abcdefghijklmno"[i]}, *${"abcdefghijklmno"[i]}]`),
  ];
  test.each([
    ["a million brackets", "[".repeat(1e6)],
    ["a million braces", "{a: ".repeat(250_000)],
    ["lists in lists", "- ".repeat(500_000)],
    ["keys in keys", Array.from({ length: 1400 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["a billion laughs", laughs.join("\n")],
    ["a hundred thousand keys", Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join("\n")],
  ])("%s are refused, and soon", (_, hostile) => {
    // Time of the processor: the machine may have other work.
    const started = process.cpuUsage();
    expect(problemsOf(() => parseCharter(hostile, "charter.yaml")).length).toBeGreaterThan(0);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(15_000);
  });

  test("whatever text it is, it is refused with places inside it, and never printed raw", () => {
    const line = fc.oneof(fc.constantFrom(...text.split("\n")), fc.string({ unit: "binary", maxLength: 40 }));
    // oxlint-disable-next-line no-control-regex -- these are the characters that must not be there
    const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const malformed = lines.join("\n");
        const result = attempt(() => parseCharter(`${malformed}\n\tx`, "charter.yaml")) as CharterError;
        const last = malformed.split(/\n/).length + 1;
        expect(result).toBeInstanceOf(CharterError);
        expect(result.problems).not.toEqual([]);
        expect(result.problems.filter(({ line, column }) => line < 1 || line > last || column < 1)).toEqual([]);
        expect(result.message).not.toMatch(raw);
      }),
      { numRuns: 300 },
    );
  });

  test("any value in place of any other is kept as it was written, or refused", () => {
    const charter = parseCharter(text, "charter.yaml");
    const pathsIn = (node: unknown, path: readonly string[]): readonly (readonly string[])[] => [
      ...(path.length > 0 ? [path] : []),
      ...(typeof node === "object" && node !== null
        ? Object.entries(node).flatMap(([key, child]) => pathsIn(child, [...path, key]))
        : []),
    ];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.string(),
      fc.constantFrom("eu-west-2", "GB", "10.20.0.0/16"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...pathsIn(charter, [])), value, (path, replacement) => {
        const copy = structuredClone(charter) as unknown as Record<string, unknown>;
        const parent = path.slice(0, -1).reduce((node, key) => node[key] as Record<string, unknown>, copy);
        parent[path.at(-1) ?? ""] = replacement;
        const result = attempt(() => parseCharter(JSON.stringify(copy), "charter.yaml"));
        expect(result instanceof CharterError ? copy : result).toEqual(copy);
      }),
      { numRuns: 500 },
    );
  });
});

test("the message lists the problems as an editor can jump to them, and the first fifty of them", () => {
  const keys = Array.from({ length: 60 }, (_, i) => `zz${i}: 1`).join("\n");
  const { message } = attempt(() => parseCharter(`${text}${keys}`, "my\u001b[31m.yaml")) as CharterError;
  const lines = message.split("\n");
  expect(lines[0]).toBe("my\\u001b[31m.yaml is not a charter that can be relied on: 60 problems");
  expect(lines[1]).toContain("  my\\u001b[31m.yaml:36:1 zz0: no such key: known here are version, jurisdictions");
  expect(lines.slice(51)).toEqual(["  and 10 more"]);
});

describe("a file", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "charter-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test("is loaded with its path and the hash of its bytes", () => {
    const path = write("good.yaml", `\ufeff${text.replaceAll("\n", "\r\n")}`);
    expect(loadCharter(path)).toEqual({
      charter: parseCharter(text, path),
      path,
      sha256: createHash("sha256").update(readFileSync(path)).digest("hex"),
      problemAt: expect.any(Function),
    });
    expect(loadCharter(path).problemAt(["sites", "dublin", "region"], "it moved")).toEqual({
      line: 14,
      column: 13,
      path: "sites.dublin.region",
      message: "it moved",
    });
  });

  test.each<[string, () => string, string]>([
    [
      "that does not exist",
      () => join(folder, "none.yaml"),
      "no such file: write a charter, or make one with `clover init`",
    ],
    ["that is a folder", () => folder, "this is a folder: name the charter file in it"],
    [
      "below a file",
      () => join(write("file", ""), "charter.yaml"),
      "no such file: a part of this path is not a folder",
    ],
    ["with a name too long", () => join(folder, "x".repeat(5000)), "no file can have a name this long"],
    [
      "over 1 MiB",
      () => write("large", Buffer.alloc(1024 * 1024 + 1, "#")),
      "this file is larger than 1 MiB: it is not a charter",
    ],
    ["without an end", () => "/dev/zero", "this file is larger than 1 MiB: it is not a charter"],
    [
      "of other bytes",
      () => write("latin1", Buffer.from("version: \xe9", "latin1")),
      "this file is not UTF-8 text: save it as UTF-8",
    ],
    [
      "of UTF-16",
      () => write("utf16", Buffer.from("\ufeffversion: 1", "utf16le")),
      "this file is not UTF-8 text: save it as UTF-8",
    ],
  ])("%s is refused", (_, path, message) => {
    expect(problemsOf(() => loadCharter(path()))).toEqual([`1:1 : ${message}`]);
  });

  test("that may not be read is refused", () => {
    const path = write("secret.yaml", text);
    chmodSync(path, 0o000);
    // Root reads every file. What the system answers everybody else is then put in its place.
    const opening = jest.spyOn(fs, "openSync");
    if (process.getuid?.() === 0) {
      opening.mockImplementation(() => {
        throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES" });
      });
    }
    const problems = problemsOf(() => loadCharter(path));
    opening.mockRestore();
    expect(problems).toEqual(["1:1 : this file may not be read: change its permissions"]);
  });

  test("is found from its folder and from those below, the nearest first, even where it is broken", () => {
    const deep = join(folder, "a", "b", "c");
    mkdirSync(deep, { recursive: true });
    const outer = write("charter.yaml", text);
    expect(findCharter(deep)).toBe(outer);
    expect(findCharter(folder)).toBe(outer);
    const inner = join(folder, "a", "b", "charter.yaml");
    symlinkSync("nowhere", inner);
    expect(findCharter(deep)).toBe(inner);
    expect(problemsOf(() => loadCharter(inner))).toEqual([
      "1:1 : no such file: write a charter, or make one with `clover init`",
    ]);
    rmSync(outer);
    expect(findCharter(folder)).toBeUndefined();
  });
});
