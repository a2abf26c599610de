provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


data "terraform_remote_state" "lookup" {
  backend = "local"
  config = {
    path = "other-state.json"
  }
}

resource "aws_sqs_queue" "q" {
  name = data.terraform_remote_state.lookup.outputs.name
}
