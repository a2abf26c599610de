/** What a saved plan says that `terraform show -json` leaves out. The file is a zip archive, and its `tfplan` a protocol buffer. */
import { inflateRawSync } from "node:zlib";
import { InputError } from "../../core/user-error";
import type { Backend } from "../document";
import { isValues } from "../value";
import { readMessagePack } from "./message-pack";
import { isBinaryPlan } from "./show-plan";

/** Fields of `Plan` in Terraform's internal/plans/planproto. The variables are there since 1.10; OpenTofu says them in its JSON. */
const [BACKEND, APPLY_TIME_VARIABLES] = [13, 28];

/** Fields of its `Backend`, and the one of the `DynamicValue` in it. */
const [TYPE, CONFIG, WORKSPACE, MSGPACK] = [1, 2, 3, 1];

/** Sizes of the archive's parts without their names, by its specification: its end, an entry's header in the list, one before the data. */
const [END, LISTED, LOCAL] = [22, 46, 30];

const LARGEST_PART = 2 ** 30;

/**
 * The ephemeral variables that were given a value while the plan was made. The plan does not hold the value, and where the
 * variable has a default, `terraform show -json` shows that in its place. Empty for what is no archive: a plan that OpenTofu
 * has encrypted, say. Throws InputError for an archive that no Terraform writes.
 */
export const readApplyTimeVariables = (plan: Uint8Array): ReadonlySet<string> =>
  new Set(readPlan(plan, APPLY_TIME_VARIABLES).map((field) => field.toString("utf8")));

/**
 * The backend that the plan was made with, and that its apply writes to: with what `-backend-config` added, and without what comes
 * from the environment. Undefined where the file does not carry one.
 */
export function readSavedBackend(plan: Uint8Array): Backend | undefined {
  const [backend] = readPlan(plan, BACKEND);
  if (!backend) return undefined;
  const text = (wanted: number) => fieldsOf(backend, wanted)[0]?.toString("utf8");
  const [config] = fieldsOf(backend, CONFIG);
  const [packed] = config ? fieldsOf(config, MSGPACK) : [];
  const settings = packed ? readMessagePack(packed) : {};
  const workspace = text(WORKSPACE);
  return {
    type: text(TYPE) ?? "",
    settings: isValues(settings) ? settings : {},
    ...(workspace !== undefined && { workspace }),
  };
}

/** The fields of a saved plan with this number. Throws InputError for an archive that no Terraform writes. */
function readPlan(plan: Uint8Array, wanted: number): readonly Buffer[] {
  if (!isBinaryPlan(plan)) return [];
  try {
    return fieldsOf(extract(Buffer.from(plan), "tfplan"), wanted);
  } catch (error) {
    throw new InputError(
      `The saved plan is no archive as Terraform writes it (${(error as Error).message}).`,
      "Make it anew with `terraform plan -out=FILE`.",
    );
  }
}

/** The files of each module's configuration, by the names of the calls that lead to it: `tfconfig/m-net.subnets/main.tf`. */
export function readConfigurationFiles(plan: Uint8Array): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const modules = new Map<string, Map<string, string>>();
  if (!isBinaryPlan(plan)) return modules;
  const archive = Buffer.from(plan);
  for (const { name, at } of entriesOf(archive)) {
    const [, key, file] = /^tfconfig\/m-([^/]*)\/([^/]+)$/.exec(name) ?? [];
    if (key === undefined || file === undefined) continue;
    const module = modules.get(key) ?? new Map<string, string>();
    // As Go's reader does, the first entry of a name counts.
    if (!module.has(file)) module.set(file, inflate(archive, at).toString("utf8"));
    modules.set(key, module);
  }
  return modules;
}

/** The first entry of that name, as Go's reader takes it. */
function extract(archive: Buffer, wanted: string): Buffer {
  for (const { name, at } of entriesOf(archive)) if (name === wanted) return inflate(archive, at);
  throw new Error(`there is no ${wanted} in it`);
}

/** The entries of the list at the archive's end; an archive that readers could disagree about is an error. */
function* entriesOf(archive: Buffer): Iterable<{ readonly name: string; readonly at: number }> {
  const end = archive.length - END;
  const [size, start] = [archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)];
  if (archive.readUInt32LE(end) !== 0x06054b50 || start + size !== end)
    throw new Error("its end is not where it belongs");
  for (let at = start; at < end;) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    yield { name: archive.toString("utf8", at + LISTED, at + LISTED + name), at };
    at += LISTED + name + extra + comment;
  }
}

/** @param at where the entry stands in the list */
function inflate(archive: Buffer, at: number): Buffer {
  const [method, size, local] = [
    archive.readUInt16LE(at + 10),
    archive.readUInt32LE(at + 20),
    archive.readUInt32LE(at + 42),
  ];
  const data = local + LOCAL + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(data, data + size);
  if (method === 0) return bytes;
  if (method !== 8) throw new Error(`it is packed by method ${method}`);
  return inflateRawSync(bytes, { maxOutputLength: LARGEST_PART });
}

/** The contents of one field of a message. */
function fieldsOf(message: Buffer, wanted: number): readonly Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  const readNumber = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message.readUInt8(at++);
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = readNumber();
    const [field, kind] = [Math.floor(tag / 8), tag % 8];
    if (kind === 0) readNumber();
    else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else if (kind === 2) {
      const length = readNumber();
      if (at + length > message.length) throw new Error("a field of it is cut off");
      if (field === wanted) found.push(message.subarray(at, at + length));
      at += length;
    } else throw new Error(`a field of it is of the unknown kind ${kind}`);
  }
  return found;
}
