provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "b" {
  bucket = "cloudfront-logs-us-east-1"
}

resource "aws_s3_bucket_accelerate_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  status = "Suspended"
}

resource "aws_api_gateway_rest_api" "regional" {
  name = "edge"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_acm_certificate" "home" {
  domain_name       = "cloudfront.clover.example"
  validation_method = "DNS"
}

resource "aws_wafv2_web_acl" "home" {
  name  = "cloudfront"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "home"
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_ip_set" "us" {
  name               = "us-east-1"
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = ["198.51.100.0/24"]
}
