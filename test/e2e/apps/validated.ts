/** An app as the project's own, with one bucket abroad: it judges what it synthesizes, and ends before Terraform starts. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SiteStack } from "../../../constructs/foundation/site-stack";
import { runApp } from "../../../stacks/run-app";

void runApp((app, charter, settings) => {
  const stack = new SiteStack(app, "abroad", { ...settings, charter, site: "dublin" });
  const provider = new AwsProvider(stack, "us", { alias: "us", region: "us-east-1" });
  new S3Bucket(stack, "bucket", { provider, bucket: "clover-e2e-validated" });
}, process.env).then(({ exitCode, text }) => {
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
});
