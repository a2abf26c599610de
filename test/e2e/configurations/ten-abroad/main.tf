# Ten ways abroad, each to a region of its own. Nobody wrote a foreign region into a resource where a reader would look for one.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

provider "aws" {
  region      = "eu-west-1"
  max_retries = 2
}

# 1. The provider's region is a variable's default.
variable "recovery_region" {
  default = "us-east-1"
}

provider "aws" {
  alias       = "recovery"
  region      = var.recovery_region
  max_retries = 2
}

resource "aws_ssm_parameter" "setting" {
  provider = aws.recovery
  name     = "/ten/setting"
  type     = "String"
  value    = "x"
}

# 2. The provider goes through two modules under another name.
provider "aws" {
  alias       = "events"
  region      = "eu-central-2"
  max_retries = 2
}

module "outer" {
  source    = "./outer"
  providers = { aws.relay = aws.events }
}

# 3. The provider's region is in a file.
provider "aws" {
  alias       = "filed"
  region      = jsondecode(file("${path.module}/regions.json")).archive
  max_retries = 2
}

resource "aws_ssm_parameter" "archived" {
  provider = aws.filed
  name     = "/ten/archived"
  type     = "String"
  value    = "x"
}

# 4. A module's for_each says where a secret is copied to.
module "copies" {
  source   = "./copies"
  for_each = toset(["ca-central-1"])
  region   = each.key
}

# 5. What a replication encrypts its copies with.
locals {
  account = "111122223333"
  far     = ["eu", "north", "1"]
}

resource "aws_s3_bucket" "original" {
  bucket        = "clover-ten-original"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "original" {
  bucket = aws_s3_bucket.original.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "copy" {
  bucket = "clover-ten-copy"
}

resource "aws_s3_bucket_versioning" "copy" {
  bucket = aws_s3_bucket.copy.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_replication_configuration" "original" {
  depends_on = [aws_s3_bucket_versioning.original, aws_s3_bucket_versioning.copy]
  bucket     = aws_s3_bucket.original.id
  role       = "arn:aws:iam::${local.account}:role/replication"
  rule {
    id     = "all"
    status = "Enabled"
    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }
    destination {
      bucket = aws_s3_bucket.copy.arn
      encryption_configuration {
        replica_kms_key_id = "arn:aws:kms:${join("-", local.far)}:${local.account}:key/11111111-2222-3333-4444-555555555555"
      }
    }
  }
}

# 6. A subscriber whose ARN is put together.
resource "aws_sns_topic" "orders" {
  name = "ten-orders"
}

resource "aws_sns_topic_subscription" "orders" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "sqs"
  endpoint  = format("arn:aws:sqs:%s-1:%s:orders", "sa-east", local.account)
}

# 7. A network that is connected to another.
variable "peer_vpc" {}

resource "aws_vpc" "home" {
  cidr_block = "10.7.0.0/16"
}

resource "aws_vpc_peering_connection" "away" {
  vpc_id      = aws_vpc.home.id
  peer_vpc_id = var.peer_vpc
  peer_region = "ap-northeast-1"
}

# 8. Images that the registry copies.
resource "aws_ecr_replication_configuration" "images" {
  replication_configuration {
    rule {
      dynamic "destination" {
        for_each = ["us-west-2"]
        content {
          region      = destination.value
          registry_id = local.account
        }
      }
    }
  }
}

# 9. A target that the apply alone will tell: only the reference leads abroad, to what the module of case 2 makes.
resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "ten-nightly"
  schedule_expression = "rate(1 day)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = module.outer.topic
}

# 10. Backups that are copied to another vault.
resource "aws_backup_plan" "nightly" {
  name = "ten-nightly"
  rule {
    rule_name         = "nightly"
    target_vault_name = "ten-home"
    copy_action {
      destination_vault_arn = "arn:aws:backup:ap-southeast-2:${local.account}:backup-vault:ten"
    }
  }
}
