/** A pseudonymiser with all that it can have, and a reader in the domain that its pseudonyms are for. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Pseudonymiser } from "../../../constructs/pseudonymisation/pseudonymiser";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { SovereignBucket } from "../../../constructs/data/sovereign-bucket";
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { SovereignStream } from "../../../constructs/data/sovereign-stream";
import { runApp } from "../../../stacks/run-app";
import { contract } from "../../pseudonymiser/contract-of-logins";

void runApp((app, charter, settings) => {
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
}, process.env).then(({ exitCode, text }) => {
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
});
