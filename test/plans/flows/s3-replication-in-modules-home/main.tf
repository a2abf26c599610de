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


module "archive" {
  source   = "./archive"
  for_each = toset(["eu-central-1", "us-east-1"])
}

module "store" {
  source   = "./store"
  for_each = module.archive
  copy_to  = each.value.arn
}

module "one" {
  source  = "./store"
  copy_to = module.archive["us-east-1"].arn
}
