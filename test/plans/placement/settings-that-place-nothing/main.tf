provider "aws" {
  region = "eu-west-1"

  max_retries       = 3
  s3_use_path_style = true
  default_tags {
    tags = { Region = "us-east-1", Replica = "arn:aws:s3:us-east-1:999999999999:accesspoint/x" }
  }
  ignore_tags {
    key_prefixes = ["us-east-1"]
  }
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_iam_role" "f" {
  name = "f"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "f" {
  function_name = "us-east-1"
  role          = aws_iam_role.f.arn
  handler       = "us-east-1.handler"
  runtime       = "nodejs20.x"
  s3_bucket     = "code-us-east-1"
  s3_key        = "us-east-1/f.zip"
  description   = "replaces arn:aws:lambda:us-east-1:999999999999:function:f"
}

resource "aws_kms_key" "k" {
  description         = "for us-east-1"
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "arn:aws:iam::111122223333:root" } },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = "*", Principal = { Service = "logs.eu-west-1.amazonaws.com" }, Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:eu-west-1:111122223333:*" } } },
      { Effect = "Deny", Action = "kms:*", Resource = "*", Principal = "*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = ["111122223333", "999999999999"] } } },
    ]
  })
}

resource "aws_kms_alias" "k" {
  name          = "alias/us-east-1"
  target_key_id = aws_kms_key.k.key_id
}

resource "aws_ecr_repository" "r" {
  name = "999999999999.dkr.ecr.us-east-1"
}

resource "aws_efs_file_system" "fs" {
  creation_token = "us-east-1"
  encrypted      = true
  kms_key_id     = aws_kms_key.k.arn
}

resource "aws_cloudwatch_metric_alarm" "a" {
  alarm_name          = "us-east-1"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 1
  dimensions          = { Region = "us-east-1" }
}
