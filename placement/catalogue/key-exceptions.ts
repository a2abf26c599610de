/**
 * Keys of CloudFormation types and SDK calls whose names do not convert to those of the Terraform provider, with their meanings in
 * the codes of the catalogue (`class:role:flow`, or `-` for no place). Each pattern is matched against
 * `AWS::Service::Type Path.Of.Property` or `service:call Path.Of.Argument`, without lists. Reviewed 2026-12-01 against the property reference of CloudFormation and the
 * API references of the services.
 */
type Exceptions = readonly (readonly [where: RegExp, code: string])[];

/** Meanings that take precedence over the catalogue. */
export const KEY_EXCEPTIONS: Exceptions = [
  // Names of the resource or call itself, and filters.
  [/^AWS::S3\w*::\w*(Bucket|Table\w*) (Bucket)?Name$/, "-"],
  [/ (.*\.)?(EventPattern|Filter(Policy|Pattern|Criteria|s)?)(\.|$)/, "-"],
  [/^\w+:(list|describe|get)\w* (.*\.)?(Owners?|OwnerIds|ResourceOwner)$/, "-"],
  // Calls to S3, and calls that read from or write to S3.
  [/^s3:\w+ Bucket$/, "bucket:out:destination"],
  [/^s3:\w+ CopySource$/, "bucket:in:source"],
  [/^cloudwatchlogs:createExportTask Destination$/, "bucket:out:destination"],
  [/^rds:startExportTask S3BucketName$/, "bucket:out:copy"],
  [/^dynamodb:exportTableToPointInTime S3Bucket$/, "bucket:out:copy"],
  // Messages.
  [/^sqs:\w+ QueueUrl$/, "url:out:destination"],
  [/^sns:publish\w* (TopicArn|TargetArn)$/, "arn:out:destination"],
  [/^sns:publish PhoneNumber$/, "contact:out:endpoint"],
  [/^(sfn|states|stepfunctions):startExecution StateMachineArn$/, "arn:out:destination"],
  [/^ses(v2)?:send\w* (.*\.)?(To|Cc|Bcc)Addresses$/, "contact:out:endpoint"],
  // A role in which the rest is done.
  [/^sts:assumeRole\w* RoleArn$/, "principal:control"],
  // Models.
  [/^bedrock\w*:\w+ ModelId$/, "id:out:inference"],
  // Statements of SQL.
  [/ (.*\.)?Sqls?$/, "json:out:destination"],
  [/^athena:startQueryExecution QueryString$/, "json:out:destination"],
  // Images, snapshots, and resources that are shared with accounts.
  [/^(ec2|rds|docdb|neptune|redshift):copy\w+ (Source|Destination)Region$/, "region:peer:copy"],
  [/^ec2:modify\w+Attribute ((LaunchPermission|CreateVolumePermission)\.Add\.UserId|UserIds)$/, "account:out:share"],
  [
    /^ec2:modify\w+Attribute ((LaunchPermission|CreateVolumePermission)\.Add\.Group|UserGroups|GroupNames)$/,
    "mode:out:share=all",
  ],
  [/^(rds|docdb|neptune):modifyDb\w+Attribute ValuesToAdd$/i, "account:out:share"],
  [/^ssm:modifyDocumentPermission AccountIdsToAdd$/, "account:out:share"],
  [/^\w+:\w+ (DelegatedAdmin\w*|AdminAccountId)$/, "account:out:share"],
  // Documents.
  [/^AWS::StepFunctions::StateMachine Definition(String)?$/, "json:out:destination"],
  [/^(sfn|states|stepfunctions):(create|update)StateMachine Definition$/i, "json:out:destination"],
  [/^AWS::SSM::Document Content$|^ssm:(create|update)Document Content$/, "json:out:destination"],
  [/^cloudcontrol:createResource DesiredState$/, "json:out:destination"],
  // CloudFormation's own shapes.
  [/^AWS::KinesisFirehose::.*(\.Url|\.HECEndpoint|\.AccountUrl|\.ClusterEndpoint|JDBCURL)$/, "url:out:endpoint"],
  [/^AWS::(Lambda|Pipes)::.*(KafkaBootstrapServers|AdditionalBootstrapServers)$/, "host:in:source"],
  [/^AWS::SNS::(Subscription |Topic Subscription\.)Endpoint$/, "contact:out:endpoint"],
  [/^AWS::AppSync::DataSource .*\.Endpoint$/, "url:out:endpoint"],
  [/^AWS::Route53Resolver::ResolverRule TargetIps\.Ip(v6)?$/, "ip:out:endpoint"],
  [/ (.*\.)?(Targets?\.Arn|ServiceToken)$/, "arn:out:destination"],
  [/::DBCluster GlobalClusterIdentifier$/, "id:peer:peer"],
  [
    / (.*\.)?((Peer|Accepter|Remote|ReplicationGroup)\w*Region|Replicas?\.Region|ReplicaRegions\.Region)$/,
    "region:peer:peer",
  ],
];

/** Usual meanings of names that the catalogue does not know or lists with several meanings. */
export const USUAL_KEYS: Exceptions = [
  [/ (.*\.)?(\w*S3BucketName|\w*S3Bucket|OutputBucket|DestinationBucket)$/i, "bucket:out:destination"],
  [/ (.*\.)?(DestinationArn|TargetArn|DestinationBackupVaultArn)$/, "arn:out:destination"],
];
