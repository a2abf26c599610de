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
  name = "home"
}

resource "aws_backup_vault" "frankfurt" {
  provider = aws.frankfurt
  name     = "frankfurt"
}

resource "aws_backup_plan" "written_first" {
  name = "written-first"
  rule {
    rule_name         = "nightly"
    target_vault_name = "default"
    copy_action {
      destination_vault_arn = aws_backup_vault.frankfurt.arn
    }
    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:444455556666:backup-vault:home"
    }
  }
}

resource "aws_backup_plan" "dynamic" {
  name = "dynamic"
  rule {
    rule_name         = "nightly"
    target_vault_name = "default"
    copy_action {
      destination_vault_arn = aws_backup_vault.home.arn
    }
    dynamic "copy_action" {
      for_each = [aws_backup_vault.frankfurt.arn]
      content {
        destination_vault_arn = copy_action.value
      }
    }
  }
}

resource "aws_backup_plan" "dynamic_alone" {
  name = "dynamic-alone"
  rule {
    rule_name         = "nightly"
    target_vault_name = "default"
    dynamic "copy_action" {
      for_each = [aws_backup_vault.home.arn]
      content {
        destination_vault_arn = copy_action.value
      }
    }
  }
}
