/**
 * Names of AWS services. CloudFormation (`AWS::Events::Rule`) and the SDKs (`eventbridge`) use names that differ from the prefixes
 * of the Terraform types (`aws_cloudwatch_event_rule`). A service that is not listed has the same name everywhere.
 * Sources: the resource type reference of CloudFormation, and the package names of the SDK for Java 2.x, which Step Functions and
 * the Scheduler use for service calls (read 2026-12-01).
 */

const EC2 =
  "ec2 ami ebs instance vpc subnet routetable networkacl networkinterface securitygroup flowlog launchtemplate customergateway vpn eip snapshot spot volume internetgateway natgateway egressonlyinternetgateway verifiedaccess";

/** Prefixes of Terraform types without `aws_` and `_`, by the lowercase name of the service. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  amazonmq: "mq",
  aps: "prometheus",
  amp: "prometheus",
  applicationautoscaling: "appautoscaling",
  certificatemanager: "acm",
  cloudwatchlogs: "cloudwatchlog",
  codestarconnections: "codestarconnections codeconnections",
  cognitoidentityprovider: "cognito",
  cognitoidentity: "cognito",
  configservice: "config",
  databasemigration: "dms",
  databasemigrationservice: "dms",
  ec2: EC2,
  elasticfilesystem: "efs",
  elasticloadbalancing: "elb lb",
  elasticloadbalancingv2: "lb",
  elasticmapreduce: "emr",
  eventbridge: "cloudwatchevent",
  events: "cloudwatchevent",
  eventschemas: "schemas",
  firehose: "kinesisfirehose",
  kafka: "msk",
  kafkaconnect: "mskconnect",
  logs: "cloudwatchlog",
  rds: "rds db",
  resourceaccessmanager: "ram",
  s3: "s3bucket s3object s3directory s3access s3control s3tables",
  ses: "ses sesv2",
  states: "sfn",
  stepfunctions: "sfn",
};

/** The prefixes of the Terraform types of a service, by its name in CloudFormation or in an SDK. */
export const beginningsOf = (service: string): readonly string[] => {
  const name = service.toLowerCase().replace(/[^a-z0-9]/g, "");
  return (Object.hasOwn(BEGINNINGS, name) ? (BEGINNINGS[name] ?? name) : name).split(" ");
};
