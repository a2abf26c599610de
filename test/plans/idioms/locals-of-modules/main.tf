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

resource "aws_sqs_queue" "home" {
  name = "home"
}

resource "aws_sqs_queue" "abroad" {
  provider = aws.us
  name     = "abroad"
}

module "clean" {
  source  = "./events"
  targets = { orders = [{ name = "q", arn = aws_sqs_queue.home.arn }] }
}

module "mixed" {
  source  = "./events"
  targets = { orders = [{ name = "q", arn = aws_sqs_queue.abroad.arn }] }
}
