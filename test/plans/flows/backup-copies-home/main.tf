provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_backup_vault" "home" {
  for_each = toset(["us-east-1", "eu-central-1"])
  name     = each.key
}

resource "aws_backup_plan" "all" {
  name = "all-regions"
  rule {
    rule_name         = "us-east-1"
    target_vault_name = aws_backup_vault.home["us-east-1"].name
    schedule          = "cron(0 2 * * ? *)"
    copy_action {
      destination_vault_arn = aws_backup_vault.home["eu-central-1"].arn
    }
    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:444455556666:backup-vault:us-east-1"
    }
  }
}

resource "aws_backup_plan" "known" {
  name = "known"
  dynamic "rule" {
    for_each = toset(["us-east-1", "eu-central-1"])
    content {
      rule_name         = rule.value
      target_vault_name = "default"
      copy_action {
        destination_vault_arn = "arn:aws:backup:eu-west-1:444455556666:backup-vault:${rule.value}"
      }
    }
  }
}

resource "aws_backup_selection" "all" {
  name          = "all"
  plan_id       = aws_backup_plan.all.id
  iam_role_arn  = "arn:aws:iam::111122223333:role/backup"
  resources     = ["*"]
  not_resources = ["arn:aws:dynamodb:us-east-1:111122223333:table/*"]
}
