provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "de"
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_subnet" "istanbul" {
  provider             = aws.de
  vpc_id               = "vpc-0123456789abcdef0"
  cidr_block           = "10.0.0.0/24"
  availability_zone_id = "euc1-ist1-az1"
}

resource "aws_eip" "istanbul" {
  provider             = aws.de
  domain               = "vpc"
  network_border_group = "eu-central-1-ist-1"
}

resource "aws_subnet" "virginia" {
  vpc_id               = "vpc-0123456789abcdef1"
  cidr_block           = "10.1.0.0/24"
  availability_zone_id = "use1-az4"
}

resource "aws_subnet" "dublin" {
  vpc_id               = "vpc-0123456789abcdef1"
  cidr_block           = "10.2.0.0/24"
  availability_zone_id = "euw1-az2"
  tags                 = { zone = "use1-az4" }
}

resource "aws_subnet" "unheard_of" {
  vpc_id               = "vpc-0123456789abcdef1"
  cidr_block           = "10.3.0.0/24"
  availability_zone_id = "euw1-osl1-az1"
}
