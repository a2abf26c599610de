variable "audit" {
  type    = string
  default = "444455556666"
}

provider "aws" {
  region              = "eu-west-1"
  max_retries         = 2
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias                 = "audit"
  region                = "eu-west-1"
  max_retries           = 2
  forbidden_account_ids = ["999999999999"]
  assume_role {
    role_arn     = "arn:aws:iam::444455556666:role/deployer-us-east-1"
    session_name = "us-east-1"
    external_id  = "999999999999"
  }
  default_tags {
    tags = { origin = "us-east-1" }
  }
}

resource "aws_sqs_queue" "q" {
  name = "jobs"
}

resource "aws_sqs_queue" "evidence" {
  provider = aws.audit
  name     = "evidence"
}
