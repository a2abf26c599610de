/** What the endpoints' policy promises, asked of the document that is synthesized. */
import { SovereignNetwork } from "../../../constructs/network/sovereign-network";
import { simulate } from "../../tools/simulate";
import { synthesize } from "../synthesize";

const { resource } = synthesize("dublin", (stack) => new SovereignNetwork(stack, "net"));
const endpoint = resource["aws_vpc_endpoint"]!["<net/endpoints/s3>"]!["policy"] as object;
const everything = [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] }];
const put = { principal: "arn:aws:iam::111122223333:role/worker", action: "s3:PutObject" };
const foreign = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::theirs/*" }],
};

test("the enclave's role reaches the enclave's bucket through the endpoint", async () => {
  const request = { ...put, resource: "arn:aws:s3:::ours/one", resourceAccount: "444455556666" };
  const opened = { ...foreign, Statement: [{ ...foreign.Statement[0]!, Resource: "arn:aws:s3:::ours/*" }] };
  expect(await simulate(request, { identity: everything, endpoint, resource: opened })).toBe("Allowed");
});

test("the enclave's role does not reach a stranger's bucket, though that is open to it", async () => {
  const request = { ...put, resource: "arn:aws:s3:::theirs/one", resourceAccount: "999988887777" };
  expect(await simulate(request, { identity: everything, resource: foreign })).toBe("Allowed");
  expect(await simulate(request, { identity: everything, resource: foreign, endpoint })).toBe("ImplicitlyDenied");
});

test("a stranger's credentials do not work through the endpoint, on their own bucket neither", async () => {
  const request = {
    principal: "arn:aws:iam::999988887777:role/thief",
    action: "s3:PutObject",
    resource: "arn:aws:s3:::theirs/one",
    resourceAccount: "999988887777",
  };
  expect(await simulate(request, { identity: everything })).toBe("Allowed");
  expect(await simulate(request, { identity: everything, endpoint })).toBe("ImplicitlyDenied");
});
