variable "endpoint" {
  type    = string
  default = "https://sqs.eu-west-1.amazonaws.com"
}

provider "aws" {
  region = "eu-west-1"

  endpoints {
    sqs = var.endpoint
    s3  = "https://bucket.vpce-0123456789abcdef0-us-east-1.s3.eu-west-1.vpce.amazonaws.com"
    iam = "https://iam.amazonaws.com"
  }
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sqs_queue" "q" {
  name = "jobs"
}
