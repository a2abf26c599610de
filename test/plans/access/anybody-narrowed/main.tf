provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


locals {
  conditions = {
    account           = jsonencode({ StringEquals = { "aws:PrincipalAccount" = "111122223333" } })
    accounts          = jsonencode({ StringEquals = { "aws:PrincipalAccount" = ["111122223333", "444455556666"] } })
    lower_case        = jsonencode({ StringEquals = { "aws:principalaccount" = "111122223333" } })
    role              = jsonencode({ ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/us-east-1" } })
    roles             = jsonencode({ ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/*" } })
    text              = jsonencode({ StringLike = { "aws:PrincipalArn" = ["arn:aws:iam::444455556666:role/audit-*"] } })
    any_of            = jsonencode({ "ForAnyValue:StringEquals" = { "aws:PrincipalAccount" = ["444455556666"] } })
    and_more          = jsonencode({ StringEquals = { "aws:PrincipalAccount" = "111122223333" }, IpAddress = { "aws:SourceIp" = "203.0.113.0/24" }, StringNotEquals = { "aws:RequestedRegion" = "us-east-1" } })
    for_us            = jsonencode({ StringEquals = { "aws:SourceAccount" = "111122223333" } })
    services          = jsonencode({ Bool = { "aws:PrincipalIsAWSService" = "true" } })
    own_access_points = jsonencode({ StringEquals = { "s3:DataAccessPointAccount" = "111122223333" } })
  }
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.conditions
  bucket   = "clover-data"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::clover-data/*", Condition = jsondecode(each.value) }]
  })
}

resource "aws_kms_key" "like_awss_own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:Decrypt", Resource = "*", Condition = { StringEquals = { "kms:CallerAccount" = "111122223333", "kms:ViaService" = "sqs.eu-west-1.amazonaws.com" } } },
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "kms:*", Resource = "*" },
    ]
  })
}

resource "aws_s3_bucket" "uploads" {
  bucket = "uploads-us-east-1"
}

resource "aws_sqs_queue_policy" "uploads" {
  queue_url = "https://sqs.eu-west-1.amazonaws.com/111122223333/uploads"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "arn:aws:sqs:eu-west-1:111122223333:uploads", Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::uploads-us-east-1" } } }]
  })
}

resource "aws_sns_topic_policy" "alarms" {
  arn = "arn:aws:sns:eu-west-1:111122223333:alarms"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sns:Publish", Resource = "*", Condition = { StringEquals = { "AWS:SourceOwner" = "111122223333" } } }]
  })
}
