provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


variable "sink" {
  type    = string
  default = null
}

resource "terraform_data" "suffix" {
  input = "us-east-1"
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs-us-east-1-${terraform_data.suffix.id}"
}

resource "aws_s3_bucket" "data" {
  bucket = "data-${terraform_data.suffix.id}"
}

resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.data.id
  target_bucket = aws_s3_bucket.logs.bucket
  target_prefix = "us-east-1/"
}

resource "aws_sns_topic" "events" {
  for_each    = toset(["us-east-1", "eu-central-1"])
  name_prefix = each.key
}

resource "aws_s3_bucket_notification" "data" {
  bucket = aws_s3_bucket.data.id
  topic {
    topic_arn     = aws_sns_topic.events["us-east-1"].arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "us-east-1/"
  }
}

resource "aws_cloudwatch_event_rule" "each" {
  for_each      = aws_sns_topic.events
  name          = each.key
  event_pattern = jsonencode({ source = ["aws.s3"], region = [each.key] })
}

resource "aws_cloudwatch_event_target" "each" {
  for_each = aws_sns_topic.events
  rule     = aws_cloudwatch_event_rule.each[each.key].name
  arn      = each.value.arn
}

resource "aws_cloudwatch_event_target" "indexed" {
  count = 2
  rule  = aws_cloudwatch_event_rule.each["us-east-1"].name
  arn   = aws_sns_topic.events[["us-east-1", "eu-central-1"][count.index]].arn
}

resource "aws_cloudwatch_event_target" "coalesced" {
  rule = aws_cloudwatch_event_rule.each["us-east-1"].name
  arn  = coalesce(var.sink, aws_sns_topic.events["eu-central-1"].arn)
}
