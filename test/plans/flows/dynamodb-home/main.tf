provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_kinesis_stream" "orders" {
  name        = "orders-us-east-1"
  shard_count = 1
}

resource "aws_s3_bucket" "exports" {
  bucket = "exports-us-east-1"
}

resource "aws_kms_key" "orders" {}

resource "aws_dynamodb_table" "orders" {
  name             = "orders-us-east-1"
  hash_key         = "region"
  billing_mode     = "PAY_PER_REQUEST"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "region"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.orders.arn
  }
  point_in_time_recovery {
    enabled = true
  }
  tags = { replica = "us-east-1" }
}

resource "aws_dynamodb_kinesis_streaming_destination" "orders" {
  table_name = aws_dynamodb_table.orders.name
  stream_arn = aws_kinesis_stream.orders.arn
}

resource "aws_dynamodb_table_export" "orders" {
  table_arn = aws_dynamodb_table.orders.arn
  s3_bucket = aws_s3_bucket.exports.id
  s3_prefix = "us-east-1"
}

resource "aws_dynamodb_table_item" "market" {
  table_name = aws_dynamodb_table.orders.name
  hash_key   = "region"
  item       = jsonencode({ region = { S = "us-east-1" }, replica = { S = "arn:aws:dynamodb:us-east-1:999999999999:table/x" } })
}

resource "aws_dynamodb_table" "restored" {
  name                     = "restored"
  hash_key                 = "id"
  billing_mode             = "PAY_PER_REQUEST"
  restore_source_table_arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/us-east-1"
  restore_to_latest_time   = true
  attribute {
    name = "id"
    type = "S"
  }
}
