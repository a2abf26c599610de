provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_globalaccelerator_accelerator" "a" {
  name            = "clover"
  ip_address_type = "IPV4"
  enabled         = true
  attributes {
    flow_logs_enabled = false
  }
}

resource "aws_s3_bucket" "fast" {
  bucket = "clover-fast"
}

resource "aws_s3_bucket_accelerate_configuration" "fast" {
  bucket = aws_s3_bucket.fast.id
  status = "Enabled"
}

resource "aws_s3_bucket" "slow" {
  bucket = "clover-slow"
}

resource "aws_s3_bucket_accelerate_configuration" "slow" {
  bucket = aws_s3_bucket.slow.id
  status = "Suspended"
}
