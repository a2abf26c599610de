/** Small questions about parsed JSON. Look-ups see own keys only, so that `__proto__` and `constructor` are names like any other. */

export type JsonObject = { readonly [key: string]: unknown };

/** Whether it is a JSON object (no array, no null). */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of an own key; undefined for everything else, whatever the prototype has. */
export const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/**
 * An object whose keys can be read by names that no prototype has, such as `address`: entries of one shape are then read several
 * times as fast. Whatever is no object has no keys.
 */
export const fields = (value: unknown): JsonObject => (isObject(value) ? value : NOTHING);

const NOTHING: JsonObject = Object.freeze({});

/** A text, or undefined. */
export const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The object under an own key, or undefined. */
export function objectAt(value: unknown, key: string): JsonObject | undefined {
  const found = own(value, key);
  return isObject(found) ? found : undefined;
}

/** The array under an own key, or an empty one. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = own(value, key);
  return Array.isArray(found) ? found : [];
}

/** The text under an own key, or undefined. */
export const textAt = (value: unknown, key: string): string | undefined => asText(own(value, key));

/** Whether there is nothing in it: absent, null, false, "" or without members. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** Sets a key also where the key is `__proto__`. */
export function put(target: object, key: string, value: unknown): void {
  if (key !== "__proto__") (target as Record<string, unknown>)[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The items of what may be one or several: Terraform JSON writes `{...}` and `[{...}]` for the same thing. */
export const several = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
