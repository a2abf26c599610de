/**
 * Properties of the gate over real plans: what must not change its mind, what must, and that nothing that a plan can be made into
 * ends in anything but a verdict or a sentence about the input.
 */
import * as fc from "fast-check";
import type { Report } from "../../../gate/report";
import { InputError } from "../../../core/user-error";
import { put } from "../../../core/json";
import { carriersOf } from "../../../placement/catalogue/carriers";
import { locate } from "../../../placement/locate";
import { loadCharter } from "../../../charter/load";
import { renderJson } from "../../../reports/json";
import { canBeWrapped, changesOf, essence, mapAddresses, parse, PLANS, run, wrap, type Json } from "../plans";

const { charter } = loadCharter("charter.yaml");
// Always the same cases: a failure that comes and goes tells nobody anything.
const always = { seed: 20261125 };

const orderOf = ({ findings }: Report) => findings.map(({ address, policy, path }) => [address, policy, path]);

const tried = { moved: 0, served: 0, leftOut: 0 };

/** Names of the blocks, each with one that nothing else is called. */
function renamed(plan: Json): Map<string, string> {
  const names = new Map<string, string>();
  for (const { type, name } of changesOf(plan))
    names.set(`${String(type)}.${String(name)}`, `${String(type)}.zz9${String(name)}`);
  return names;
}

describe.each(PLANS)("%s", (_, text) => {
  test("says the same twice, to the byte", async () => {
    expect(renderJson((await run(text)).report)).toBe(renderJson((await run(text)).report));
  });

  test("whatever the blocks are called", async () => {
    const plan = parse(text);
    const names = renamed(plan);
    const rename = (address: string) =>
      address.replace(
        /(?<=^|[.\s])(data\.)?([a-z0-9_]+\.[\p{L}\d_-]+)/gu,
        (whole, data: string | undefined, block: string) =>
          names.has(block) ? `${data ?? ""}${names.get(block)}` : whole,
      );
    mapAddresses(plan, rename);
    const visit = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      if (!Array.isArray(node)) {
        const object = node as Json;
        const known = names.get(`${String(object["type"])}.${String(object["name"])}`);
        if (known && "mode" in object) object["name"] = known.slice(known.indexOf(".") + 1);
      }
      Object.values(node).forEach(visit);
    };
    visit(plan);
    const before = essence((await run(text)).report);
    expect(essence((await run(plan)).report, (report) => report.replaceAll(".zz9", "."))).toEqual(before);
  });

  test("in whatever order", async () => {
    const first = await run(text);
    const [before, order] = [essence(first.report), orderOf(first.report)];
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), async (random) => {
        const plan = parse(text);
        const shuffle = (holder: Json | undefined, key: string) => {
          const list = holder?.[key];
          if (!Array.isArray(list)) return;
          const keyed = list.map((item: unknown) => [random.next().value as number, item] as const);
          holder![key] = keyed.toSorted(([a], [b]) => a - b).map(([, item]) => item);
        };
        shuffle(plan, "resource_changes");
        shuffle((plan["configuration"] as Json)["root_module"] as Json, "resources");
        shuffle((plan["planned_values"] as Json)["root_module"] as Json, "resources");
        const { report } = await run(plan);
        expect([essence(report), orderOf(report)]).toEqual([before, order]);
      }),
      { ...always, numRuns: 3 },
    );
  });

  test("whatever tags and descriptions mention", async () => {
    const before = essence((await run(text)).report);
    const plan = parse(text);
    for (const { change, type } of changesOf(plan) as { change: Json; type: string }[]) {
      const after = change["after"] as Json | null;
      if (!after || !type.startsWith("aws_")) continue;
      const unknown = change["after_unknown"] as Json | false | undefined;
      if ("tags" in after && !Array.isArray(after["tags"])) {
        after["tags"] = {
          ...(after["tags"] as Json | null),
          us: "us-east-1",
          "arn:aws:s3:::x": "arn:aws:sqs:us-east-1:1:q",
        };
      }
      if (typeof after["description"] === "string" && !(unknown && unknown["description"])) {
        after["description"] = "moved from us-east-1: arn:aws:sqs:us-east-1:999999999999:q, https://evil.com";
      }
    }
    expect(essence((await run(plan)).report)).toEqual(before);
  });

  test("but each resource that is moved abroad by its own region is rejected for it", async () => {
    const { document } = await run(text);
    const located = locate(document, charter);
    const movable = document.resources.filter((resource) => {
      const placement = located.placementOf(resource);
      const regional = carriersOf(resource.type, "managed")?.carriers.some(
        ({ path, role }) => path === "region" && role === "place",
      );
      return (
        regional &&
        resource.stays &&
        resource.mode === "managed" &&
        placement.status === "placed" &&
        located.jurisdiction.approves(placement.place!)
      );
    });
    for (const { address, actions } of movable.slice(0, 12)) {
      const plan = parse(text);
      const entry = changesOf(plan).find((change) => change["address"] === address);
      // What is in a state only, or forgotten, has no after.
      const change = entry?.["change"] as Json | undefined;
      const after = change?.["after"] as Json | null | undefined;
      if (!after || actions.includes("forget")) continue;
      tried.moved += 1;
      after["region"] = "us-east-1";
      if (change?.["after_unknown"]) delete (change["after_unknown"] as Json)["region"];
      const { verdict, findings } = (await run(plan)).report;
      const found = findings.filter(
        (finding) => finding.policy === "residency/placement" && finding.address === address,
      );
      expect({ address, verdict, found: found.length }).toEqual({ address, verdict: "rejected", found: 1 });
    }
  });

  test("and so is everything that a provider serves once that is moved", async () => {
    const { document } = await run(text);
    const located = locate(document, charter);
    const serving = (address: string) =>
      document.resources.filter((resource) => {
        if (resource.mode !== "managed" || !resource.stays || resource.provider?.address !== address) return false;
        const { status, place, witnesses } = located.placementOf(resource);
        return (
          status === "placed" &&
          located.jurisdiction.approves(place!) &&
          witnesses.some(({ kind }) => kind === "provider")
        );
      });
    for (const { address, source } of document.providers) {
      const served = serving(address);
      if (served.length === 0) continue;
      tried.served += 1;
      const plan = parse(text);
      const blocks = (plan["configuration"] as Json)["provider_config"] as Record<string, Json>;
      for (const [key, block] of Object.entries(blocks)) {
        const alias = block["alias"] === undefined ? "" : `.${String(block["alias"])}`;
        const module = key.includes(":") ? `${key.slice(0, key.lastIndexOf(":"))}.` : "";
        if (`${module}provider["${source}"]${alias}` !== address) continue;
        block["expressions"] = { ...(block["expressions"] as Json), region: { constant_value: "us-east-1" } };
      }
      const { verdict, findings } = (await run(plan)).report;
      const rejected = new Set(
        findings.filter(({ policy }) => policy === "residency/placement").map((finding) => finding.address),
      );
      expect([verdict, served.map((resource) => resource.address).filter((one) => !rejected.has(one))]).toEqual([
        "rejected",
        [],
      ]);
    }
  });

  test("nothing that is planned can be left out of the changes", async () => {
    const base = parse(text);
    const planned = new Set(JSON.stringify(base["planned_values"]).match(/"address":"(?:[^"\\]|\\.)*"/g));
    for (const [index, { address }] of changesOf(base).slice(0, 40).entries()) {
      if (!planned.has(`"address":${JSON.stringify(address)}`)) continue;
      const plan = parse(text);
      (plan["resource_changes"] as unknown[]).splice(index, 1);
      tried.leftOut += 1;
      const { report } = await run(plan);
      expect({ address, verdict: report.verdict }).toEqual({ address, verdict: "rejected" });
    }
  });
});

test.each(PLANS.filter(([, text]) => canBeWrapped(parse(text))))(
  "%s says the same inside a module",
  async (_, text) => {
    const before = essence((await run(text)).report);
    const after = await run(wrap(parse(text)));
    expect(essence(after.report, (report) => report.replaceAll("module.wrap.", ""))).toEqual(before);
  },
);

test("these properties were tried on enough", () => {
  const wrapped = PLANS.filter(([, text]) => canBeWrapped(parse(text))).length;
  expect(Math.min(PLANS.length, wrapped, tried.moved, tried.served, tried.leftOut)).toBeGreaterThan(80);
});

const byName = new Map(PLANS);

describe("hostile plans", () => {
  /** What is put in, as the text of JSON with `N` for how often: a counterexample stays short enough to be read. */
  const HOSTILE = fc.oneof(
    fc.constantFrom(
      "null",
      "true",
      "0",
      "-1",
      "1e308",
      '""',
      '"a"',
      "[]",
      "{}",
      "[[]]",
      "[null]",
      '"__proto__"',
      '"delete"',
    ),
    fc.constantFrom(
      '{"__proto__":{"region":"eu-west-1"},"constructor":{"prototype":{}}}',
      '"\\u0000\\u001b[2J"',
      '"\\ud800"',
    ),
    fc.constantFrom("1000000 x", "50000 module.", "100000 [", "20000 ${"),
    fc.integer({ min: 1, max: 700 }).map((depth) => `${depth} lists`),
    fc.integer({ min: 1, max: 700 }).map((depth) => `${depth} objects`),
    fc.json({ maxDepth: 3 }),
  );

  function build(told: string): unknown {
    const [, times, what] = /^(\d+) (\S+)$/.exec(told) ?? [];
    if (what === undefined) return JSON.parse(told) as unknown;
    const count = Number(times);
    if (what === "lists") return JSON.parse(`${"[".repeat(count)}${"]".repeat(count)}`) as unknown;
    if (what === "objects") return JSON.parse(`${'{"a":'.repeat(count)}1${"}".repeat(count)}`) as unknown;
    return what.repeat(count);
  }

  /** Walks down a plan and breaks what it meets. */
  function damage(
    plan: Json,
    steps: readonly number[],
    how: "delete" | "set" | "copy" | "rename",
    value: string,
  ): void {
    let node: unknown = plan;
    for (const [depth, step] of steps.entries()) {
      const keys = Object.keys(node as Json);
      const key = keys[step % Math.max(keys.length, 1)];
      if (key === undefined) return;
      const child = (node as Json)[key];
      const last = depth === steps.length - 1 || typeof child !== "object" || child === null;
      if (!last) {
        node = child;
        continue;
      }
      if (how === "delete") {
        if (Array.isArray(node)) node.splice(Number(key), 1);
        else delete (node as Json)[key];
      } else if (how === "copy" && Array.isArray(node)) node.push(structuredClone(child));
      else if (how === "rename" && !Array.isArray(node)) {
        put(node as Json, "__proto__", child);
        delete (node as Json)[key];
      } else put(node as Json, key, build(value));
      return;
    }
  }

  const plannedIn = (plan: Json): ReadonlySet<string> => {
    const found = new Set<string>();
    const module = (one: unknown): void => {
      const { resources, child_modules: children } = (one ?? {}) as { resources?: unknown; child_modules?: unknown };
      for (const each of Array.isArray(resources) ? (resources as Json[]) : []) {
        if (each && each["mode"] === "managed" && typeof each["address"] === "string") found.add(each["address"]);
      }
      for (const child of Array.isArray(children) ? (children as unknown[]) : []) module(child);
    };
    module((plan["planned_values"] as Json | undefined)?.["root_module"]);
    return found;
  };

  const damages = fc.record({
    name: fc.constantFrom(...PLANS.map(([name]) => name)),
    cuts: fc.array(
      fc.record({
        steps: fc.array(fc.nat(60), { minLength: 1, maxLength: 9 }),
        how: fc.constantFrom("delete", "set", "copy", "rename" as const),
        value: HOSTILE,
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });

  test("end in a verdict or in a sentence about the input, and a pass has read all that is planned", async () => {
    const ends = { judged: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(damages, async ({ name, cuts }) => {
        const plan = parse(byName.get(name)!);
        for (const { steps, how, value } of cuts) damage(plan, steps, how as "set", value);
        const damaged = JSON.stringify(plan);
        const judged = await run(damaged).catch((error: unknown) => {
          if (error instanceof InputError) return undefined;
          throw error;
        });
        ends[judged ? "judged" : "refused"] += 1;
        const read = new Set(judged?.document.resources.map(({ address }) => address));
        const lost = [...plannedIn(plan)].filter((address) => !read.has(address));
        expect(judged?.report.verdict === "compliant" ? lost : []).toEqual([]);
      }),
      { ...always, numRuns: 1500 },
    );
    // Neither is the rule: damage that is noticed by nobody, or only damage that nobody can read, would show nothing.
    expect(Math.min(ends.judged, ends.refused)).toBeGreaterThan(100);
  });

  test("truncated anywhere are refused in a sentence", async () => {
    const [, text] = PLANS.find(([name]) => name.includes("multi_region")) ?? PLANS[0]!;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length - 2 }), async (length) => {
        await expect(run(text.slice(0, length))).rejects.toBeInstanceOf(InputError);
      }),
      { ...always, numRuns: 60 },
    );
  });

  test("whose addresses occur twice are rejected", async () => {
    for (const [, text] of PLANS) {
      const plan = parse(text);
      const [first] = changesOf(plan);
      if (!first) continue;
      (plan["resource_changes"] as unknown[]).push(first);
      expect((await run(plan)).report.verdict).toBe("rejected");
    }
  });
});

describe("secrets", () => {
  const subscription = (sensitive: unknown): Json => ({
    format_version: "1.2",
    resource_changes: [
      {
        address: "aws_sns_topic_subscription.s",
        mode: "managed",
        type: "aws_sns_topic_subscription",
        name: "s",
        provider_name: "registry.terraform.io/hashicorp/aws",
        change: {
          actions: ["create"],
          before: null,
          after: { region: "eu-west-1", protocol: "https", endpoint: "https://example.com/hook?token=hunter2" },
          after_unknown: {},
          after_sensitive: sensitive,
        },
      },
    ],
  });

  test("that are marked are found wanting, but not printed", async () => {
    const report = renderJson((await run(subscription({ endpoint: true }))).report);
    expect([report.includes("egress/destination"), report.includes("hunter2")]).toEqual([true, false]);
  });

  test("that are marked with all that stands beside them are not printed either", async () => {
    const report = renderJson((await run(subscription(true))).report);
    expect([report.includes("egress/destination"), report.includes("hunter2")]).toEqual([true, false]);
  });
});
