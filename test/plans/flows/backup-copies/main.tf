provider "aws" {
  region                      = "eu-west-1"
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


resource "aws_backup_vault" "home" {
  name = "eu-central-1"
}

resource "aws_backup_vault" "frankfurt" {
  provider = aws.frankfurt
  name     = "eu-west-1"
}

resource "aws_backup_plan" "all" {
  name = "all"
  rule {
    rule_name         = "nightly"
    target_vault_name = aws_backup_vault.home.name
    schedule          = "cron(0 2 * * ? *)"
    copy_action {
      destination_vault_arn = aws_backup_vault.frankfurt.arn
    }
  }
}

resource "aws_backup_plan" "weekly" {
  name = "weekly"
  rule {
    rule_name         = "weekly"
    target_vault_name = aws_backup_vault.home.name
    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-central-1:444455556666:backup-vault:eu-west-1"
    }
  }
}

resource "aws_backup_plan" "home" {
  name = "eu-central-1"
  rule {
    rule_name         = "eu-central-1"
    target_vault_name = aws_backup_vault.home.name
    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:444455556666:backup-vault:eu-central-1"
    }
  }
}
