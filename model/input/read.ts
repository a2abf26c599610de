/** Files, folders and standard input -> documents. The one entry to this folder; everything that goes wrong is an InputError. */
import { createHash } from "node:crypto";
import { readFileSync, statSync, type Stats } from "node:fs";
import { cannotRead, filesOfFolder, holdsNothing, holdsHcl, neighbourDefects } from "./folder";
import { InputError } from "../../core/user-error";
import type { Document, Source, WrittenConfiguration } from "../document";
import { printable } from "../../core/printable";
import { decodeText, parseJson, refuseDoubleKeys } from "../../core/json-text";
import { readModules } from "../synth/from-synth";
import { readVariables } from "./variables";
import { OtherJson, OwnOutput, recognise } from "./recognise";
import { readApplyTimeVariables, readSavedBackend } from "../plan/file";
import { configurationOfFolder, configurationOfPlan } from "./configuration";
import { isBinaryPlan, showPlan } from "../plan/show-plan";

/** What a reader cannot know by itself. */
export interface ReadOptions {
  /** What standard input carried, for the path `-`. */
  readonly stdin?: Uint8Array | string;
  /** The program that shows binary plans; `terraform` when absent. */
  readonly terraform?: string;
  /** Accept inputs without any resource: the gate must let an empty plan through. */
  readonly allowEmpty?: boolean;
  /** Variables that the plan on standard input was made with and does not hold: its file names them. */
  readonly ephemeral?: ReadonlySet<string>;
  /** Files of variables that a folder of HCL is planned with, besides those that Terraform loads by itself. */
  readonly variableFiles?: readonly string[] | undefined;
  /** The folder of the configuration that a plan's JSON was made from. */
  readonly source?: string | undefined;
  /** What the plan on standard input was made from. */
  readonly configuration?: WrittenConfiguration | undefined;
}

/** What a plan's JSON does not carry. */
type Beside = Pick<Source, "ephemeral" | "configuration">;

/** Reads every input that the paths name, in their order. Rejects with InputError when one of them cannot be judged. */
export async function readInputs(paths: readonly string[], options: ReadOptions = {}): Promise<Document[]> {
  if (paths.length === 0)
    throw new InputError("There is nothing to judge: no input was named.", "Name a plan, a state or a folder.");
  const configuration =
    options.configuration ?? (options.source === undefined ? undefined : await configurationOfFolder(options.source));
  const documents: Document[] = [];
  for (const path of paths) documents.push(...(await readPath(path, { ...options, configuration })));
  if (!options.allowEmpty && documents.every(({ resources }) => resources.length === 0)) refuseEmpty(documents);
  return documents;
}

function refuseEmpty(documents: readonly Document[]): never {
  const defects = documents.flatMap(({ defects }) => defects.map(({ message }) => printable(message))).slice(0, 5);
  const names = documents.map(({ path }) => printable(path)).join(", ");
  throw new InputError(
    [`There is nothing to judge: ${names} holds no resource.`, ...defects].join(" "),
    "Name a plan, a state or a synthesized stack that holds resources.",
  );
}

async function readPath(path: string, options: ReadOptions): Promise<readonly Document[]> {
  if (path === "-") return [readStdin(options)];
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
  if (stats.isCharacterDevice() || stats.isBlockDevice())
    throw new InputError(`${printable(path)} is a device.`, "Name a file, or pipe the input in: clover check -");
  if (!stats.isDirectory()) return [await readFile(path, options)];
  const files = filesOfFolder(path, (file) => parseJson(decodeText(readBytes(file), file), file));
  const documents: Document[] = [];
  if (holdsHcl(path)) {
    for (const file of files) documents.push(...(await readIfPlan(file, options)));
    return documents.length > 0 ? documents : [await readHcl(path, options)];
  }
  for (const file of files) documents.push(...(await readUnless([OwnOutput], file, options)));
  if (documents.length === 0) throw holdsNothing(path);
  return documents;
}

/** Only a plan stands for the HCL beside it: it shows more than the files do. Terraform loads none of the other files. */
async function readIfPlan(file: string, options: ReadOptions): Promise<readonly Document[]> {
  const read = await readUnless([OwnOutput, OtherJson], file, options);
  return read.filter(({ kind }) => kind === "plan");
}

/** A folder of HCL is judged as a synthesized stack is: what only a plan could tell is undetermined. */
async function readHcl(folder: string, { variableFiles = [] }: ReadOptions): Promise<Document> {
  const { sha256, ...configuration } = await configurationOfFolder(folder);
  return readModules(configuration, { path: folder, sha256 }, await readVariables(folder, variableFiles));
}

function readStdin({ stdin, ephemeral, configuration }: ReadOptions): Document {
  if (stdin === undefined)
    throw new InputError("Standard input was not given.", "Pipe one in: terraform show -json p | clover check -");
  const bytes = typeof stdin === "string" ? Buffer.from(stdin) : stdin;
  if (isBinaryPlan(bytes)) {
    throw new InputError(
      "Standard input is a binary plan, which only a file can be shown from.",
      "Pipe its JSON in: terraform show -json p | clover check -",
    );
  }
  return toDocument(bytes, bytes, "-", { ...(ephemeral && { ephemeral }), ...(configuration && { configuration }) });
}

/** Evidence and reports lie beside the plan that they are about: the next check of the folder passes over them. */
async function readUnless(
  kinds: readonly (typeof InputError)[],
  file: string,
  options: ReadOptions,
): Promise<readonly Document[]> {
  try {
    return [await readFile(file, options)];
  } catch (error) {
    if (kinds.some((kind) => error instanceof kind)) return [];
    throw error;
  }
}

async function readFile(
  path: string,
  { terraform = "terraform", configuration: given }: ReadOptions,
): Promise<Document> {
  const bytes = readBytes(path);
  if (isBinaryPlan(bytes)) {
    const showing = showPlan(path, path, terraform);
    // Read while Terraform loads its providers, which takes longer. Its own failure counts after that of showing the plan.
    const converting = configurationOfPlan(bytes);
    converting.catch(() => undefined);
    const shown = await showing;
    // What was shown must be what the digest is of.
    if (!readBytes(path).equals(bytes))
      throw new InputError(`${printable(path)} changed while it was read.`, "Judge it again.");
    const configuration = (await converting) ?? given;
    const ephemeral = readApplyTimeVariables(bytes);
    const document = toDocument(bytes, shown, path, { ephemeral, ...(configuration && { configuration }) });
    const backend = readSavedBackend(bytes);
    return { ...document, shownSha256: digest(shown), ...(backend && { backend }) };
  }
  const document = toDocument(bytes, bytes, path, given ? { configuration: given } : {});
  return document.kind === "synth"
    ? { ...document, defects: [...document.defects, ...neighbourDefects(path)] }
    : document;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** @param bytes the input itself, for the digest; @param json what it says */
function toDocument(bytes: Uint8Array, json: Uint8Array, path: string, beside: Beside = {}): Document {
  const text = decodeText(json, path);
  const { kind, read } = recognise(parseJson(text, path), path);
  if (kind === "synth") refuseDoubleKeys(text, path);
  try {
    return read({ path, sha256: digest(bytes), ...beside });
  } catch (error) {
    // The one thing that hostile text can still do is to exhaust the stack: a name of many megabytes, say.
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(
      `${printable(path)} cannot be read: ${error.message}.`,
      "Something in it is longer than any real input.",
    );
  }
}
