/** The code that Lambda would run, taken out of the synthesized archives' sources, against moto's KMS, S3 and DynamoDB. */
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, GenerateMacCommand, KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { type LocalCloud, openLocalCloud } from "../../scripts/local-cloud";
import { runToEnd } from "../../scripts/run-program";
import { describeEndToEnd } from "../tools/end-to-end";

describeEndToEnd("the pseudonymiser, as it is bundled at synth, against a local AWS API", (toolchain) => {
});
