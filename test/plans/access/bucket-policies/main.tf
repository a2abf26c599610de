provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


locals {
  allow = { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::clover-data/*" }
  lets_in = {
    account   = { Principal = { AWS = "arn:aws:iam::999999999999:root" } }
    bare      = { Principal = { AWS = ["111122223333", "999999999999"] } }
    role      = { Principal = { AWS = "arn:aws:iam::999999999999:role/eu-west-1" } }
    session   = { Principal = { AWS = "arn:aws:sts::999999999999:assumed-role/reader/111122223333" } }
    anybody   = { Principal = "*" }
    any_aws   = { Principal = { AWS = "*" } }
    canonical = { Principal = { CanonicalUser = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" } }
    edge      = { Principal = { AWS = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHEXAMPLE" } }
    but_one   = { NotPrincipal = { AWS = "arn:aws:iam::999999999999:root" } }
    service   = { Principal = { Service = "logs.us-east-1.amazonaws.com" } }
  }
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.lets_in
  bucket   = "clover-data"
  policy   = jsonencode({ Version = "2012-10-17", Statement = [merge(local.allow, each.value)] })
}
