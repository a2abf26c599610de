terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sqs_queue" "q" {
  name = "jobs"
}

resource "aws_s3_bucket" "b" {
  bucket = "clover-b"
}

resource "aws_iam_group" "g" {
  name = "auditors"
}
