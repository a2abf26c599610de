provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ecr_repository" "app" {
  name = "us-east-1/app"
}

resource "aws_ecr_replication_configuration" "images" {
  replication_configuration {
    rule {
      destination {
        region      = "eu-west-1"
        registry_id = "444455556666"
      }
      repository_filter {
        filter      = "us-east-1/"
        filter_type = "PREFIX_MATCH"
      }
    }
  }
}

resource "aws_secretsmanager_secret" "db" {
  name        = "us-east-1/db"
  description = "replica of us-east-1"
}

resource "aws_secretsmanager_secret_version" "db" {
  secret_id     = aws_secretsmanager_secret.db.id
  secret_string = jsonencode({ host = "db.us-east-1.rds.amazonaws.com", region = "us-east-1" })
}

resource "aws_efs_file_system" "home" {
  creation_token = "us-east-1"
}

resource "aws_efs_file_system" "second" {
  creation_token = "us-west-2"
}

resource "aws_efs_replication_configuration" "to_existing" {
  source_file_system_id = aws_efs_file_system.home.id
  destination {
    region         = "eu-west-1"
    file_system_id = aws_efs_file_system.second.id
  }
}

resource "aws_keyspaces_keyspace" "orders" {
  name = "us_east_1"
}

resource "aws_s3_bucket" "inventory" {
  bucket = "inventory-us-east-1"
}

resource "aws_ssm_resource_data_sync" "inventory" {
  name = "us-east-1"
  s3_destination {
    bucket_name = aws_s3_bucket.inventory.bucket
    region      = aws_s3_bucket.inventory.region
    prefix      = "us-east-1"
  }
}
