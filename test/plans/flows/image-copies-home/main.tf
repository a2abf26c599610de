provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ami_copy" "web" {
  name              = "from-us-east-1"
  description       = "ami-0123456789abcdef0 of us-east-1"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "eu-west-1"
}

resource "aws_ebs_snapshot" "data" {
  volume_id   = "vol-0123456789abcdef0"
  description = "us-east-1a"
}

resource "aws_ebs_snapshot_copy" "data" {
  source_snapshot_id = aws_ebs_snapshot.data.id
  source_region      = "eu-west-1"
}

resource "aws_dlm_lifecycle_policy" "nightly" {
  description        = "no copies to us-east-1"
  execution_role_arn = "arn:aws:iam::111122223333:role/dlm"
  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { region = "us-east-1" }
    schedule {
      name = "us-east-1"
      create_rule {
        interval = 24
      }
      retain_rule {
        count = 7
      }
      tags_to_add = { copied-from = "us-east-1" }
    }
  }
}

resource "aws_imagebuilder_distribution_configuration" "web" {
  name = "us-east-1"
  distribution {
    region = "eu-west-1"
    ami_distribution_configuration {
      name               = "us-east-1-{{ imagebuilder:buildDate }}"
      target_account_ids = ["444455556666"]
      launch_permission {
        user_ids = ["444455556666"]
      }
    }
  }
}
