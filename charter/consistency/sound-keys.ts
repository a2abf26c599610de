/** Checks that waivers and transfers share: the keys that are valid by themselves, and whether two names are one person. */
import type * as z from "zod";

/** The values of an entry that its schema takes: a mistake in one key does not hide what is wrong between the others. */
export function soundKeysOf<T extends z.ZodRawShape>(
  item: unknown,
  { shape }: z.ZodObject<T>,
): Partial<z.infer<z.ZodObject<T>>> {
  if (typeof item !== "object" || item === null) return {};
  const sound: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(shape as Readonly<Record<string, unknown>>) as [string, z.ZodType][]) {
    const { success, data } = schema.safeParse(Reflect.get(item, key));
    if (success) sound[key] = data;
  }
  return sound as Partial<z.infer<z.ZodObject<T>>>;
}

const personOf = (text: string): string => text.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();

/** Tells whether two names are the same person's in different spellings. An owner may not approve their own request. */
export const isSamePerson = (one: string, other: string): boolean => personOf(one) === personOf(other);
