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
  source    = "./archive"
  providers = { aws = aws.frankfurt }
}

module "store" {
  source  = "./store"
  copy_to = module.archive.arn
}
