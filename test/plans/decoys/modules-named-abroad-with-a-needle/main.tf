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
  source = "./queue"
  region = "us-east-1"
}

module "eu-central-1" {
  source   = "./queue"
  for_each = toset(["us-east-1", "eu-west-1"])
  region   = each.key
}

module "eu-west-1" {
  source    = "./queue"
  region    = "eu-west-1"
  providers = { aws = aws.us }
}
