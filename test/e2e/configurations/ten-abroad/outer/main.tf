terraform {
  required_providers {
    aws = { source = "hashicorp/aws", configuration_aliases = [aws.relay] }
  }
}

module "inner" {
  source    = "./inner"
  providers = { aws = aws.relay }
}

output "topic" {
  value = module.inner.topic
}
