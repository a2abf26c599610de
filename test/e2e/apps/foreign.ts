/**
 * Stacks that the charter does not allow, and one that it does. The app does not judge what it synthesizes: what is tested is
 * the gate at apply.
 */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { App, LocalBackend, TerraformStack } from "cdktf";

/** A stack whose default provider is pinned to `region`, or to none. */
class PlainStack extends TerraformStack {
  constructor(scope: App, id: string, region?: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { ...(region ? { region } : {}), maxRetries: 2 });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    this.addOverride("terraform.required_providers.aws.version", process.env["CLOVER_AWS_PROVIDER_VERSION"]);
  }

  provider(region: string): AwsProvider {
    return new AwsProvider(this, region, { alias: region, region, maxRetries: 2 });
  }
}

const app = new App({ stackTraces: false });

const alias = new PlainStack(app, "own-alias", "eu-west-1");
new S3Bucket(alias, "bucket", { provider: alias.provider("us-east-1"), bucket: "clover-e2e-own-alias" });

const replication = new PlainStack(app, "replication", "eu-west-1");
const copyProvider = replication.provider("eu-central-1");
const original = new S3Bucket(replication, "original", { bucket: "clover-e2e-original" });
const copy = new S3Bucket(replication, "copy", { provider: copyProvider, bucket: "clover-e2e-copy" });
const enabled = { versioningConfiguration: { status: "Enabled" } };
new S3BucketVersioningA(replication, "original-versions", { bucket: original.bucket, ...enabled });
new S3BucketVersioningA(replication, "copy-versions", { provider: copyProvider, bucket: copy.bucket, ...enabled });
new S3BucketReplicationConfigurationA(replication, "replica", {
  bucket: original.bucket,
  role: "arn:aws:iam::111122223333:role/replication",
  rule: [{ id: "all", status: "Enabled", destination: { bucket: copy.arn } }],
});

const localZone = new PlainStack(app, "local-zone", "eu-central-1");
const network = new Vpc(localZone, "network", { cidrBlock: "10.9.0.0/16" });
new Subnet(localZone, "subnet", {
  vpcId: network.id,
  cidrBlock: "10.9.0.0/24",
  availabilityZone: "eu-central-1-ist-1a",
});

const environment = new PlainStack(app, "environment-region");
new S3Bucket(environment, "bucket", { bucket: "clover-e2e-environment" });

// Deployed twice: the second time without the foreign bucket that stood there before Clover came.
const removal = new PlainStack(app, "removal", "eu-west-1");
const abroad = removal.provider("us-east-1");
new S3Bucket(removal, "home", { bucket: "clover-e2e-home" });
if (process.env["CLOVER_E2E_BEFORE"]) {
  new S3Bucket(removal, "abroad", { provider: abroad, bucket: "clover-e2e-abroad" });
}

for (const name of ["home-one", "home-two"]) {
  new S3Bucket(new PlainStack(app, name, "eu-west-1"), "bucket", { bucket: `clover-e2e-${name}` });
}

app.synth();
