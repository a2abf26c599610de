/**
 * The common form of all inputs: documents with resources, their provider configurations, and defects that make an input
 * incomplete. Readers (`from-*.ts`) make documents; all other layers only read them.
 */
import type { JsonObject } from "../core/json";
import type { Mode, Step } from "./references/address";
import type { Value, Values } from "./value";

export type InputKind = "synth" | "plan" | "state" | "pulumi";

/** One judged input file. Addresses are unique within a document, not across documents. */
export interface Document {
  /** Path as the user gave it; "-" for standard input. */
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
  /** Targets of the outputs of the root module; absent if the input does not show them. */
  readonly outputs?: Outputs;
  readonly defects: readonly Defect[];
}

/**
 * Every end that an output can have, and what `rest` names inside it.
 *
 * @returns undefined where there is no output of this name
 */
export type Outputs = (name: string, rest: readonly Step[]) => readonly Target[] | undefined;

/** Planned action for a resource. Any other text in an input is kept unchanged and reported as a defect. */
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
   * True if the resource exists after the apply. False for deleted resources and for data sources. True for `forget`, which only
   * removes the resource from the state.
   */
  readonly stays: boolean;
  /** Attributes as they will be (plan: after; forget: before; state and synth: as they are), unknowns explicit. */
  readonly values: Values;
  /** Where the resource's references are looked up, and its expressions by attribute. */
  readonly scope: Scope;
  /** The configuration's own expressions (plan) or nothing (synth carries references in the values, state has none). */
  readonly expressions?: unknown;
  /** The written value of an argument or block, evaluated as far as possible; absent if the source is not available. */
  readonly written?: ((name: string) => Value | undefined) | undefined;
  /** The recorded attributes, if the resource was changed outside of Terraform and this plan does not undo the change. */
  readonly recorded?: Pick<Resource, "values" | "sensitive"> | undefined;
  /** Address before a `moved` block gave it this one. */
  readonly previousAddress?: string | undefined;
  /** Import id, if the plan imports it: it may end in `@region`. */
  readonly importId?: string | undefined;
  /** Construct path from CDKTF metadata, for messages. */
  readonly origin?: string;
  /** True if a value at, above or below an attribute path is marked sensitive. Such values are never printed. */
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
  /** True if its region was written with a reference, and the input does not show the expression around it. */
  readonly regionReferences?: boolean;
  /** True if a setting is a secret, or comes from a variable that is marked sensitive. */
  readonly sensitive?: (path: string) => boolean;
  /** True if its profile and shared files have been read and judged already. The gate sets it, because it can read them. */
  filesRead?: boolean;
}

/** The storage of the state. Synthesized stacks and saved plans contain it; the JSON of a plan does not. */
export interface Backend {
  readonly type: string;
  readonly settings: Values;
  /** The workspace, if the input shows it. */
  readonly workspace?: string;
  /** True if the profile and the files that it names have been judged already. */
  readonly filesRead?: boolean;
}

/** A reason why a document does not show everything that would happen. */
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

/** The end of a reference. */
export type Target =
  | {
      readonly kind: "value";
      readonly value: Value;
      readonly reference: string;
      /** True if it comes from a sensitive variable. It must not be printed. */
      readonly sensitive?: true;
    }
  | { readonly kind: "resource"; readonly resource: Resource; readonly attribute: string; readonly reference: string }
  | {
      readonly kind: "opaque";
      readonly reference: string;
      /** True if Terraform knows the value and the input does not show it. */
      readonly known?: true;
      /** Set for a local value of this module instance. It may be made from any value that the module can read. */
      readonly local?: Scope;
    };

/** One module instance, in which references are resolved. */
export interface Scope {
  /** Module address with instance keys, "" for the root. */
  readonly module: string;
  /** Every end that one reference, as written in this module, can reach. Never empty: at worst one opaque target. */
  follow(reference: string): readonly Target[];
  /** Values of its variables; absent if the input does not show them. */
  variables?(): readonly Target[];
}

/** Facts about an input that its content does not carry. */
export interface Source {
  readonly path: string;
  readonly sha256: string;
  /** Ephemeral variables of the root module. The plan does not hold their values, even if it shows one. */
  readonly ephemeral?: ReadonlySet<string>;
  /** The configuration of a plan, if it is available. */
  readonly configuration?: WrittenConfiguration;
}

/** The files of each module in Terraform's JSON syntax, by the names of the calls that lead to it (`net.subnets`). */
export interface WrittenConfiguration {
  readonly modules: ReadonlyMap<string, readonly JsonObject[]>;
  /** Files that cannot be read, each with the reason. */
  readonly unread: readonly { readonly file: string; readonly why: string }[];
  /** Addresses of called modules that are not available. */
  readonly missing: readonly string[];
}
