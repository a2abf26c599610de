provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "us"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_kms_replica_key" "away" {
  provider        = aws.us
  primary_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234567890abcdef1234567890abcdef"
}

resource "aws_kms_replica_key" "home" {
  primary_key_arn = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234567890abcdef1234567890abcdef"
}

resource "aws_cloudwatch_log_group" "under_the_replica" {
  name       = "app"
  kms_key_id = aws_kms_replica_key.away.arn
}

resource "aws_sqs_queue" "jobs" {
  name              = "jobs"
  kms_master_key_id = "arn:aws:kms:us-east-1:111122223333:alias/eu-west-1"
}
