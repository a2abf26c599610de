provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "media" {
  bucket = "media"
}

resource "aws_s3_bucket" "second" {
  bucket              = "second"
  acceleration_status = "Enabled"
}

resource "aws_s3_bucket_accelerate_configuration" "media" {
  bucket = aws_s3_bucket.media.id
  status = "Enabled"
}

resource "aws_s3control_multi_region_access_point" "media" {
  account_id = "111122223333"
  details {
    name = "media"
    region {
      bucket = aws_s3_bucket.media.id
    }
  }
}

resource "aws_api_gateway_rest_api" "edge" {
  name = "edge"
  endpoint_configuration {
    types = ["EDGE"]
  }
}

resource "aws_api_gateway_rest_api" "default" {
  name = "default"
}
