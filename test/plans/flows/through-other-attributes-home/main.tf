provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sqs_queue" "home" {
  name = "us-east-1"
}

resource "aws_ssm_parameter" "sink" {
  name  = "/sink"
  type  = "String"
  value = aws_sqs_queue.home.arn
}

resource "aws_sqs_queue" "tagged" {
  name = "tagged"
  tags = { sink = aws_sqs_queue.home.arn }
}

resource "aws_cloudwatch_event_target" "by_parameter" {
  rule = "nightly"
  arn  = aws_ssm_parameter.sink.value
}

resource "aws_cloudwatch_event_target" "by_tag" {
  rule = "nightly"
  arn  = aws_sqs_queue.tagged.tags["sink"]
}
