/** IPv4 ranges, as far as a charter needs them. */
export interface Cidr {
  /** First address of the range as a number. */
  readonly first: number;
  /** Last address of the range as a number. */
  readonly last: number;
  /** Length of the prefix: 16 of 10.20.0.0/16. */
  readonly bits: number;
}

const FORM = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\/(0|[1-9]\d?)$/;

const printAddress = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");

/** Reads `10.20.0.0/16`. A string says what is wrong with it and what to write instead. */
export function parseCidr(text: string): Cidr | string {
  const numbers = FORM.exec(text)?.slice(1).map(Number);
  const [a = 256, b = 256, c = 256, d = 256, bits = 33] = numbers ?? [];
  if (Math.max(a, b, c, d) > 255 || bits > 32) return "write an IPv4 range, for example 10.20.0.0/16";
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  if (first !== address) return `the range starts earlier: write ${printAddress(first)}/${bits}`;
  return { first, last: first + size - 1, bits };
}

/** Tells whether every address of `inner` is in `outer`. */
export const containsCidr = (outer: Cidr, inner: Cidr): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

/** Tells whether two ranges share an address. */
export const overlapsCidr = (one: Cidr, other: Cidr): boolean => one.first <= other.last && other.first <= one.last;

/** The ranges of a shorter size that a range consists of, in order; none when it is smaller than one. */
export function splitCidr({ first, last, bits }: Cidr, into: number): string[] {
  const size = 2 ** (32 - into);
  const count = bits > into ? 0 : (last - first + 1) / size;
  return Array.from({ length: count }, (_, index) => `${printAddress(first + index * size)}/${into}`);
}
