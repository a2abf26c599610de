provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "home"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_vpc" "v" {
  provider   = aws.home
  cidr_block = "10.20.0.0/16"
}

resource "aws_route53_zone" "private" {
  name = "clover.internal"
  vpc {
    vpc_id     = aws_vpc.v.id
    vpc_region = "eu-west-1"
  }
}

resource "aws_route53_record" "by_country" {
  zone_id        = aws_route53_zone.private.zone_id
  name           = "api.clover.internal"
  type           = "CNAME"
  ttl            = 60
  records        = ["us-east-1.clover.internal"]
  set_identifier = "us-east-1"
  geolocation_routing_policy {
    country = "US"
  }
}

resource "aws_iam_openid_connect_provider" "ci" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_networkmanager_global_network" "g" {
  description = "us-west-2"
}

resource "aws_shield_protection" "nlb" {
  name         = "nlb"
  resource_arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/us-east-1/0123456789abcdef"
}
