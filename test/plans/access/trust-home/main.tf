provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_iam_role" "audit" {
  name               = "audit"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["arn:aws:iam::444455556666:root", "arn:aws:iam::111122223333:role/us-east-1"] }, Condition = { StringNotEquals = { "aws:RequestedRegion" = "us-east-1" } } }] })
}

resource "aws_iam_role" "services" {
  name               = "services"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ec2.amazonaws.com", "lambda.amazonaws.com", "states.eu-west-1.amazonaws.com"] } }] })
}

resource "aws_iam_role" "saml" {
  name               = "saml"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/us-east-1" }, Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } } }] })
}

resource "aws_iam_openid_connect_provider" "ci" {
  url            = "https://git.clover.example"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "ci" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.ci.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "git.clover.example:sub"
      values   = ["project_path:clover/us-east-1:ref_type:branch:ref:main"]
    }
  }
  statement {
    effect  = "Deny"
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::999999999999:root"]
    }
  }
}

resource "aws_iam_role" "ci" {
  name                 = "us-east-1"
  description          = "deploys to us-east-1 no more"
  path                 = "/us-east-1/"
  permissions_boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  assume_role_policy   = data.aws_iam_policy_document.ci.json
  inline_policy {
    name   = "us-east-1"
    policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::somebody-elses/*" }] })
  }
}
