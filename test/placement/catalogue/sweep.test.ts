/**
 * The schema sweep: for every carrier of every resource type, a foreign value is reported at its path, an approved one is not,
 * and one that nobody can know is undetermined. The table at the end counts them by class.
 */
import { loadCharter } from "../../../charter/load";
import { readPlan } from "../../../model/plan/from-plan";
import { carriersOf, knownTypes, type Carrier, type CarrierClass } from "../../../placement/catalogue/carriers";
import { locate } from "../../../placement/locate";

const { charter } = loadCharter("charter.yaml");
const AWS = "registry.terraform.io/hashicorp/aws";
const ACCOUNT = "111122223333";
const OUTPOST = "arn:aws:outposts:eu-west-1:111122223333:outpost";

/** A value of each class abroad, and one at home. Classes without a text that names a place are only tried by reference. */
const VALUES: Partial<Record<CarrierClass, { readonly abroad: string; readonly home: string }>> = {
  region: { abroad: "us-east-1", home: "eu-west-1" },
  zone: { abroad: "us-east-1a", home: "eu-west-1a" },
  "zone-id": { abroad: "use1-az4", home: "euw1-az1" },
  outpost: { abroad: `${OUTPOST}/op-0fedcba9876543210`, home: `${OUTPOST}/op-0123456789abcdef0` },
  arn: { abroad: `arn:aws:sqs:us-east-1:${ACCOUNT}:q`, home: `arn:aws:sqs:eu-west-1:${ACCOUNT}:q` },
  "kms-arn": { abroad: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`, home: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` },
  "near-bucket": { abroad: "abroad", home: "home" },
  "s3-arn": { abroad: "arn:aws:s3:::abroad", home: "arn:aws:s3:::home" },
  bucket: { abroad: "abroad", home: "home" },
  "s3-uri": { abroad: "s3://abroad/x", home: "s3://home/x" },
  host: { abroad: "sqs.us-east-1.amazonaws.com", home: "sqs.eu-west-1.amazonaws.com" },
  url: { abroad: "https://sqs.us-east-1.amazonaws.com/q", home: "https://sqs.eu-west-1.amazonaws.com/q" },
  image: {
    abroad: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/i:1`,
    home: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/i:1`,
  },
  service: { abroad: "com.amazonaws.us-east-1.s3", home: "com.amazonaws.eu-west-1.s3" },
  account: { abroad: "999999999999", home: ACCOUNT },
  principal: { abroad: "arn:aws:iam::999999999999:root", home: `arn:aws:iam::${ACCOUNT}:root` },
  policy: { abroad: policy("999999999999"), home: policy(ACCOUNT) },
  json: {
    abroad: `{"a":{"Arn":"arn:aws:sqs:us-east-1:${ACCOUNT}:q"}}`,
    home: `{"a":{"Arn":"arn:aws:sqs:eu-west-1:${ACCOUNT}:q"}}`,
  },
  contact: { abroad: "someone@example.com", home: "" },
  geo: { abroad: "US", home: "IE" },
  ip: { abroad: "203.0.113.7", home: "10.0.0.7" },
};

function policy(account: string): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: account }, Action: "*", Resource: "*" }] });
}

/** Classes whose value is mostly a reference to another resource of the plan: it is where that one is. */
const REFERRING = new Set<CarrierClass>(["arn", "kms-arn", "id", "subnet", "host", "url"]);
const REFERENCES: [string, { reference: string }, string][] = [
  ["by reference to something abroad", { reference: "aws_s3_bucket.abroad.arn" }, "rejected"],
  ["by reference to something at home", { reference: "aws_s3_bucket.home.arn" }, "accepted"],
];

/** Attributes that name a template which these plans do not hold: it may say anything, wherever it lies. */
const TEMPLATE =
  /^aws_(cloudformation|config|servicecatalog|serverlessapplicationrepository)\w+ (\w+\[\]\.)?(template_url|template_s3_uri|application_id)$/;

const JUDGED = new Set(["place", "out", "in", "peer", "key"]);
const LETS_IN = new Set(["out", "in", "peer"]);

/** Whether the catalogue gives the carrier a meaning that a value can violate. */
function isJudged({ class: kind, role }: Carrier): boolean {
  if (kind === "policy") return role !== "mention" && role !== "self";
  if (kind === "principal") return role !== "mention" && role !== "self";
  if (kind === "account") return LETS_IN.has(role);
  return JUDGED.has(role);
}

/** The value at the path, inside lists and maps as the path says. */
function nest(segments: readonly string[], value: unknown): unknown {
  const [first, ...rest] = segments;
  if (first === undefined) return value;
  const inner = nest(rest, value);
  return first === "[]" ? [inner] : first === "{}" ? { key: inner } : { [first]: inner };
}

const buckets = ["home", "abroad"].map((name) => ({
  address: `aws_s3_bucket.${name}`,
  mode: "managed",
  type: "aws_s3_bucket",
  name,
  provider_name: AWS,
  change: { actions: ["create"], before: null, after: { bucket: name }, after_unknown: {} },
}));

/** Paths of the resource at which placement, flows or access say something against it, each with what. */
function judge(type: string, after: unknown, unknown: unknown, expressions: unknown): Map<string, string> {
  const block = (name: string, key: string, written: unknown) => ({
    address: `${name}`,
    mode: "managed",
    type: name.split(".", 1)[0],
    name: name.slice(name.indexOf(".") + 1),
    provider_config_key: key,
    expressions: written,
  });
  const address = `${type}.swept`;
  const document = readPlan(
    {
      format_version: "1.2",
      resource_changes: [
        ...(JSON.parse(JSON.stringify(buckets)) as unknown[]),
        {
          address,
          mode: "managed",
          type,
          name: "swept",
          provider_name: AWS,
          change: { actions: ["create"], before: null, after, after_unknown: unknown },
        },
      ],
      configuration: {
        provider_config: {
          aws: { name: "aws", full_name: AWS, expressions: { region: { constant_value: "eu-west-1" } } },
          "aws.us": {
            name: "aws",
            full_name: AWS,
            alias: "us",
            expressions: { region: { constant_value: "us-east-1" } },
          },
        },
        root_module: {
          resources: [
            block("aws_s3_bucket.home", "aws", { bucket: { constant_value: "home" } }),
            block("aws_s3_bucket.abroad", "aws.us", { bucket: { constant_value: "abroad" } }),
            block(address, "aws", expressions),
          ],
        },
      },
    } as never,
    { path: "sweep", sha256: "" },
  );
  const located = locate(document, charter);
  const resource = document.resources.find((each) => each.address === address)!;
  const found = new Map<string, string>();
  const placement = located.placementOf(resource);
  for (const witness of placement.witnesses) {
    if (witness.kind === "provider") continue;
    const wrong = !witness.place
      ? "undetermined"
      : located.jurisdiction.approves(witness.place)
        ? undefined
        : "rejected";
    if (wrong) found.set(witness.path, wrong);
  }
  if (placement.status === "conflict") found.set(placement.path, "rejected");
  for (const flow of located.flowsOf(resource)) {
    const wrong = !flow.far ? "undetermined" : located.jurisdiction.approves(flow.far) ? undefined : "rejected";
    if (wrong && flow.path !== "") found.set(flow.path, wrong);
  }
  for (const access of located.accessOf(resource))
    found.set(access.path.split(".Statement", 1)[0]!, access.is === "foreign" ? "rejected" : "undetermined");
  return found;
}

const concrete = (path: string): string => path.replaceAll("[]", "[0]").replaceAll("{}", '["key"]');

/** What became of a value at a carrier's path. */
function outcome(type: string, carrier: Carrier, value: string | { readonly reference: string }): string {
  const { segments, path } = carrier;
  const filled =
    typeof value !== "string"
      ? judgeUnknown(type, carrier, value.reference)
      : judge(type, nest(segments, value), {}, expressionsFor(segments, { constant_value: value }));
  const at = concrete(path);
  // A path may end in a list, with or without saying so.
  const inside = [...filled].find(([each]) => each.startsWith(`${at}.`))?.[1];
  return (
    filled.get(at) ?? filled.get(at.replace(/(\[0\]|\["key"\])$/, "")) ?? filled.get(`${at}[0]`) ?? inside ?? "accepted"
  );
}

const judgeUnknown = (type: string, { segments }: Carrier, reference: string): Map<string, string> => {
  const leaf = segments.filter((segment) => segment !== "{}");
  const container = leaf.at(-1) === "[]" ? [] : {};
  return judge(
    type,
    nest(leaf.slice(0, -1), container),
    nest(leaf, true),
    expressionsFor(leaf, { references: [reference] }),
  );
};

/** Blocks are lists of objects in a plan's configuration; the attribute at the end is an expression. */
function expressionsFor(segments: readonly string[], expression: unknown): unknown {
  const names = segments.filter((segment) => segment !== "[]" && segment !== "{}");
  return names.reduceRight<unknown>(
    (inner, name, index) => ({ [name]: index === names.length - 1 ? inner : [inner] }),
    expression,
  );
}

interface Row {
  carriers: number;
  rejected: number;
  accepted: number;
  undetermined: number;
}

/** `!a|b` lists what opens nothing. */
const isClosed = ({ opens }: Carrier, value: string): boolean =>
  opens?.[0]?.startsWith("!") === true && opens.includes(value);

/** Whether the resource is reported as working from everywhere even when it says nothing. */
function isEdge(type: string): boolean {
  const change = { actions: ["create"], before: null, after: {}, after_unknown: {} };
  const document = readPlan(
    {
      format_version: "1.2",
      resource_changes: [{ address: `${type}.x`, mode: "managed", type, name: "x", provider_name: AWS, change }],
    } as never,
    { path: "sweep", sha256: "" },
  );
  return locate(document, charter)
    .flowsOf(document.resources[0]!)
    .some(({ kind, far }) => kind === "edge" && far?.kind === "edge");
}

describe("the schema sweep", () => {
  const rows = new Map<string, Row>();
  const wrong: string[] = [];

  for (const type of knownTypes("managed")) {
    const known = carriersOf(type, "managed")!;
    for (const carrier of known.carriers) {
      // What is in no region is not placed by attributes; its flows and accesses are judged all the same.
      if (!isJudged(carrier) || carrier.class === "mode" || (carrier.role === "place" && known.scope !== "regional"))
        continue;
      const row = rows.get(carrier.class) ?? { carriers: 0, rejected: 0, accepted: 0, undetermined: 0 };
      rows.set(carrier.class, row);
      row.carriers += 1;
      const tried = VALUES[carrier.class];
      const byReference = REFERRING.has(carrier.class);
      const expectations: [string, string | { reference: string }, string][] = [
        ...(tried ? [["abroad", tried.abroad, abroad(carrier.class)] as [string, string, string]] : []),
        ...(tried?.home ? [["at home", tried.home, "accepted"] as [string, string, string]] : []),
        ...(byReference ? REFERENCES : []),
        ["known only after apply", { reference: "local.somewhere" }, unproven(carrier)],
      ];
      for (const [name, value, expected] of expectations) {
        const got = outcome(type, carrier, value);
        if (got === "rejected") row.rejected += 1;
        if (got === "accepted") row.accepted += 1;
        if (got === "undetermined") row.undetermined += 1;
        const open = expected === "accepted" && TEMPLATE.test(`${type} ${carrier.path}`);
        if (got !== (open ? "undetermined" : expected))
          wrong.push(`${type} ${carrier.path} (${carrier.class}:${carrier.role}) ${name}: ${got}`);
      }
    }
  }

  /** An id of a network, and what stands in one, exists only in the region of the provider; an ARN may be of any. */
  function unproven({ class: kind, role, path }: Carrier): string {
    return kind === "subnet" && role === "place" && !/arns?(\[\])?$/.test(path) ? "accepted" : "undetermined";
  }

  /** Hosts outside AWS and mailboxes have no place of their own to be foreign: they are unproven. */
  function abroad(kind: CarrierClass): string {
    return kind === "contact" || kind === "ip" ? "undetermined" : "rejected";
  }

  it("rejects every foreign value, accepts every approved one, and proves nothing of an unknown one", () => {
    expect(wrong).toEqual([]);
  });

  it("rejects every value of a switch that opens a second place, and accepts one that opens none", () => {
    const switches = knownTypes("managed").flatMap((type) =>
      carriersOf(type, "managed")!
        .carriers.filter(({ class: kind, role }) => kind === "mode" && JUDGED.has(role))
        .map((carrier) => ({ type, carrier })),
    );
    const got = switches.map(({ type, carrier }) => {
      const opening = (carrier.opens ?? [])
        .filter((value) => value !== "null" && !isClosed(carrier, value))
        // `EXTERNAL?` opens where it is written out, and counts as closed behind a reference.
        .map((value) => value.replace("?", ""))
        .map((value) => (value === "*" ? "anything" : value));
      const closed = carrier.opens?.includes("*")
        ? []
        : carrier.opens?.[0]?.startsWith("!")
          ? carrier.opens.map((value) => value.replace("!", ""))
          : ["none of them"];
      return {
        of: `${type} ${carrier.path}`,
        open: opening.map((value) => outcome(type, carrier, value)),
        closed: closed.map((value) => outcome(type, carrier, value)),
        late: carrier.opens?.[0]?.endsWith("?")
          ? "undetermined"
          : outcome(type, carrier, { reference: "local.somewhere" }),
      };
    });
    expect(got.length).toBeGreaterThan(30);
    expect(
      got.filter(
        ({ open, closed, late }) =>
          open.some((each) => each !== "rejected") ||
          closed.some((each) => each !== "accepted") ||
          late !== "undetermined",
      ),
    ).toEqual([]);
  });

  it("reports every type that works from everywhere, whatever it says", () => {
    const silent = knownTypes("managed")
      .filter((type) => carriersOf(type, "managed")!.scope === "global-content")
      .filter((type) => !isEdge(type));
    expect(silent).toEqual([]);
  });

  it("covers every type that the catalogue knows", () => {
    const total = [...rows.values()].reduce((sum, { carriers }) => sum + carriers, 0);
    process.stdout.write(`${"class".padEnd(12)} carriers rejected accepted undetermined\n`);
    for (const [name, row] of [...rows].toSorted()) {
      process.stdout.write(
        `${name.padEnd(12)} ${String(row.carriers).padStart(8)} ${String(row.rejected).padStart(8)} ${String(row.accepted).padStart(8)} ${String(row.undetermined).padStart(12)}\n`,
      );
    }
    expect(total).toBeGreaterThan(2500);
  });
});
