provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_sns_topic_subscription" "queue" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "sqs"
  endpoint  = "arn:aws:sqs:us-east-1:111122223333:alerts"
}

resource "aws_sns_topic_subscription" "function" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "lambda"
  endpoint  = "arn:aws:lambda:ap-southeast-2:111122223333:function:page"
}

resource "aws_sns_topic_subscription" "hook" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "https"
  endpoint  = "https://events.pager.example/eu-west-1/enqueue"
}

resource "aws_sns_topic_subscription" "api" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "https"
  endpoint  = "https://a1b2c3d4e5.execute-api.us-west-2.amazonaws.com/prod"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = "ops@mail.example"
}

resource "aws_sns_topic_subscription" "from_away" {
  topic_arn = "arn:aws:sns:us-east-1:111122223333:orders"
  protocol  = "sqs"
  endpoint  = "arn:aws:sqs:eu-west-1:111122223333:orders"
}

resource "aws_sqs_queue" "jobs" {
  name           = "jobs"
  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:us-east-1:111122223333:dead", maxReceiveCount = 3 })
}
