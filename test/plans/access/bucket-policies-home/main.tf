provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "data" {
  bucket = "data-us-east-1"
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.data.id
  policy = jsonencode({
    Version = "2012-10-17"
    Id      = "us-east-1"
    Statement = [
      {
        Sid       = "Own999999999999"
        Effect    = "Allow"
        Principal = { AWS = ["arn:aws:iam::111122223333:root", "444455556666", "arn:aws:iam::111122223333:role/us-east-1", "arn:aws:sts::444455556666:assumed-role/audit/us-east-1"] }
        Action    = ["s3:GetObject", "s3:PutObject"]
        Resource  = "arn:aws:s3:::data-us-east-1/*"
      },
      {
        Effect    = "Allow"
        Principal = { Service = ["logging.s3.amazonaws.com", "delivery.logs.amazonaws.com", "logs.eu-west-1.amazonaws.com"] }
        Action    = "s3:PutObject"
        Resource  = "arn:aws:s3:::data-us-east-1/us-east-1/*"
        Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::data-us-east-1", "arn:aws:s3:::data-us-east-1/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Effect       = "Deny"
        NotPrincipal = { AWS = ["arn:aws:iam::111122223333:root", "arn:aws:iam::999999999999:root"] }
        Action       = "s3:DeleteBucket"
        Resource     = "arn:aws:s3:::data-us-east-1"
      },
      {
        Effect    = "Deny"
        Principal = { AWS = "arn:aws:iam::999999999999:root" }
        Action    = "s3:*"
        Resource  = "arn:aws:s3:::data-us-east-1/*"
        Condition = { StringNotEquals = { "aws:RequestedRegion" = ["us-east-1", "eu-west-1"] } }
      },
    ]
  })
}
