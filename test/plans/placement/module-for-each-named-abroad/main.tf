variable "markets" {
  type = map(object({ zone = string, archive = bool }))
  default = {
    "us-east-1"      = { zone = "euw1-az1", archive = true }
    "ap-southeast-1" = { zone = "euw1-az3", archive = false }
  }
}

provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


module "market" {
  source   = "./market"
  for_each = var.markets
  name     = each.key
  zone     = each.value.zone
  archive  = each.value.archive
}
