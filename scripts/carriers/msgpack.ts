/** MessagePack, as far as a Terraform provider speaks it (docs/plugin-protocol/object-wire-format.md of Terraform's). */

/** What the apply alone will tell. */
export const UNKNOWN_VALUE: unique symbol = Symbol("unknown");

export type Wire = null | boolean | number | string | typeof UNKNOWN_VALUE | readonly Wire[] | { [name: string]: Wire };

/** Writes one value; numbers as doubles. */
export function encode(value: Wire): Buffer {
  if (value === null) return Buffer.of(0xc0);
  if (typeof value === "boolean") return Buffer.of(value ? 0xc3 : 0xc2);
  if (typeof value === "number") {
    const double = Buffer.alloc(9, 0xcb);
    double.writeDoubleBE(value, 1);
    return double;
  }
  if (typeof value === "string") return sized(0xdb, Buffer.byteLength(value), Buffer.from(value));
  if (Array.isArray(value)) return sized(0xdd, value.length, ...value.map(encode));
  if (typeof value !== "object") throw new Error(`${String(value)} cannot be written`);
  const entries = Object.entries(value);
  return sized(0xdf, entries.length, ...entries.flatMap(([name, member]) => [encode(name), encode(member)]));
}

function sized(kind: number, size: number, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(5, kind);
  head.writeUInt32BE(size, 1);
  return Buffer.concat([head, ...content]);
}

/** Reads one value. Numbers that no double can hold lose digits; nobody here looks at them. */
export function decode(bytes: Buffer): Wire {
  let at = 0;
  const unsigned = (width: number): number => {
    at += width;
    return width === 8 ? Number(bytes.readBigUInt64BE(at - 8)) : bytes.readUIntBE(at - width, width);
  };
  const text = (length: number) => bytes.toString("utf8", (at += length) - length, at);
  const list = (length: number) => Array.from({ length }, read);
  const map = (length: number) => Object.fromEntries(Array.from({ length }, () => [read() as string, read()] as const));
  /** An extension: Terraform has but one, a value that is not known, with or without refinements. */
  const extension = (length: number): Wire => {
    at += 1 + length;
    return UNKNOWN_VALUE;
  };

  function read(): Wire {
    const kind = unsigned(1);
    if (kind < 0x80) return kind;
    if (kind < 0x90) return map(kind & 0x0f);
    if (kind < 0xa0) return list(kind & 0x0f);
    if (kind < 0xc0) return text(kind & 0x1f);
    if (kind >= 0xe0) return kind - 0x100;
    if (kind >= 0xc4 && kind <= 0xc6) return text(unsigned(1 << (kind - 0xc4)));
    if (kind >= 0xc7 && kind <= 0xc9) return extension(unsigned(1 << (kind - 0xc7)));
    if (kind === 0xca) return bytes.readFloatBE((at += 4) - 4);
    if (kind === 0xcb) return bytes.readDoubleBE((at += 8) - 8);
    if (kind >= 0xcc && kind <= 0xcf) return unsigned(1 << (kind - 0xcc));
    if (kind >= 0xd0 && kind <= 0xd2)
      return bytes.readIntBE((at += 1 << (kind - 0xd0)) - (1 << (kind - 0xd0)), 1 << (kind - 0xd0));
    if (kind === 0xd3) return Number(bytes.readBigInt64BE((at += 8) - 8));
    if (kind >= 0xd4 && kind <= 0xd8) return extension(1 << (kind - 0xd4));
    if (kind >= 0xd9 && kind <= 0xdb) return text(unsigned(1 << (kind - 0xd9)));
    if (kind === 0xdc || kind === 0xdd) return list(unsigned(kind === 0xdc ? 2 : 4));
    if (kind === 0xde || kind === 0xdf) return map(unsigned(kind === 0xde ? 2 : 4));
    return kind === 0xc0 ? null : kind === 0xc3;
  }
  return read();
}
