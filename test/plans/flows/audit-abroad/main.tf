provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_cloudtrail" "every_region" {
  name                  = "every-region"
  s3_bucket_name        = aws_s3_bucket.trail.id
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "somebody_elses" {
  name           = "somebody-elses"
  s3_bucket_name = "trail-eu-west-1-444455556666"
}

resource "aws_s3_bucket" "trail" {
  bucket = "trail"
}

resource "aws_config_configuration_aggregator" "virginia" {
  name = "virginia"
  account_aggregation_source {
    account_ids = ["111122223333"]
    regions     = ["us-east-1"]
  }
}

resource "aws_config_configuration_aggregator" "every_region" {
  name = "every-region"
  account_aggregation_source {
    account_ids = ["111122223333"]
    all_regions = true
  }
}

resource "aws_config_aggregate_authorization" "virginia" {
  account_id = "444455556666"
  region     = "us-east-1"
}

resource "aws_securityhub_finding_aggregator" "but_ireland" {
  linking_mode      = "ALL_REGIONS_EXCEPT_SPECIFIED"
  specified_regions = ["eu-west-1"]
}

resource "aws_guardduty_publishing_destination" "findings" {
  detector_id     = "0123456789abcdef0123456789abcdef"
  destination_arn = "arn:aws:s3:::findings-eu-west-1"
  kms_key_arn     = "arn:aws:kms:eu-central-1:444455556666:key/0a1b2c3d-0000-4000-8000-000000000000"
}
