/** What may be known outside of the enclave of a sign-in: a contract to start from, for records that say who, where and when. */
import type { PseudonymiserProps } from "../constructs/pseudonymisation/pseudonymiser";

/** Pseudonyms that change every month, the address as its network, the hour, and nothing else. */
export const signIns: PseudonymiserProps["contract"] = {
  domain: "statistics",
  epoch: "month",
  discriminator: "event",
  records: {
    "sign-in": {
      user: { pseudonym: "user" },
      device: { oneOf: ["phone", "tablet", "tv", "web"] },
      address: { ip: { v4: 16, v6: 32 } },
      at: { time: "hour" },
      email: { drop: true },
    },
  },
};
