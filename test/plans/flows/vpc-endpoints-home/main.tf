provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


data "aws_region" "here" {}

resource "aws_vpc" "home" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_vpc_endpoint" "interfaces" {
  for_each            = toset(["sqs", "logs", "kms", "ecr.api", "execute-api"])
  vpc_id              = aws_vpc.home.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.${each.key}"
  private_dns_enabled = true
  tags                = { replaces = "com.amazonaws.us-east-1.${each.key}" }
}

resource "aws_vpc_endpoint" "gateways" {
  for_each     = toset(["s3", "dynamodb"])
  vpc_id       = aws_vpc.home.id
  service_name = "com.amazonaws.eu-west-1.${each.key}"
}

resource "aws_vpc_endpoint" "notebook" {
  vpc_id            = aws_vpc.home.id
  vpc_endpoint_type = "Interface"
  service_name      = "aws.sagemaker.eu-west-1.notebook"
}

resource "aws_vpc_endpoint" "partner" {
  vpc_id            = aws_vpc.home.id
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0"
  service_region    = "eu-west-1"
}

resource "aws_vpc_endpoint_service" "own" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/us-east-1/0123456789abcdef"]
  allowed_principals         = ["arn:aws:iam::444455556666:root"]
  supported_regions          = ["eu-west-1"]
}
