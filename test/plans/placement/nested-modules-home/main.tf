provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "dublin"
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


module "us-east-1" {
  source = "./site"
  sites  = { "us-west-2" = 1, "ap-southeast-1" = 2 }
  providers = {
    aws = aws.dublin
  }
}

resource "aws_iam_group" "auditors" {
  name = "auditors"
}
