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


variable "sink" {
  type      = string
  sensitive = true
  default   = "arn:aws:sqs:us-east-1:111122223333:sink"
}

variable "abroad" {
  type    = bool
  default = false
}

resource "terraform_data" "choice" {
  input = "arn:aws:sqs:us-east-1:111122223333:sink"
}

resource "aws_sqs_queue" "home" {
  name = "home"
}

resource "aws_sqs_queue" "away" {
  provider = aws.us
  name     = "away"
}

resource "aws_cloudwatch_event_target" "sensitive" {
  rule = "nightly"
  arn  = var.sink
}

resource "aws_cloudwatch_event_target" "handed_on" {
  rule = "nightly"
  arn  = terraform_data.choice.output
}

resource "aws_cloudwatch_event_target" "handed_on_beside_home" {
  rule = "nightly"
  arn  = coalesce(terraform_data.choice.output, aws_sqs_queue.home.arn)
}

resource "aws_cloudwatch_event_target" "either" {
  rule = "nightly"
  arn  = terraform_data.choice.id == "x" ? aws_sqs_queue.home.arn : aws_sqs_queue.away.arn
}
