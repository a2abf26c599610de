provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


module "keys" {
  source = "./keys"
}

resource "aws_sqs_queue" "by_id" {
  name              = "a"
  kms_master_key_id = module.keys.ids["us-east-1"]
}

resource "aws_sqs_queue" "by_alias" {
  name              = "b"
  kms_master_key_id = "alias/us-east-1"
}

resource "aws_sqs_queue" "managed" {
  name              = "c"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_sns_topic" "bare" {
  name              = "d"
  kms_master_key_id = "0a1b2c3d-0000-4000-8000-000000000000"
}

resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = true
  kms_key_id        = module.keys.arns[0]
}

resource "aws_secretsmanager_secret" "audit" {
  name       = "audit"
  kms_key_id = "arn:aws:kms:eu-west-1:444455556666:key/0a1b2c3d-0000-4000-8000-000000000000"
}
