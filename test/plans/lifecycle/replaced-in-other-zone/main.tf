provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ebs_volume" "v" {
  availability_zone = "eu-west-1b"
  size              = 8
  encrypted         = true
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "g" {
  name = "new"
}
