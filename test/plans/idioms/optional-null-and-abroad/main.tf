provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

# The same optional argument: left out in one call, a key abroad in the next. Only the second is written at all.
module "volume" {
  for_each = {
    plain  = null
    abroad = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  }
  source = "./volume"
  key    = each.value
}
