provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "frankfurt"
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "home" {
  bucket = "home"
}

resource "aws_s3_bucket" "frankfurt" {
  provider = aws.frankfurt
  bucket   = "frankfurt"
}

resource "aws_kinesis_firehose_delivery_stream" "vendor" {
  name        = "vendor"
  destination = "http_endpoint"
  http_endpoint_configuration {
    url      = "https://intake.observability.example/eu-west-1"
    role_arn = "arn:aws:iam::111122223333:role/firehose"
    s3_configuration {
      role_arn   = "arn:aws:iam::111122223333:role/firehose"
      bucket_arn = aws_s3_bucket.home.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "splunk" {
  name        = "splunk"
  destination = "splunk"
  splunk_configuration {
    hec_endpoint = "https://http-inputs.splunk.example:443"
    hec_token    = "51D4DA16-C61B-4F5F-8EC7-ED4301342A4A"
    s3_configuration {
      role_arn   = "arn:aws:iam::111122223333:role/firehose"
      bucket_arn = aws_s3_bucket.frankfurt.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "search" {
  name        = "search"
  destination = "opensearch"
  opensearch_configuration {
    cluster_endpoint = "https://search-logs-a1b2c3.us-east-1.es.amazonaws.com"
    role_arn         = "arn:aws:iam::111122223333:role/firehose"
    index_name       = "logs"
    s3_configuration {
      role_arn   = "arn:aws:iam::111122223333:role/firehose"
      bucket_arn = aws_s3_bucket.home.arn
    }
  }
}

resource "aws_kinesis_firehose_delivery_stream" "read" {
  name        = "read"
  destination = "extended_s3"
  kinesis_source_configuration {
    kinesis_stream_arn = "arn:aws:kinesis:eu-central-1:111122223333:stream/orders"
    role_arn           = "arn:aws:iam::111122223333:role/firehose"
  }
  extended_s3_configuration {
    role_arn   = "arn:aws:iam::111122223333:role/firehose"
    bucket_arn = aws_s3_bucket.home.arn
  }
}
