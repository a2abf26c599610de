provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


module "rack" {
  source  = "./rack"
  outpost = "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0"
}
