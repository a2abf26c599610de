variable "sovereign" {
  type    = bool
  default = true
}

variable "direction" {
  type    = string
  default = "east"
}

provider "aws" {
  region                      = var.sovereign ? "eu-west-1" : "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "built"
  region                      = "us-${var.direction}-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sqs_queue" "chosen" {
  name = "chosen"
}

resource "aws_sqs_queue" "built" {
  provider = aws.built
  name     = "built"
}
