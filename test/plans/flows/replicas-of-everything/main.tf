provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_ecr_replication_configuration" "images" {
  replication_configuration {
    rule {
      destination {
        region      = "eu-central-1"
        registry_id = "111122223333"
      }
    }
  }
}

resource "aws_secretsmanager_secret" "db" {
  name = "db-eu-west-1"
  replica {
    region = "us-west-2"
  }
}

resource "aws_efs_file_system" "home" {
  creation_token = "eu-west-1"
}

resource "aws_efs_replication_configuration" "by_region" {
  source_file_system_id = aws_efs_file_system.home.id
  destination {
    region = "eu-north-1"
  }
}

resource "aws_efs_replication_configuration" "by_zone" {
  source_file_system_id = aws_efs_file_system.home.id
  destination {
    availability_zone_name = "eu-central-1a"
  }
}

resource "aws_keyspaces_keyspace" "orders" {
  name = "orders"
  replication_specification {
    replication_strategy = "MULTI_REGION"
    region_list          = ["eu-west-1", "ap-southeast-1"]
  }
}

resource "aws_ssmincidents_replication_set" "all" {
  region {
    name = "eu-west-1"
  }
  region {
    name = "us-west-2"
  }
}

resource "aws_ssm_resource_data_sync" "inventory" {
  name = "inventory"
  s3_destination {
    bucket_name = aws_s3_bucket.inventory.bucket
    region      = "eu-west-3"
  }
}

resource "aws_s3_bucket" "inventory" {
  bucket = "inventory"
}
