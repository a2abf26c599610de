provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "us"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ami_copy" "from_virginia" {
  name              = "eu-west-1"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "us-east-1"
}

resource "aws_ami_copy" "in_virginia" {
  provider          = aws.us
  name              = "web"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "eu-west-1"
}

resource "aws_ebs_snapshot_copy" "from_stockholm" {
  source_snapshot_id = "snap-0123456789abcdef0"
  source_region      = "eu-north-1"
}

resource "aws_ebs_snapshot_copy" "in_virginia" {
  provider           = aws.us
  source_snapshot_id = "snap-0123456789abcdef0"
  source_region      = "eu-west-1"
}

resource "aws_dlm_lifecycle_policy" "nightly" {
  description        = "nightly"
  execution_role_arn = "arn:aws:iam::111122223333:role/dlm"
  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { backup = "yes" }
    schedule {
      name = "nightly"
      create_rule {
        interval = 24
      }
      retain_rule {
        count = 7
      }
      cross_region_copy_rule {
        target    = "eu-west-2"
        encrypted = true
        retain_rule {
          interval      = 1
          interval_unit = "MONTHS"
        }
      }
    }
  }
}

resource "aws_imagebuilder_distribution_configuration" "web" {
  name = "web"
  distribution {
    region = "ap-northeast-1"
    ami_distribution_configuration {
      name = "web-{{ imagebuilder:buildDate }}"
    }
  }
}
