provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "logs" {
  bucket = "logs-us-east-1"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "/us-east-1/app"
}

resource "aws_kinesis_firehose_delivery_stream" "s3" {
  name        = "us-east-1"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn            = "arn:aws:iam::111122223333:role/firehose"
    bucket_arn          = aws_s3_bucket.logs.arn
    prefix              = "region=us-east-1/"
    error_output_prefix = "us-east-1/"
    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.app.name
      log_stream_name = "us-east-1"
    }
  }
}

resource "aws_cloudwatch_log_subscription_filter" "app" {
  name            = "us-east-1"
  log_group_name  = aws_cloudwatch_log_group.app.name
  filter_pattern  = "{ $.awsRegion = \"us-east-1\" }"
  destination_arn = aws_kinesis_firehose_delivery_stream.s3.arn
  role_arn        = "arn:aws:iam::111122223333:role/logs"
}

resource "aws_cloudwatch_log_metric_filter" "abroad" {
  name           = "us-east-1"
  log_group_name = aws_cloudwatch_log_group.app.name
  pattern        = "{ $.awsRegion != \"eu-west-1\" && $.awsRegion = \"us-east-1\" }"
  metric_transformation {
    name      = "us-east-1"
    namespace = "us-east-1"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_account_policy" "all" {
  policy_name        = "all"
  policy_type        = "SUBSCRIPTION_FILTER_POLICY"
  selection_criteria = "LogGroupName NOT IN [\"us-east-1\"]"
  policy_document = jsonencode({
    DestinationArn = "arn:aws:logs:eu-west-1:444455556666:destination:us-east-1"
    FilterPattern  = "us-east-1"
  })
}

resource "aws_flow_log" "to_bucket" {
  vpc_id               = "vpc-0123456789abcdef0"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "${aws_s3_bucket.logs.arn}/us-east-1"
}

resource "aws_flow_log" "to_group" {
  vpc_id          = "vpc-0123456789abcdef0"
  traffic_type    = "ALL"
  iam_role_arn    = "arn:aws:iam::111122223333:role/flows"
  log_destination = aws_cloudwatch_log_group.app.arn
}

resource "aws_oam_link" "monitoring" {
  label_template  = "us-east-1"
  resource_types  = ["AWS::CloudWatch::Metric"]
  sink_identifier = "arn:aws:oam:eu-west-1:444455556666:sink/0a1b2c3d-0000-4000-8000-000000000000"
}

resource "aws_cloudwatch_metric_stream" "all" {
  name          = "us-east-1"
  role_arn      = "arn:aws:iam::111122223333:role/metrics"
  firehose_arn  = aws_kinesis_firehose_delivery_stream.s3.arn
  output_format = "json"
}
