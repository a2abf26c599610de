provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


locals {
  sink   = aws_kinesis_stream.sink.arn
  queue  = "arn:aws:sqs:eu-west-1:111122223333:jobs"
  region = "us-east-1"
}

resource "aws_kinesis_stream" "sink" {
  name        = "sink"
  shard_count = 1
}

resource "aws_cloudwatch_log_group" "app" {
  name = "app-${local.region}"
}

resource "aws_cloudwatch_log_subscription_filter" "app" {
  name            = "app"
  log_group_name  = aws_cloudwatch_log_group.app.name
  filter_pattern  = ""
  destination_arn = local.sink
  role_arn        = "arn:aws:iam::111122223333:role/logs"
}

resource "aws_cloudwatch_event_target" "jobs" {
  rule = "nightly"
  arn  = local.queue
}
