provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


check "reachable" {
  assert {
    condition     = aws_s3_bucket.home.bucket != "us-east-1"
    error_message = "us-east-1"
  }
}

resource "aws_s3_bucket" "home" {
  bucket = "clover-home"
}

output "region" {
  value = "us-east-1"
}
