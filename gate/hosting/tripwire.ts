/**
 * Attributes for CrossGuard policies. A read of a value that is known only after apply throws an error. The gate then reports that
 * the policy could not judge, and does not count it as passed.
 */
import { Unknown } from "../../model/value";

/** Thrown inside a policy that reads an unknown value. */
export class UnknownRead extends Error {
  constructor(
    readonly address: string,
    readonly path: string,
  ) {
    super(`${path} of ${address} is known only after apply`);
    this.name = "UnknownRead";
  }
}

/** Called on every trip, because a policy may catch the error. */
export type OnTrip = (trip: UnknownRead) => void;

/**
 * Wraps `values` so that reading an {@link Unknown} anywhere below throws {@link UnknownRead}. It works on a shallow, lazy
 * copy, so that changes by a policy (sorting a list in place) do not reach the model or another policy.
 */
export function tripwire<T extends object>(values: T, address: string, onTrip: OnTrip, path = ""): T {
  const copy = (Array.isArray(values) ? [...values] : { ...values }) as T;
  const wrapped = new Map<object, unknown>();

  const guard = (value: unknown, property: PropertyKey): unknown => {
    if (value instanceof Unknown) {
      const trip = new UnknownRead(address, joinPath(path, property));
      onTrip(trip);
      throw trip;
    }
    if (typeof value !== "object" || value === null) return value;
    const known = wrapped.get(value) ?? tripwire(value, address, onTrip, joinPath(path, property));
    wrapped.set(value, known);
    return known;
  };

  return new Proxy(copy, {
    get: (target, property, receiver) =>
      Object.hasOwn(target, property)
        ? guard(Reflect.get(target, property), property)
        : Reflect.get(target, property, receiver),
    getOwnPropertyDescriptor(target, property) {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, property);
      return descriptor && "value" in descriptor
        ? { ...descriptor, value: guard(descriptor.value, property) }
        : descriptor;
    },
  });
}

function joinPath(path: string, property: PropertyKey): string {
  const step = String(property);
  if (/^\d+$/.test(step)) return `${path}[${step}]`;
  return path === "" ? step : `${path}.${step}`;
}
