provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "terraform_data" "suffix" {
  input = "eu-west-1"
}

resource "aws_s3_bucket" "orders" {
  bucket = "orders-${terraform_data.suffix.id}"
}

resource "aws_s3_bucket" "copy" {
  bucket = "copies-${terraform_data.suffix.id}"
}

resource "aws_s3_bucket_replication_configuration" "by_reference" {
  bucket = aws_s3_bucket.orders.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = "arn:aws:s3:::${aws_s3_bucket.copy.id}"
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "by_suffix" {
  bucket = aws_s3_bucket.copy.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = "arn:aws:s3:::elsewhere-${terraform_data.suffix.id}"
    }
  }
}
