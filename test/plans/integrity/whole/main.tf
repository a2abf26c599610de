provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


variable "token" {
  type      = string
  default   = "us-east-1"
  sensitive = true
}

check "home" {
  assert {
    condition     = aws_sqs_queue.q.name == "us-east-1"
    error_message = "not in us-east-1"
  }
}

resource "terraform_data" "note" {
  input = { region = "us-east-1", token = var.token }
  lifecycle {
    replace_triggered_by = [aws_sqs_queue.q]
    postcondition {
      condition     = self.id != ""
      error_message = "us-east-1"
    }
  }
}

resource "aws_sqs_queue" "q" {
  name = "jobs"
  timeouts {
    create = "5m"
  }
}

output "queue" {
  value     = { arn = aws_sqs_queue.q.arn, token = var.token }
  sensitive = true
}
