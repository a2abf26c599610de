provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}

provider "aws" {
  alias       = "us"
  region      = "us-east-1"
  max_retries = 2
}

resource "aws_sqs_queue" "home" {
  name = "us-east-1"
}

resource "aws_cloudwatch_log_group" "other" {
  provider = aws.us
  name     = "app"
}
