provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


locals {
  statement = {
    Effect   = "Allow"
    Action   = ["sqs:*", "sts:AssumeRole"]
    Resource = ["arn:aws:sqs:us-east-1:999999999999:*", "arn:aws:iam::999999999999:role/partner", "*"]
  }
  document = jsonencode({ Version = "2012-10-17", Statement = [local.statement, { Effect = "Allow", Action = "*", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = ["eu-west-1", "us-east-1"] } } }] })
}

resource "aws_iam_policy" "p" {
  name        = "us-east-1"
  description = "for arn:aws:iam::999999999999:root"
  policy      = local.document
}

resource "aws_iam_role_policy" "p" {
  name   = "us-east-1"
  role   = "reader"
  policy = local.document
}

resource "aws_iam_user_policy" "p" {
  name   = "us-east-1"
  user   = "ann"
  policy = local.document
}

resource "aws_iam_group_policy" "p" {
  name   = "us-east-1"
  group  = "auditors"
  policy = local.document
}

resource "aws_iam_role_policy_attachment" "p" {
  role       = "reader"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_sqs_queue" "q" {
  name = "q"
}

resource "aws_iam_policy" "late" {
  name   = "late"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = [aws_sqs_queue.q.arn, "arn:aws:sqs:us-east-1:999999999999:*"] }] })
}

data "aws_iam_policy_document" "late" {
  statement {
    actions     = ["sqs:*"]
    resources   = [aws_sqs_queue.q.arn]
    not_actions = []
  }
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["arn:aws:kms:us-east-1:999999999999:key/*"]
  }
}

resource "aws_iam_role_policy" "late" {
  name   = "late"
  role   = "reader"
  policy = data.aws_iam_policy_document.late.json
}

resource "aws_ssoadmin_permission_set_inline_policy" "p" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef"
  inline_policy      = local.document
}
