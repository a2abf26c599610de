provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_directory_bucket" "home" {
  bucket = "us-east-1--euw1-az1--x-s3"
  location {
    name = "euw1-az1"
  }
}

resource "aws_s3control_bucket" "rack" {
  bucket     = "us-east-1"
  outpost_id = "op-0123456789abcdef0"
}

resource "aws_s3control_bucket_policy" "rack" {
  bucket = "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0/bucket/us-east-1"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "*", Principal = { AWS = "999999999999" } }]
  })
}

resource "aws_s3_access_point" "rack" {
  name   = "us-east-1"
  bucket = "arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0/bucket/us-east-1"
  vpc_configuration {
    vpc_id = "vpc-0123456789abcdef0"
  }
}
