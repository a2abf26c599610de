provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_sqs_queue" "home" {
  name = "home"
}

resource "aws_sqs_queue" "spare" {
  count = 0
  name  = "spare"
}

module "fan_out" {
  source  = "./fan-out"
  targets = { queue = { protocol = "sqs", endpoint = aws_sqs_queue.home.arn, raw = true } }
}

module "events" {
  source  = "./events"
  targets = { orders = [{ name = "q", arn = try(aws_sqs_queue.spare[0].arn, aws_sqs_queue.home.arn) }] }
}

module "volume" {
  source = "./volume"
}
