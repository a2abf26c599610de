provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "us"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_cloudwatch_log_group" "g" {
  name = "us-east-1"
}

resource "aws_s3_bucket" "home" {
  bucket = "clover-home"
}

resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1a"
  size              = 8
  encrypted         = true
  tags              = { from = "us-east-1a" }
}
