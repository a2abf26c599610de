provider "aws" {
  region              = "eu-west-1"
  max_retries         = 2
  allowed_account_ids = ["111122223333", "999999999999"]
  assume_role {
    role_arn = "arn:aws:iam::999999999999:role/deployer"
  }
}

resource "aws_sqs_queue" "q" {
  name = "jobs"
}
