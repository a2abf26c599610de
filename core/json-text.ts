/** Bytes -> JSON value, or an InputError that says what is wrong with them and what to do. */
import { constants, isAscii } from "node:buffer";
import { InputError } from "./user-error";
import { printable } from "./printable";
import { DEEPEST, findJsonFault, isDeeper, positionOf } from "./scan-json";

const REMEDY = "Give a plan or state as JSON (terraform show -json FILE), a binary plan file, or a cdk.tf.json.";

/** Decodes bytes: UTF-8, with or without a byte order mark, or UTF-16, as PowerShell's `>` writes it. */
export function decodeText(bytes: Uint8Array, path: string): string {
  if (bytes.length === 0) {
    throw new InputError(
      `${printable(path)} is empty.`,
      "Check the command that was to write it: terraform show -json FILE > plan.json",
    );
  }
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw new InputError(
      `${printable(path)} is larger than ${Math.floor(constants.MAX_STRING_LENGTH / 2 ** 20)} MiB.`,
      "Split the configuration into several plans and judge each.",
    );
  }
  const encoding = encodingOf(bytes);
  // Most plans are ASCII, which needs no decoding.
  if (encoding === "utf-8" && isAscii(bytes)) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${printable(path)} is not ${encoding.toUpperCase()} text.`, REMEDY);
  }
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return "utf-8";
}

/** Parses text; the InputError gives line and column and never quotes the text. */
export function parseJson(text: string, path: string, remedy = REMEDY): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fault = findJsonFault(text);
    const where = fault ? `${positionOf(text, fault.offset)}: ${fault.what}` : "it cannot be parsed";
    const lines = text.startsWith('{"@level"') ? "It looks like the log of `terraform plan -json`. " : "";
    throw new InputError(`${printable(path)} is not JSON: ${printable(where)}.`, `${lines}${remedy}`);
  }
  if (isDeeper(value, DEEPEST)) {
    throw new InputError(`${printable(path)} is nested more than ${DEEPEST} levels deep.`, remedy);
  }
  return value;
}

/** Refuses an object that has a key twice: `JSON.parse` keeps one, Terraform applies both. */
export function refuseDoubleKeys(
  text: string,
  path: string,
  remedy = "Keep one of them: Terraform would apply both, but only one can be read.",
): void {
  const fault = findJsonFault(text);
  if (!fault) return;
  throw new InputError(`${printable(path)}, ${positionOf(text, fault.offset)}: ${printable(fault.what)}.`, remedy);
}
