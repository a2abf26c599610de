provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


variable "service" {
  type    = string
  default = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"
}

resource "aws_vpc_endpoint" "partner" {
  vpc_id            = "vpc-0123456789abcdef0"
  vpc_endpoint_type = "Interface"
  service_name      = var.service
}

resource "aws_vpc_endpoint" "cross_region" {
  vpc_id            = "vpc-0123456789abcdef0"
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.vpce-svc-0123456789abcdef0"
  service_region    = "eu-central-1"
}

resource "aws_vpc_endpoint" "home" {
  vpc_id            = "vpc-0123456789abcdef0"
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.sqs"
}
