/**
 * The data contract: what may leave the enclave about a person, field by field, and in which coarser form. Everything that it
 * does not name is dropped. Guidelines 01/2025 of the EDPB on pseudonymisation: direct identifiers are replaced, and
 * quasi-identifiers are deleted, generalised or randomised.
 */
import { z } from "zod";

/** Names become parts of MAC inputs, object keys and tags. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const name = z.string().regex(NAME, "use 1 to 63 lowercase letters, digits and hyphens");

/** A field of a record, dots between the levels. Own words only: `__proto__` is none. */
const FIELD = /^(?!(?:.*\.)?(?:__proto__|constructor|prototype)(?:\.|$))[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*){0,7}$/;
const field = z.string().regex(FIELD, "write names of letters, digits, _ and -, with dots between levels");

const optional = { optional: z.boolean().optional() };
const whole = (from: number, to: number) => z.int().min(from).max(to);

const rule = z.union(
  [
    z.strictObject({ oneOf: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1), ...optional }),
    z.strictObject({ pseudonym: name, ...optional }),
    z.strictObject({ ip: z.strictObject({ v4: whole(0, 24), v6: whole(0, 48) }), ...optional }),
    z.strictObject({ time: z.enum(["hour", "day", "month", "year"]), ...optional }),
    z.strictObject({ degrees: whole(0, 2), ...optional }),
    z.strictObject({ step: z.number().positive(), ...optional }),
    z.strictObject({ drop: z.literal(true) }),
  ],
  "write exactly one of oneOf, pseudonym, ip, time, degrees, step, drop",
);

const contract = z.strictObject({
  domain: name,
  epoch: z.enum(["month", "quarter", "year", "forever"]),
  discriminator: field,
  records: z
    .record(z.string().min(1), z.record(field, rule))
    .refine((records) => Object.keys(records).length > 0, "name at least one kind of record"),
});

/**
 * The rule for one field:
 * - `oneOf`: kept if it is one of these values. There is no rule that keeps free text, because its content cannot be checked.
 * - `pseudonym`: replaced by a keyed pseudonym. The word names what it identifies ("user"); fields of one word are linkable.
 * - `ip`: only the network's first bits are kept; at most 24 of 32, and 48 of 128 (a /64 is one household).
 * - `time`: cut to the beginning of its hour, day, month or year, in UTC.
 * - `degrees`: latitude or longitude, rounded to so many decimals; 2 are about a kilometre.
 * - `step`: a number, rounded down to a multiple.
 * - `drop`: known, and never leaves. The same as not naming it, but it is not counted as a surprise.
 *
 * A field must be there unless it is `optional`.
 */
export type FieldRule = z.infer<typeof rule>;

/** The data that may leave for one pseudonymisation domain; see the rules of {@link FieldRule}. */
export type DataContract = z.infer<typeof contract>;

/** The contract says something that no rule allows. */
export class ContractError extends Error {
  override readonly name = "ContractError";
}

/**
 * Reads a contract.
 *
 * @throws ContractError that names every problem by its path
 */
export function parseContract(value: unknown): DataContract {
  const result = contract.safeParse(value);
  const problems = result.success
    ? [...clashes(result.data)]
    : result.error.issues.map(({ path, message }) => `${path.map(String).join(" > ") || "the contract"}: ${message}`);
  if (problems.length > 0) throw new ContractError(problems.join("; "));
  return result.data!;
}

/** A field cannot be a value and hold others, and which kind a record is must be readable before anything else. */
function* clashes({ discriminator, records }: DataContract): Iterable<string> {
  for (const [kind, fields] of Object.entries(records)) {
    const names = Object.keys(fields);
    for (const above of names) {
      const below = names.find((other) => other.startsWith(`${above}.`));
      if (below !== undefined) yield `records > ${kind}: ${above} cannot be a value and hold ${below}`;
    }
    if (names.includes(discriminator)) {
      yield `records > ${kind} > ${discriminator}: it says which kind of record it is, and is kept as it is`;
    }
    if (names.some((one) => one.startsWith(`${discriminator}.`) || discriminator.startsWith(`${one}.`))) {
      yield `records > ${kind}: ${discriminator} cannot be a value and hold others`;
    }
  }
}
