provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}


resource "aws_sqs_queue" "q" {
  name   = "q"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_sns_topic" "t" {
  name   = "t"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_kms_key" "k" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_kms_key_policy" "k" {
  key_id = "0a1b2c3d-0000-4000-8000-000000000000"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_secretsmanager_secret" "s" {
  name   = "s"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_secretsmanager_secret_policy" "s" {
  secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:us-east-1-a1b2c3"
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_ecr_repository_policy" "r" {
  repository = "us-east-1"
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_ecr_registry_policy" "r" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "ecr:ReplicateImage", Resource = "*" }] })
}

resource "aws_backup_vault_policy" "v" {
  backup_vault_name = "us-east-1"
  policy            = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_efs_file_system_policy" "f" {
  file_system_id = "fs-0123456789abcdef0"
  policy         = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_cloudwatch_log_destination_policy" "d" {
  destination_name = "us-east-1"
  access_policy    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_cloudwatch_event_bus_policy" "b" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_oam_sink_policy" "s" {
  sink_identifier = "arn:aws:oam:eu-west-1:111122223333:sink/0a1b2c3d-0000-4000-8000-000000000000"
  policy          = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_dynamodb_resource_policy" "t" {
  resource_arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/us-east-1"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_kinesis_resource_policy" "s" {
  resource_arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/us-east-1"
  policy       = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Action = "*", Resource = "*" }] })
}

resource "aws_opensearch_domain" "d" {
  domain_name     = "logs"
  access_policies = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalAccount" = "111122223333" } } }] })
}

resource "aws_kms_grant" "g" {
  name              = "us-east-1"
  key_id            = "0a1b2c3d-0000-4000-8000-000000000000"
  grantee_principal = "arn:aws:iam::444455556666:role/us-east-1"
  operations        = ["Decrypt"]
}

resource "aws_cloudwatch_event_permission" "p" {
  principal    = "444455556666"
  statement_id = "us-east-1"
}

resource "aws_cloudwatch_log_resource_policy" "l" {
  policy_name     = "us-east-1"
  policy_document = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = ["es.amazonaws.com", "route53.amazonaws.com"] }, Action = "logs:PutLogEvents", Resource = "arn:aws:logs:eu-west-1:111122223333:log-group:/us-east-1/*" }] })
}
