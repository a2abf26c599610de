provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_lambda_function" "image" {
  function_name = "image"
  role          = "arn:aws:iam::111122223333:role/lambda"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.us-east-1.amazonaws.com/app:eu-west-1"
}

resource "aws_lambda_function" "layered" {
  function_name = "layered"
  role          = "arn:aws:iam::111122223333:role/lambda"
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = "function.zip"
  layers        = ["arn:aws:lambda:us-east-1:111122223333:layer:tools:3"]
  dead_letter_config {
    target_arn = "arn:aws:sqs:us-west-2:111122223333:dead"
  }
}

resource "aws_lambda_event_source_mapping" "queue" {
  function_name    = aws_lambda_function.layered.arn
  event_source_arn = "arn:aws:sqs:eu-west-3:111122223333:orders"
}

resource "aws_lambda_event_source_mapping" "kafka" {
  function_name     = aws_lambda_function.layered.arn
  topics            = ["orders"]
  starting_position = "LATEST"
  self_managed_event_source {
    endpoints = { KAFKA_BOOTSTRAP_SERVERS = "kafka.partner.example:9092" }
  }
}

resource "aws_lambda_function_event_invoke_config" "layered" {
  function_name = aws_lambda_function.layered.function_name
  destination_config {
    on_failure {
      destination = "arn:aws:sns:us-east-1:111122223333:failures"
    }
  }
}
