resource "aws_s3_bucket" "home" {
  bucket = "clover-away"
}
