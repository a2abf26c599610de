provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


data "aws_partition" "p" {}

data "aws_region" "named" {
  name = "us-east-1"
}

data "aws_iam_policy_document" "d" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:${data.aws_partition.p.partition}:s3:::x-${data.aws_region.named.name}"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_sqs_queue" "q" {
  name = "not-${data.aws_region.named.name}"
}

resource "aws_s3_bucket" "x" {
  bucket = "x"
}

resource "aws_s3_bucket_policy" "x" {
  bucket = aws_s3_bucket.x.id
  policy = data.aws_iam_policy_document.d.json
}
