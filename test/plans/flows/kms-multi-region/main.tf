provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_kms_key" "orders" {
  multi_region = true
}

resource "aws_kms_key" "single" {
  multi_region = false
}

resource "aws_kms_key" "default" {}
