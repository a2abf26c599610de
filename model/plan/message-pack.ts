/** MessagePack, as far as Terraform writes values with it (https://github.com/msgpack/msgpack/blob/master/spec.md). */
import { put } from "../../core/json";
import { UNKNOWN, type Value } from "../value";

/** Lengths of what has one written before it: how many bytes tell the length, by the first byte. */
const TEXT: Readonly<Record<number, number>> = { 0xd9: 1, 0xda: 2, 0xdb: 4, 0xc4: 1, 0xc5: 2, 0xc6: 4 };
const LIST: Readonly<Record<number, number>> = { 0xdc: 2, 0xdd: 4 };
const MAP: Readonly<Record<number, number>> = { 0xde: 2, 0xdf: 4 };
const EXTENSION: Readonly<Record<number, number>> = { 0xc7: 1, 0xc8: 2, 0xc9: 4 };

const DEEPEST = 64;

/** Reads one value. Extensions are how Terraform writes what is not known. Throws RangeError where the bytes end too soon. */
export function readMessagePack(bytes: Buffer): Value {
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError("a value of it is cut off");
    return bytes.subarray(at, (at += length));
  };
  const number = (length: number): number => take(length).readUIntBE(0, length);

  function read(depth: number): Value {
    if (depth > DEEPEST) throw new RangeError("a value of it is nested too deep");
    const head = number(1);
    if (head <= 0x7f) return head;
    if (head >= 0xe0) return head - 0x100;
    if (head <= 0x8f) return readMap(head & 0x0f, depth);
    if (head <= 0x9f) return readList(head & 0x0f, depth);
    if (head <= 0xbf) return take(head & 0x1f).toString("utf8");
    if (head === 0xc0) return null;
    if (head === 0xc2 || head === 0xc3) return head === 0xc3;
    if (TEXT[head] !== undefined) return take(number(TEXT[head])).toString("utf8");
    if (LIST[head] !== undefined) return readList(number(LIST[head]), depth);
    if (MAP[head] !== undefined) return readMap(number(MAP[head]), depth);
    if (head === 0xca) return take(4).readFloatBE();
    if (head === 0xcb) return take(8).readDoubleBE();
    if (head >= 0xcc && head <= 0xce) return number(2 ** (head - 0xcc));
    if (head === 0xcf) return Number(take(8).readBigUInt64BE());
    if (head >= 0xd0 && head <= 0xd2) return take(2 ** (head - 0xd0)).readIntBE(0, 2 ** (head - 0xd0));
    if (head === 0xd3) return Number(take(8).readBigInt64BE());
    // The kind of the extension, one byte, and its content.
    if (head >= 0xd4 && head <= 0xd8) take(1 + 2 ** (head - 0xd4));
    else take(1 + number(EXTENSION[head] ?? 1));
    return UNKNOWN;
  }

  function readList(length: number, depth: number): Value {
    const items: Value[] = [];
    for (let index = 0; index < length; index++) items.push(read(depth + 1));
    return items;
  }

  function readMap(length: number, depth: number): Value {
    const values = {};
    for (let index = 0; index < length; index++) put(values, String(read(depth + 1)), read(depth + 1));
    return values;
  }

  return read(0);
}
