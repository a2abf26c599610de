provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

# Ids through locals, zones by one of two names: nothing here lies on a rack.
locals {
  zones   = ["eu-west-1a", "euw1-az2"]
  vpc     = try(aws_vpc.v.id, "")
  subnets = aws_subnet.s[*].id
}

resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "s" {
  count                = 2
  vpc_id               = local.vpc
  cidr_block           = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone    = length(regexall("^[a-z]{2}-", local.zones[count.index])) > 0 ? local.zones[count.index] : null
  availability_zone_id = length(regexall("^[a-z]{2}-", local.zones[count.index])) == 0 ? local.zones[count.index] : null
}

resource "aws_route_table" "r" {
  vpc_id = local.vpc
}

resource "aws_route_table_association" "a" {
  count          = 2
  subnet_id      = element(local.subnets, count.index)
  route_table_id = aws_route_table.r.id
}
