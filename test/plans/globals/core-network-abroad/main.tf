provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_networkmanager_global_network" "g" {
}

resource "aws_networkmanager_core_network" "wan" {
  global_network_id   = aws_networkmanager_global_network.g.id
  create_base_policy  = true
  base_policy_regions = ["eu-west-1", "us-east-1"]
}
