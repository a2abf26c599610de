provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


# Was in us-east-1 until 2024: vpc-0us, peered with ap-southeast-1.
resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  tags = {
    Name       = "us-east-1"
    peer       = "arn:aws:ec2:us-east-1:999999999999:vpc/vpc-0123456789abcdef0"
    "failover" = "eu-central-1"
  }
}

resource "aws_subnet" "each" {
  for_each          = { us-east-1a = "eu-west-1a", us-east-1b = "eu-west-1b", ap-south-1a = "eu-west-1c" }
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet("10.20.0.0/16", 8, index(["us-east-1a", "us-east-1b", "ap-south-1a"], each.key))
  availability_zone = each.value
  tags              = { Name = each.key, zone_id = "use1-az4" }
}

resource "aws_vpc_dhcp_options" "legacy" {
  domain_name         = "us-east-1.compute.internal"
  domain_name_servers = ["AmazonProvidedDNS"]
}

resource "aws_security_group" "web" {
  name        = "us-east-1-web"
  description = "from us-east-1 (999999999999)"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.web.id
  description       = "eu-central-1 load balancer"
  cidr_ipv4         = "10.20.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_ec2_managed_prefix_list" "denied" {
  name           = "com.example.us-east-1.s3"
  address_family = "IPv4"
  max_entries    = 2
  entry {
    cidr        = "10.30.0.0/16"
    description = "us-east-1"
  }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
  tags   = { to = "us-east-1" }
}

resource "aws_networkfirewall_rule_group" "domains" {
  name        = "deny-us-east-1"
  description = "nothing to us-east-1"
  capacity    = 100
  type        = "STATEFUL"
  rule_group {
    rules_source {
      rules_source_list {
        generated_rules_type = "DENYLIST"
        target_types         = ["TLS_SNI", "HTTP_HOST"]
        targets              = ["s3.us-east-1.amazonaws.com", ".us-west-2.amazonaws.com", "sqs.eu-central-1.amazonaws.com"]
      }
    }
  }
}

resource "aws_lb" "api" {
  name               = "us-east-1"
  internal           = true
  load_balancer_type = "network"
  subnets            = [for subnet in aws_subnet.each : subnet.id]
}

resource "aws_lb_target_group" "api" {
  name     = "us-east-1"
  port     = 443
  protocol = "TCP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.flows.arn
  log_format           = "$${region} $${az-id} $${srcaddr}"
}

resource "aws_s3_bucket" "flows" {
  bucket = "flows-us-east-1-999999999999"
}
