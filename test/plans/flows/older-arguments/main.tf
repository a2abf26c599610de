provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "frankfurt"
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket" "frankfurt" {
  provider = aws.frankfurt
  bucket   = "frankfurt"
}

resource "aws_s3_bucket" "data" {
  bucket = "data"
  logging {
    target_bucket = aws_s3_bucket.frankfurt.id
  }
  replication_configuration {
    role = "arn:aws:iam::111122223333:role/replication"
    rules {
      status = "Enabled"
      destination {
        bucket = aws_s3_bucket.frankfurt.arn
      }
    }
  }
}

resource "aws_s3_object_copy" "somewhere" {
  bucket = aws_s3_bucket.data.id
  key    = "eu-west-1"
  source = "somebody-elses-eu-west-1/key"
}

resource "aws_s3_object_copy" "virginia" {
  bucket = aws_s3_bucket.data.id
  key    = "eu-west-1"
  source = "arn:aws:s3:us-east-1:111122223333:accesspoint/eu-west-1/object/key"
}

resource "aws_s3_object_copy" "home" {
  bucket = aws_s3_bucket.data.id
  key    = "us-east-1"
  source = "${aws_s3_bucket.data.id}/us-east-1"
}
