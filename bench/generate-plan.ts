/**
 * A plan as a large platform team has it: modules in modules, `for_each`, policies as JSON, nested blocks, values known only
 * after apply. Half of the modules are written for AWS provider 6 (resources carry their region), half for 5. The same number
 * always gives the same bytes.
 */
import { kinds, type Kind } from "./kinds";

const AWS = "registry.terraform.io/hashicorp/aws";
const INSTANCES = 10;
const REGION = "eu-west-1";
const TAGS = { environment: "production", owner: "platform", cost_centre: "4711" };

type Json = Record<string, unknown>;

/** @param count Number of resource instances; every one is created in Ireland. */
export function generatePlan(count: number): Json {
  const perModule = kinds.length * INSTANCES;
  const modules = Array.from({ length: Math.ceil(count / perModule) }, (_, index) =>
    generateModule(index, count - index * perModule),
  );
  return {
    format_version: "1.2",
    terraform_version: "1.13.5",
    variables: { region: { value: REGION } },
    planned_values: { root_module: { child_modules: modules.map(({ planned }) => planned) } },
    resource_changes: modules.flatMap(({ changes }) => changes),
    configuration: {
      provider_config: {
        aws: {
          name: "aws",
          full_name: AWS,
          expressions: {
            region: { references: ["var.region"] },
            allowed_account_ids: { constant_value: ["111122223333"] },
          },
        },
      },
      root_module: {
        module_calls: Object.fromEntries(modules.map(({ name, call }) => [name, call])),
        variables: { region: {} },
      },
    },
    timestamp: "2026-11-25T00:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
  };
}

/** A module that calls one module, `data`, which holds up to a hundred and twenty resources. */
function generateModule(index: number, budget: number) {
  const name = `team${String(index).padStart(3, "0")}`;
  const address = `module.${name}.module.data`;
  const carriesRegion = index % 2 === 0;
  const instances = kinds
    .flatMap((kind) =>
      Array.from({ length: INSTANCES }, (_, number) => generateInstance(kind, address, index, number, carriesRegion)),
    )
    .slice(0, budget);
  return {
    name,
    changes: instances.map(({ change }) => change),
    planned: {
      address: `module.${name}`,
      child_modules: [{ address, resources: instances.map(({ planned }) => planned) }],
    },
    call: {
      source: "./modules/team",
      expressions: { prefix: { constant_value: name } },
      module: {
        module_calls: { data: { source: "./data", expressions: {}, module: { resources: kinds.map(configure) } } },
      },
    },
  };
}

function generateInstance(kind: Kind, module: string, index: number, number: number, carriesRegion: boolean) {
  const key = `store-${number}`;
  const after: Json = {
    ...kind.after(`clover-${index}-${key}`, index * INSTANCES + number),
    ...(carriesRegion && !kind.type.startsWith("aws_iam_") ? { region: REGION } : {}),
    tags: TAGS,
    tags_all: TAGS,
  };
  const base = {
    address: `${module}.${kind.type}.main["${key}"]`,
    mode: "managed",
    type: kind.type,
    name: "main",
    index: key,
    provider_name: AWS,
  };
  const sensitive = { tags: {}, tags_all: {} };
  return {
    planned: { ...base, schema_version: 0, values: after, sensitive_values: sensitive },
    change: {
      ...base,
      module_address: module,
      change: {
        actions: ["create"],
        before: null,
        after,
        after_unknown: { ...kind.unknown, tags: {}, tags_all: {} },
        before_sensitive: false,
        after_sensitive: sensitive,
      },
    },
  };
}

const configure = ({ type, expressions }: Kind): Json => ({
  address: `${type}.main`,
  mode: "managed",
  type,
  name: "main",
  provider_config_key: "aws",
  expressions,
  schema_version: 0,
  for_each_expression: { references: ["var.stores"] },
});
