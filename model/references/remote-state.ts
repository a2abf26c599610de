/** `terraform_remote_state`: the data source by which one configuration reads the state of another. */
import type { Resource } from "../document";
import { isValues, Unknown, UNKNOWN, type Value, type Values } from "../value";

/** Whether a resource reads the state of another configuration. The type is built into Terraform and OpenTofu. */
export const readsState = ({ mode, type }: Resource): boolean => type === "terraform_remote_state" && mode === "data";

/** The state that such a data source reads, as its backend is configured; unknown where the input does not tell. */
export interface StateRead {
  readonly type: string | Unknown;
  readonly settings: Values | Unknown;
  readonly workspace: string | Unknown;
}

/** Reads the arguments of the data source. */
export function stateReadBy({ values }: Resource): StateRead {
  const { backend, config, workspace } = values;
  return {
    type: typeof backend === "string" || backend instanceof Unknown ? backend : UNKNOWN,
    settings: settingsOf(config),
    // Left out, it is the default workspace.
    workspace: typeof workspace === "string" || workspace instanceof Unknown ? workspace : "default",
  };
}

function settingsOf(config: Value | undefined): Values | Unknown {
  if (config === undefined || config === null) return {};
  const plain = withoutType(config);
  if (isValues(plain)) return plain;
  return plain instanceof Unknown ? plain : UNKNOWN;
}

/** A raw state writes the value of an argument of any type together with that type. */
export function withoutType(value: Value): Value {
  if (!isValues(value)) return value;
  const keys = Object.keys(value);
  return keys.length === 2 && "value" in value && "type" in value ? (value["value"] as Value) : value;
}
