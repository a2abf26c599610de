provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

# A subnet on an Outpost that no site declares, and things that stand in one of two subnets.
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "home" {
  vpc_id            = aws_vpc.v.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_subnet" "rack" {
  vpc_id            = aws_vpc.v.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "eu-west-1a"
  outpost_arn       = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0fedcba9876543210"
}

locals {
  vpc     = try(aws_vpc.v.id, "")
  subnets = [aws_subnet.home.id, aws_subnet.rack.id]
}

resource "aws_route_table" "network" {
  vpc_id = local.vpc
}

resource "aws_network_interface" "somewhere" {
  subnet_id = local.subnets[1]
}
