provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "north"
  region                      = "eu-north-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "orders" {
  bucket = "clover-orders"
}

resource "aws_s3_bucket" "returns" {
  bucket = "clover-returns"
}

resource "aws_s3_bucket" "stockholm" {
  provider = aws.north
  bucket   = "clover-copies-eu-west-1"
}

resource "aws_s3_bucket_replication_configuration" "orders" {
  bucket = aws_s3_bucket.orders.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = "arn:aws:s3:::clover-copies-eu-west-1"
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "returns" {
  bucket = aws_s3_bucket.returns.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = "arn:aws:s3:::somebody-elses-eu-west-1"
    }
  }
}
