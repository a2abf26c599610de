provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_route53_zone" "private" {
  name = "clover.internal"
  vpc {
    vpc_id     = "vpc-0123456789abcdef0"
    vpc_region = "us-east-1"
  }
}
