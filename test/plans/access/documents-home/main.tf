provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


variable "partner" {
  type    = string
  default = "arn:aws:iam::444455556666:role/us-east-1"
}

resource "aws_s3_bucket" "data" {
  bucket_prefix = "us-east-1-"
}

resource "aws_iam_role" "reader" {
  name               = "us-east-1"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Deny999999999999"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

data "aws_iam_policy_document" "data" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.reader.arn, "arn:aws:iam::111122223333:root", var.partner]
    }
  }
  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = ["111122223333", "444455556666"]
    }
  }
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = data.aws_iam_policy_document.data.json
}

data "aws_iam_policy_document" "deliveries" {
  dynamic "statement" {
    for_each = toset(["logging.s3.amazonaws.com", "logs.eu-west-1.amazonaws.com"])
    content {
      actions   = ["s3:PutObject"]
      resources = ["${aws_s3_bucket.data.arn}/us-east-1/*"]
      principals {
        type        = "Service"
        identifiers = [statement.value]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = ["111122223333"]
      }
    }
  }
}

resource "aws_s3_bucket" "deliveries" {
  bucket_prefix = "us-east-1-"
}

resource "aws_s3_bucket_policy" "deliveries" {
  bucket = aws_s3_bucket.deliveries.id
  policy = data.aws_iam_policy_document.deliveries.json
}

module "policy" {
  source   = "./policy"
  bucket   = aws_s3_bucket.data.arn
  accounts = ["111122223333", "444455556666"]
}

module "attachment" {
  source = "./attachment"
  bucket = aws_s3_bucket.data.id
  policy = module.policy.json
}
