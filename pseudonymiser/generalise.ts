/** Values in a coarser form that more people share. Undefined where the value is none of its kind. */
import { isIPv4, isIPv6 } from "node:net";

/** The network of an address: its first bits, the rest zero, in CIDR notation. */
export function generaliseIp(value: unknown, bits: { readonly v4: number; readonly v6: number }): string | undefined {
  if (typeof value !== "string") return undefined;
  if (isIPv4(value)) return `${keep(value.split(".").map(Number), 8, bits.v4).join(".")}/${bits.v4}`;
  if (!isIPv6(value) || value.includes("%")) return undefined;
  const groups = groupsOf(value);
  // An IPv4 address in IPv6's clothes is as telling as the address itself.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    const [high, low] = [groups[6]!, groups[7]!];
    return generaliseIp([high >> 8, high & 255, low >> 8, low & 255].join("."), bits);
  }
  const kept = keep(groups, 16, bits.v6);
  const end = kept.findLastIndex((group) => group !== 0) + 1;
  const head = kept.slice(0, end).map((group) => group.toString(16));
  return `${head.join(":")}${end === kept.length ? "" : "::"}/${bits.v6}`;
}

function keep(parts: readonly number[], width: number, bits: number): number[] {
  return parts.map((part, index) => {
    const kept = Math.min(Math.max(bits - index * width, 0), width);
    return kept === 0 ? 0 : part & (((1 << kept) - 1) << (width - kept));
  });
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [(Number(a) << 8) | Number(b), (Number(c) << 8) | Number(d)].map((group) => group.toString(16)).join(":"),
  );
  const [before = "", after] = plain.split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const middle = after === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array.from({ length: middle }, () => "0"), ...tail].map((group) => Number.parseInt(group, 16));
}

/** RFC 3339, with a zone: a time without one is a different instant for every reader. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const LENGTHS = { year: 4, month: 7, day: 10, hour: 13 } as const;

/** The beginning of the hour, day, month or year, in UTC: `2026-11-25T10Z`, `2026-11-25`, `2026-11`, `2026`. */
export function generaliseTime(value: unknown, unit: keyof typeof LENGTHS): string | undefined {
  const time =
    typeof value === "string" && TIME.test(value) ? Date.parse(value) : typeof value === "number" ? value : NaN;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return undefined;
  const year = date.getUTCFullYear();
  if (year < 1900 || year > 9999) return undefined;
  return date.toISOString().slice(0, LENGTHS[unit]) + (unit === "hour" ? "Z" : "");
}

/** Latitude or longitude, rounded to some decimals. */
export function generaliseDegrees(value: unknown, decimals: number): number | undefined {
  if (typeof value !== "number" || !Number.isFinite(value) || Math.abs(value) > 180) return undefined;
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0; // adding zero turns -0, which JSON cannot say, into 0
}

/** A number, rounded down to a multiple of the step. */
export function generaliseNumber(value: unknown, step: number): number | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  const rounded = Number((Math.floor(value / step) * step).toPrecision(12)) + 0;
  return Number.isFinite(rounded) ? rounded : undefined;
}
