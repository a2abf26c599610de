provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}

provider "aws" {
  alias       = "us"
  region      = "us-east-1"
  max_retries = 2
}

import {
  provider = aws.us
  to       = aws_cloudwatch_log_group.away
  id       = "app"
}

import {
  to = aws_cloudwatch_log_group.home
  id = "us-east-1"
}

resource "aws_cloudwatch_log_group" "away" {
  provider = aws.us
  name     = "app"
}

resource "aws_cloudwatch_log_group" "home" {
  name = "us-east-1"
}
