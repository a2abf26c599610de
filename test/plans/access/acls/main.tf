provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_s3_bucket_acl" "public" {
  bucket = "clover-site"
  acl    = "public-read"
}

resource "aws_s3_bucket_acl" "any_aws_user" {
  bucket = "clover-site-2"
  acl    = "authenticated-read"
}

resource "aws_s3_bucket_acl" "group" {
  bucket = "clover-site-3"
  access_control_policy {
    owner {
      id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    }
    grant {
      permission = "READ"
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}

resource "aws_s3_bucket_acl" "canonical" {
  bucket = "clover-site-4"
  access_control_policy {
    owner {
      id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    }
    grant {
      permission = "FULL_CONTROL"
      grantee {
        type = "CanonicalUser"
        id   = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
      }
    }
  }
}

resource "aws_s3_object" "public" {
  bucket  = "clover-site"
  key     = "eu-west-1/index.html"
  content = "hello"
  acl     = "public-read"
}

resource "aws_s3_bucket" "legacy" {
  bucket = "legacy"
  acl    = "public-read-write"
}
