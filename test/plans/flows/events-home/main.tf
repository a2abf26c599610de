provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_cloudwatch_event_rule" "watch" {
  name          = "us-east-1"
  description   = "calls in us-east-1"
  event_pattern = jsonencode({ source = ["aws.ec2"], detail = { awsRegion = ["us-east-1", "ap-south-1"] }, resources = [{ prefix = "arn:aws:ec2:us-east-1:" }] })
}

resource "aws_sqs_queue" "events" {
  name                       = "us-east-1"
  visibility_timeout_seconds = 60
}

resource "aws_cloudwatch_event_target" "queue" {
  rule      = aws_cloudwatch_event_rule.watch.name
  target_id = "us-east-1"
  arn       = aws_sqs_queue.events.arn
  input_transformer {
    input_paths    = { region = "$.detail.awsRegion" }
    input_template = "\"seen in <region>, not us-east-1\""
  }
}

resource "aws_cloudwatch_event_target" "audit" {
  rule     = aws_cloudwatch_event_rule.watch.name
  arn      = "arn:aws:events:eu-west-1:444455556666:event-bus/us-east-1"
  role_arn = "arn:aws:iam::111122223333:role/events"
}

resource "aws_cloudwatch_event_connection" "api" {
  name               = "api"
  authorization_type = "API_KEY"
  auth_parameters {
    api_key {
      key   = "x-region"
      value = "us-east-1"
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "api" {
  name                = "us-east-1"
  connection_arn      = aws_cloudwatch_event_connection.api.arn
  http_method         = "POST"
  invocation_endpoint = "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/us-east-1"
}

resource "aws_cloudwatch_event_target" "api" {
  rule     = aws_cloudwatch_event_rule.watch.name
  arn      = aws_cloudwatch_event_api_destination.api.arn
  role_arn = "arn:aws:iam::111122223333:role/events"
}

resource "aws_pipes_pipe" "p" {
  name     = "us-east-1"
  role_arn = "arn:aws:iam::111122223333:role/pipes"
  source   = aws_sqs_queue.events.arn
  target   = "arn:aws:states:eu-west-1:111122223333:stateMachine:us-east-1"
}

resource "aws_scheduler_schedule" "universal" {
  name                         = "us-east-1"
  schedule_expression          = "cron(0 9 * * ? *)"
  schedule_expression_timezone = "America/New_York"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:scheduler:::aws-sdk:sqs:sendMessage"
    role_arn = "arn:aws:iam::111122223333:role/scheduler"
    input    = jsonencode({ QueueUrl = "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", MessageBody = "go" })
  }
}
