/** Terraform's functions on IP networks. Addresses are whole numbers of 32 or 128 bits. */
import { isIP } from "node:net";
import type { Value } from "../../value";
import { Fault } from "../partial";
import { textAt, wholeAt } from "./arguments";
import { known, type Functions } from "./function";

interface Network {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly length: number;
}

function readAddress(text: string): { bits: 32 | 128; address: bigint } {
  const version = isIP(text);
  if (version === 4) return { bits: 32, address: text.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
  if (version !== 6 || text.includes("%")) throw new Fault("a text that is not an IP address");
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const whole = dotted ? `${dotted[1]}${hexOf(readAddress(dotted[2] ?? "").address)}` : text;
  const [left = "", right] = whole.split("::", 2);
  const words = (part: string): readonly string[] => (part === "" ? [] : part.split(":"));
  const [head, tail] = [words(left), words(right ?? "")];
  const zeros = right === undefined ? [] : Array<string>(8 - head.length - tail.length).fill("0");
  return {
    bits: 128,
    address: [...head, ...zeros, ...tail].reduce((sum, word) => sum * 65536n + BigInt(`0x${word}`), 0n),
  };
}

const hexOf = (address: bigint): string => `${(address >> 16n).toString(16)}:${(address & 65535n).toString(16)}`;

function networkAt(args: readonly Value[], index: number): Network {
  const [, text = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(textAt(args, index)) ?? [];
  const { bits, address } = readAddress(text);
  if (Number(length) > bits) throw new Fault("a prefix that is too long");
  return { bits, length: Number(length), address: address & maskOf(bits, Number(length)) };
}

const maskOf = (bits: number, length: number): bigint => ((1n << BigInt(length)) - 1n) << BigInt(bits - length);

function show(bits: 32 | 128, address: bigint): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  const words = Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - index * 16)) & 65535n).toString(16));
  const runs = [...words.join(":").matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)].toSorted(
    (a, b) => b[0].length - a[0].length || a.index - b.index,
  );
  const [run] = runs;
  if (!run) return words.join(":");
  const text = words.join(":");
  return `${text.slice(0, run.index).replace(/:$/, "")}::${text.slice(run.index + run[0].length).replace(/^:/, "")}`;
}

function subnet({ bits, address, length }: Network, more: number, number: bigint): Network {
  if (more < 0 || length + more > bits) throw new Fault("not enough bits for a subnet");
  const count = 1n << BigInt(more);
  const at = number < 0n ? count + number : number;
  if (at < 0n || at >= count) throw new Fault("a subnet that is out of range");
  return { bits, length: length + more, address: address | (at << BigInt(bits - length - more)) };
}

const text = ({ bits, address, length }: Network): string => `${show(bits, address)}/${length}`;

function subnets(args: readonly Value[]): Value {
  const outer = networkAt(args, 0);
  const end = outer.address + (1n << BigInt(outer.bits - outer.length));
  let next = outer.address;
  return args.slice(1).map((_, index) => {
    const more = wholeAt(args, index + 1);
    const length = outer.length + more;
    if (more < 1 || length > outer.bits) throw new Fault("not enough bits for a subnet");
    const size = 1n << BigInt(outer.bits - length);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) throw new Fault("no room for a subnet");
    next = start + size;
    return text({ bits: outer.bits, length, address: start });
  });
}

export const NETWORK: Functions = {
  cidrhost: known((args) => {
    const { bits, address, length } = networkAt(args, 0);
    const number = BigInt(wholeAt(args, 1));
    const count = 1n << BigInt(bits - length);
    const at = number < 0n ? count + number : number;
    if (at < 0n || at >= count) throw new Fault("a host that is out of range");
    return show(bits, address | at);
  }),
  cidrnetmask: known((args) => {
    const { bits, length } = networkAt(args, 0);
    if (bits !== 32) throw new Fault("a netmask of an IPv6 network");
    return show(32, maskOf(32, length));
  }),
  cidrsubnet: known((args) => text(subnet(networkAt(args, 0), wholeAt(args, 1), BigInt(wholeAt(args, 2))))),
  cidrsubnets: known(subnets),
};
