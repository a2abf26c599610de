import { evaluate, PolicyFault, type HostablePolicy } from "../../../gate/hosting/evaluate";
import type { Resource } from "../../../model/document";
import { UNKNOWN, Unknown } from "../../../model/value";
import { documentPolicy, resourcePolicy, type PolicyMetadata } from "../../../policies/policy";
import { charter, foreignPolicy, foreignStackPolicy, located, resource } from "../builders";

const bucket = resource("aws_s3_bucket.b", {
  values: { bucket: "b", arn: UNKNOWN, tags: { team: "x" }, zones: ["c", "a"] },
});

async function problemsOf(policies: readonly HostablePolicy[], resources: readonly Resource[] = [bucket]) {
  const judgements = await evaluate(located(resources), charter, policies);
  return judgements.map(({ policy, problem }) => ({ policy: policy.name, ...problem }));
}

const unknownArn = {
  policy: "team/rule",
  outcome: "undetermined",
  address: "aws_s3_bucket.b",
  path: "arn",
  message: "arn is known only after apply, and team/rule cannot decide without it",
};

const dossier: PolicyMetadata = {
  name: "residency/test",
  description: "d",
  severity: "high",
  why: "w",
  fix: "f",
  controls: [],
  examples: [],
  waivable: true,
  enforcementLevel: "mandatory",
};

describe("a CrossGuard policy on Terraform", () => {
  test("sees the arguments that @pulumi/policy promises", async () => {
    const seen: unknown[] = [];
    const provider = {
      address: 'provider["registry.terraform.io/hashicorp/aws"].us',
      source: "registry.terraform.io/hashicorp/aws",
      name: "aws",
      alias: "us",
      module: "",
      settings: { region: "us-east-1" },
    };
    const policy = foreignPolicy(
      (args) => {
        seen.push({
          type: args.type,
          name: args.name,
          urn: args.urn,
          bucket: args.props.bucket,
          team: args.props.tags.team,
          absent: args.props.absent,
          opts: args.opts,
          tags: [...args.stackTags],
          config: args.getConfig(),
          providerRegion: args.provider?.props.region,
          providerName: args.provider?.name,
          providerType: args.provider?.type,
        });
      },
      { configSchema: { properties: { days: { type: "integer", default: 14 }, other: { type: "string" } } } },
    );
    await expect(problemsOf([policy], [{ ...bucket, provider }])).resolves.toEqual([]);
    expect(seen).toEqual([
      {
        type: "aws_s3_bucket",
        name: "b",
        urn: "urn:pulumi:clover::terraform::aws_s3_bucket::aws_s3_bucket.b",
        bucket: "b",
        team: "x",
        absent: undefined,
        opts: {
          protect: false,
          ignoreChanges: [],
          aliases: [],
          customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
          additionalSecretOutputs: [],
        },
        tags: [],
        config: { days: 14 },
        providerRegion: "us-east-1",
        providerName: "us",
        providerType: "pulumi:providers:aws",
      },
    ]);
  });

  test("reports at the resource that it judges, from one function, several, or a promise", async () => {
    const one = foreignPolicy((_, report) => report("one"));
    const several = foreignPolicy([(_, report) => report("first"), async (_, report) => report("second")]);
    const later = foreignPolicy(async (_, report) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      report("later", "urn:pulumi:ignored");
    });
    const messages = (await problemsOf([one, several, later])).map(({ address, outcome, message }) => [
      address,
      outcome,
      message,
    ]);
    expect(messages).toEqual(
      ["one", "first", "second", "later"].map((message) => ["aws_s3_bucket.b", "violation", message]),
    );
  });

  test.each<[string, (props: Record<string, unknown>) => unknown]>([
    ["reads it", (props) => props.arn],
    [
      "reads it and swallows what it throws",
      (props) => {
        try {
          return props.arn;
        } catch {
          return "fine";
        }
      },
    ],
    ["destructures it", ({ arn }) => arn],
    ["lists all attributes", (props) => Object.entries(props)],
    ["copies them", (props) => ({ ...props })],
    ["writes them as JSON", (props) => JSON.stringify(props)],
    ["asks for its descriptor", (props) => Object.getOwnPropertyDescriptor(props, "arn")],
  ])("that needs an unknown value is undetermined when it %s", async (_, read) => {
    await expect(problemsOf([foreignPolicy((args) => void read(args.props))])).resolves.toEqual([unknownArn]);
  });

  test("that waits before it reads an unknown value is undetermined too", async () => {
    const policy = foreignPolicy(async (args) => {
      await Promise.resolve();
      expect(args.props.arn).toBe("never reached");
    });
    await expect(problemsOf([policy])).resolves.toEqual([unknownArn]);
  });

  test("names the path of an unknown value inside blocks", async () => {
    const deep = { ...bucket, values: { rule: [{ days: 1 }, { target: new Unknown(["aws_x.y"]) }] } };
    const policy = foreignPolicy((args) => args.props.rule.forEach((rule: { target?: string }) => rule.target));
    expect((await problemsOf([policy], [deep])).map(({ path }) => path)).toEqual(["rule[1].target"]);
  });

  test("may ask whether a value is there without reading it", async () => {
    const policy = foreignPolicy((args, report) => void ("arn" in args.props && report("it has one")));
    expect((await problemsOf([policy])).map(({ message }) => message)).toEqual(["it has one"]);
  });

  test("cannot change what the next policy or the model sees", async () => {
    const vandal = foreignPolicy((args) => {
      args.props.zones.sort();
      args.props.bucket = "changed";
      args.props.tags.team = "changed";
    });
    const witness = foreignPolicy(({ props }, report) =>
      report(`${props.zones.join()} ${props.bucket} ${props.tags.team}`),
    );
    expect((await problemsOf([vandal, witness])).map(({ message }) => message)).toEqual(["c,a b x"]);
    expect(bucket.values).toEqual({ bucket: "b", arn: UNKNOWN, tags: { team: "x" }, zones: ["c", "a"] });
  });

  test("says that it does not apply, and nothing is found", async () => {
    const policy = foreignPolicy((args) => args.notApplicable("not here"));
    await expect(problemsOf([policy])).resolves.toEqual([]);
  });

  test("sees what stays: no deletes and no data sources", async () => {
    const policy = foreignPolicy((args, report) => report(args.name));
    const gone = resource("aws_s3_bucket.gone", { stays: false, actions: ["delete"] });
    expect((await problemsOf([policy], [gone, bucket])).map(({ address }) => address)).toEqual(["aws_s3_bucket.b"]);
  });

  test("matches a class that carries a Terraform type, and is refused for a Pulumi class that Terraform does not have", async () => {
    const asks = (token: string) =>
      foreignPolicy((args, report) => {
        const typed = args.asType({ __pulumiType: token } as never) as { bucket: string } | undefined;
        report(typed ? typed.bucket : "another type");
      });
    expect((await problemsOf([asks("aws_s3_bucket"), asks("aws_vpc")])).map(({ message }) => message)).toEqual([
      "b",
      "another type",
    ]);
    await expect(problemsOf([asks("aws:s3/bucket:Bucket")])).rejects.toThrow(
      "The policy team/rule failed at aws_s3_bucket.b: it asks for the Pulumi class aws:s3/bucket:Bucket",
    );
  });

  test.each([
    [
      "throws",
      foreignPolicy(() => {
        throw new TypeError("boom");
      }),
      "The policy team/rule failed at aws_s3_bucket.b: boom",
    ],
    [
      "rejects",
      foreignPolicy(() => Promise.reject(new Error("late boom"))),
      "The policy team/rule failed at aws_s3_bucket.b: late boom",
    ],
    [
      "has nothing to validate with",
      foreignPolicy(undefined),
      "The policy team/rule failed: it has no validateResource and no validateStack",
    ],
  ])("that %s is a fault, since nobody knows what it would have said", async (_, policy, message) => {
    const failure = await problemsOf([policy]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PolicyFault);
    expect((failure as Error).message).toBe(message);
  });
});

describe("a CrossGuard policy for the whole stack", () => {
  test("sees every resource that stays, with what each refers to", async () => {
    const key = resource("aws_kms_key.k");
    const encrypted = resource("aws_s3_bucket.e", {
      values: { bucket: "e", key: new Unknown(["aws_kms_key.k.arn"]) },
      scope: { module: "", follow: (reference) => [{ kind: "resource", resource: key, attribute: "arn", reference }] },
    });
    const policy = foreignStackPolicy(({ resources }, report) => {
      for (const { name, dependencies, propertyDependencies } of resources) {
        report([name, ...dependencies.map(({ name }) => name), ...Object.keys(propertyDependencies)].join(" "));
      }
    });
    const problems = await problemsOf([policy], [key, encrypted, resource("aws_vpc.gone", { stays: false })]);
    expect(problems).toEqual(
      ["k", "e k key"].map((message) => ({
        policy: "team/whole",
        outcome: "violation",
        address: "",
        path: "",
        message,
      })),
    );
  });

  test("reports at the resource whose URN it names, and trips on unknown values", async () => {
    const policy = foreignStackPolicy(({ resources }, report) => {
      report("this one", resources[0]?.urn);
      void resources[0]?.props.arn;
    });
    await expect(problemsOf([policy])).resolves.toEqual([
      { policy: "team/whole", outcome: "violation", address: "aws_s3_bucket.b", path: "", message: "this one" },
      {
        ...unknownArn,
        policy: "team/whole",
        message: "arn is known only after apply, and team/whole cannot decide without it",
      },
    ]);
  });

  test("that reports a URN which is not there is a fault", async () => {
    const policy = foreignStackPolicy((_, report) => report("nobody", "urn:pulumi:nobody"));
    await expect(problemsOf([policy])).rejects.toThrow(
      "it reports a URN that the document does not hold: urn:pulumi:nobody",
    );
  });
});

describe("a policy of the pack", () => {
  test("judges every resource, also what goes, with the details that Pulumi has no room for", async () => {
    const policy = resourcePolicy(dossier, function* ({ resource, charter }) {
      yield {
        outcome: "undetermined",
        address: resource.address,
        path: "region",
        message: charter.jurisdictions.join(),
        evidence: ["seen"],
      };
    });
    await expect(problemsOf([policy], [resource("aws_vpc.v", { stays: false })])).resolves.toEqual([
      {
        policy: "residency/test",
        outcome: "undetermined",
        address: "aws_vpc.v",
        path: "region",
        message: "IE,NO",
        evidence: ["seen"],
      },
    ]);
  });

  test("judges the whole document once", async () => {
    const policy = documentPolicy(dossier, function* ({ located }) {
      yield { outcome: "violation", address: "", path: "", message: `${located.document.resources.length} resources` };
    });
    expect((await problemsOf([policy], [bucket, bucket])).map(({ message }) => message)).toEqual(["2 resources"]);
  });
});
