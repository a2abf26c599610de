provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "each" {
  for_each      = toset(["encoded", "stranger", "sourced", "template", "dynamic"])
  bucket_prefix = each.key
}

resource "aws_s3_bucket_policy" "encoded" {
  bucket = aws_s3_bucket.each["encoded"].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Action = "s3:GetObject", Resource = "${aws_s3_bucket.each["encoded"].arn}/*" }]
  })
}

data "aws_iam_policy_document" "stranger" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.each["stranger"].arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root", "arn:aws:iam::999999999999:root"]
    }
  }
}

resource "aws_s3_bucket_policy" "stranger" {
  bucket = aws_s3_bucket.each["stranger"].id
  policy = data.aws_iam_policy_document.stranger.json
}

data "aws_iam_policy_document" "base" {
  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.each["sourced"].arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "sourced" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    effect    = "Deny"
    actions   = ["s3:DeleteBucket"]
    resources = [aws_s3_bucket.each["sourced"].arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_s3_bucket_policy" "sourced" {
  bucket = aws_s3_bucket.each["sourced"].id
  policy = data.aws_iam_policy_document.sourced.json
}

resource "aws_iam_role" "own" {
  name               = "own"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

data "aws_iam_policy_document" "dynamic" {
  dynamic "statement" {
    for_each = [aws_iam_role.own.arn]
    content {
      actions   = ["s3:GetObject"]
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = [statement.value]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "dynamic" {
  bucket = aws_s3_bucket.each["dynamic"].id
  policy = data.aws_iam_policy_document.dynamic.json
}

module "policy" {
  source   = "./policy"
  bucket   = aws_s3_bucket.each["template"].arn
  accounts = ["111122223333", "999999999999"]
}

resource "aws_s3_bucket_policy" "module" {
  bucket = aws_s3_bucket.each["template"].id
  policy = module.policy.json
}
