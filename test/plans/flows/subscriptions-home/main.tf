provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sns_topic" "alerts" {
  name         = "us-east-1"
  display_name = "us-east-1"
}

resource "aws_sqs_queue" "dead" {
  name = "dead-us-east-1"
}

resource "aws_sqs_queue" "alerts" {
  name           = "alerts"
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 3 })
}

resource "aws_sqs_queue" "literal" {
  name           = "literal"
  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:eu-west-1:111122223333:us-east-1", maxReceiveCount = 3 })
}

resource "aws_sns_topic_subscription" "queue" {
  topic_arn           = aws_sns_topic.alerts.arn
  protocol            = "sqs"
  endpoint            = aws_sqs_queue.alerts.arn
  filter_policy       = jsonencode({ region = ["us-east-1", "eu-central-1"] })
  filter_policy_scope = "MessageBody"
  redrive_policy      = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn })
}

resource "aws_sns_topic_subscription" "function" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "lambda"
  endpoint  = "arn:aws:lambda:eu-west-1:444455556666:function:us-east-1"
}

resource "aws_sns_topic_subscription" "api" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "https"
  endpoint  = "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/us-east-1"
}
