provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "media" {
  bucket = "edge-us-east-1"
}

resource "aws_s3_bucket_accelerate_configuration" "media" {
  bucket = aws_s3_bucket.media.id
  status = "Suspended"
}

resource "aws_s3_access_point" "media" {
  bucket     = aws_s3_bucket.media.id
  name       = "us-east-1"
  account_id = "111122223333"
}

resource "aws_api_gateway_rest_api" "regional" {
  name        = "us-east-1"
  description = "EDGE"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_rest_api" "private" {
  name = "private"
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_apigatewayv2_api" "http" {
  name          = "us-east-1"
  protocol_type = "HTTP"
  cors_configuration {
    allow_origins = ["https://us-east-1.shop.example"]
  }
}

resource "aws_api_gateway_domain_name" "api" {
  domain_name              = "us-east-1.clover.example"
  regional_certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}
