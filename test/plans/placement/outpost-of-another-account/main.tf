provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_subnet" "rack" {
  vpc_id               = "vpc-0123456789abcdef0"
  cidr_block           = "10.20.128.0/20"
  availability_zone_id = "euw1-az1"
  outpost_arn          = "arn:aws:outposts:eu-west-1:444455556666:outpost/op-0123456789abcdef0"
}

resource "aws_ebs_snapshot" "to_region" {
  volume_id   = "vol-0123456789abcdef0"
  description = "arn:aws:outposts:us-east-1:111122223333:outpost/op-0fedcba9876543210"
}
