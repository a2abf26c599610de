import { meaningOf, speakerOfCall, speakerOfType } from "../../../placement/catalogue/document-keys";

const said = (speaker: string, path: string): string | undefined => {
  const [service = "", call = ""] = speaker.split(":");
  const meaning = meaningOf(
    speaker.startsWith("AWS::") ? speakerOfType(speaker)! : speakerOfCall(service, call),
    path.split("."),
  );
  return meaning && [meaning.class, meaning.role, meaning.flow].filter(Boolean).join(":");
};

test.each<[string, string, string | undefined]>([
  ["AWS::Glue::Connection", "ConnectionInput.ConnectionProperties", "connection:peer:endpoint"],
  ["AWS::KafkaConnect::Connector", "ConnectorConfiguration", "connection:peer:endpoint"],
  ["AWS::Transfer::Server", "IdentityProviderDetails.Url", "url:out:endpoint"],
  ["AWS::CloudTrail::Trail", "S3BucketName", "bucket:out:destination"],
  ["AWS::S3::Bucket", "ReplicationConfiguration.Rules.Destination.Bucket", "s3-arn:out:replica"],
  ["AWS::S3::Bucket", "BucketName", "json:mention"],
  ["AWS::Events::ApiDestination", "InvocationEndpoint", "url:out:endpoint"],
  ["AWS::DynamoDB::Table", "NoSuchKey", undefined],
  ["AWS::NoSuchService::Thing", "Url", undefined],
  ["dynamodb:updateTable", "ReplicaUpdates.Create.RegionName", "region:out:replica"],
  ["kms:createKey", "MultiRegion", "mode:out:replica"],
  ["lambda:addPermission", "Principal", "principal:out:share"],
  ["s3:copyObject", "CopySource", "bucket:in:source"],
  ["redshiftdata:batchExecuteStatement", "Sqls", "json:out:destination"],
])("the key of %s at %s is %s", (speaker, path, meaning) => {
  expect(said(speaker, path)).toBe(meaning);
});

test("what is not a type of AWS's does not speak", () => {
  expect([speakerOfType("Custom::Thing"), speakerOfType("AWS::Half")]).toEqual([undefined, undefined]);
});
