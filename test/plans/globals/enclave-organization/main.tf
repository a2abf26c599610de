provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_organizations_organization" "o" {
  feature_set                   = "ALL"
  enabled_policy_types          = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]
  aws_service_access_principals = ["cloudtrail.amazonaws.com"]
}

resource "aws_organizations_organizational_unit" "u" {
  name      = "us-east-1"
  parent_id = aws_organizations_organization.o.roots[0].id
}

resource "aws_organizations_policy" "rcp" {
  name = "rcp"
  type = "RESOURCE_CONTROL_POLICY"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "*"
      Condition = { StringNotEqualsIfExists = { "aws:PrincipalAccount" = ["111122223333", "444455556666"] } }
    }]
  })
}

resource "aws_organizations_delegated_administrator" "audit" {
  account_id        = "444455556666"
  service_principal = "access-analyzer.amazonaws.com"
}

resource "aws_s3_account_public_access_block" "b" {
  account_id              = "111122223333"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
