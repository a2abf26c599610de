provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_iam_role" "worker" {
  name        = "worker-us-east-1"
  description = "was arn:aws:iam::999999999999:role/old in ap-southeast-1"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::444455556666:role/auditor" } },
      { Effect = "Deny", Action = "sts:AssumeRole", Principal = { AWS = "999999999999" } },
    ]
  })
}

resource "aws_iam_policy" "narrow" {
  name = "narrow"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = "*", Resource = "*", Condition = { StringNotEquals = { "aws:RequestedRegion" = ["eu-west-1", "us-east-1"] } } },
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::logs-us-east-1/*" },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "narrow" {
  role       = aws_iam_role.worker.name
  policy_arn = aws_iam_policy.narrow.arn
}

resource "aws_iam_user" "auditor" {
  name = "auditor"
  path = "/us-east-1/"
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length = 20
}

resource "aws_iam_instance_profile" "worker" {
  name = "worker"
  role = aws_iam_role.worker.name
}

resource "aws_organizations_organizational_unit" "enclave" {
  name      = "enclave"
  parent_id = "r-ab12"
}

resource "aws_organizations_policy" "regions" {
  name = "only-eu-west-1"
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyElsewhere"
      Effect    = "Deny"
      NotAction = ["iam:*", "organizations:*", "cloudfront:*", "globalaccelerator:*"]
      Resource  = "*"
      Condition = { StringNotEquals = { "aws:RequestedRegion" = ["eu-west-1"] } }
    }]
  })
}

resource "aws_organizations_policy_attachment" "regions" {
  policy_id = aws_organizations_policy.regions.id
  target_id = aws_organizations_organizational_unit.enclave.id
}

resource "aws_route53_zone" "public" {
  name = "us-east-1.clover.example"
}
