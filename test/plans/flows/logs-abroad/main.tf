provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "us"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "away" {
  provider = aws.us
  bucket   = "logs-eu-west-1"
}

resource "aws_kinesis_firehose_delivery_stream" "away" {
  provider    = aws.us
  name        = "metrics"
  destination = "extended_s3"
  extended_s3_configuration {
    role_arn   = "arn:aws:iam::111122223333:role/firehose"
    bucket_arn = aws_s3_bucket.away.arn
  }
}

resource "aws_cloudwatch_log_group" "app" {
  name = "eu-west-1"
}

resource "aws_cloudwatch_log_subscription_filter" "app" {
  name            = "app"
  log_group_name  = aws_cloudwatch_log_group.app.name
  filter_pattern  = ""
  destination_arn = "arn:aws:logs:us-east-1:444455556666:destination:central"
}

resource "aws_cloudwatch_log_destination" "central" {
  name       = "central"
  role_arn   = "arn:aws:iam::111122223333:role/logs"
  target_arn = "arn:aws:kinesis:us-east-1:111122223333:stream/central"
}

resource "aws_cloudwatch_log_account_policy" "all" {
  policy_name = "all"
  policy_type = "SUBSCRIPTION_FILTER_POLICY"
  policy_document = jsonencode({
    DestinationArn = "arn:aws:lambda:us-east-1:111122223333:function:logs"
    FilterPattern  = ""
  })
}

resource "aws_cloudwatch_log_delivery_destination" "bucket" {
  name = "bucket"
  delivery_destination_configuration {
    destination_resource_arn = aws_s3_bucket.away.arn
  }
}

resource "aws_flow_log" "vpc" {
  vpc_id               = "vpc-0123456789abcdef0"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::logs-eu-west-1/flows"
}

resource "aws_flow_log" "somewhere" {
  vpc_id               = "vpc-0123456789abcdef0"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::somebody-elses-eu-west-1"
}

resource "aws_oam_link" "monitoring" {
  label_template  = "$AccountName"
  resource_types  = ["AWS::CloudWatch::Metric"]
  sink_identifier = "arn:aws:oam:eu-central-1:444455556666:sink/0a1b2c3d-0000-4000-8000-000000000000"
}

resource "aws_cloudwatch_metric_stream" "all" {
  name          = "all"
  role_arn      = "arn:aws:iam::111122223333:role/metrics"
  firehose_arn  = aws_kinesis_firehose_delivery_stream.away.arn
  output_format = "json"
}
