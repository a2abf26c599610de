variable "region" {}

resource "aws_secretsmanager_secret" "password" {
  name                    = "ten-password"
  recovery_window_in_days = 0
  replica {
    region = var.region
  }
}
