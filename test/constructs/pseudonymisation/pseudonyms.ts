/** The stack `pseudonyms`: a pseudonymiser with every option, and a role that reads its output. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { Charter } from "../../../charter/schema";
import { Pseudonymiser } from "../../../constructs/pseudonymisation/pseudonymiser";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignBucket } from "../../../constructs/data/sovereign-bucket";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { SovereignStream } from "../../../constructs/data/sovereign-stream";
import type { Settings } from "../../../stacks/settings";
import { contract } from "../../pseudonymiser/contract-of-logins";

export function buildPseudonyms(app: Construct, charter: Charter, settings: Omit<Settings, "charterPath">): void {
  const stack = new SiteStack(app, "pseudonyms", { ...settings, charter, site: "dublin" });
  const exportTo = new SovereignBucket(stack, "out", { dataClass: "allowable" });
  new Pseudonymiser(stack, "ads", {
    contract,
    network: new SovereignNetwork(stack, "network"),
    stream: {
      source: new SovereignStream(stack, "logins", { dataClass: "restricted" }),
      exportTo,
      failures: new SovereignBucket(stack, "failed", { dataClass: "restricted" }),
    },
    callers: [{ account: "workload" }],
    reidentification: {
      requesters: [{ account: "workload", role: "support" }],
      approvers: [{ account: "audit", role: "data-protection" }],
    },
  });
  const reader = new IamRole(stack, "reader", {
    name: "reader",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: stack.globalArn("iam", "root") }, Action: "sts:AssumeRole" }],
    }),
  });
  new IamRolePolicy(stack, "reading", {
    name: "read-pseudonyms",
    role: reader.id,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: [exportTo.arn, `${exportTo.arn}/*`] },
      ],
    }),
  });
}
