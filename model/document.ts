/**
 * The one form that every input is brought to: documents with resources, the providers that serve them, and the defects
 * that keep the input from being the whole truth. Readers (`from-*.ts`) make it; everything right of here only reads it.
 */
import type { JsonObject } from "../core/json";
import type { Mode, Step } from "./references/address";
import type { Value, Values } from "./value";

export type InputKind = "synth" | "plan" | "state" | "pulumi";

/** One judged input file. Addresses are unique within a document, not across documents. */
export interface Document {
  /** As the user named it; "-" for standard input. */
  readonly path: string;
  readonly kind: InputKind;
  /** SHA-256 of the bytes that were read, lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of the JSON that a program showed of them, where that was read: the file was a binary plan. */
  readonly shownSha256?: string;
  readonly terraformVersion?: string;
  readonly resources: readonly Resource[];
  readonly providers: readonly Provider[];
  readonly backend?: Backend;
  /** What the outputs of the root module lead to; absent where the input does not tell. */
  readonly outputs?: Outputs;
  readonly defects: readonly Defect[];
}

/**
 * Every end that an output can have, and what `rest` names inside it.
 *
 * @returns undefined where there is no output of this name
 */
export type Outputs = (name: string, rest: readonly Step[]) => readonly Target[] | undefined;

/** What Terraform will do with a resource; anything else that an input says is kept as it stands and is a defect. */
export type Action = "create" | "read" | "update" | "delete" | "no-op" | "forget" | "open" | "renew" | "close";

export interface Resource {
  /** Whole Terraform address with module path and instance key: `module.a["x"].aws_s3_bucket.b[0]`. */
  readonly address: string;
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  /** Instance key of `count` or `for_each`. */
  readonly key?: string | number | undefined;
  /** Module address with instance keys (`module.a["x"]`), "" for the root module. */
  readonly module: string;
  /** Provider source as the input says it, `registry.terraform.io/hashicorp/aws`; "" if it does not say. */
  readonly source: string;
  /** The provider configuration that serves it; absent where the input does not tell (state, orphans). */
  readonly provider?: Provider | undefined;
  readonly actions: readonly Action[];
  /**
   * Whether it exists, abroad or not, once the input has been applied. False for what is deleted and for data sources.
   * True for `forget`: forgetting leaves the thing where it is.
   */
  readonly stays: boolean;
  /** Attributes as they will be (plan: after; forget: before; state and synth: as they are), unknowns explicit. */
  readonly values: Values;
  /** Where the resource's references are looked up, and its expressions by attribute. */
  readonly scope: Scope;
  /** The configuration's own expressions (plan) or nothing (synth carries references in the values, state has none). */
  readonly expressions?: unknown;
  /** What was written into an argument or block, evaluated as far as it goes; only where the source was at hand. */
  readonly written?: ((name: string) => Value | undefined) | undefined;
  /** What Terraform had recorded of it, where somebody has changed it since, outside of Terraform, and this plan leaves it so. */
  readonly recorded?: Pick<Resource, "values" | "sensitive"> | undefined;
  /** Where it stood before a `moved` block gave it this address. */
  readonly previousAddress?: string | undefined;
  /** Import id, if the plan imports it: it may end in `@region`. */
  readonly importId?: string | undefined;
  /** Construct path from CDKTF metadata, for messages. */
  readonly origin?: string;
  /** Whether anything at, above or below an attribute path is marked sensitive: such values are never printed. */
  readonly sensitive?: (path: string) => boolean;
  /** Outputs of the configuration whose state it reads. Set where that is part of the same input, once all of it is read. */
  outputs?: Outputs;
}

export interface Provider {
  /** `provider["registry.terraform.io/hashicorp/aws"].us`, with the module path before it where it has one. */
  readonly address: string;
  readonly source: string;
  /** Local name: "aws". */
  readonly name: string;
  readonly alias?: string;
  readonly module: string;
  readonly version?: string;
  /** The block's arguments as far as the input determines them; everything else is an Unknown with its references. */
  readonly settings: Values;
  /** Whether its region was written with a reference, and the input does not show the expression around it. */
  readonly regionReferences?: boolean;
  /** Whether a setting is a secret, or came out of a variable that is marked sensitive. */
  readonly sensitive?: (path: string) => boolean;
  /** What its profile and shared files say has been read and judged already. Set by the gate, which runs beside them. */
  filesRead?: boolean;
}

/** Where the state is kept. Synthesized stacks and saved plans say it; the JSON of a plan does not. */
export interface Backend {
  readonly type: string;
  readonly settings: Values;
  /** The workspace, where the input tells. */
  readonly workspace?: string;
  /** What the profile and the files that it names say has been judged already. */
  readonly filesRead?: boolean;
}

/** A reason why a document is not the whole truth about what would happen. */
export interface Defect {
  readonly code:
    | "errored"
    | "incomplete"
    | "deferred"
    | "unknown-section"
    | "unknown-action"
    | "unknown-format"
    | "unknown-shape"
    | "provisioner"
    | "external-program"
    | "action-invocation"
    | "module-not-shown"
    | "unreadable-resource"
    | "duplicate-address"
    | "neighbour-file";
  /** Terraform address it is about, or "" for the document. */
  readonly address: string;
  /** Key path in the input or attribute path. */
  readonly path: string;
  /** One sentence for people: what is wrong. */
  readonly message: string;
}

/** Where a reference ends. */
export type Target =
  | {
      readonly kind: "value";
      readonly value: Value;
      readonly reference: string;
      /** It came out of a variable that is marked so: never print it. */
      readonly sensitive?: true;
    }
  | { readonly kind: "resource"; readonly resource: Resource; readonly attribute: string; readonly reference: string }
  | {
      readonly kind: "opaque";
      readonly reference: string;
      /** Terraform knows what it comes to, and the input does not show it. */
      readonly known?: true;
      /** It is a local of this module instance, which may be put together from whatever the module sees. */
      readonly local?: Scope;
    };

/** One module instance: what a reference written inside it means. */
export interface Scope {
  /** Module address with instance keys, "" for the root. */
  readonly module: string;
  /** Every end that one reference, as written in this module, can reach. Never empty: at worst one opaque target. */
  follow(reference: string): readonly Target[];
  /** What its variables hold; absent where the input does not tell. */
  variables?(): readonly Target[];
}

/** Facts about an input that its content does not carry. */
export interface Source {
  readonly path: string;
  readonly sha256: string;
  /** Variables of the root module whose value the plan does not hold, whatever it shows for them. */
  readonly ephemeral?: ReadonlySet<string>;
  /** The configuration of a plan, where it is at hand. */
  readonly configuration?: WrittenConfiguration;
}

/** What the files of each module say in Terraform's JSON syntax, by the names of the calls that lead to it (`net.subnets`). */
export interface WrittenConfiguration {
  readonly modules: ReadonlyMap<string, readonly JsonObject[]>;
  /** Files that cannot be read, each with the reason. */
  readonly unread: readonly { readonly file: string; readonly why: string }[];
  /** Addresses of called modules that are not at hand. */
  readonly missing: readonly string[];
}
