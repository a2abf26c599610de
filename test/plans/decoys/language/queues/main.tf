terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.away]
    }
  }
}

variable "region" {
  type = string
}

resource "aws_sqs_queue" "home" {
  name = var.region
}

output "region" {
  value = var.region
}
