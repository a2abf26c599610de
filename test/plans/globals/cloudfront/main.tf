provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "virginia"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_acm_certificate" "edge" {
  provider          = aws.virginia
  domain_name       = "media.clover.example"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "home" {
  domain_name       = "us-east-1.clover.example"
  validation_method = "DNS"
}

resource "aws_s3_bucket" "media" {
  bucket = "clover-media"
}

resource "aws_cloudfront_origin_access_control" "media" {
  name                              = "media"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "media" {
  enabled     = true
  price_class = "PriceClass_100"
  origin {
    origin_id                = "media"
    domain_name              = aws_s3_bucket.media.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.media.id
  }
  default_cache_behavior {
    target_origin_id       = "media"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }
  restrictions {
    geo_restriction {
      restriction_type = "whitelist"
      locations        = ["IE", "NO"]
    }
  }
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.edge.arn
    ssl_support_method  = "sni-only"
  }
}
