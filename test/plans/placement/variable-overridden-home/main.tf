variable "region" {
  type    = string
  default = "us-east-1"
}

variable "name" {
  type    = string
  default = "us-west-2"
}

provider "aws" {
  region                      = var.region
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sqs_queue" "q" {
  name = var.name
}
