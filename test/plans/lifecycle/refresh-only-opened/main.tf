provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}

resource "aws_sqs_queue" "inbox" {
  name = "inbox"
}

resource "aws_sns_topic" "news" {
  name = "news"
}
