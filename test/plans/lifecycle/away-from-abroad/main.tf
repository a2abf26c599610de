provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_cloudwatch_log_subscription_filter" "f" {
  name            = "all"
  log_group_name  = "app"
  filter_pattern  = ""
  destination_arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/logs"
  role_arn        = "arn:aws:iam::111122223333:role/logs"
}

resource "aws_kms_key" "k" {
  enable_key_rotation = true
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "k", Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "arn:aws:iam::111122223333:root" } }]
  })
}

resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1a"
  size              = 8
  encrypted         = true
}
