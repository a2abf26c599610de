/** All policies of the pack, in the order of the reference. */
import { foreignPrincipal } from "./access/foreign-principal";
import { ownAccount } from "./access/own-account";
import { destination } from "./egress/destination";
import { edge } from "./egress/edge";
import { key } from "./egress/key";
import { peering } from "./egress/peering";
import { replication } from "./egress/replication";
import { program } from "./egress/program";
import { source } from "./egress/source";
import { completePlan } from "./integrity/complete-plan";
import { customerManaged } from "./keys/customer-managed";
import { noInternet } from "./network/no-internet";
import type { Policy } from "./policy";
import { placement } from "./residency/placement";
import { provider } from "./residency/provider";
import { state } from "./residency/state";
import { unapprovedProvider } from "./residency/unapproved-provider";
import { zone } from "./residency/zone";

export const policies: readonly Policy[] = [
  placement,
  zone,
  provider,
  state,
  unapprovedProvider,
  replication,
  peering,
  destination,
  source,
  program,
  key,
  edge,
  foreignPrincipal,
  ownAccount,
  completePlan,
  customerManaged,
  noInternet,
];
