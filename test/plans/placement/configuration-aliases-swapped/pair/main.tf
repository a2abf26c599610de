terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.eu, aws.us]
    }
  }
}

resource "aws_s3_bucket" "a" {
  provider = aws.eu
  bucket   = "clover-a"
}

resource "aws_s3_bucket" "b" {
  provider = aws.us
  bucket   = "clover-b"
}
