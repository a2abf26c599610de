provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


locals {
  conditions = {
    transport      = jsonencode({ Bool = { "aws:SecureTransport" = "true" } })
    address        = jsonencode({ IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } })
    one_too_many   = jsonencode({ StringEquals = { "aws:PrincipalAccount" = ["111122223333", "999999999999"] } })
    everybody_else = jsonencode({ StringNotEquals = { "aws:PrincipalAccount" = "111122223333" } })
    if_exists      = jsonencode({ StringEqualsIfExists = { "aws:PrincipalAccount" = "111122223333" } })
    for_all        = jsonencode({ "ForAllValues:StringEquals" = { "aws:PrincipalAccount" = "111122223333" } })
    wildcard       = jsonencode({ StringLike = { "aws:PrincipalAccount" = "1111*" } })
    any_role       = jsonencode({ ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/eu-west-1" } })
    present        = jsonencode({ Null = { "aws:PrincipalAccount" = "false" } })
    organization   = jsonencode({ StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } })
    itself         = jsonencode({ StringEquals = { "aws:PrincipalAccount" = "$${aws:PrincipalAccount}" } })
    referer        = jsonencode({ StringLike = { "aws:Referer" = "https://111122223333.example/*" } })
    region         = jsonencode({ StringEquals = { "aws:RequestedRegion" = "eu-west-1" } })
    none           = jsonencode({})
  }
}

resource "aws_s3_bucket_policy" "each" {
  for_each = local.conditions
  bucket   = "clover-data"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:GetObject", Resource = "arn:aws:s3:::clover-data/*", Condition = jsondecode(each.value) }]
  })
}
