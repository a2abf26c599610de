provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "audit"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_vpc" "home" {
  cidr_block = "10.20.0.0/16"
  tags       = { Name = "us-east-1" }
}

resource "aws_vpc" "audit" {
  provider   = aws.audit
  cidr_block = "10.30.0.0/16"
}

resource "aws_vpc_peering_connection" "same_region" {
  vpc_id      = aws_vpc.home.id
  peer_vpc_id = "vpc-0123456789abcdef0"
  auto_accept = true
}

resource "aws_vpc_peering_connection" "audit" {
  vpc_id        = aws_vpc.home.id
  peer_vpc_id   = aws_vpc.audit.id
  peer_owner_id = "444455556666"
  peer_region   = "eu-west-1"
  tags          = { Side = "us-east-1" }
}

resource "aws_vpc_peering_connection_accepter" "audit" {
  provider                  = aws.audit
  vpc_peering_connection_id = aws_vpc_peering_connection.audit.id
  auto_accept               = true
}

resource "aws_vpc_peering_connection_options" "audit" {
  vpc_peering_connection_id = aws_vpc_peering_connection.audit.id
  requester {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_route_table" "home" {
  vpc_id = aws_vpc.home.id
}

resource "aws_route" "audit" {
  route_table_id            = aws_route_table.home.id
  destination_cidr_block    = aws_vpc.audit.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.audit.id
}

resource "aws_ec2_transit_gateway" "each" {
  count       = 2
  description = "us-east-1"
}

resource "aws_ec2_transit_gateway_peering_attachment" "home" {
  transit_gateway_id      = aws_ec2_transit_gateway.each[0].id
  peer_transit_gateway_id = aws_ec2_transit_gateway.each[1].id
  peer_region             = "eu-west-1"
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "home" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.home.id
}

resource "aws_ec2_transit_gateway_vpc_attachment" "home" {
  transit_gateway_id = aws_ec2_transit_gateway.each[0].id
  vpc_id             = aws_vpc.home.id
  subnet_ids         = ["subnet-0123456789abcdef0"]
}

resource "aws_route" "everything" {
  route_table_id         = aws_route_table.home.id
  destination_cidr_block = "10.40.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.each[0].id
}
