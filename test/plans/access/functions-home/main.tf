provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "us-east-1"
  schedule_expression = "rate(1 day)"
}

resource "aws_lambda_permission" "events" {
  function_name = "us-east-1"
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}

resource "aws_lambda_permission" "bucket" {
  function_name  = "orders"
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_account = "111122223333"
  source_arn     = "arn:aws:s3:::uploads-us-east-1"
}

resource "aws_lambda_permission" "logs" {
  function_name = "orders"
  action        = "lambda:InvokeFunction"
  principal     = "logs.eu-west-1.amazonaws.com"
  source_arn    = "arn:aws:logs:eu-west-1:111122223333:log-group:us-east-1:*"
}

resource "aws_lambda_permission" "audit" {
  function_name = "orders"
  action        = "lambda:InvokeFunction"
  principal     = "444455556666"
  statement_id  = "us-east-1"
}

resource "aws_lambda_function_url" "own" {
  function_name      = "orders"
  authorization_type = "AWS_IAM"
  cors {
    allow_origins = ["https://us-east-1.shop.example"]
  }
}

resource "aws_lambda_layer_version_permission" "audit" {
  layer_name     = "arn:aws:lambda:eu-west-1:111122223333:layer:us-east-1"
  version_number = 1
  statement_id   = "us-east-1"
  action         = "lambda:GetLayerVersion"
  principal      = "444455556666"
}
