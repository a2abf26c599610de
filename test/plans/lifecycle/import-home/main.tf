provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}

import {
  to = aws_cloudwatch_log_group.g
  id = "/aws/us-east-1/app"
}

resource "aws_cloudwatch_log_group" "g" {
  name              = "/aws/us-east-1/app"
  retention_in_days = 30
}
