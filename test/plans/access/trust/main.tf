provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_iam_role" "partner" {
  name               = "partner"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::999999999999:root" }, Condition = { StringEquals = { "sts:ExternalId" = "111122223333" } } }] })
}

resource "aws_iam_role" "bare" {
  name               = "bare"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "999999999999" } }] })
}

resource "aws_iam_role" "one_of_two" {
  name               = "one_of_two"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["arn:aws:iam::111122223333:root", "arn:aws:iam::999999999999:user/ann"] } }] })
}

resource "aws_iam_role" "google" {
  name               = "google"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "accounts.google.com" }, Condition = { StringEquals = { "accounts.google.com:aud" = "clover" } } }] })
}

resource "aws_iam_role" "their_provider" {
  name               = "their_provider"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::999999999999:oidc-provider/token.actions.githubusercontent.com" } }] })
}

resource "aws_iam_role" "organization" {
  name               = "organization"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } }] })
}

data "aws_iam_policy_document" "late" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::999999999999:root"]
    }
    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [terraform_data.external_id.id]
    }
  }
}

resource "terraform_data" "external_id" {}

resource "aws_iam_role" "late" {
  name               = "late"
  assume_role_policy = data.aws_iam_policy_document.late.json
}
