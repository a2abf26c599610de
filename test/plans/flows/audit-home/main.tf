provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "trail" {
  bucket = "trail-us-east-1"
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail-us-east-1"
}

resource "aws_cloudtrail" "home" {
  name                          = "us-east-1"
  s3_bucket_name                = aws_s3_bucket.trail.id
  s3_key_prefix                 = "us-east-1"
  is_multi_region_trail         = false
  include_global_service_events = true
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn     = "arn:aws:iam::111122223333:role/trail"
  event_selector {
    read_write_type = "All"
    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::was-in-us-east-1/"]
    }
  }
}

resource "aws_config_configuration_aggregator" "home" {
  name = "us-east-1"
  account_aggregation_source {
    account_ids = ["111122223333", "444455556666"]
    regions     = ["eu-west-1"]
  }
}

resource "aws_config_aggregate_authorization" "home" {
  account_id = "444455556666"
  region     = "eu-west-1"
}

resource "aws_config_config_rule" "regions" {
  name             = "forbidden-us-east-1"
  input_parameters = jsonencode({ forbiddenRegions = "us-east-1,us-west-2" })
  source {
    owner             = "AWS"
    source_identifier = "S3_BUCKET_CROSS_REGION_REPLICATION_ENABLED"
  }
}

resource "aws_securityhub_finding_aggregator" "home" {
  linking_mode      = "SPECIFIED_REGIONS"
  specified_regions = ["eu-west-1"]
}

resource "aws_securityhub_insight" "abroad" {
  name               = "us-east-1"
  group_by_attribute = "ResourceRegion"
  filters {
    resource_region {
      comparison = "EQUALS"
      value      = "us-east-1"
    }
  }
}

resource "aws_guardduty_filter" "abroad" {
  name        = "us-east-1"
  detector_id = "0123456789abcdef0123456789abcdef"
  action      = "NOOP"
  rank        = 1
  finding_criteria {
    criterion {
      field  = "region"
      equals = ["us-east-1"]
    }
  }
}

resource "aws_guardduty_publishing_destination" "findings" {
  detector_id     = "0123456789abcdef0123456789abcdef"
  destination_arn = aws_s3_bucket.trail.arn
  kms_key_arn     = "arn:aws:kms:eu-west-1:444455556666:key/0a1b2c3d-0000-4000-8000-000000000000"
}
