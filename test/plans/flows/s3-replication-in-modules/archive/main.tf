resource "aws_s3_bucket" "this" {
  bucket_prefix = "archive-"
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
