provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "unused"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


data "aws_iam_policy_document" "stay" {
  statement {
    sid     = "DenyOutsideIreland"
    effect  = "Deny"
    actions = ["s3:*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    resources = ["arn:aws:s3:::logs-us-east-1", "arn:aws:s3:::logs-us-east-1/*"]
    condition {
      test     = "StringNotEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1", "us-east-1", "ap-southeast-1"]
    }
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs-us-east-1"
  tags = {
    "region"      = "us-east-1"
    "replica-of"  = "arn:aws:s3:us-west-2:999999999999:accesspoint/old"
    "Description" = "moved from us-east-1 to eu-west-1 in 2024"
  }
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = data.aws_iam_policy_document.stay.json
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "/aws/codebuild/us-east-1/999999999999"
}

resource "aws_security_group" "web" {
  name        = "ap-southeast-1-web"
  description = "was in us-east-1a before; peers with eu-central-1"
  vpc_id      = "vpc-0123456789abcdef0"
}

resource "aws_launch_template" "web" {
  name      = "us-east-1-web"
  user_data = base64encode("#!/bin/sh\n# export AWS_REGION=us-east-1, was https://s3.us-east-1.amazonaws.com/x\n")
  tag_specifications {
    resource_type = "instance"
    tags          = { az = "us-east-1a" }
  }
}

resource "aws_ssm_parameter" "forbidden" {
  name  = "/clover/forbidden-regions"
  type  = "StringList"
  value = "us-east-1,us-west-2,ap-southeast-1"
}

output "old_home" {
  value = "us-east-1"
}
