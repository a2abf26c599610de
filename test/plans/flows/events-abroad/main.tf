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


resource "aws_cloudwatch_event_rule" "all" {
  name          = "all"
  event_pattern = jsonencode({ source = [{ prefix = "" }] })
}

resource "aws_sqs_queue" "away" {
  provider = aws.us
  name     = "events"
}

resource "aws_cloudwatch_event_target" "bus" {
  rule     = aws_cloudwatch_event_rule.all.name
  arn      = "arn:aws:events:us-east-1:111122223333:event-bus/default"
  role_arn = "arn:aws:iam::111122223333:role/events"
}

resource "aws_cloudwatch_event_target" "queue" {
  rule = aws_cloudwatch_event_rule.all.name
  arn  = aws_sqs_queue.away.arn
}

resource "aws_cloudwatch_event_target" "dead_letters" {
  rule = aws_cloudwatch_event_rule.all.name
  arn  = "arn:aws:sqs:eu-west-1:111122223333:events"
  dead_letter_config {
    arn = "arn:aws:sqs:us-east-1:111122223333:dead"
  }
}

resource "aws_cloudwatch_event_connection" "oauth" {
  name               = "oauth"
  authorization_type = "OAUTH_CLIENT_CREDENTIALS"
  auth_parameters {
    oauth {
      authorization_endpoint = "https://login.partner.example/token"
      http_method            = "POST"
      client_parameters {
        client_id     = "clover"
        client_secret = "not-a-secret"
      }
      oauth_http_parameters {
        body {
          key   = "region"
          value = "eu-west-1"
        }
      }
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "hook" {
  name                = "hook"
  connection_arn      = aws_cloudwatch_event_connection.oauth.arn
  http_method         = "POST"
  invocation_endpoint = "https://hooks.partner.example/eu-west-1"
}

resource "aws_pipes_pipe" "out" {
  name     = "out"
  role_arn = "arn:aws:iam::111122223333:role/pipes"
  source   = "arn:aws:sqs:eu-west-1:111122223333:in"
  target   = "arn:aws:kinesis:us-west-2:111122223333:stream/out"
}

resource "aws_pipes_pipe" "in" {
  name     = "in"
  role_arn = "arn:aws:iam::111122223333:role/pipes"
  source   = "arn:aws:dynamodb:us-west-2:111122223333:table/orders/stream/2026-01-01T00:00:00.000"
  target   = "arn:aws:sqs:eu-west-1:111122223333:in"
  source_parameters {
    dynamodb_stream_parameters {
      starting_position = "LATEST"
    }
  }
}

resource "aws_scheduler_schedule" "universal" {
  name                = "universal"
  schedule_expression = "rate(1 hour)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:scheduler:::aws-sdk:sqs:sendMessage"
    role_arn = "arn:aws:iam::111122223333:role/scheduler"
    input    = jsonencode({ QueueUrl = "https://sqs.us-east-1.amazonaws.com/111122223333/jobs", MessageBody = "go" })
  }
}

resource "aws_cloudwatch_event_endpoint" "everywhere" {
  name = "everywhere"
  event_bus {
    event_bus_arn = "arn:aws:events:eu-west-1:111122223333:event-bus/orders"
  }
  event_bus {
    event_bus_arn = "arn:aws:events:eu-central-1:111122223333:event-bus/orders"
  }
  replication_config {
    state = "DISABLED"
  }
  routing_config {
    failover_config {
      primary {
        health_check = "arn:aws:route53:::healthcheck/0a1b2c3d-0000-4000-8000-000000000000"
      }
      secondary {
        route = "eu-central-1"
      }
    }
  }
}
