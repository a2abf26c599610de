provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "orders" {
  bucket = "clover-orders"
}

resource "aws_s3_bucket" "copy" {
  bucket = "copies-us-east-1"
}

resource "aws_s3_bucket" "archive" {
  bucket_prefix = "archive-eu-central-1-"
}

resource "aws_kms_key" "copy" {
  description = "for what came from us-east-1"
}

resource "aws_s3_bucket_versioning" "all" {
  for_each = { orders = aws_s3_bucket.orders.id, copy = aws_s3_bucket.copy.id, archive = aws_s3_bucket.archive.id }
  bucket   = each.value
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_replication_configuration" "orders" {
  bucket = aws_s3_bucket.orders.id
  role   = "arn:aws:iam::111122223333:role/replicate-to-us-east-1"
  rule {
    id       = "us-east-1"
    priority = 1
    status   = "Enabled"
    filter {
      prefix = "us-east-1/"
    }
    delete_marker_replication {
      status = "Disabled"
    }
    destination {
      bucket = "arn:aws:s3:::copies-us-east-1"
    }
  }
  rule {
    id       = "archive"
    priority = 2
    status   = "Enabled"
    filter {
      tag {
        key   = "market"
        value = "eu-central-1"
      }
    }
    delete_marker_replication {
      status = "Disabled"
    }
    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }
    destination {
      bucket        = aws_s3_bucket.archive.arn
      storage_class = "GLACIER"
      encryption_configuration {
        replica_kms_key_id = aws_kms_key.copy.arn
      }
    }
  }
}
