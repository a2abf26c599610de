/**
 * Attributes as a CrossGuard policy may read them. Reading a value that only the apply will tell trips the wire: the
 * policy has then judged nothing, and the gate says so instead of letting it pass.
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

/** Told of every trip, since a policy may catch what the wire throws. */
export type OnTrip = (trip: UnknownRead) => void;

/**
 * Wraps `values` so that reading an {@link Unknown} anywhere below throws {@link UnknownRead}. The copy it works on is
 * shallow and lazy: what a policy does to it (sorting a list in place) never reaches the model or another policy.
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
