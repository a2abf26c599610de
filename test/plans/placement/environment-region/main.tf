provider "aws" {
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


data "aws_region" "here" {}

resource "aws_sqs_queue" "q" {
  name = "jobs-${data.aws_region.here.name}"
}

resource "aws_iam_group" "auditors" {
  name = "auditors"
}
