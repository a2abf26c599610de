import type { DataContract } from "../../pseudonymiser/contract";

/** A contract with every rule in it. */
export const contract: DataContract = {
  domain: "advertising",
  epoch: "month",
  discriminator: "event",
  records: {
    login: {
      user: { pseudonym: "user" },
      "device.id": { pseudonym: "device" },
      "device.kind": { oneOf: ["phone", "tv", 3], optional: true },
      address: { ip: { v4: 24, v6: 48 } },
      at: { time: "hour" },
      lat: { degrees: 1, optional: true },
      age: { step: 10, optional: true },
      phone: { drop: true },
    },
    logout: { user: { pseudonym: "user" } },
  },
};

/** A record that the contract knows, with more in it than may leave. */
export const record = {
  event: "login",
  user: "ingrid@example.no",
  device: { id: 4711, kind: "tv", name: "Ingrids stue" },
  address: "203.0.113.77",
  at: "2026-11-25T10:42:07.5+01:00",
  lat: 60.7945,
  age: 34,
  phone: "+47 123 45 678",
  note: "hei",
};
