provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_lambda_permission" "stranger" {
  function_name = "orders"
  action        = "lambda:InvokeFunction"
  principal     = "999999999999"
}

resource "aws_lambda_permission" "role" {
  function_name = "orders"
  action        = "lambda:InvokeFunction"
  principal     = "arn:aws:iam::999999999999:role/caller"
}

resource "aws_lambda_permission" "anybody" {
  function_name          = "orders"
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_function_url" "anybody" {
  function_name      = "orders"
  authorization_type = "NONE"
}

resource "aws_lambda_layer_version_permission" "anybody" {
  layer_name     = "arn:aws:lambda:eu-west-1:111122223333:layer:tools"
  version_number = 1
  statement_id   = "anybody"
  action         = "lambda:GetLayerVersion"
  principal      = "*"
}
