provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "data" {
  bucket = "clover-data"
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs-us-east-1"
}

resource "aws_sqs_queue" "events" {
  name = "from-us-east-1"
}

resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.data.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "us-east-1/"
}

resource "aws_s3_bucket_inventory" "data" {
  bucket                   = aws_s3_bucket.data.id
  name                     = "us-east-1"
  included_object_versions = "All"
  schedule {
    frequency = "Weekly"
  }
  destination {
    bucket {
      format     = "CSV"
      bucket_arn = aws_s3_bucket.logs.arn
      account_id = "111122223333"
      prefix     = "us-east-1"
    }
  }
}

resource "aws_s3control_storage_lens_configuration" "all" {
  account_id = "111122223333"
  config_id  = "all"
  storage_lens_configuration {
    enabled = true
    account_level {
      bucket_level {}
    }
    exclude {
      regions = ["us-east-1", "ap-southeast-1"]
    }
    data_export {
      cloud_watch_metrics {
        enabled = true
      }
      s3_bucket_destination {
        account_id            = "111122223333"
        arn                   = aws_s3_bucket.logs.arn
        format                = "CSV"
        output_schema_version = "V_1"
      }
    }
  }
}

resource "aws_s3_bucket_notification" "data" {
  bucket      = aws_s3_bucket.data.id
  eventbridge = true
  queue {
    queue_arn     = aws_sqs_queue.events.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "us-east-1/"
  }
}
