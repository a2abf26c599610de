provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


data "terraform_remote_state" "network" {
  backend = "local"
  config = {
    path = "other-state.json"
  }
}

resource "aws_subnet" "s" {
  vpc_id               = data.terraform_remote_state.network.outputs.vpc
  cidr_block           = "10.0.0.0/24"
  availability_zone_id = data.terraform_remote_state.network.outputs.zone
}
