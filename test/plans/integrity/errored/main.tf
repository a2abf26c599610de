provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


variable "size" {
  type    = number
  default = 2
}

resource "aws_sqs_queue" "good" {
  name = "good"
}

resource "aws_sqs_queue" "bad" {
  name = "bad"
  lifecycle {
    precondition {
      condition     = var.size > 2
      error_message = "Too small."
    }
  }
}
