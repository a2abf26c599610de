variable "zones" {
  type    = map(string)
  default = { home = "eu-west-1a", istanbul = "eu-central-1-ist-1a" }
}

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

provider "aws" {
  alias                       = "fr"
  region                      = "eu-west-3"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_subnet" "tr" {
  provider          = aws.de
  vpc_id            = "vpc-0123456789abcdef0"
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-central-1-ist-1a"
}

resource "aws_subnet" "ma" {
  provider          = aws.fr
  vpc_id            = "vpc-0123456789abcdef1"
  cidr_block        = "10.1.0.0/24"
  availability_zone = "eu-west-3-cmn-wlz-1a"
}

resource "aws_subnet" "each" {
  for_each          = var.zones
  vpc_id            = "vpc-0123456789abcdef2"
  cidr_block        = "10.2.0.0/24"
  availability_zone = each.value
}

resource "aws_ebs_volume" "virginia" {
  availability_zone = "us-east-1a"
  size              = 8
  encrypted         = true
}
