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


resource "aws_dynamodb_table" "orders" {
  name             = "orders"
  hash_key         = "id"
  billing_mode     = "PAY_PER_REQUEST"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
  replica {
    region_name = "eu-central-1"
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000"
  }
}

resource "aws_dynamodb_global_table" "sessions" {
  name = "sessions"
  replica {
    region_name = "eu-west-2"
  }
}

resource "aws_dynamodb_table" "returns" {
  name         = "returns"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table_replica" "returns" {
  provider         = aws.us
  global_table_arn = aws_dynamodb_table.returns.arn
}

resource "aws_dynamodb_table_replica" "of_ohio" {
  global_table_arn = "arn:aws:dynamodb:us-east-2:111122223333:table/customers"
}

resource "aws_dynamodb_table" "restored" {
  name                     = "restored"
  hash_key                 = "id"
  billing_mode             = "PAY_PER_REQUEST"
  restore_source_table_arn = "arn:aws:dynamodb:us-west-2:111122223333:table/prices"
  restore_to_latest_time   = true
  attribute {
    name = "id"
    type = "S"
  }
}
