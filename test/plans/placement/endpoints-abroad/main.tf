provider "aws" {
  region = "eu-west-1"

  endpoints {
    sqs = "https://sqs.us-east-1.amazonaws.com"
    s3  = "https://s3.eu-west-1.amazonaws.com"
    sns = "https://queue.example.com"
  }
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sqs_queue" "q" {
  name = "jobs"
}
