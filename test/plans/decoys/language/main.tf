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

provider "aws" {
  alias                       = "frankfurt"
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


variable "region" {
  type        = string
  default     = "us-east-1"
  description = "only for names: us-east-1"
}

variable "replicas" {
  type = map(object({ region = string, bucket = string, enabled = bool }))
  default = {
    virginia  = { region = "us-east-1", bucket = "arn:aws:s3:::us-east-1", enabled = false }
    frankfurt = { region = "eu-central-1", bucket = "arn:aws:s3:::eu-central-1", enabled = false }
  }
}

locals {
  forbidden = ["us-east-1", "us-west-2"]
  home      = contains(local.forbidden, var.region) ? "eu-west-1" : var.region
}

resource "aws_sqs_queue" "each" {
  for_each = toset(local.forbidden)
  name     = "${each.key}-${var.region}"
  tags     = { region = var.region, home = local.home }
}

resource "aws_s3_bucket" "none" {
  for_each = { for name, replica in var.replicas : name => replica if replica.enabled }
  bucket   = each.value.region
}

resource "aws_sns_topic" "unused" {
  count    = var.region == "eu-west-1" ? 1 : 0
  provider = aws.us
  name     = "unused"
}

module "queues" {
  source    = "./queues"
  for_each  = toset(local.forbidden)
  region    = each.key
  providers = { aws = aws, aws.away = aws.frankfurt }
}

resource "terraform_data" "notes" {
  input            = { region = "us-east-1", provider = "aws.us", replica_region = "eu-central-1" }
  triggers_replace = ["us-east-1"]
}

check "home" {
  assert {
    condition     = local.home != "us-east-1"
    error_message = "us-east-1 is not home"
  }
}

output "region" {
  value = var.region
}

output "replica" {
  value = { region = "us-east-1", arn = "arn:aws:s3:::us-east-1" }
}
