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


module "us-east-1" {
  source   = "./queue"
  for_each = { us-east-1 = "arn:aws:iam::111122223333:root", eu-central-1 = "444455556666" }
  region   = each.key
  reader   = each.value
}

resource "aws_kms_key" "us-east-1" {
  description = "eu-central-1"
}

resource "aws_ebs_volume" "eu-central-1" {
  for_each          = { us-east-1a = "eu-west-1a" }
  availability_zone = each.value
  size              = 1
  kms_key_id        = aws_kms_key.us-east-1.arn
}
