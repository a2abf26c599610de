variable "copy_to" {
  type = string
}

resource "aws_s3_bucket" "this" {
  bucket_prefix = "store-"
}

resource "aws_s3_bucket_replication_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = var.copy_to
    }
  }
}
