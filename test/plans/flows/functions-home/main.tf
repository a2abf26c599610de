provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ecr_repository" "app" {
  name = "us-east-1"
}

resource "aws_sqs_queue" "orders" {
  name = "us-east-1"
}

resource "aws_lambda_function" "literal" {
  function_name = "us-east-1"
  role          = "arn:aws:iam::111122223333:role/lambda"
  package_type  = "Image"
  image_uri     = "444455556666.dkr.ecr.eu-west-1.amazonaws.com/app:us-east-1"
}

resource "aws_lambda_function" "image" {
  function_name = "image"
  role          = "arn:aws:iam::111122223333:role/us-east-1"
  package_type  = "Image"
  image_uri     = "${aws_ecr_repository.app.repository_url}:latest"
  environment {
    variables = {
      FALLBACK_REGION = "us-east-1"
      PARTNER         = "us-east-1.partner.example"
      OLD_QUEUE       = "us-east-1/orders"
    }
  }
  tags = { moved-from = "us-east-1" }
}

resource "aws_lambda_layer_version" "tools" {
  layer_name  = "us-east-1"
  filename    = "layer.zip"
  description = "built in us-east-1"
}

resource "aws_lambda_function" "layered" {
  function_name = "layered"
  role          = "arn:aws:iam::111122223333:role/lambda"
  runtime       = "nodejs20.x"
  handler       = "us-east-1.handler"
  filename      = "us-east-1.zip"
  layers = [
    aws_lambda_layer_version.tools.arn,
    "arn:aws:lambda:eu-west-1:094274105915:layer:AWSLambdaPowertoolsTypeScriptV2:20",
  ]
  dead_letter_config {
    target_arn = aws_sqs_queue.orders.arn
  }
}

resource "aws_lambda_event_source_mapping" "queue" {
  function_name    = aws_lambda_function.layered.arn
  event_source_arn = aws_sqs_queue.orders.arn
  filter_criteria {
    filter {
      pattern = jsonencode({ region = ["us-east-1"] })
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "layered" {
  function_name = aws_lambda_function.layered.function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.orders.arn
    }
  }
}
