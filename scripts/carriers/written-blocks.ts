/**
 * Which blocks stand in a plan only where somebody wrote them. Others the provider may fill in; the schema does not tell them
 * apart, as it does attributes, but the provider does, when it is asked to plan a resource that says nothing: what it fills in is
 * then unknown as a whole. Where any other block is, somebody wrote a `dynamic` one whose number the apply alone will tell.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Block, ProviderSchemas, TypeExpression } from "./schema";
import { UNKNOWN_VALUE, type Wire } from "./msgpack";
import { startProvider, type ProviderProcess } from "./provider-process";
import { findMirror } from "../terraform/provider-mirror";

type Written = { [name: string]: Wire };

/** Types that plan nothing without a word about these. */
const NEEDED: Readonly<Record<string, Written>> = {
  dynamodb_table: { billing_mode: "PAY_PER_REQUEST", hash_key: "id", attribute: [{ name: "id", type: "S" }] },
  lambda_function: { package_type: "Zip", filename: "x" },
  kinesis_firehose_delivery_stream: { destination: "extended_s3" },
};

/** A provider block that needs nothing of AWS. */
const OFFLINE: Written = {
  region: "eu-west-1",
  access_key: "x",
  secret_key: "x",
  max_retries: 0,
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_requesting_account_id: true,
};

/** Half a minute of planning each: nobody asks about these, and none of their blocks is shown to be written. */
const HEAVY: ReadonlySet<string> = new Set(["quicksight_analysis", "quicksight_dashboard", "quicksight_template"]);

/**
 * Of the blocks that hold one of the paths, those that the provider was shown not to fill in, by type (without `aws_`). Paths are
 * those of the catalogue, without `[]` and `{}`.
 */
export async function findWrittenBlocks(
  version: string,
  schemas: ProviderSchemas,
  paths: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const [schema] = Object.values(schemas.provider_schemas);
  const executable = executableOf(version);
  const start = async (): Promise<ProviderProcess> => {
    const started = await startProvider(executable);
    await started.configure({ ...nothing(schema!.provider.block), ...OFFLINE });
    return started;
  };
  let provider = await start();
  const written = new Map<string, Set<string>>();
  try {
    for (const [type, { block }] of Object.entries(schema!.resource_schemas)) {
      const name = type.replace(/^aws_/, "");
      const asked = HEAVY.has(name) ? {} : pick(block, paths.get(name) ?? []);
      const own = new Set<string>();
      for (let depth = 0; depth < heightOf(asked); depth++) {
        const config = along(block, asked, depth);
        let planned: Wire | undefined;
        // Some types bring the provider down when they are told so little, and some only after they have answered: try twice.
        for (let left = 2; left > 0; left--) {
          try {
            planned = await planWith(provider, type, block, config);
            break;
          } catch {
            provider.stop();
            provider = await start();
          }
        }
        for (const path of writtenAt(planned, asked, depth)) own.add(path);
      }
      written.set(name, own);
    }
  } finally {
    provider.stop();
  }
  return written;
}

function executableOf(version: string): string {
  const mirror = findMirror(version);
  if (!mirror)
    throw new Error(`no filesystem mirror with the AWS provider ${version}: name one in CLOVER_PROVIDER_MIRROR`);
  const folder = join(
    mirror,
    "registry.terraform.io",
    "hashicorp",
    "aws",
    version,
    `${process.platform}_${ARCHITECTURE[process.arch]}`,
  );
  const file = readdirSync(folder).find((each) => each.startsWith("terraform-provider-aws_v"));
  if (!file) throw new Error(`${folder} holds no provider`);
  return join(folder, file);
}

const ARCHITECTURE: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** The blocks of a block that hold one of the paths, and theirs. */
interface Asked {
  readonly [name: string]: { readonly mode: string; readonly block: Block; readonly inner: Asked };
}

function pick(block: Block, paths: readonly string[]): Asked {
  const entries = Object.entries(block.block_types ?? {}).flatMap(([name, { nesting_mode: mode, block: inner }]) => {
    const deeper = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
    return deeper.length > 0 ? [[name, { mode, block: inner, inner: pick(inner, deeper) }] as const] : [];
  });
  return Object.fromEntries(entries);
}

const heightOf = (asked: Asked): number => Math.max(0, ...Object.values(asked).map(({ inner }) => 1 + heightOf(inner)));

/** A resource with every block down to a depth that has some of those in it, and nothing else. */
function along(block: Block, asked: Asked, depth: number): Written {
  const written = nothing(block);
  if (depth === 0) return written;
  for (const [name, { mode, block: inner, inner: deeper }] of Object.entries(asked)) {
    if (heightOf(deeper) === 0) continue;
    const one = along(inner, deeper, depth - 1);
    written[name] = mode === "list" || mode === "set" ? [one] : mode === "map" ? { key: one } : one;
  }
  return written;
}

/** With its required arguments, where a type insists on those. */
async function planWith(
  provider: ProviderProcess,
  type: string,
  block: Block,
  config: Written,
): Promise<Wire | undefined> {
  const needed = NEEDED[type.replace(/^aws_/, "")] ?? {};
  const more = Object.entries(required(block)).filter(([name]) => isEmpty(config[name]));
  return (
    (await provider.plan(type, { ...config, ...needed })) ??
    (await provider.plan(type, { ...config, ...Object.fromEntries(more), ...needed }))
  );
}

const isEmpty = (value: Wire | undefined): boolean => !value || (Array.isArray(value) && value.length === 0);

const nothing = (block: Block): Written => ({
  ...Object.fromEntries(Object.keys(block.attributes ?? {}).map((name) => [name, null])),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, { nesting_mode: mode }]) => [
      name,
      mode === "list" || mode === "set" ? [] : mode === "map" ? {} : null,
    ]),
  ),
});

/** The least that an argument can say. */
function required(block: Block): Written {
  const attributes = Object.entries(block.attributes ?? {}).filter(([, attribute]) => attribute.required);
  const blocks = Object.entries(block.block_types ?? {}).filter(([, { min_items: least = 0 }]) => least > 0);
  return {
    ...Object.fromEntries(attributes.map(([name, { type }]) => [name, type ? least(type) : null])),
    ...Object.fromEntries(
      blocks.map(([name, { block: inner }]) => [name, [{ ...nothing(inner), ...required(inner) }]]),
    ),
  };
}

function least(type: TypeExpression): Wire {
  if (type === "string") return "x";
  if (type === "number") return 1;
  if (type === "bool") return true;
  return type[0] === "map" ? {} : [];
}

/** Which of the blocks at a depth are planned as empty, where nothing was said of them. */
function* writtenAt(planned: Wire | undefined, asked: Asked, depth: number): Iterable<string> {
  if (!isObject(planned)) return;
  for (const [name, { mode, inner }] of Object.entries(asked)) {
    const value = planned[name];
    if (depth === 0) {
      if (value !== UNKNOWN_VALUE) yield name;
      continue;
    }
    const list = Array.isArray(value) ? (value as readonly Wire[]) : undefined;
    const one = list ? list[0] : mode === "map" && isObject(value) ? value["key"] : value;
    for (const path of writtenAt(one, inner, depth - 1)) yield `${name}.${path}`;
  }
}

const isObject = (value: Wire | undefined): value is Written =>
  typeof value === "object" && value !== null && !Array.isArray(value);
