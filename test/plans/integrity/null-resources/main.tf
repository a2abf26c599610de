provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "terraform_data" "done" {
  triggers_replace = { region = "us-east-1", endpoint = "https://s3.us-east-1.amazonaws.com" }
  input            = "arn:aws:s3:us-east-1:999999999999:accesspoint/x"
}

resource "aws_sqs_queue" "q" {
  name       = "jobs"
  depends_on = [terraform_data.done]
}
