provider "aws" {
  alias                       = "us_unused"
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


module "site" {
  source   = "./site"
  for_each = { "us-east-1" = "euw1-az1", "eu-west-2" = "euw1-az2" }
  zone     = each.value
  providers = {
    aws = aws.dublin
  }
}
