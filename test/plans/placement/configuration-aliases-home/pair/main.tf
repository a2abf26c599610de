terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.primary, aws.replica]
    }
  }
}

resource "aws_s3_bucket" "primary" {
  provider = aws.primary
  bucket   = "clover-primary"
}

resource "aws_s3_bucket" "replica" {
  provider = aws.replica
  bucket   = "clover-replica-us-east-1"
}
