variable "regions" {
  type    = map(string)
  default = { dublin = "eu-west-1", virginia = "us-east-1" }
}

provider "aws" {
  alias                       = "by_site"
  for_each                    = var.regions
  region                      = each.value
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_sqs_queue" "q" {
  for_each = { for name, region in var.regions : name => region if name == "dublin" }
  provider = aws.by_site[each.key]
  name     = each.key
}
