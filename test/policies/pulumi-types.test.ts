import { terraformTypeOf } from "../../policies/pulumi-types";

test.each([
  ["aws:s3/bucket:Bucket", "aws_s3_bucket"],
  ["aws:s3/bucketV2:BucketV2", "aws_s3_bucket"],
  ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws_s3_bucket_versioning"],
  ["aws:ec2/instance:Instance", "aws_instance"],
  ["aws:ec2/vpc:Vpc", "aws_vpc"],
  ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "aws_vpc_peering_connection"],
  ["aws:ebs/volume:Volume", "aws_ebs_volume"],
  ["aws:ec2transitgateway/transitGateway:TransitGateway", "aws_ec2_transit_gateway"],
  ["aws:ec2transitgateway/vpcAttachment:VpcAttachment", "aws_ec2_transit_gateway_vpc_attachment"],
  ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws_vpc_security_group_ingress_rule"],
  ["aws:rds/instance:Instance", "aws_db_instance"],
  ["aws:rds/cluster:Cluster", "aws_rds_cluster"],
  ["aws:rds/snapshotCopy:SnapshotCopy", "aws_db_snapshot_copy"],
  ["aws:rds/globalCluster:GlobalCluster", "aws_rds_global_cluster"],
  ["aws:lb/loadBalancer:LoadBalancer", "aws_lb"],
  ["aws:alb/loadBalancer:LoadBalancer", "aws_alb"],
  ["aws:elb/loadBalancer:LoadBalancer", "aws_elb"],
  ["aws:lb/listener:Listener", "aws_lb_listener"],
  ["aws:apigateway/restApi:RestApi", "aws_api_gateway_rest_api"],
  ["aws:apigatewayv2/api:Api", "aws_apigatewayv2_api"],
  ["aws:cloudwatch/eventTarget:EventTarget", "aws_cloudwatch_event_target"],
  ["aws:cloudwatch/logGroup:LogGroup", "aws_cloudwatch_log_group"],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws_cloudwatch_metric_alarm"],
  ["aws:cfg/recorder:Recorder", "aws_config_configuration_recorder"],
  ["aws:directconnect/connection:Connection", "aws_dx_connection"],
  ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "aws_kinesis_firehose_delivery_stream"],
  ["aws:wafv2/webAcl:WebAcl", "aws_wafv2_web_acl"],
  ["aws:kms/replicaKey:ReplicaKey", "aws_kms_replica_key"],
  ["aws:cloudfront/distribution:Distribution", "aws_cloudfront_distribution"],
  ["aws:lambda/function:Function", "aws_lambda_function"],
  ["aws:secretsmanager/secret:Secret", "aws_secretsmanager_secret"],
])("%s is %s", (token, type) => {
  expect(terraformTypeOf(token)).toBe(type);
});

test.each([
  "aws:foo/instance:Instance",
  "aws:foo/bar:Bar",
  "aws-native:s3:Bucket",
  "azure:storage/account:Account",
  "aws::",
  "aws:__proto__/x:constructor",
  "aws",
  "",
])("%p is nothing that Clover knows", (token) => {
  expect(terraformTypeOf(token)).toBeUndefined();
});
