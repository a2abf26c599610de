provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ram_resource_share" "network" {
  name                      = "network"
  allow_external_principals = true
}

resource "aws_ram_principal_association" "audit" {
  principal          = "444455556666"
  resource_share_arn = aws_ram_resource_share.network.arn
}
