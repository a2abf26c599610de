provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "terraform_data" "regions" {
  input = ["us-east-1"]
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
  attribute {
    name = "id"
    type = "S"
  }
  dynamic "replica" {
    for_each = terraform_data.regions.output
    content {
      region_name = replica.value
    }
  }
}

resource "aws_secretsmanager_secret" "db" {
  name = "db"
  dynamic "replica" {
    for_each = terraform_data.regions.output
    content {
      region = replica.value
    }
  }
}

resource "aws_backup_plan" "nightly" {
  name = "nightly"
  rule {
    rule_name         = "nightly"
    target_vault_name = "default"
    dynamic "copy_action" {
      for_each = terraform_data.regions.output
      content {
        destination_vault_arn = "arn:aws:backup:${copy_action.value}:111122223333:backup-vault:default"
      }
    }
  }
}
