provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}

resource "aws_cloudwatch_log_group" "g" {
  name = "/aws/us-east-1/app"
}
