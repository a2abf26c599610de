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


resource "aws_vpc" "home" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_vpc" "away" {
  provider   = aws.us
  cidr_block = "10.30.0.0/16"
}

resource "aws_vpc_peering_connection" "by_region" {
  vpc_id      = aws_vpc.home.id
  peer_vpc_id = "vpc-0123456789abcdef0"
  peer_region = "eu-west-2"
}

resource "aws_vpc_peering_connection" "by_reference" {
  vpc_id      = aws_vpc.home.id
  peer_vpc_id = aws_vpc.away.id
}

resource "aws_vpc_peering_connection" "from_virginia" {
  provider    = aws.us
  vpc_id      = aws_vpc.away.id
  peer_vpc_id = aws_vpc.home.id
  peer_region = "eu-west-1"
}

resource "aws_vpc_peering_connection_accepter" "of_virginia" {
  vpc_peering_connection_id = aws_vpc_peering_connection.from_virginia.id
  auto_accept               = true
}

resource "aws_vpc_peering_connection_accepter" "of_somebody" {
  vpc_peering_connection_id = "pcx-0123456789abcdef0"
  auto_accept               = true
}

resource "aws_ec2_transit_gateway" "home" {
  description = "eu-west-1"
}

resource "aws_ec2_transit_gateway_peering_attachment" "away" {
  transit_gateway_id      = aws_ec2_transit_gateway.home.id
  peer_transit_gateway_id = aws_ec2_transit_gateway.away.id
  peer_region             = "us-east-1"
}

resource "aws_ec2_transit_gateway" "away" {
  provider = aws.us
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "of_somebody" {
  transit_gateway_attachment_id = "tgw-attach-0123456789abcdef0"
}
