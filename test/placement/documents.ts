/** Small documents, read by the real readers, and what placement says of them in plain words. */
import { loadCharter } from "../../charter/load";
import type { Charter } from "../../charter/schema";
import type { Document, Resource } from "../../model/document";
import { readPlan } from "../../model/plan/from-plan";
import { readRawState, readState } from "../../model/state/from-state";
import { readSynth } from "../../model/synth/from-synth";
import { locate } from "../../placement/locate";
import type { Located } from "../../placement/placement";

export const { charter } = loadCharter("charter.yaml");
export const AWS = "registry.terraform.io/hashicorp/aws";
export const ACCOUNT = "111122223333";
export const STRANGER = "999999999999";
export const OUTPOST = `arn:aws:outposts:eu-west-1:${ACCOUNT}:outpost/op-0123456789abcdef0`;

type Json = Record<string, unknown>;

/** As if it had been read: readers take a parsed input over and write into it. */
const copy = (json: Json): Json => JSON.parse(JSON.stringify(json)) as Json;

/** A synthesized stack whose default AWS provider is in Dublin. */
export const synth = (resource: Json, more: Json = {}): Document =>
  readSynth(copy({ provider: { aws: [{ region: "eu-west-1" }] }, resource, ...more }), {
    path: "cdk.tf.json",
    sha256: "0",
  });

/** One planned instance: attributes, those known only after apply, and the expressions behind them. */
export interface Planned {
  readonly address: string;
  readonly values?: Json;
  readonly unknown?: Json;
  readonly expressions?: Json;
  readonly actions?: readonly string[];
  readonly provider?: string;
}

/** A plan whose providers are `aws` in Dublin, unless its region is written otherwise, and `aws.us` in Virginia. */
export function plan(
  planned: readonly Planned[],
  more: { module_calls?: Json; variables?: Json } = {},
  region: Json = { constant_value: "eu-west-1" },
): Document {
  const parsed = planned.map((each) => {
    const [, data, type = "", name = ""] = /^(data\.)?([^.]+)\.([^.]+)$/.exec(each.address) ?? [];
    return { ...each, mode: data ? "data" : "managed", type, name };
  });
  return readPlan(
    copy({
      format_version: "1.2",
      resource_changes: parsed.map(({ address, mode, type, name, actions, values = {}, unknown = {} }) => ({
        address,
        mode,
        type,
        name,
        provider_name: AWS,
        change: {
          actions: actions ?? [mode === "data" ? "read" : "create"],
          before: null,
          after: values,
          after_unknown: unknown,
        },
      })),
      configuration: {
        provider_config: {
          aws: { name: "aws", full_name: AWS, expressions: { region } },
          "aws.us": {
            name: "aws",
            alias: "us",
            full_name: AWS,
            expressions: { region: { constant_value: "us-east-1" } },
          },
        },
        root_module: {
          resources: parsed.map(({ address, mode, type, name, provider = "aws", expressions = {} }) => ({
            address,
            mode,
            type,
            name,
            provider_config_key: provider,
            expressions,
          })),
          ...more,
        },
      },
    }),
    { path: "plan.json", sha256: "0" },
  );
}

/** A state as `terraform show -json` writes it: it says nothing of providers. */
export const state = (resources: readonly { readonly address: string; readonly values: Json }[]): Document =>
  readState(
    copy({
      format_version: "1.0",
      values: {
        root_module: {
          resources: resources.map(({ address, values }) => {
            const [type, name] = address.split(".");
            return { address, mode: "managed", type, name, provider_name: AWS, values };
          }),
        },
      },
    }),
    { path: "state.json", sha256: "0" },
  );

/** The file itself, which names provider configurations but not their settings. */
export const rawState = (...resources: readonly (readonly [type: string, attributes: Json])[]): Document =>
  readRawState(
    copy({
      version: 4,
      serial: 1,
      lineage: "l",
      resources: resources.map(([type, attributes]) => ({
        mode: "managed",
        type,
        name: "it",
        provider: `provider["${AWS}"]`,
        instances: [{ attributes }],
      })),
    }),
    { path: "terraform.tfstate", sha256: "0" },
  );

/** @param today where the change names partners, who hold until a day */
export const under = (document: Document, change: Partial<Charter> = {}, today?: string): Located =>
  locate(document, { ...charter, ...change }, today);

export function find({ document }: Located, address: string): Resource {
  const found = document.resources.find((resource) => resource.address === address);
  if (!found) throw new Error(`no ${address} among ${document.resources.map((each) => each.address).join(", ")}`);
  return found;
}

/** `placed eu-west-1 (IE) by region`, or the status and why. */
export function placeOf(located: Located, address: string): string {
  const { status, place, path, why } = located.placementOf(find(located, address));
  return status === "placed" ? `${place?.id} (${place?.country ?? "?"}) by ${path}` : `${status}: ${why}`;
}

/** Every placement by address. */
export const places = (document: Document, change: Partial<Charter> = {}): Record<string, string> => {
  const located = under(document, change);
  return Object.fromEntries(document.resources.map(({ address }) => [address, placeOf(located, address)]));
};

/** `kind direction path = value -> place`. */
export const flows = (located: Located, address: string): readonly string[] =>
  located
    .flowsOf(find(located, address))
    .map(
      ({ kind, direction, path, value, far }) =>
        `${kind} ${direction} ${path} = ${value} -> ${far ? `${far.id} (${far.country ?? "?"})` : "?"}`,
    );

/** `foreign|unknown path = principal: why`. */
export const accesses = (located: Located, address: string): readonly string[] =>
  located
    .accessOf(find(located, address))
    .map(({ is, path, principal, why }) => `${is} ${path} = ${principal}: ${why}`);
