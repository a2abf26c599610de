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

# The first alternative has no instance, and the second stands abroad.
resource "aws_sns_topic" "home" {
  count = 0
  name  = "home"
}

resource "aws_sns_topic" "abroad" {
  count    = 1
  provider = aws.us
  name     = "abroad"
}

resource "aws_sqs_queue" "q" {
  name = "q"
}

resource "aws_sns_topic" "kept" {
  count = 1
  name  = "kept"
}

resource "aws_sns_topic" "unused" {
  count    = 0
  provider = aws.us
  name     = "unused"
}

resource "aws_sns_topic_subscription" "abroad" {
  topic_arn = try(aws_sns_topic.home[0].arn, aws_sns_topic.kept[0].arn)
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.q.arn
}

resource "aws_cloudwatch_event_target" "abroad" {
  rule = "nightly"
  arn  = try(aws_sns_topic.home[0].arn, aws_sns_topic.abroad[0].arn)
}

resource "aws_cloudwatch_event_target" "home" {
  rule = "nightly"
  arn  = try(aws_sns_topic.unused[0].arn, aws_sns_topic.kept[0].arn, null)
}
